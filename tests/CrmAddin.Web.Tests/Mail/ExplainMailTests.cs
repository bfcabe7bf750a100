using CrmAddin.Core.Mail;
using CrmAddin.Core.Mail.Rules;
using CrmAddin.Core.Results;
using CrmAddin.Core.Users;
using CrmAddin.Web.Tests.Graph;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.Mail;

public sealed class ExplainMailTests
{
    private const string Ann = "ann@client.example";

    [Fact]
    public async Task A_logged_mail_is_explained_with_its_reason_its_places_and_its_readers()
    {
        await using var world = await SyncWorld.StartAsync();
        var owner = await OwnerAsync(world);
        var ann = await world.AddContactAsync(Ann);
        await world.ReadAsync(db => db.Contacts.ExecuteUpdateAsync(s => s.SetProperty(c => c.OwnerId, owner)));
        world.Deliver(SampleMail.From(Ann, "Kept", 1, messageId: "<1@x>"));
        await world.SyncAsync();

        var why = (await ExplainAsync(world, owner, "<1@x>")).Value.ShouldNotBeNull();

        (why.Standing, why.KeptReason, why.KeptDetail, why.Visibility, why.Subject).ShouldBe((MailStanding.Kept, "KnownContact", Ann, MailVisibility.Shared, "Kept"));
        why.Contacts.ShouldBe([(ann, Ann)]);
        why.Since.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_dropped_mail_is_explained_by_its_trace_and_by_what_would_be_decided_now()
    {
        await using var world = await SyncWorld.StartAsync();
        var owner = await OwnerAsync(world);
        world.Deliver(SampleMail.From(Ann, "Dropped", 1, messageId: "<1@x>"));
        await world.SyncAsync();

        var before = (await ExplainAsync(world, owner, "<1@x>")).Value.ShouldNotBeNull();
        (before.Standing, before.DroppedReason, before.Now, before.Stranger).ShouldBe((MailStanding.NotKept, "NoKnownParty", new DropMail(DropReason.NoKnownParty), Ann));
        await world.AddContactAsync(Ann);
        (await ExplainAsync(world, owner, "<1@x>")).Value!.Now.ShouldBeOfType<KeepMail>().Reason.ShouldBe(KeepReason.KnownContact);
        await world.AsAsync(owner, s => s.GetRequiredService<AddMailRule>().RunAsync("client.example", MailRuleKind.Never, false, "test", default));
        var ruled = (await ExplainAsync(world, owner, "<1@x>")).Value.ShouldNotBeNull();
        (ruled.Now, ruled.Rule!.Pattern).ShouldBe((new DropMail(DropReason.OwnRule, "client.example"), "client.example"));
    }

    [Fact]
    public async Task A_mail_that_was_not_read_yet_is_explained_by_what_keeps_it_back()
    {
        await using var world = await SyncWorld.StartAsync();
        var owner = await OwnerAsync(world);
        await world.AddContactAsync(Ann);
        await world.SyncAsync();
        world.Deliver(SampleMail.From(Ann, "Behind", 1, messageId: "<1@x>"));
        world.Deliver(SampleMail.From(Ann, "In junk", 2, messageId: "<2@x>"), "junkemail");

        (await ExplainAsync(world, owner, "<1@x>")).Value!.NotRead.ShouldBe(NotReadReason.NotReached);
        (await ExplainAsync(world, owner, "<2@x>")).Value!.NotRead.ShouldBe(NotReadReason.FolderNotLogged);
        await world.ReadAsync(db => db.Mailboxes.ExecuteUpdateAsync(s => s.SetProperty(m => m.LogFrom, SampleMail.Start.AddDays(1))));
        (await ExplainAsync(world, owner, "<1@x>")).Value!.NotRead.ShouldBe(NotReadReason.BeforeStart);
        await world.ReadAsync(db => db.Mailboxes.ExecuteUpdateAsync(s => s.SetProperty(m => m.IsOn, false)));
        (await ExplainAsync(world, owner, "<1@x>")).Value!.NotRead.ShouldBe(NotReadReason.MailboxOff);
    }

    [Fact]
    public async Task Outlooks_own_id_finds_the_mail_where_there_is_no_Message_ID()
    {
        await using var world = await SyncWorld.StartAsync();
        var owner = await OwnerAsync(world);
        var id = world.Deliver(SampleMail.From(Ann, "By its id", 1));

        var why = await world.AsAsync(owner, s => s.GetRequiredService<ExplainMail>().RunAsync(new() { InternetMessageId = "", EwsId = id }, default));

        why.Value!.Subject.ShouldBe("By its id");
    }

    [Fact]
    public async Task Administrators_are_told_the_reason_and_nothing_that_the_mail_is_about_and_nobody_else_is_told_anything()
    {
        await using var world = await SyncWorld.StartAsync();
        var owner = await OwnerAsync(world);
        var (administrator, manager) = (await world.AddUserAsync("administrator", Role.Administrator), await world.AddUserAsync("manager", Role.Manager));
        world.Deliver(SampleMail.From(Ann, "Secret", 1, messageId: "<1@x>", headers: ("Sensitivity", "private")));
        world.Deliver(SampleMail.From("lawyer@divorce.example", "Secret too", 2, messageId: "<2@x>"));
        await world.AsAsync(owner, s => s.GetRequiredService<AddMailRule>().RunAsync("divorce.example", MailRuleKind.Never, false, "test", default));
        await world.SyncAsync();
        var mailbox = await world.ReadAsync(db => db.Mailboxes.Select(m => m.Id).SingleAsync());
        Task<Result<MailExplanation>> AskAsync(long user, string id) =>
            world.AsAsync(user, s => s.GetRequiredService<ExplainMail>().RunAsync(new() { MailboxId = mailbox, InternetMessageId = id }, default));

        var secret = (await AskAsync(administrator, "<1@x>")).Value.ShouldNotBeNull();
        (secret.DroppedReason, secret.Subject, secret.Stranger, secret.IsOwn).ShouldBe(("Private", null, null, false));
        var ruled = (await AskAsync(administrator, "<2@x>")).Value.ShouldNotBeNull();
        (ruled.DroppedReason, ruled.Now, ruled.Rule).ShouldBe(("OwnRule", new DropMail(DropReason.OwnRule), null));
        (await AskAsync(manager, "<1@x>")).Error.ShouldBeOfType<OnlyOwnerOfMailbox>();
    }

    [Fact]
    public async Task Every_real_mail_is_decided_and_explained()
    {
        await using var world = await SyncWorld.StartAsync();
        var owner = await OwnerAsync(world);
        foreach (var file in RealMails.Files)
        {
            using var reader = File.OpenText(file);
            await world.Simulator.Tenant.LoadAsync(SyncWorld.Upn, "inbox", reader);
        }
        await world.AddContactAsync("rrtest1@xink.io");
        await world.SyncAsync();
        var server = world.Services.GetRequiredService<IMailbox>();
        var standings = new List<MailStanding>();
        string? cursor = null;
        do
        {
            var page = (await server.ReadPageAsync(SyncWorld.Upn, "inbox", cursor, default)).Value!;
            foreach (var mail in page.Messages)
            {
                var why = (await world.AsAsync(owner, s => s.GetRequiredService<ExplainMail>().RunAsync(new() { GraphId = mail.Id }, default))).Value.ShouldNotBeNull();
                (why.KeptReason ?? why.DroppedReason).ShouldNotBeNull();
                standings.Add(why.Standing);
            }
            cursor = page.IsRoundComplete ? null : page.Cursor;
        }
        while (cursor is not null);

        if (RealMails.Folder is not null)
            (standings.Count, standings.Contains(MailStanding.NotRead), standings.Contains(MailStanding.Kept)).ShouldBe((162, false, true));
    }

    private static async Task<long> OwnerAsync(SyncWorld world)
    {
        var owner = await world.AddUserAsync("owner");
        await world.OwnAsync(SyncWorld.Upn, owner);
        return owner;
    }

    private static Task<Result<MailExplanation>> ExplainAsync(SyncWorld world, long user, string id) =>
        world.AsAsync(user, s => s.GetRequiredService<ExplainMail>().RunAsync(new() { InternetMessageId = id }, default));
}
