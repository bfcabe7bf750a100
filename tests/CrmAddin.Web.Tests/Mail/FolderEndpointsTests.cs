using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Users;
using CrmAddin.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.Mail;

public sealed class FolderEndpointsTests
{
    [Fact]
    public async Task Folders_are_shown_as_a_tree_and_chosen_by_a_form()
    {
        await using var crm = await RunningCrm.StartAsync();
        await crm.AddUserAsync("root", Role.Administrator);
        var (mailbox, inbox, tower) = await AddMailboxAsync(crm, null);
        using var pane = await crm.PaneAsync("root");

        var form = await FragmentAsync(pane, $"/app/mailboxes/{mailbox}/folders");
        form.ShouldContain("Projects / Tower");
        form.ShouldNotContain("Junk Email");
        using var chosen = await pane.PostAsync($"/app/mailboxes/{mailbox}/folders", new FormUrlEncodedContent([new("folder", $"{inbox}"), new("folder", $"{tower}")]));

        chosen.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await crm.ReadAsync(db => db.MailFolders.Where(f => f.IsInScope).Select(f => f.Id).ToListAsync())).ShouldBe([inbox, tower], ignoreOrder: true);
        using var none = await pane.PostAsync($"/app/mailboxes/{mailbox}/folders", new FormUrlEncodedContent([]));
        (none.StatusCode, await CodeAsync(none)).ShouldBe((HttpStatusCode.UnprocessableEntity, "NoFolderChosen"));
    }

    [Fact]
    public async Task The_owner_sees_one_choice_and_may_only_narrow_it_and_a_stranger_sees_no_mailbox()
    {
        await using var crm = await RunningCrm.StartAsync();
        var owner = await crm.AddUserAsync("ann");
        await crm.AddUserAsync("bob");
        var (mailbox, _, _) = await AddMailboxAsync(crm, owner);
        using var ann = await crm.PaneAsync("ann");
        using var bob = await crm.PaneAsync("bob");

        var form = await FragmentAsync(ann, $"/app/mailboxes/{mailbox}/policy");
        form.ShouldContain("name=\"visibility\"");
        form.ShouldNotContain("name=\"isOn\"");
        using var narrowed = await ann.PostAsync($"/app/mailboxes/{mailbox}/policy", new FormUrlEncodedContent([new("visibility", "OwnerOnly")]));
        narrowed.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var off = await ann.PostAsync($"/app/mailboxes/{mailbox}/policy", new FormUrlEncodedContent([new("shows", "all"), new("isOn", "true"), new("visibility", "OwnerOnly")]));
        (off.StatusCode, await CodeAsync(off)).ShouldBe((HttpStatusCode.Forbidden, "OwnerMayOnlyNarrow"));
        using var foreign = await bob.GetAsync($"/app/mailboxes/{mailbox}/policy");
        foreign.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_administrator_sets_the_day_from_which_mail_is_logged_and_a_wrong_day_is_refused()
    {
        await using var crm = await RunningCrm.StartAsync();
        await crm.AddUserAsync("root", Role.Administrator);
        var (mailbox, _, _) = await AddMailboxAsync(crm, null);
        using var pane = await crm.PaneAsync("root");

        using var set = await pane.PostAsync($"/app/mailboxes/{mailbox}/policy", new FormUrlEncodedContent(
            [new("shows", "all"), new("isOn", "true"), new("logFrom", "2026-02-01"), new("contactCreation", "FromSentMail"), new("visibility", "Participants")]));

        set.StatusCode.ShouldBe(HttpStatusCode.OK);
        var row = await crm.ReadAsync(db => db.Mailboxes.AsNoTracking().SingleAsync());
        (row.IsOn, row.LogFrom, row.ContactCreation, row.Visibility).ShouldBe((true, new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero), ContactCreation.FromSentMail, MailVisibility.Participants));
        (await FragmentAsync(pane, $"/app/mailboxes/{mailbox}/policy")).ShouldContain("value=\"2026-02-01\"");
        using var wrong = await pane.PostAsync($"/app/mailboxes/{mailbox}/policy", new FormUrlEncodedContent([new("shows", "all"), new("logFrom", "soon")]));
        wrong.StatusCode.ShouldNotBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_mailbox_is_added_by_administrators_alone_and_what_the_mail_server_says_is_told()
    {
        await using var crm = await RunningCrm.StartAsync();
        await crm.AddUserAsync("root", Role.Administrator);
        await crm.AddUserAsync("ann");
        using var root = await crm.PaneAsync("root");
        using var ann = await crm.PaneAsync("ann");

        (await FragmentAsync(root, "/app/mailboxes/new")).ShouldContain("name=\"address\"");
        using var refused = await ann.PostAsync("/app/mailboxes", new FormUrlEncodedContent([new("address", "x@firm.example")]));
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var malformed = await root.PostAsync("/app/mailboxes", new FormUrlEncodedContent([new("address", "no address")]));
        (malformed.StatusCode, await CodeAsync(malformed)).ShouldBe((HttpStatusCode.UnprocessableEntity, "MailboxAddressWrong"));
        using var unconfigured = await root.PostAsync("/app/mailboxes", new FormUrlEncodedContent([new("address", "x@firm.example")]));
        (unconfigured.StatusCode, await CodeAsync(unconfigured)).ShouldBe((HttpStatusCode.UnprocessableEntity, "MailServerNotConfigured"));
    }

    [Fact]
    public async Task A_look_back_is_begun_by_a_button_and_tells_how_it_went()
    {
        await using var crm = await RunningCrm.StartAsync();
        await crm.AddUserAsync("root", Role.Administrator);
        var contact = await crm.AddContactAsync(new Contact { DisplayName = "Ann" });
        using var pane = await crm.PaneAsync("root");

        (await FragmentAsync(pane, $"/app/contacts/{contact}/look-back")).ShouldContain($"hx-post=\"/app/contacts/{contact}/look-back\"");
        using var begun = await pane.PostAsync($"/app/contacts/{contact}/look-back", null);
        begun.StatusCode.ShouldBe(HttpStatusCode.OK);
        JsonElement state;
        do
            state = await pane.GetFromJsonAsync<JsonElement>($"/app/contacts/{contact}/look-back");
        while (state.GetProperty("isRunning").GetBoolean());

        (state.GetProperty("linked").GetInt32(), state.GetProperty("logged").GetInt32()).ShouldBe((0, 0));
        using var unknown = await pane.PostAsync("/app/contacts/999/look-back", null);
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<(long Mailbox, long Inbox, long Tower)> AddMailboxAsync(RunningCrm crm, long? owner)
    {
        var mailbox = new Mailbox { Address = "agent@firm.example", DisplayName = "Agent", OwnerId = owner, IsOn = false };
        mailbox.Folders.Add(new MailFolder { GraphId = "1", DisplayName = "Inbox", WellKnownName = "inbox", IsInScope = true });
        mailbox.Folders.Add(new MailFolder { GraphId = "2", DisplayName = "Projects" });
        mailbox.Folders.Add(new MailFolder { GraphId = "3", DisplayName = "Tower", ParentGraphId = "2" });
        mailbox.Folders.Add(new MailFolder { GraphId = "4", DisplayName = "Junk Email", WellKnownName = "junkemail", IsNeverLogged = true });
        await crm.UseAsync(async services =>
        {
            var db = services.GetRequiredService<Core.Store.CrmDb>();
            db.Mailboxes.Add(mailbox);
            await db.SaveChangesAsync();
        });
        return (mailbox.Id, mailbox.Folders.Single(f => f.GraphId == "1").Id, mailbox.Folders.Single(f => f.GraphId == "3").Id);
    }

    private static async Task<string> FragmentAsync(HttpClient client, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "HX-Request", "true" } } };
        using var answer = await client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
}
