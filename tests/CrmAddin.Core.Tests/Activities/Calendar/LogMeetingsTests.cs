using CrmAddin.Core.Activities;
using CrmAddin.Core.Activities.Calendar;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Store;
using CrmAddin.Core.Tests.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Tests.Activities.Calendar;

public sealed class SqliteLogMeetingsTests() : LogMeetingsTests(StoreProvider.Sqlite);

public sealed class PostgresLogMeetingsTests() : LogMeetingsTests(StoreProvider.Postgres);

public abstract class LogMeetingsTests(StoreProvider provider) : IAsyncLifetime
{
    private TestedStore Store { get; set; } = null!;

    private long _ann;
    private Mailbox _agent = null!;
    private Mailbox _boss = null!;

    public async Task InitializeAsync()
    {
        Store = await TestedStore.CreateAsync(provider);
        _ann = await Store.AddContactAsync("Ann", c => c.Emails.Add(ContactEmail.From("ann@client.example")));
        (_agent, _boss) = (new Mailbox { Address = "agent@firm.example", DisplayName = "Agent" }, new Mailbox { Address = "boss@firm.example", DisplayName = "Boss" });
        await Store.WriteAsync(db => db.Mailboxes.AddRange(_agent, _boss));
    }

    public async Task DisposeAsync() => await Store.DisposeAsync();

    [Fact]
    public async Task What_two_calendars_tell_again_and_again_is_one_appointment_with_its_people()
    {
        for (var round = 1; round <= 2; round++)
        {
            await LogAsync(_agent, round, Meeting("a"), Meeting("b") with { ICalUId = "other", Subject = "Other" });
            await LogAsync(_boss, round, Meeting("c"));
        }

        var all = await AppointmentsAsync();
        all.Select(a => a.Subject).ShouldBe(["Visit", "Other"]);
        all.ShouldAllBe(a => a.Contacts.Count == 1 && a.Contacts[0].ContactId == _ann);
        all[0].Meeting!.Copies.Select(c => (c.MailboxId, c.EventId, c.Round)).ShouldBe([(_agent.Id, "a", 2), (_boss.Id, "c", 2)], ignoreOrder: true);
    }

    [Fact]
    public async Task A_meeting_is_called_off_only_when_the_last_calendar_lets_go_of_it_and_comes_back_with_it()
    {
        await LogAsync(_agent, 1, Meeting("a"));
        await LogAsync(_boss, 1, Meeting("c"));

        await GoneAsync(_agent, "a");
        var held = (await AppointmentsAsync()).Single().State;
        await GoneAsync(_boss, "c");
        var released = (await AppointmentsAsync()).Single().State;
        await LogAsync(_boss, 2, Meeting("c"));

        (held, released, (await AppointmentsAsync()).Single().State).ShouldBe((ActivityState.Open, ActivityState.Cancelled, ActivityState.Open));
    }

    [Fact]
    public async Task The_journal_holds_nothing_of_what_a_calendar_says()
    {
        await LogAsync(_agent, 1, Meeting("a"));
        await LogAsync(_agent, 2, Meeting("a") with { Subject = "Visit, moved", StartsAt = Store.Clock.Now.AddDays(4) });

        (await AppointmentsAsync()).Single().Subject.ShouldBe("Visit, moved");
        (await Store.ReadAsync(db => db.AuditEntries.CountAsync(e => e.Entity == nameof(Activity)))).ShouldBe(0);
        (await Store.ReadAsync(db => db.ChangeSets.CountAsync(s => s.Origin == ChangeOrigin.Sync))).ShouldBe(0);
    }

    [Fact]
    public async Task A_guest_whom_the_organizer_struck_off_leaves_the_appointment()
    {
        var bob = await Store.AddContactAsync("Bob", c => c.Emails.Add(ContactEmail.From("bob@client.example")));
        await LogAsync(_agent, 1, Meeting("a") with { Attendees = [new("ann@client.example", null), new("bob@client.example", null)] });
        var both = (await AppointmentsAsync()).Single().Contacts.Select(c => c.ContactId).ToList();

        await LogAsync(_agent, 1, Meeting("a") with { Attendees = [new("bob@client.example", null)] });

        both.ShouldBe([_ann, bob], ignoreOrder: true);
        (await AppointmentsAsync()).Single().Contacts.Select(c => c.ContactId).ShouldBe([bob]);
    }

    private CalendarEvent Meeting(string id) => new()
    {
        Id = id,
        ICalUId = "uid",
        Subject = "Visit",
        StartsAt = Store.Clock.Now.AddDays(3),
        EndsAt = Store.Clock.Now.AddDays(3).AddHours(1),
        Organizer = new MailPerson("agent@firm.example", "Agent"),
        Attendees = [new("ann@client.example", "Ann")],
        IsOrganizer = true,
        ShowAs = CalendarShowAs.Busy,
        Response = CalendarResponse.Organizer,
    };

    private Task LogAsync(Mailbox mailbox, int round, params CalendarEvent[] events) => RunAsync(mailbox, round, events, []);

    private Task GoneAsync(Mailbox mailbox, string id) => RunAsync(mailbox, 1, [], [id]);

    private Task RunAsync(Mailbox mailbox, int round, CalendarEvent[] events, string[] gone) => Store.UseAsync(async services =>
    {
        var db = services.GetRequiredService<CrmDb>();
        var settings = new MailSettings { HashKeyFile = Store.File("mail-hash.key") };
        var log = new LogMeetings(db, ActivatorUtilities.CreateInstance<FindKnownParties>(services, settings, DroppedMailKey.Load(settings)));
        await using var write = await db.BeginWriteAsync(default);
        await log.RunAsync(mailbox, round, events, gone, default);
        await write.CommitAsync(default);
    });

    private Task<List<Activity>> AppointmentsAsync() => Store.ReadAsync(db =>
        db.Activities.AsNoTracking().Include(a => a.Contacts).Include(a => a.Meeting!).ThenInclude(m => m.Copies).OrderBy(a => a.Id).ToListAsync());
}
