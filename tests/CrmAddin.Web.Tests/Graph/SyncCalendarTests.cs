using System.Text.Json.Nodes;
using CrmAddin.Core.Accounts;
using CrmAddin.Core.Activities;
using CrmAddin.Core.Activities.Calendar;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using GraphSimulator.Calendar;
using GraphSimulator.Misbehaviour;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.Graph;

public sealed class SyncCalendarTests
{
    private const string Ann = "ann@client.example";
    private const string Boss = "boss@firm.example";

    private static readonly DateTimeOffset Today = new(DateTimeOffset.UtcNow.UtcDateTime.Date, TimeSpan.Zero);

    [Fact]
    public async Task A_meeting_with_a_contact_becomes_an_appointment_with_firm_and_deal_and_the_rest_of_the_calendar_does_not()
    {
        await using var world = await StartAsync();
        var ann = await world.AddContactAsync(Ann);
        var (account, deal) = await AddDealAsync(world, ann);
        Add(world, "Visit", 3, Ann);
        Add(world, "Lunch among us", 3, "colleague@firm.example");
        Add(world, "Dentist", 3);
        Add(world, "With a stranger", 3, "stranger@elsewhere.example");
        Add(world, "Doctor with Ann", 3, Ann, more: e => e["sensitivity"] = "private");
        Add(world, "Ann's birthday party", 3, Ann, more: e => (e["showAs"], e["isAllDay"]) = ("free", true));
        Add(world, "Too far ahead", 200, Ann);

        (await world.SyncAsync()).Error.ShouldBeNull();

        var visit = (await AppointmentsAsync(world)).ShouldHaveSingleItem();
        (visit.Subject, visit.Place, visit.State, visit.Kind).ShouldBe(("Visit", "Room 1", ActivityState.Open, ActivityKind.Appointment));
        (visit.StartsAt, visit.EndsAt, visit.IsAllDay).ShouldBe((Today.AddDays(3).AddHours(9), Today.AddDays(3).AddHours(10), false));
        (visit.AccountId, visit.DealId).ShouldBe((account, deal));
        visit.Contacts.Select(c => c.ContactId).ShouldBe([ann]);
        (visit.Meeting!.KeptReason, visit.Meeting.KeptDetail).ShouldBe((nameof(KeepReason.KnownContact), Ann));
    }

    [Fact]
    public async Task One_meeting_in_two_calendars_is_one_appointment_that_moves_and_is_called_off_once()
    {
        await using var world = await StartAsync(Boss);
        await world.AddContactAsync(Ann);
        var id = Add(world, "Visit", 3, Ann, more: e => Invite(e, Boss));
        await SyncBothAsync(world);
        var copies = await world.ReadAsync(db => db.MeetingCopies.CountAsync());

        Change(world, id, e => SetTime(e, 5));
        Change(world, await IdInAsync(world, Boss), e => SetTime(e, 5), Boss);
        await SyncBothAsync(world);
        var moved = (await AppointmentsAsync(world)).Single();
        world.Simulator.Tenant.DeleteEvent(SyncWorld.Upn, id);
        world.Simulator.Tenant.CancelEvent(Boss, await IdInAsync(world, Boss));
        await SyncBothAsync(world);

        copies.ShouldBe(2);
        moved.StartsAt.ShouldBe(Today.AddDays(5).AddHours(9));
        (await AppointmentsAsync(world)).Single().State.ShouldBe(ActivityState.Cancelled);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_series_is_one_appointment_a_time_and_a_changed_time_stays_apart(bool isSparse)
    {
        await using var world = await StartAsync(Boss);
        world.Simulator.Faults = new Faults { SparseOccurrences = isSparse };
        await world.AddContactAsync(Ann);
        var series = Add(world, "Weekly", 1, Ann, more: e =>
        {
            Invite(e, Boss);
            e["recurrence"] = Weekly(4);
        });
        await SyncBothAsync(world);
        var before = await AppointmentsAsync(world);

        var second = await EventIdAsync(world, before[1].Id);
        Change(world, second, e =>
        {
            e["subject"] = "Weekly, in the new house";
            SetTime(e, 9);
        });
        world.Simulator.Tenant.DeleteEvent(SyncWorld.Upn, await EventIdAsync(world, before[3].Id));
        await SyncBothAsync(world);
        Change(world, series, e => e["subject"] = "Weekly with Ann");
        await SyncBothAsync(world);

        before.Select(a => a.StartsAt!.Value).ShouldBe(new[] { 1, 8, 15, 22 }.Select(day => Today.AddDays(day).AddHours(9)));
        before.ShouldAllBe(a => a.Subject == "Weekly");
        (await world.ReadAsync(db => db.MeetingCopies.CountAsync())).ShouldBe(8);
        var after = await AppointmentsAsync(world);
        after.Count.ShouldBe(4);
        (after[1].Subject, after[1].StartsAt).ShouldBe(("Weekly, in the new house", Today.AddDays(9).AddHours(9)));
        after[0].Subject.ShouldBe("Weekly with Ann");
        // The other calendar still holds the fourth time.
        after[3].State.ShouldBe(ActivityState.Open);
    }

    [Fact]
    public async Task What_leaves_the_calendar_is_called_off_when_it_is_ahead_and_stays_when_it_is_past()
    {
        await using var world = await StartAsync();
        var ann = await world.AddContactAsync(Ann);
        var past = Add(world, "Past", -3, Ann);
        var ahead = Add(world, "Ahead", 3, Ann);
        var farther = Add(world, "Moved far away", 4, Ann);
        await world.SyncAsync();
        world.Simulator.Tenant.DeleteEvent(SyncWorld.Upn, past);
        world.Simulator.Tenant.DeleteEvent(SyncWorld.Upn, ahead);
        Change(world, farther, e => SetTime(e, 300));

        (await world.SyncAsync()).Error.ShouldBeNull();

        var after = (await AppointmentsAsync(world)).ToDictionary(a => a.Subject);
        after["Past"].State.ShouldBe(ActivityState.Open);
        after["Ahead"].State.ShouldBe(ActivityState.Cancelled);
        (after["Moved far away"].State, after["Moved far away"].StartsAt).ShouldBe((ActivityState.Open, Today.AddDays(300).AddHours(9)));
        (await world.ReadAsync(db => db.Contacts.Where(c => c.Id == ann).Select(c => c.LastContactedAt).SingleAsync())).ShouldBe(Today.AddDays(-3).AddHours(9));
    }

    [Fact]
    public async Task What_people_noted_stays_while_the_calendar_moves_the_meeting()
    {
        await using var world = await StartAsync();
        await world.AddContactAsync(Ann);
        var id = Add(world, "Visit", -1, Ann);
        await world.SyncAsync();
        var visit = (await AppointmentsAsync(world)).Single();
        var saved = await UseAsync(world, s => s.GetRequiredService<SaveActivityResult>().RunAsync(visit.Id, visit.Version, new ActivityNotes("Show the house", "They want it", IsDone: true), "test", default));
        saved.Error.ShouldBeNull();

        Change(world, id, e =>
        {
            e["subject"] = "Visit, moved";
            e["isCancelled"] = true;
        });
        await world.SyncAsync();

        var after = (await AppointmentsAsync(world)).Single();
        (after.Subject, after.Purpose, after.Result, after.State, after.Version).ShouldBe(("Visit, moved", "Show the house", "They want it", ActivityState.Done, saved.Value!.Version));
        var stale = await UseAsync(world, s => s.GetRequiredService<SaveActivityResult>().RunAsync(visit.Id, visit.Version, new ActivityNotes(null, null, false), "test", default));
        stale.Error.ShouldBe(new ActivityChangedMeanwhile(visit.Id, visit.Version, after.Version));
    }

    [Fact]
    public async Task A_meeting_that_is_made_private_leaves_nothing_but_what_people_noted()
    {
        await using var world = await StartAsync();
        await world.AddContactAsync(Ann);
        var plain = Add(world, "Xylophone", 3, Ann);
        var noted = Add(world, "Zither", 4, Ann);
        await world.SyncAsync();
        var zither = (await AppointmentsAsync(world)).Single(a => a.Subject == "Zither");
        (await UseAsync(world, s => s.GetRequiredService<SaveActivityResult>().RunAsync(zither.Id, zither.Version, new ActivityNotes(null, "Agreed", false), "test", default))).Error.ShouldBeNull();
        foreach (var id in new[] { plain, noted })
            Change(world, id, e => e["sensitivity"] = "private");

        await world.SyncAsync();

        var left = (await AppointmentsAsync(world)).ShouldHaveSingleItem();
        (left.Id, left.Subject, left.Place, left.Result, left.Meeting).ShouldBe((zither.Id, "", null, "Agreed", null));
        (await world.ReadAsync(db => db.MeetingCopies.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Who_sees_a_meeting_hangs_on_the_calendars_that_hold_it()
    {
        await using var world = await StartAsync();
        var (owner, colleague) = await AddUsersAsync(world);
        await world.ReadAsync(db => db.Mailboxes.ExecuteUpdateAsync(s => s.SetProperty(m => m.OwnerId, owner).SetProperty(m => m.Visibility, MailVisibility.OwnerOnly)));
        await world.AddContactAsync(Ann);
        Add(world, "Visit", 3, Ann);
        await world.SyncAsync();

        (await SeenByAsync(world, new Reader(owner, Role.Agent, []))).ShouldBe(["Visit"]);
        (await SeenByAsync(world, new Reader(colleague, Role.Agent, []))).ShouldBeEmpty();
        (await SeenByAsync(world, new Reader(colleague, Role.Administrator, []))).ShouldBeEmpty();
        await world.ReadAsync(db => db.MeetingCopies.ExecuteUpdateAsync(s => s.SetProperty(c => c.Visibility, MailVisibility.Shared)));
        (await SeenByAsync(world, new Reader(colleague, Role.Administrator, []))).ShouldBe(["Visit"]);
    }

    [Theory]
    [InlineData(TokenLossForm.Gone)]
    [InlineData(TokenLossForm.SyncStateNotFound)]
    public async Task A_lost_cursor_heals_by_itself_and_finds_what_was_deleted_meanwhile(TokenLossForm form)
    {
        await using var world = await StartAsync();
        await world.AddContactAsync(Ann);
        Add(world, "Stays", 2, Ann);
        var deleted = Add(world, "Deleted", 3, Ann);
        await world.SyncAsync();
        world.Simulator.Faults = new Faults { TokenLoss = form };
        world.Simulator.Tenant.DeleteEvent(SyncWorld.Upn, deleted);
        world.Simulator.Tenant.LoseTokens(SyncWorld.Upn);
        Add(world, "New", 4, Ann);

        (await world.SyncAsync()).Error.ShouldBeNull();

        (await AppointmentsAsync(world)).ToDictionary(a => a.Subject, a => a.State)
            .ShouldBe(new Dictionary<string, ActivityState> { ["Stays"] = ActivityState.Open, ["Deleted"] = ActivityState.Cancelled, ["New"] = ActivityState.Open }, ignoreOrder: true);
    }

    [Fact]
    public async Task The_window_moves_by_a_full_round_when_half_of_what_is_ahead_is_used_up()
    {
        await using var world = await StartAsync();
        await world.AddContactAsync(Ann);
        Add(world, "In the old window", 20, Ann);
        await world.SyncAsync();
        Add(world, "Beyond it", 170, Ann);
        await world.ReadAsync(db => db.CalendarCursors.ExecuteUpdateAsync(s => s.SetProperty(c => c.WindowTo, Today.AddDays(80)).SetProperty(c => c.WindowFrom, Today.AddDays(-190))));

        await world.SyncAsync();

        var cursor = await world.ReadAsync(db => db.CalendarCursors.SingleAsync());
        (cursor.WindowFrom, cursor.WindowTo, cursor.Round).ShouldBe((Today.AddDays(-90), Today.AddDays(180), 2));
        (await AppointmentsAsync(world)).Select(a => (a.Subject, a.State)).ShouldBe([("In the old window", ActivityState.Open), ("Beyond it", ActivityState.Open)]);
    }

    [Fact]
    public async Task A_person_who_becomes_known_gets_the_meetings_they_had()
    {
        await using var world = await StartAsync();
        Add(world, "Before we knew her", -2, Ann);
        await world.SyncAsync();
        (await AppointmentsAsync(world)).ShouldBeEmpty();
        var ann = await world.AddContactAsync(Ann);
        await world.SyncAsync();
        (await AppointmentsAsync(world)).ShouldBeEmpty();
        await world.ReadAsync(db => db.CalendarCursors.ExecuteUpdateAsync(s => s.SetProperty(c => c.RoundBeganAt, DateTimeOffset.UtcNow.AddHours(-2))));

        await world.SyncAsync();

        (await AppointmentsAsync(world)).Single().Contacts.Single().ContactId.ShouldBe(ann);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Empty_pages_duplicates_disorder_throttling_and_outages_lose_nothing_and_double_nothing(int seed)
    {
        await using var world = await StartAsync(pageSize: 4);
        await world.AddContactAsync(Ann);
        for (var n = 0; n < 15; n++)
            Add(world, $"Meeting {n:00}", n + 1, n % 3 == 0 ? "stranger@elsewhere.example" : Ann);
        Add(world, "Series", 1, Ann, more: e => e["recurrence"] = Weekly(5));
        world.Simulator.Faults = new Faults
        {
            Seed = seed,
            EmptyPageRate = 0.3,
            DuplicateRate = 0.3,
            Reorder = true,
            SparseOccurrences = true,
            RetryAfterSeconds = 0.01,
            RetryAfter = RetryAfterForm.Fractional,
            ThrottleRate = 0.1,
            UnavailableRate = 0.1,
            ConnectionResetRate = 0.1,
            ReplayedChanges = 7,
            RemovedInFirstRound = true,
        };

        (await world.SyncAsync()).Error.ShouldBeNull();
        (await world.SyncAsync()).Error.ShouldBeNull();

        var all = await AppointmentsAsync(world);
        all.Count(a => a.Subject == "Series").ShouldBe(5);
        all.Where(a => a.Subject != "Series").Select(a => a.Subject).ShouldBe(Enumerable.Range(0, 15).Where(n => n % 3 != 0).Select(n => $"Meeting {n:00}"));
    }

    [Fact]
    public async Task A_calendar_that_nobody_asked_for_is_not_read_and_one_that_is_denied_says_so()
    {
        await using var world = await StartAsync();
        await world.ReadAsync(db => db.Mailboxes.ExecuteUpdateAsync(s => s.SetProperty(m => m.LogsCalendar, false)));
        await world.AddContactAsync(Ann);
        Add(world, "Visit", 3, Ann);

        await world.SyncAsync();

        (await AppointmentsAsync(world)).ShouldBeEmpty();
        await world.ReadAsync(db => db.Mailboxes.ExecuteUpdateAsync(s => s.SetProperty(m => m.LogsCalendar, true)));
        var mailbox = await world.ReadAsync(db => db.Mailboxes.SingleAsync());
        world.Simulator.Faults = new Faults { DeniedMailboxes = [SyncWorld.Upn] };
        var error = await UseAsync(world, s => s.GetRequiredService<SyncCalendar>().RunAsync(mailbox, default));
        error.ShouldBe(new CalendarDenied(SyncWorld.Upn));
    }

    private static async Task<SyncWorld> StartAsync(string? second = null, int pageSize = 50)
    {
        var world = await SyncWorld.StartAsync(pageSize);
        if (second is not null)
            await world.AddMailboxAsync(second);
        await world.ReadAsync(db => db.Mailboxes.ExecuteUpdateAsync(s => s.SetProperty(m => m.LogsCalendar, true)));
        return world;
    }

    private static async Task SyncBothAsync(SyncWorld world)
    {
        (await world.SyncAsync()).Error.ShouldBeNull();
        (await world.SyncAsync(Boss)).Error.ShouldBeNull();
    }

    private static string Add(SyncWorld world, string subject, int day, string? attendee = null, Action<JsonObject>? more = null)
    {
        var entry = new JsonObject { ["subject"] = subject, ["location"] = new JsonObject { ["displayName"] = "Room 1" }, ["attendees"] = new JsonArray() };
        SetTime(entry, day);
        if (attendee is not null)
            Invite(entry, attendee);
        more?.Invoke(entry);
        return world.Simulator.Tenant.AddEvent(SyncWorld.Upn, entry);
    }

    private static void Invite(JsonObject entry, string address) => entry["attendees"]!.AsArray().Add(new JsonObject
    {
        ["type"] = "required",
        ["emailAddress"] = new JsonObject { ["address"] = address, ["name"] = address },
    });

    private static void SetTime(JsonObject entry, int day)
    {
        entry["start"] = new JsonObject { ["dateTime"] = Today.AddDays(day).AddHours(9).ToString("yyyy-MM-dd'T'HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture), ["timeZone"] = "UTC" };
        entry["end"] = new JsonObject { ["dateTime"] = Today.AddDays(day).AddHours(10).ToString("yyyy-MM-dd'T'HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture), ["timeZone"] = "UTC" };
    }

    private static JsonObject Weekly(int times) => new()
    {
        ["pattern"] = new JsonObject { ["type"] = "weekly", ["interval"] = 1 },
        ["range"] = new JsonObject { ["type"] = "numbered", ["numberOfOccurrences"] = times },
    };

    private static void Change(SyncWorld world, string id, Action<JsonObject> change, string mailbox = SyncWorld.Upn)
    {
        var values = new JsonObject();
        change(values);
        world.Simulator.Tenant.UpdateEvent(mailbox, id, values);
    }

    private static Task<string> IdInAsync(SyncWorld world, string mailbox) =>
        world.ReadAsync(db => db.MeetingCopies.Where(c => c.Mailbox!.Address == mailbox).Select(c => c.EventId).SingleAsync());

    private static Task<string> EventIdAsync(SyncWorld world, long activity) =>
        world.ReadAsync(db => db.MeetingCopies.Where(c => c.ActivityId == activity && c.Mailbox!.Address == SyncWorld.Upn).Select(c => c.EventId).SingleAsync());

    private static Task<List<Activity>> AppointmentsAsync(SyncWorld world) =>
        world.ReadAsync(db => db.Activities.AsNoTracking().Include(a => a.Contacts).Include(a => a.Meeting).OrderBy(a => a.StartsAt).ToListAsync());

    private static async Task<T> UseAsync<T>(SyncWorld world, Func<IServiceProvider, Task<T>> use)
    {
        await using var scope = world.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.System);
        return await use(scope.ServiceProvider);
    }

    private static async Task<List<string>> SeenByAsync(SyncWorld world, Reader reader)
    {
        await using var scope = world.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(reader).Activities.Select(a => a.Subject).ToListAsync();
    }

    private static async Task<(long Owner, long Colleague)> AddUsersAsync(SyncWorld world)
    {
        var (owner, colleague) = (new User { UserName = "owner", DisplayName = "Owner" }, new User { UserName = "colleague", DisplayName = "Colleague" });
        await world.WriteAsync(db => db.AddRange(owner, colleague));
        return (owner.Id, colleague.Id);
    }

    private static async Task<(long Account, long Deal)> AddDealAsync(SyncWorld world, long contact)
    {
        var account = new Account { Name = "Client", Domains = { new AccountDomain { Domain = "client.example" } } };
        var pipeline = new Pipeline { Name = "P", NameKey = "p", Stages = { new Stage { Name = "Open", NameKey = "open" } } };
        await world.WriteAsync(db => db.AddRange(account, pipeline));
        var deal = new Deal { Title = "Deal", Currency = "USD", AccountId = account.Id, PipelineId = pipeline.Id, StageId = pipeline.Stages[0].Id };
        deal.Contacts.Add(new DealContact { ContactId = contact });
        await world.WriteAsync(db => db.Deals.Add(deal));
        return (account.Id, deal.Id);
    }
}
