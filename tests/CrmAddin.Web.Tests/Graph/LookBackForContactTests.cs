using CrmAddin.Core.Mail;
using GraphSimulator.Misbehaviour;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Tests.Graph;

public sealed class LookBackForContactTests
{
    private const string Ann = "ann@client.example";

    [Fact]
    public async Task Saving_a_dropped_mails_sender_brings_the_mail_to_the_timeline_at_once()
    {
        await using var world = await SyncWorld.StartAsync();
        world.Deliver(SampleMail.From("new@client.example", "First contact", 1));
        world.Deliver(SampleMail.From(SyncWorld.Upn, "Our answer", 2, to: "new@client.example"), "sentitems");
        world.Deliver(SampleMail.From("other@client.example", "Somebody else", 3));
        (await world.SyncAsync()).Kept.ShouldBe(0);
        var contact = await world.AddContactAsync("new@client.example");

        var report = await world.LookBackAsync(contact);

        (report.Linked, report.Logged, report.Failures.Count).ShouldBe((0, 2, 0));
        (await world.TimelineAsync(contact)).ShouldBe(["First contact", "Our answer"]);
        (await world.DroppedAsync()).ShouldBe(new Dictionary<string, int> { ["NoKnownParty"] = 1 });
        (await world.LookBackAsync(contact)).Logged.ShouldBe(0);
        await world.SyncAsync();
        (await world.ReadAsync(db => db.MessageCopies.CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task A_new_contact_is_linked_to_mails_that_were_kept_for_others()
    {
        await using var world = await SyncWorld.StartAsync();
        await world.AddContactAsync(Ann);
        world.Deliver(SampleMail.From(Ann, "With Bob in copy", 1, to: "agent@firm.example,bob@client.example"));
        await world.SyncAsync();
        var bob = await world.AddContactAsync("bob@client.example");

        var report = await world.LookBackAsync(bob);

        (report.Linked, report.Logged).ShouldBe((1, 0));
        (await world.TimelineAsync(bob)).ShouldBe(["With Bob in copy"]);
        (await world.ReadAsync(db => db.Contacts.Where(c => c.Id == bob).Select(c => c.LastContactedAt).SingleAsync())).ShouldBe(SampleMail.Start.AddMinutes(1));
    }

    [Fact]
    public async Task A_look_back_never_logs_private_mail_and_reports_a_mailbox_that_cannot_be_asked()
    {
        await using var world = await SyncWorld.StartAsync();
        world.Deliver(SampleMail.From("new@client.example", "Private", 1, headers: ("Sensitivity", "private")));
        world.Deliver(SampleMail.From("stranger@elsewhere.example", "Hello", 2));
        await world.SyncAsync();
        var contact = await world.AddContactAsync("new@client.example");
        (await world.LookBackAsync(contact)).Logged.ShouldBe(0);
        world.Simulator.Faults = new Faults { DeniedMailboxes = [SyncWorld.Upn] };

        (await world.LookBackAsync(contact)).Failures.ShouldBe([(SyncWorld.Upn, new MailboxDenied(SyncWorld.Upn))]);
    }

    [Fact]
    public async Task A_look_back_finds_a_mail_that_mail_logging_has_not_reached_yet()
    {
        await using var world = await SyncWorld.StartAsync();
        await world.SyncAsync();
        world.Deliver(SampleMail.From("stranger@elsewhere.example", "Hello", 1));
        await world.SyncAsync();
        world.Deliver(SampleMail.From("new@client.example", "Just arrived", 2));
        var contact = await world.AddContactAsync("new@client.example");

        (await world.LookBackAsync(contact)).Logged.ShouldBe(1);
        var report = await world.SyncAsync();

        (report.Read, report.Kept, report.Found).ShouldBe((1, 0, 2));
        (await world.TimelineAsync(contact)).ShouldBe(["Just arrived"]);
        (await world.ReadAsync(db => db.MessageCopies.CountAsync())).ShouldBe(1);
    }
}
