using CrmAddin.Core.Activities;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Leads;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Reports.Tests.Activity;

public sealed class ActivityReportTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task A_firms_year_is_calculated_alike_by_LibreOffice_and_ties_out(string code)
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        await SampleFirm.FillAsync(store);
        var language = ReportLanguage.Parse(code).Value!;

        var outcome = await store.RunReportAsync("activity", ReportRun.All with { Language = language });

        ReportRun.ShouldHold(outcome, language).ShouldBeGreaterThan(200);
    }

    [Fact]
    public async Task Work_counts_when_done_and_appointments_when_they_began()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        var layla = await AddPersonAsync(store, "Layla");
        await AddAsync(store, layla, ActivityKind.Call, ActivityState.Done, At(20));
        await AddAsync(store, layla, ActivityKind.Call, ActivityState.Open, At(20));
        await AddAsync(store, layla, ActivityKind.Visit, ActivityState.Done, At(2));
        await AddAsync(store, layla, ActivityKind.Appointment, ActivityState.Open, At(19));
        await AddAsync(store, layla, ActivityKind.Appointment, ActivityState.Cancelled, At(19));
        await AddAsync(store, layla, ActivityKind.Appointment, ActivityState.Open, At(29));
        await AddAsync(store, layla, ActivityKind.Note, ActivityState.Done, At(19));

        var all = await store.RunReportAsync("activity", ReportRun.All);
        ReportRun.ShouldHold(all, ReportLanguage.English);
        var late = (await store.RunReportAsync("activity", ReportRun.All with { From = new(2026, 11, 16), To = new(2026, 11, 21) })).Values;
        var past = (await store.RunReportAsync("activity", ReportRun.All with { AsOf = At(10) })).Values;

        (all.Rows, all.Values[FigureKeys.Calls], all.Values[FigureKeys.Visits], all.Values[FigureKeys.Appointments], all.Values[FigureKeys.TasksDone]).ShouldBe((2, 1, 1, 1, 0));
        (late[FigureKeys.Calls], late[FigureKeys.Visits]).ShouldBe((1, 0));
        (past[FigureKeys.Calls], past[FigureKeys.Visits], past[FigureKeys.TouchedShare]).ShouldBe((0, 1, null));
    }

    [Fact]
    public async Task Mails_count_for_whose_mailbox_they_left_or_reached_as_far_as_the_reader_sees_them()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        var (layla, omar) = (await AddPersonAsync(store, "Layla"), await AddPersonAsync(store, "Omar"));
        await AddMailAsync(store, MailDirection.Sent, layla, (layla, MailVisibility.Shared), (omar, MailVisibility.Shared));
        await AddMailAsync(store, MailDirection.Received, null, (layla, MailVisibility.Shared), (omar, MailVisibility.OwnerOnly));
        await AddMailAsync(store, MailDirection.Received, null, (omar, MailVisibility.OwnerOnly));

        (decimal?, decimal?) Mails(ReportOutcome outcome) => (outcome.Values[FigureKeys.MailsSent], outcome.Values[FigureKeys.MailsReceived]);

        Mails(await store.RunReportAsync("activity", ReportRun.All)).ShouldBe((1, 1));
        Mails(await store.RunReportAsync("activity", ReportRun.All, new Reader(omar, Role.Agent, []))).ShouldBe((0, 2));
        Mails(await store.RunReportAsync("activity", ReportRun.All, new Reader(99, Role.Marketing, []))).ShouldBe((0, 0));
    }

    [Fact]
    public async Task The_base_is_fed_by_whoever_added_or_changed_a_contact()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        var layla = await AddPersonAsync(store, "Layla");
        var reader = new Reader(layla, Role.Administrator, []);
        var id = await AddContactAsync(store, reader, null);
        await AddContactAsync(store, reader, At(20));
        store.Clock.Now = store.Clock.Now.AddHours(1);
        await ChangeAsync(store, reader, id, "Engineer");
        await ChangeAsync(store, reader, id, "Manager");

        var outcome = await store.RunReportAsync("activity", ReportRun.All);

        (outcome.Values[FigureKeys.ContactsAdded], outcome.Values[FigureKeys.ContactsUpdated], outcome.Values[FigureKeys.TouchedShare]).ShouldBe((2, 1, 0.5m));
        ReportRun.ShouldHold(outcome, ReportLanguage.English);
    }

    [Fact]
    public async Task Leads_wait_until_their_first_response_and_spam_does_not_count()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        var layla = await AddPersonAsync(store, "Layla");
        var contact = await AddContactAsync(store, Reader.LocalAdministrator, null);
        await AddLeadAsync(store, contact, layla, 90);
        await AddLeadAsync(store, contact, layla, null);
        await AddLeadAsync(store, contact, layla, 6_000, DisqualifiedReason.Spam);

        var values = (await store.RunReportAsync("activity", ReportRun.All)).Values;

        (values[FigureKeys.LeadResponseHours], values[FigureKeys.UnansweredLeads]).ShouldBe((1.5m, 1));
    }

    [Fact]
    public async Task Nothing_and_hard_names_each_give_a_workbook_that_opens()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        ReportRun.ShouldHold(await store.RunReportAsync("activity", ReportRun.All), ReportLanguage.English);
        foreach (var name in ReportRun.BadNames)
            await AddAsync(store, await AddPersonAsync(store, name), ActivityKind.Call, ActivityState.Done, At(12));

        var outcome = await store.RunReportAsync("activity", ReportRun.All);

        outcome.Rows.ShouldBe(ReportRun.BadNames.Length);
        ReportRun.ShouldHold(outcome, ReportLanguage.English).ShouldBeGreaterThan(100);
    }

    private static DateTimeOffset At(int day) => new(2026, 11, day, 6, 0, 0, TimeSpan.Zero);

    private static Task<long> AddPersonAsync(TestStore store, string name) => SaveAsync(store, Reader.System, db =>
    {
        var user = new User { UserName = $"{Guid.NewGuid():N}@oasis.example", DisplayName = name };
        db.Users.Add(user);
        return () => user.Id;
    });

    private static Task<long> AddAsync(TestStore store, long owner, ActivityKind kind, ActivityState state, DateTimeOffset at) => SaveAsync(store, Reader.System, db =>
    {
        db.Activities.Add(new() { Kind = kind, State = state, StartsAt = at, DoneAt = state == ActivityState.Done ? at : null, OwnerId = owner });
        return () => 0;
    });

    private static Task<long> AddContactAsync(TestStore store, Reader reader, DateTimeOffset? contactedAt) => SaveAsync(store, reader, db =>
    {
        var contact = new Contact { DisplayName = "A person", LastContactedAt = contactedAt };
        db.Contacts.Add(contact);
        return () => contact.Id;
    });

    private static Task<long> ChangeAsync(TestStore store, Reader reader, long id, string title) => SaveAsync(store, reader, db =>
    {
        db.Contacts.Single(contact => contact.Id == id).JobTitle = title;
        return () => id;
    });

    private static Task<long> AddLeadAsync(TestStore store, long contact, long owner, int? minutes, DisqualifiedReason? reason = null) => SaveAsync(store, Reader.System, db =>
    {
        db.Leads.Add(new() { ContactId = contact, OwnerId = owner, ReceivedAt = At(10), FirstResponseAt = minutes is { } known ? At(10).AddMinutes(known) : null, DisqualifiedReason = reason });
        return () => 0;
    });

    private static Task<long> AddMailAsync(TestStore store, MailDirection direction, long? sender, params (long Owner, MailVisibility Visibility)[] copies) => SaveAsync(store, Reader.System, db =>
    {
        var key = Guid.NewGuid().ToString("N");
        var message = new LoggedMessage { IdentityHash = key, KeptReason = "KnownContact", Direction = direction, SentAt = At(18) };
        foreach (var (owner, visibility) in copies)
        {
            var mailbox = db.Mailboxes.FirstOrDefault(one => one.OwnerId == owner) ?? new Mailbox { Address = $"{owner}@oasis.example", DisplayName = "Mailbox", OwnerId = owner };
            message.Copies.Add(new() { Mailbox = mailbox, GraphId = key, OwnerId = owner, Visibility = visibility });
        }

        message.Participants.Add(new() { Role = ParticipantRole.From, AddressKey = sender is { } id ? $"{id}@oasis.example" : "someone@else.example" });
        db.Messages.Add(message);
        return () => message.Id;
    });

    private static Task<long> SaveAsync(TestStore store, Reader reader, Func<CrmDb, Func<long>> change) => store.UseAsync(
        async services =>
        {
            var db = services.GetRequiredService<CrmDb>();
            db.Begin(ChangeOrigin.Edit, "test");
            var id = change(db);
            await db.SaveChangesAsync();
            return id();
        },
        reader);
}
