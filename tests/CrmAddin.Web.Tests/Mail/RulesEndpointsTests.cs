using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CrmAddin.Web.Tests.Graph;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Tests.Mail;

public sealed class RulesEndpointsTests
{
    [Fact]
    public async Task A_user_makes_and_removes_own_rules_an_administrator_the_firms_and_errors_have_their_status()
    {
        await using var world = await MailCrm.StartAsync();
        using var owner = await world.AsAsync("owner");
        using var administrator = await world.AsAsync("administrator");
        using var colleague = await world.AsAsync("colleague");

        var made = await PostAsync(owner, "/app/mail/rules", HttpStatusCode.Created, ("pattern", "private.example"), ("kind", "Never"));
        await PostAsync(owner, "/app/mail/rules", HttpStatusCode.Conflict, ("pattern", "private.example"), ("kind", "Always"));
        await PostAsync(owner, "/app/mail/rules", HttpStatusCode.UnprocessableEntity, ("pattern", "nothing"));
        await PostAsync(owner, "/app/mail/rules", HttpStatusCode.Forbidden, ("pattern", "firm-wide.example"), ("isFirms", "true"));
        await PostAsync(administrator, "/app/mail/rules", HttpStatusCode.Created, ("pattern", "firm-wide.example"), ("isFirms", "true"));

        var id = made.GetProperty("id").GetInt64();
        (await owner.GetStringAsync("/app/mail/rules")).ShouldContain("private.example");
        var colleagues = await colleague.GetStringAsync("/app/mail/rules");
        colleagues.ShouldNotContain("private.example");
        colleagues.ShouldContain("firm-wide.example");
        await PostAsync(colleague, $"/app/mail/rules/{id}/remove", HttpStatusCode.NotFound);
        await PostAsync(owner, $"/app/mail/rules/{id}/remove", HttpStatusCode.OK);
        (await world.Crm.ReadAsync(db => db.MailRules.Select(r => r.Pattern).ToListAsync())).ShouldBe(["firm-wide.example"]);
    }

    [Fact]
    public async Task Contacts_are_made_of_mail_by_the_hosts_own_worker_and_nobody_else_sees_the_list()
    {
        await using var world = await MailCrm.StartAsync();
        world.Simulator.Tenant.AddMessage(MailCrm.OwnerAddress, "sentitems", SampleMail.From(MailCrm.OwnerAddress, "Hello", 1, "new.person@client.example"));
        await world.SyncAsync();
        using var owner = await world.AsAsync("owner");
        using var manager = await world.AsAsync("manager");
        var mailbox = await world.Crm.ReadAsync(db => db.Mailboxes.Where(m => m.Address == MailCrm.OwnerAddress).Select(m => m.Id).SingleAsync());

        var run = (await PostAsync(owner, "/app/mail/creation", HttpStatusCode.Accepted, ("mailbox", $"{mailbox}"), ("scope", "FromSentMail"))).GetProperty("id").GetInt64();
        var page = await UntilAsync(owner, $"/app/mail/creation/{run}", "data-state=\"Ready\"");
        page.ShouldContain("new.person@client.example");
        using var hidden = await manager.GetAsync($"/app/mail/creation/{run}");
        hidden.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await PostAsync(manager, "/app/mail/creation", HttpStatusCode.Forbidden, ("mailbox", $"{mailbox}"));
        await PostAsync(manager, $"/app/mail/creation/{run}/confirm", HttpStatusCode.NotFound, ("person", "1"));
        await PostAsync(owner, $"/app/mail/creation/{run}/confirm", HttpStatusCode.UnprocessableEntity, ("person", "999"));
        var person = await world.Crm.ReadAsync(db => db.CreationCandidates.Select(c => c.Id).SingleAsync());

        await PostAsync(owner, $"/app/mail/creation/{run}/confirm", HttpStatusCode.Accepted, ("person", $"{person}"), ("shows", "goOn"), ("goOn", "true"));

        (await UntilAsync(owner, $"/app/mail/creation/{run}", "data-state=\"Done\"")).ShouldContain("New Person");
        (await world.Crm.ReadAsync(db => db.Mailboxes.Where(m => m.Id == mailbox).Select(m => m.ContactCreation).SingleAsync())).ShouldBe(Core.Mail.ContactCreation.FromSentMail);
        (await PostAsync(owner, $"/app/mail/creation/{run}/take-back", HttpStatusCode.OK)).GetProperty("contacts").GetInt32().ShouldBe(1);
        (await world.Crm.ReadAsync(db => db.Contacts.CountAsync())).ShouldBe(0);
        await PostAsync(owner, $"/app/mail/creation/{run}/take-back", HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Why_answers_on_its_page_in_the_pane_and_as_JSON_and_offers_what_can_be_done()
    {
        await using var world = await MailCrm.StartAsync();
        world.Simulator.Tenant.AddMessage(MailCrm.OwnerAddress, "inbox", SampleMail.From("stranger@client.example", "Hello <there>", 1, MailCrm.OwnerAddress, "<1@x>"));
        await world.SyncAsync();
        using var owner = await world.AsAsync("owner");
        using var administrator = await world.AsAsync("administrator");

        var told = await PostAsync(owner, "/app/mail/why", HttpStatusCode.OK, ("internetMessageId", "<1@x>"));
        (told.GetProperty("standing").GetString(), told.GetProperty("reason").GetString(), told.GetProperty("wouldBeKept").GetBoolean()).ShouldBe(("NotKept", "NoKnownParty", false));
        var page = await owner.GetStringAsync("/app/mail/why?messageId=" + Uri.EscapeDataString("<1@x>"));
        page.ShouldContain("Hello &lt;there&gt;");
        page.ShouldContain("/app/contacts/new?email=stranger%40client.example");
        (await owner.GetStringAsync("/app/contacts/new?email=stranger%40client.example")).ShouldContain("value=\"stranger@client.example\"");
        (await PostAsync(owner, "/panes/outlook/why", HttpStatusCode.NotFound, ("internetMessageId", "<none@x>"))).GetProperty("code").GetString().ShouldBe("MailNotInYourMailbox");
        (await administrator.GetStringAsync("/app/mail/why?mailbox=1&messageId=" + Uri.EscapeDataString("<1@x>"))).ShouldNotContain("Hello");

        (await PostAsync(owner, "/app/mail/why/log", HttpStatusCode.OK, ("internetMessageId", "<1@x>"))).GetProperty("standing").GetString().ShouldBe("Kept");
        var message = await world.Crm.ReadAsync(db => db.Messages.Select(m => m.Id).SingleAsync());
        (await owner.GetStringAsync($"/app/mail/why?message={message}")).ShouldContain("data-standing=\"Kept\"");
        (await PostAsync(owner, "/app/mail/why/forget", HttpStatusCode.OK, ("internetMessageId", "<1@x>"))).GetProperty("reason").GetString().ShouldBe("OwnersSay");
        using var gone = await owner.GetAsync($"/app/mail/why?message={message}");
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync(owner, "/app/mail/why/decide", HttpStatusCode.OK, ("internetMessageId", "<1@x>"))).GetProperty("reason").GetString().ShouldBe("NoKnownParty");
    }

    private static async Task<JsonElement> PostAsync(HttpClient client, string path, HttpStatusCode expected, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var answer = await client.PostAsync(path, form);
        answer.StatusCode.ShouldBe(expected, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<string> UntilAsync(HttpClient client, string path, string text)
    {
        for (var tries = 0; ; tries++)
        {
            var page = await client.GetStringAsync(path);
            if (page.Contains(text, StringComparison.Ordinal) || tries == 100)
            {
                page.ShouldContain(text);
                return page;
            }
            await Task.Delay(200);
        }
    }
}
