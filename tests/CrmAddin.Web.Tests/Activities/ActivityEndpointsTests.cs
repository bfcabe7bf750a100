using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CrmAddin.Core.Activities;
using CrmAddin.Core.Activities.Calendar;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.Activities;

public sealed class ActivityEndpointsTests : IAsyncLifetime
{
    private RunningCrm _crm = null!;
    private HttpClient _pane = null!;
    private long _user;
    private long _ann;

    public async Task InitializeAsync()
    {
        _crm = await RunningCrm.StartAsync();
        _user = await _crm.AddUserAsync("agent");
        _ann = await _crm.AddContactAsync(new Contact { DisplayName = "Ann", OwnerId = _user });
        _pane = await _crm.PaneAsync("agent");
    }

    public async Task DisposeAsync()
    {
        _pane.Dispose();
        await _crm.DisposeAsync();
    }

    [Fact]
    public async Task Appointments_of_a_contact_stand_in_order_the_next_and_the_latest_first()
    {
        foreach (var day in new[] { 9, 2, -7, -1 })
            await AddAsync($"Day {day}", day);

        var list = await _pane.GetFromJsonAsync<JsonElement>($"/app/contacts/{_ann}/appointments");

        Subjects(list, "ahead").ShouldBe(["Day 2", "Day 9"]);
        Subjects(list, "past").ShouldBe(["Day -1", "Day -7"]);
        (await _pane.GetAsync($"/app/contacts/{_ann + 1000}/appointments")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_result_is_noted_in_the_journal_and_a_stale_form_meets_409()
    {
        var id = await AddAsync("Visit", -1);

        var saved = await PostAsync(id, 0, "They want it");
        var stale = await PostAsync(id, 0, "Something else");

        saved.StatusCode.ShouldBe(HttpStatusCode.OK);
        stale.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await stale.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().ShouldBe("ActivityChangedMeanwhile");
        var activity = await _crm.ReadAsync(db => db.Activities.SingleAsync(a => a.Id == id));
        (activity.Result, activity.Purpose, activity.State, activity.Version).ShouldBe(("They want it", null, ActivityState.Done, 1));
        var entry = await _crm.ReadAsync(db => db.AuditEntries.Include(e => e.ChangeSet).Include(e => e.Values).SingleAsync(e => e.Entity == nameof(Activity)));
        (entry.ChangeSet!.UserId, entry.ChangeSet.Origin).ShouldBe((_user, ChangeOrigin.Edit));
        entry.Values.Select(v => v.Field).ShouldBe(["DoneAt", "Result", "State"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_meeting_of_a_calendar_that_only_its_owner_reads_is_not_there_for_others()
    {
        await _crm.AddUserAsync("chief", Role.Administrator);
        using var chief = await _crm.PaneAsync("chief");
        var id = await AddAsync("Visit", -1, MailVisibility.OwnerOnly);

        (await chief.GetAsync($"/app/activities/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _pane.GetAsync($"/app/activities/{id}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        Subjects(await chief.GetFromJsonAsync<JsonElement>($"/app/contacts/{_ann}/appointments"), "past").ShouldBeEmpty();
    }

    private Task<HttpResponseMessage> PostAsync(long id, int version, string result) => _pane.PostAsync($"/app/activities/{id}/result", new FormUrlEncodedContent(
        new Dictionary<string, string> { ["version"] = version.ToString(System.Globalization.CultureInfo.InvariantCulture), ["result"] = result, ["done"] = "true" }));

    private static List<string?> Subjects(JsonElement list, string part) => [.. list.GetProperty(part).EnumerateArray().Select(a => a.GetProperty("subject").GetString())];

    private async Task<long> AddAsync(string subject, int day, MailVisibility visibility = MailVisibility.Shared)
    {
        var start = DateTimeOffset.UtcNow.AddDays(day);
        var activity = new Activity { Kind = ActivityKind.Appointment, Subject = subject, StartsAt = start, EndsAt = start.AddHours(1), OwnerId = _user };
        activity.Contacts.Add(new ActivityContact { ContactId = _ann });
        await _crm.UseAsync(async services =>
        {
            var db = services.GetRequiredService<CrmDb>();
            var mailbox = new Mailbox { Address = $"{Guid.NewGuid():N}@firm.example", DisplayName = "Agent", OwnerId = _user };
            db.Begin(ChangeOrigin.Setup, "test");
            db.Mailboxes.Add(mailbox);
            await db.SaveChangesAsync();
            activity.Meeting = new LoggedMeeting { IdentityHash = subject, KeptReason = nameof(KeepReason.KnownContact), KeptDetail = "ann@client.example" };
            activity.Meeting.Copies.Add(new MeetingCopy { MailboxId = mailbox.Id, EventId = subject, Visibility = visibility, OwnerId = _user });
            db.Activities.Add(activity);
            await db.SaveChangesAsync();
            await db.AuditEntries.Where(e => e.Entity == nameof(Activity)).ExecuteDeleteAsync();
        });
        return activity.Id;
    }
}
