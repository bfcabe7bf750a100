using CrmAddin.Core.Mail;
using CrmAddin.Core.Mail.Rules;
using CrmAddin.Core.Users;
using CrmAddin.Web.Tests.Graph;
using GraphSimulator.Misbehaviour;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.Mail.Rules;

public sealed class SayAboutMailTests
{
    private const string Ann = "ann@client.example";
    private const string Boss = "boss@firm.example";

    [Fact]
    public async Task A_mail_that_its_owner_asks_for_is_logged_and_no_replay_takes_it_away()
    {
        await using var world = await SyncWorld.StartAsync();
        var owner = await OwnerAsync(world);
        var id = world.Deliver(SampleMail.From("stranger@elsewhere.example", "Wanted", 1));
        await world.SyncAsync();
        (await world.DropReasonsAsync()).ShouldBe(["NoKnownParty"]);

        (await world.AsAsync(owner, s => s.GetRequiredService<LogThisMail>().RunAsync(new() { GraphId = id }, default))).Error.ShouldBeNull();

        (await world.LoggedSubjectsAsync()).ShouldBe(["Wanted"]);
        (await world.DropReasonsAsync()).ShouldBeEmpty();
        (await world.ReadAsync(db => db.Messages.Select(m => m.KeptReason).SingleAsync())).ShouldBe("OwnersSay");
        world.Simulator.Faults = new Faults { ReplayedChanges = 10 };
        await world.SyncAsync();
        (await world.LoggedSubjectsAsync()).ShouldBe(["Wanted"]);
    }

    [Fact]
    public async Task A_private_mail_that_is_asked_for_is_read_by_its_owner_alone_and_cannot_be_shared()
    {
        await using var world = await SyncWorld.StartAsync();
        var owner = await OwnerAsync(world);
        var colleague = await world.AddUserAsync("colleague");
        var administrator = await world.AddUserAsync("administrator", Role.Administrator);
        await world.AddContactAsync(Ann);
        world.Deliver(SampleMail.From(Ann, "Between us", 1, messageId: "<p@x>", headers: ("Sensitivity", "private")));
        await world.SyncAsync();

        (await world.AsAsync(owner, s => s.GetRequiredService<LogThisMail>().RunAsync(new() { InternetMessageId = "<p@x>" }, default))).Error.ShouldBeNull();

        (await world.SeenAsync(owner)).ShouldBe(["Between us"]);
        (await world.SeenAsync(colleague)).ShouldBeEmpty();
        (await world.SeenAsync(administrator)).ShouldBeEmpty();
        var message = await world.ReadAsync(db => db.Messages.Select(m => m.Id).SingleAsync());
        (await world.AsAsync(owner, s => s.GetRequiredService<SetMailVisibility>().RunAsync(message, MailVisibility.Shared, default))).Error.ShouldBeOfType<MailStaysPrivate>();
        (await world.AsAsync(colleague, s => s.GetRequiredService<SetMailVisibility>().RunAsync(message, MailVisibility.Shared, default))).Error.ShouldBeOfType<MailNotInYourMailbox>();
    }

    [Fact]
    public async Task A_forgotten_mail_leaves_the_log_with_its_last_copy_and_no_replay_brings_it_back()
    {
        await using var world = await SyncWorld.StartAsync();
        var (owner, boss) = (await OwnerAsync(world), await world.AddUserAsync("boss"));
        await world.AddMailboxAsync(Boss);
        await world.OwnAsync(Boss, boss);
        await world.AddContactAsync(Ann);
        var to = $"{SyncWorld.Upn},{Boss}";
        world.Deliver(SampleMail.From(Ann, "To both", 1, to, "<1@x>"));
        world.Deliver(SampleMail.From(Ann, "To both", 1, to, "<1@x>"), mailbox: Boss);
        await world.SyncAsync();
        await world.SyncAsync(Boss);

        (await ForgetAsync(world, owner)).ShouldBeNull();

        (await world.ReadAsync(db => db.MessageCopies.CountAsync())).ShouldBe(1);
        (await world.SeenAsync(boss)).ShouldBe(["To both"]);
        (await world.DropReasonsAsync()).ShouldBe(["OwnersSay"]);
        (await ForgetAsync(world, boss)).ShouldBeNull();
        (await world.LoggedSubjectsAsync()).ShouldBeEmpty();
        world.Simulator.Faults = new Faults { ReplayedChanges = 10 };
        await world.SyncAsync();
        await world.SyncAsync(Boss);
        (await world.LoggedSubjectsAsync()).ShouldBeEmpty();
        (await world.ReadAsync(db => db.MessageParticipants.CountAsync())).ShouldBe(0);
        (await world.DropReasonsAsync()).ShouldBe(["OwnersSay", "OwnersSay"]);
    }

    [Fact]
    public async Task A_say_that_is_taken_back_leaves_the_mail_to_the_rules_again()
    {
        await using var world = await SyncWorld.StartAsync();
        var owner = await OwnerAsync(world);
        await world.AddContactAsync(Ann);
        var fromAnn = world.Deliver(SampleMail.From(Ann, "From Ann", 1, messageId: "<1@x>"));
        var fromStranger = world.Deliver(SampleMail.From("stranger@elsewhere.example", "From a stranger", 2));
        await world.SyncAsync();
        (await ForgetAsync(world, owner)).ShouldBeNull();
        (await world.AsAsync(owner, s => s.GetRequiredService<LogThisMail>().RunAsync(new() { GraphId = fromStranger }, default))).Error.ShouldBeNull();
        (await world.LoggedSubjectsAsync()).ShouldBe(["From a stranger"]);

        foreach (var id in new[] { fromAnn, fromStranger })
            (await world.AsAsync(owner, s => s.GetRequiredService<TakeBackSay>().RunAsync(new() { GraphId = id }, default))).Error.ShouldBeNull();

        (await world.LoggedSubjectsAsync()).ShouldBe(["From Ann"]);
        (await world.DropReasonsAsync()).ShouldBe(["NoKnownParty"]);
        (await world.ReadAsync(db => db.MailSays.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Only_the_owner_of_the_mailbox_has_a_say()
    {
        await using var world = await SyncWorld.StartAsync();
        await OwnerAsync(world);
        var administrator = await world.AddUserAsync("administrator", Role.Administrator);
        var mailbox = await world.ReadAsync(db => db.Mailboxes.Select(m => m.Id).SingleAsync());
        var id = world.Deliver(SampleMail.From(Ann, "Not yours", 1, messageId: "<1@x>"));

        (await world.AsAsync(administrator, s => s.GetRequiredService<LogThisMail>().RunAsync(new() { MailboxId = mailbox, GraphId = id }, default))).Error.ShouldBeOfType<OnlyOwnerOfMailbox>();
        (await ForgetAsync(world, administrator)).ShouldBeOfType<MailNotInYourMailbox>();
    }

    [Fact]
    public async Task A_draft_and_a_mail_that_is_not_there_are_refused_with_the_reason()
    {
        await using var world = await SyncWorld.StartAsync();
        var owner = await OwnerAsync(world);
        var draft = SampleMail.From(SyncWorld.Upn, "Unsent", 1, Ann);
        draft["isDraft"] = true;
        var id = world.Deliver(draft, "drafts");

        (await world.AsAsync(owner, s => s.GetRequiredService<LogThisMail>().RunAsync(new() { GraphId = id }, default))).Error.ShouldBeOfType<MailIsDraft>();
        (await world.AsAsync(owner, s => s.GetRequiredService<LogThisMail>().RunAsync(new() { InternetMessageId = "<none@x>" }, default))).Error.ShouldBeOfType<MailNotInYourMailbox>();
        (await world.ReadAsync(db => db.MailSays.CountAsync())).ShouldBe(0);
        world.Simulator.Faults = new Faults { DeniedMailboxes = [SyncWorld.Upn] };
        (await world.AsAsync(owner, s => s.GetRequiredService<LogThisMail>().RunAsync(new() { GraphId = id }, default))).Error.ShouldBe(new MailboxDenied(SyncWorld.Upn));
    }

    private static async Task<long> OwnerAsync(SyncWorld world)
    {
        var owner = await world.AddUserAsync("owner");
        await world.OwnAsync(SyncWorld.Upn, owner);
        return owner;
    }

    private static async Task<Core.Results.Error?> ForgetAsync(SyncWorld world, long user) =>
        (await world.AsAsync(user, s => s.GetRequiredService<ForgetThisMail>().RunAsync(new() { InternetMessageId = "<1@x>" }, default))).Error;
}
