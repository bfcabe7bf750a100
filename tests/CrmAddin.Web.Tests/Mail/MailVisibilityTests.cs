using System.IO.Compression;
using System.Net;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Mail;
using CrmAddin.Web.Tests.Graph;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Tests.Mail;

/// <summary>Who is shown what, over every way in which a mail could be shown.</summary>
public sealed class MailVisibilityTests
{
    private const string Ann = "ann@client.example";

    [Fact]
    public async Task Every_role_is_shown_exactly_the_mails_that_visibility_allows()
    {
        await using var world = await MailCrm.StartAsync();
        var contact = await AddAnnAsync(world);
        Deliver(world, "SharedCanary", 1);
        Deliver(world, "ParticipantsCanary", 2);
        Deliver(world, "OwnerOnlyCanary", 3);
        var both = $"{MailCrm.OwnerAddress},{MailCrm.ColleagueAddress}";
        foreach (var mailbox in new[] { MailCrm.OwnerAddress, MailCrm.ColleagueAddress })
            world.Simulator.Tenant.AddMessage(mailbox, "inbox", SampleMail.From(Ann, "BothCanary", 4, both, "<both@x>", body: "BothCanary body"));
        world.Simulator.Tenant.AddMessage(MailCrm.OwnerAddress, "inbox", SampleMail.From(Ann, "PrivateCanary", 5, MailCrm.OwnerAddress, "<private@x>", body: "PrivateCanary body", headers: ("Sensitivity", "private")));
        await world.SyncAsync();
        using var owner = await world.AsAsync("owner");
        await SetAsync(world, owner, "ParticipantsCanary", "visibility", "Participants");
        await SetAsync(world, owner, "OwnerOnlyCanary", "visibility", "OwnerOnly");
        await SetAsync(world, owner, "BothCanary", "visibility", "OwnerOnly");
        using var logged = await owner.PostAsync("/app/mail/why/log", Form(("internetMessageId", "<private@x>")));
        logged.StatusCode.ShouldBe(HttpStatusCode.OK);

        string[] all = ["SharedCanary", "ParticipantsCanary", "OwnerOnlyCanary", "BothCanary", "PrivateCanary"];
        var seen = new Dictionary<string, string[]>
        {
            ["owner"] = all,
            // Owner-only holds for the owner's copy; the colleague's own copy is the colleague's, and shared with the team.
            ["colleague"] = ["SharedCanary", "BothCanary"],
            ["manager"] = ["SharedCanary", "BothCanary"],
            ["readonly"] = ["SharedCanary", "BothCanary"],
            ["administrator"] = ["SharedCanary", "BothCanary"],
            ["marketing"] = [],
            ["other"] = [],
        };
        foreach (var (name, _) in MailCrm.People)
        {
            using var client = await world.AsAsync(name);
            var shown = await EverythingAsync(client, contact);
            all.Where(c => shown.Contains(c, StringComparison.Ordinal)).ShouldBe(seen[name], ignoreOrder: true, customMessage: name);
        }
    }

    [Fact]
    public async Task A_confidential_thread_stays_so_for_later_mails_in_every_mailbox_until_who_marked_it_takes_the_mark_off()
    {
        await using var world = await MailCrm.StartAsync();
        var contact = await AddAnnAsync(world);
        var both = $"{MailCrm.OwnerAddress},{MailCrm.ColleagueAddress}";
        foreach (var mailbox in new[] { MailCrm.OwnerAddress, MailCrm.ColleagueAddress })
            world.Simulator.Tenant.AddMessage(mailbox, "inbox", SampleMail.From(Ann, "Take-over", 1, both, "<t1@x>", conversation: "of " + mailbox));
        await world.SyncAsync();
        using var owner = await world.AsAsync("owner");
        using var colleague = await world.AsAsync("colleague");
        using var manager = await world.AsAsync("manager");
        (await EverythingAsync(manager, contact)).ShouldContain("Take-over");

        await SetAsync(world, owner, "Take-over", "confidential");

        (await EverythingAsync(manager, contact)).ShouldNotContain("Take-over");
        (await EverythingAsync(colleague, contact)).ShouldContain("Take-over");
        // An answer in the colleague's mailbox alone names the first mail; the next one names only that answer.
        world.Simulator.Tenant.AddMessage(MailCrm.ColleagueAddress, "inbox", SampleMail.From(Ann, "Answer", 2, MailCrm.ColleagueAddress, "<t2@x>", conversation: "another", headers: ("In-Reply-To", "<t1@x>")));
        await world.SyncAsync();
        world.Simulator.Tenant.AddMessage(MailCrm.ColleagueAddress, "inbox", SampleMail.From(Ann, "Last word", 3, MailCrm.ColleagueAddress, "<t3@x>", conversation: "a third", headers: ("References", "<t2@x>")));
        world.Simulator.Tenant.AddMessage(MailCrm.ColleagueAddress, "inbox", SampleMail.From(Ann, "Weather", 4, MailCrm.ColleagueAddress, "<w@x>"));
        await world.SyncAsync();
        var seen = await EverythingAsync(manager, contact);
        (seen.Contains("Answer", StringComparison.Ordinal), seen.Contains("Last word", StringComparison.Ordinal), seen.Contains("Weather", StringComparison.Ordinal)).ShouldBe((false, false, true));

        (await PostAsync(world, colleague, "Answer", "not-confidential")).ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(world, colleague, "Answer", "visibility", "Shared")).ShouldBe(HttpStatusCode.UnprocessableEntity);
        await SetAsync(world, owner, "Take-over", "not-confidential");
        (await EverythingAsync(manager, contact)).ShouldContain("Take-over");
    }

    [Fact]
    public async Task A_private_mail_is_never_widened_and_a_colleague_has_no_say_about_it()
    {
        await using var world = await MailCrm.StartAsync();
        await AddAnnAsync(world);
        world.Simulator.Tenant.AddMessage(MailCrm.OwnerAddress, "inbox", SampleMail.From(Ann, "PrivateCanary", 5, MailCrm.OwnerAddress, "<private@x>", headers: ("Sensitivity", "company-confidential")));
        await world.SyncAsync();
        using var owner = await world.AsAsync("owner");
        using var colleague = await world.AsAsync("colleague");
        using var logged = await owner.PostAsync("/app/mail/why/log", Form(("internetMessageId", "<private@x>")));

        (await PostAsync(world, owner, "PrivateCanary", "visibility", "Shared")).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await PostAsync(world, colleague, "PrivateCanary", "visibility", "Shared")).ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync(world, colleague, "PrivateCanary", "confidential")).ShouldBe(HttpStatusCode.NotFound);
        (await world.Crm.ReadAsync(db => db.MessageCopies.Select(c => c.Visibility).SingleAsync())).ShouldBe(MailVisibility.OwnerOnly);
    }

    private static Task<long> AddAnnAsync(MailCrm world)
    {
        var ann = new Contact { DisplayName = "Ann Lee", TeamId = 1 };
        ann.Emails.Add(ContactEmail.From(Ann));
        return world.Crm.AddContactAsync(ann);
    }

    private static void Deliver(MailCrm world, string canary, int minute) =>
        world.Simulator.Tenant.AddMessage(MailCrm.OwnerAddress, "inbox", SampleMail.From(Ann, canary, minute, MailCrm.OwnerAddress, $"<{canary}@x>", body: canary + " body"));

    /// <summary>Card, timeline, pane, search, export of the person and of the list: every way on which a mail could be shown.</summary>
    private static async Task<string> EverythingAsync(HttpClient client, long contact)
    {
        var shown = new List<string>();
        foreach (var path in new[]
                 {
                     $"/app/contacts/{contact}", $"/app/contacts/{contact}/timeline?before=2099-01-01", $"/app/contacts/{contact}/history", "/app/contacts?q=Canary", "/app/contacts?q=ann",
                     "/app/mailboxes", "/app/audit", "/app/mail/rules", "/app/mail/creation", "/app/accounts", "/app/deals",
                 })
        {
            using var answer = await client.GetAsync(path);
            ((int)answer.StatusCode).ShouldBeLessThan(500, path);
            shown.Add(await answer.Content.ReadAsStringAsync());
        }
        using var pane = await client.PostAsync("/panes/outlook/sender", Form(("from", Ann), ("body", "")));
        shown.Add(await pane.Content.ReadAsStringAsync());
        using var person = await client.PostAsync($"/app/contacts/{contact}/export-person", Form());
        ((int)person.StatusCode).ShouldBeLessThan(500);
        shown.Add(person.IsSuccessStatusCode ? await UnzipAsync(await person.Content.ReadAsStreamAsync()) : await person.Content.ReadAsStringAsync());
        using var list = await client.PostAsync("/app/contacts/export", Form(("format", "csv")));
        shown.Add(await list.Content.ReadAsStringAsync());
        foreach (var id in new[] { "<SharedCanary@x>", "<ParticipantsCanary@x>", "<OwnerOnlyCanary@x>", "<private@x>" })
        {
            using var why = await client.PostAsync("/app/mail/why", Form(("internetMessageId", id), ("mailbox", "1")));
            shown.Add(await why.Content.ReadAsStringAsync());
        }
        return string.Join('\n', shown);
    }

    private static async Task<string> UnzipAsync(Stream zip)
    {
        using var archive = new ZipArchive(zip);
        var parts = new List<string>();
        foreach (var entry in archive.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            parts.Add(await reader.ReadToEndAsync());
        }
        return string.Join('\n', parts);
    }

    private static async Task SetAsync(MailCrm world, HttpClient client, string subject, string what, string? value = null) =>
        (await PostAsync(world, client, subject, what, value)).ShouldBe(HttpStatusCode.OK);

    private static async Task<HttpStatusCode> PostAsync(MailCrm world, HttpClient client, string subject, string what, string? value = null)
    {
        var message = await world.Crm.ReadAsync(db => db.Messages.Include(m => m.Copies).SingleAsync(m => m.Subject == subject));
        using var answer = await client.PostAsync($"/app/mail/messages/{message.Id}/{what}", Form(("visibility", value ?? ""), ("internetMessageId", message.InternetMessageId!)));
        return answer.StatusCode;
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
}
