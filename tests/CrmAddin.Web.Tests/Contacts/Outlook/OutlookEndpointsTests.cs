using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Contacts.Outlook;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.Contacts.Outlook;

public sealed class OutlookEndpointsTests : IAsyncLifetime
{
    private RunningCrm _crm = null!;
    private HttpClient _pane = null!;
    private long _user;
    private long _mailbox;

    public async Task InitializeAsync()
    {
        _crm = await RunningCrm.StartAsync();
        _user = await _crm.AddUserAsync("agent");
        _pane = await _crm.PaneAsync("agent");
        _pane.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        _mailbox = await AddAsync(new Mailbox { Address = "agent@firm.example", DisplayName = "Agent", OwnerId = _user, IsOn = false }, m => m.Id);
    }

    public async Task DisposeAsync()
    {
        _pane.Dispose();
        await _crm.DisposeAsync();
    }

    [Fact]
    public async Task Its_owner_or_an_administrator_says_what_a_mailbox_is_used_for_and_nobody_else()
    {
        await _crm.AddUserAsync("other");
        await _crm.AddUserAsync("chief", Role.Administrator);
        using var other = await _crm.PaneAsync("other");
        using var chief = await _crm.PaneAsync("chief");

        (await PostAsync(other, $"mailboxes/{_mailbox}", "logsCalendar")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync(_pane, $"mailboxes/{_mailbox}", "logsCalendar")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await UseAsync()).ShouldBe((true, false));
        (await PostAsync(chief, $"mailboxes/{_mailbox}", "pushesContacts")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await UseAsync()).ShouldBe((false, true));
    }

    [Fact]
    public async Task An_offered_change_is_listed_taken_over_once_and_gone_afterwards()
    {
        var ann = await _crm.AddContactAsync(new Contact { DisplayName = "Ann", JobTitle = "Clerk", OwnerId = _user });
        await AddAsync(new OutlookContact { MailboxId = _mailbox, ContactId = ann, GraphId = "card", State = OutlookCardState.There }, c => c.Id);
        var offer = await AddAsync(
            new OutlookOffer { MailboxId = _mailbox, OwnerId = _user, Kind = OutlookOfferKind.Field, ContactId = ann, GraphId = "card", Field = "jobTitle", Ours = "Clerk", Theirs = "Director" }, o => o.Id);

        var listed = await _pane.GetFromJsonAsync<JsonElement>("/app/contacts/outlook");
        var first = await PostAsync(_pane, $"offers/{offer}/accept");
        var second = await PostAsync(_pane, $"offers/{offer}/accept");

        listed.EnumerateArray().Single().GetProperty("name").GetString().ShouldBe("Ann");
        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        (second.StatusCode, (await second.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()).ShouldBe((HttpStatusCode.NotFound, "OfferUnknown"));
        (await _crm.ReadAsync(db => db.Contacts.Where(c => c.Id == ann).Select(c => c.JobTitle).SingleAsync())).ShouldBe("Director");
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, params string[] ticked) =>
        client.PostAsync("/app/contacts/outlook/" + path, new FormUrlEncodedContent(ticked.ToDictionary(t => t, _ => "true")));

    private Task<(bool, bool)> UseAsync() => _crm.ReadAsync(async db =>
    {
        var mailbox = await db.Mailboxes.AsNoTracking().SingleAsync(m => m.Id == _mailbox);
        return (mailbox.LogsCalendar, mailbox.PushesContacts);
    });

    private async Task<long> AddAsync<T>(T row, Func<T, long> id)
        where T : class
    {
        await _crm.UseAsync(async services =>
        {
            var db = services.GetRequiredService<CrmDb>();
            db.Add(row);
            await db.SaveChangesAsync();
        });
        return id(row);
    }
}
