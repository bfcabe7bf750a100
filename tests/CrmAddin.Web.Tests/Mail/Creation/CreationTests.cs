using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Mail.Creation;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Web.Tests.Graph;
using GraphSimulator.Misbehaviour;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.Mail.Creation;

public sealed class CreationTests
{
    private const string Ann = "ann.lee@client.example";
    private const string Signed = "Thank you.\n\nBest regards,\nAnn Lee\nPurchasing Manager\nClient Trading LLC\nMobile: +966 50 123 4567\nann.lee@client.example";

    [Fact]
    public async Task A_preview_lists_strangers_with_what_their_signatures_tell_and_makes_nothing()
    {
        await using var world = await SyncWorld.StartAsync(pageSize: 4);
        var owner = await OwnerAsync(world);
        await world.WriteAsync(db => db.Contacts.Add(Known("Robert Brown", "robert.brown@old.example", "+966 50 999 8888")));
        DeliverStrangers(world);
        await world.SyncAsync();

        var run = await PreviewAsync(world, owner, ContactCreation.FromSentMail);

        (run.State, run.Error).ShouldBe((CreationState.Ready, null));
        var people = await PeopleAsync(world, run.Id);
        people.Select(p => p.AddressKey).ShouldBe([Ann, "bob@gmail.com", "robert.brown@new.example"], ignoreOrder: true);
        var ann = people.Single(p => p.AddressKey == Ann);
        (ann.DisplayName, ann.JobTitle, ann.MailCount, ann.Domain).ShouldBe(("Ann Lee", "Purchasing Manager", 3, "client.example"));
        ann.AccountName.ShouldBe("Client Trading LLC");
        CandidateDraft.PhonesOf(ann).Select(p => p.Raw).ShouldBe(["+966 50 123 4567"]);
        people.Single(p => p.AddressKey == "bob@gmail.com").Domain.ShouldBeNull();
        people.Single(p => p.AddressKey == "robert.brown@new.example").LookAlikeId.ShouldNotBeNull();
        (run.PeopleFound, run.AccountsFound, run.LookAlikes, run.PrivateThreads).ShouldBe((3, 2, 1, 1));
        (await world.ReadAsync(db => db.Contacts.CountAsync())).ShouldBe(1);
        (await world.ReadAsync(db => db.Accounts.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Senders_are_listed_too_where_all_mail_is_looked_at_but_never_offices_machines_lists_colleagues_or_blocked_ones()
    {
        await using var world = await SyncWorld.StartAsync();
        var owner = await OwnerAsync(world);
        await world.AsAsync(owner, s => s.GetRequiredService<Core.Mail.Rules.AddMailRule>().RunAsync("blocked.example", Core.Mail.Rules.MailRuleKind.Never, false, "test", default));
        foreach (var (sender, n) in new[] { "writer@client.example", "info@client.example", "no-reply@client.example", "colleague@firm.example", "x@blocked.example" }.Select((s, n) => (s, n)))
            world.Deliver(SampleMail.From(sender, $"Mail {n}", n));
        world.Deliver(SampleMail.From("list@client.example", "News", 8, headers: ("List-Id", "<n>")));
        world.Deliver(SampleMail.From(SyncWorld.Upn, "Circular", 9, string.Join(',', Enumerable.Range(0, 40).Select(n => $"p{n}@crowd.example"))), "sentitems");
        await world.SyncAsync();

        var run = await PreviewAsync(world, owner, ContactCreation.FromAllMail);

        (await PeopleAsync(world, run.Id)).Select(p => p.AddressKey).ShouldBe(["writer@client.example"]);
    }

    [Fact]
    public async Task Ticked_people_become_contacts_of_the_owner_in_one_change_set_and_their_mails_are_logged()
    {
        await using var world = await SyncWorld.StartAsync();
        var owner = await OwnerAsync(world);
        DeliverStrangers(world);
        await world.SyncAsync();
        var run = await PreviewAsync(world, owner, ContactCreation.FromSentMail);
        var ticked = (await PeopleAsync(world, run.Id)).Where(p => p.AddressKey != "bob@gmail.com").Select(p => p.Id).ToList();

        (await world.AsAsync(owner, s => s.GetRequiredService<ConfirmCreation>().RunAsync(run.Id, ticked, null, default))).Value.ShouldBe(2);
        run = await AdvanceAsync(world, run.Id);

        (run.State, run.ContactsMade, run.AccountsMade, run.Refused, run.MailsLogged).ShouldBe((CreationState.Done, 2, 2, 0, 4));
        var ann = await world.ReadAsync(db => db.Contacts.Include(c => c.Emails).Include(c => c.Phones).Include(c => c.Account).ThenInclude(a => a!.Domains).SingleAsync(c => c.OriginKey == "mail:" + Ann));
        (ann.DisplayName, ann.JobTitle, ann.OwnerId, ann.Account!.Name).ShouldBe(("Ann Lee", "Purchasing Manager", owner, "Client Trading LLC"));
        ann.Account.Domains.Select(d => d.Domain).ShouldBe(["client.example"]);
        ann.Phones.Select(p => p.E164).ShouldBe(["+966501234567"]);
        ann.ProvenanceJson.ShouldNotBeNull().ShouldContain("signature of message <a1@x>");
        (await world.TimelineAsync(ann.Id)).ShouldBe(["Offer", "Re: Offer", "Thanks"]);
        var set = await world.ReadAsync(db => db.ChangeSets.SingleAsync(s => s.Id == run.ChangeSetId));
        (set.Origin, set.UserId, set.CompletedAt is null).ShouldBe((ChangeOrigin.Capture, owner, false));
        (await world.ReadAsync(db => CreationQuery.Made(db, set.Id, nameof(Contact)).CountAsync())).ShouldBe(2);
        (await world.ReadAsync(db => db.CreationCandidates.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_run_that_broke_off_is_completed_without_doubles()
    {
        await using var world = await SyncWorld.StartAsync();
        var owner = await OwnerAsync(world);
        for (var n = 0; n < 30; n++)
            world.Deliver(SampleMail.From(SyncWorld.Upn, $"To {n}", n, $"person{n:00}@client{n:00}.example"), "sentitems");
        await world.SyncAsync();
        var run = await PreviewAsync(world, owner, ContactCreation.FromSentMail);
        await world.AsAsync(owner, async s => await s.GetRequiredService<ConfirmCreation>().RunAsync(run.Id, (await PeopleAsync(world, run.Id)).ConvertAll(p => p.Id), null, default));

        world.Crashes.CrashAt = 11;
        await Should.ThrowAsync<CrashException>(() => AdvanceAsync(world, run.Id));
        await world.ReadAsync(db => db.CreationRuns.ExecuteUpdateAsync(s => s.SetProperty(r => r.WorkedOnAt, (DateTimeOffset?)null)));
        run = await AdvanceAsync(world, run.Id);

        run.State.ShouldBe(CreationState.Done);
        (await world.ReadAsync(db => db.Contacts.CountAsync())).ShouldBe(30);
        (await world.ReadAsync(db => db.Accounts.CountAsync())).ShouldBe(30);
        (await world.ReadAsync(db => db.Messages.CountAsync())).ShouldBe(30);
        (await world.ReadAsync(db => CreationQuery.Made(db, run.ChangeSetId!.Value, nameof(Contact)).CountAsync())).ShouldBe(30);
    }

    [Fact]
    public async Task Taking_it_back_removes_what_nobody_touched_with_its_mails_and_names_what_stayed()
    {
        await using var world = await SyncWorld.StartAsync();
        var owner = await OwnerAsync(world);
        var run = await CreatedAsync(world, owner);
        var robert = await world.ReadAsync(db => db.Contacts.Where(c => c.OriginKey == "mail:robert.brown@new.example").Select(c => new { c.Id, c.Version }).SingleAsync());
        (await world.AsAsync(owner, s => s.GetRequiredService<SaveContact>().RunAsync(new ContactDraft { Id = robert.Id, Version = robert.Version, JobTitle = "Director" }, new(ChangeOrigin.Edit, "test"), default))).Error.ShouldBeNull();

        var taken = (await world.AsAsync(owner, s => s.GetRequiredService<TakeBackCreation>().RunAsync(run.Id, "test", default))).Value.ShouldNotBeNull();

        (taken.Contacts, taken.Accounts, taken.Mails).ShouldBe((2, 1, 4));
        taken.Stayed.Select(s => (s.Entity, s.Reason)).ShouldBe([("Contact", StayedReason.ChangedSince), ("Account", StayedReason.InUse)], ignoreOrder: true);
        (await world.ReadAsync(db => db.Contacts.Select(c => c.DisplayName).ToListAsync())).ShouldBe(["Robert Brown"]);
        (await world.LoggedSubjectsAsync()).ShouldBe(["To Robert"]);
        (await world.DroppedAsync()).ShouldContainKeyAndValue("NoKnownParty", 5);
        await world.SyncAsync();
        (await world.LoggedSubjectsAsync()).ShouldBe(["To Robert"]);
        (await world.AsAsync(owner, s => s.GetRequiredService<TakeBackCreation>().RunAsync(run.Id, "test", default))).Error.ShouldBeOfType<CreationNotMade>();
        (await world.ReadAsync(async db => (await new VerifyAudit(db).RunAsync(null, default)).Ok)).ShouldBeTrue();
    }

    [Fact]
    public async Task Later_mail_makes_contacts_by_itself_once_a_list_was_ticked_and_only_suggests_look_alikes()
    {
        await using var world = await SyncWorld.StartAsync();
        var owner = await OwnerAsync(world);
        await world.WriteAsync(db => db.Contacts.Add(Known("Robert Brown", "robert.brown@old.example", "+966 50 999 8888")));
        await world.WriteAsync(db => db.Mailboxes.Single().ContactCreation = ContactCreation.FromSentMail);
        Send("too.early@client.example", 1);
        await world.SyncAsync();
        (await world.ReadAsync(db => db.Contacts.CountAsync())).ShouldBe(1);
        var first = await PreviewAsync(world, owner, ContactCreation.FromSentMail);
        await world.AsAsync(owner, async s => await s.GetRequiredService<ConfirmCreation>().RunAsync(first.Id, (await PeopleAsync(world, first.Id)).ConvertAll(p => p.Id), true, default));
        await AdvanceAsync(world, first.Id);

        Send("new.person@partner.example", 60 * 24 * 365);
        Send("robert.brown@new.example", 60 * 24 * 365 + 1, "Robert Brown");
        Send("info@partner.example", 60 * 24 * 365 + 2);
        var secret = SampleMail.From(SyncWorld.Upn, "Private", 60 * 24 * 365 + 3, "lover@partner.example", headers: ("Sensitivity", "private"));
        world.Deliver(secret, "sentitems");
        world.Deliver(SampleMail.From("unasked@partner.example", "Buy", 60 * 24 * 365 + 4));
        await world.SyncAsync();

        (await world.ReadAsync(db => db.Contacts.OrderBy(c => c.Id).Select(c => c.OriginKey).ToListAsync())).ShouldBe([null, "mail:too.early@client.example", "mail:new.person@partner.example"]);
        (await world.LoggedSubjectsAsync()).ShouldContain("To new.person@partner.example");
        var runs = await world.ReadAsync(db => CreationQuery.Runs(db).Include(r => r.Candidates).Where(r => r.IsAutomatic).OrderBy(r => r.Id).ToListAsync());
        runs.Select(r => (r.State, r.ContactsMade)).ShouldBe([(CreationState.LookingBack, 1), (CreationState.Ready, 0)]);
        runs[1].Candidates.Single().AddressKey.ShouldBe("robert.brown@new.example");
        await AdvanceAsync(world, runs[0].Id);
        (await world.AsAsync(owner, s => s.GetRequiredService<TakeBackCreation>().RunAsync(runs[0].Id, "test", default))).Value!.Contacts.ShouldBe(1);
        (await world.LoggedSubjectsAsync()).ShouldNotContain("To new.person@partner.example");

        void Send(string to, int minute, string? name = null)
        {
            var mail = SampleMail.From(SyncWorld.Upn, "To " + to, minute, to);
            if (name is not null)
                mail["toRecipients"]![0]!["emailAddress"]!["name"] = name;
            world.Deliver(mail, "sentitems");
        }
    }

    [Fact]
    public async Task A_list_that_nobody_ticks_is_deleted_after_a_day_and_can_no_longer_be_ticked()
    {
        await using var world = await SyncWorld.StartAsync();
        var owner = await OwnerAsync(world);
        DeliverStrangers(world);
        await world.SyncAsync();
        var run = await PreviewAsync(world, owner, ContactCreation.FromSentMail);
        var people = (await PeopleAsync(world, run.Id)).ConvertAll(p => p.Id);
        await world.ReadAsync(db => db.CreationRuns.ExecuteUpdateAsync(s => s.SetProperty(r => r.ExpiresAt, DateTimeOffset.UtcNow.AddMinutes(-1))));

        (await world.AsAsync(owner, s => s.GetRequiredService<ConfirmCreation>().RunAsync(run.Id, people, null, default))).Error.ShouldBeOfType<CreationNotReady>();
        (await world.AsAsync(owner, s => { s.GetRequiredService<CrmDb>().ReadAs(Reader.System); return s.GetRequiredService<DropOldCandidates>().RunAsync(default); })).ShouldBe(1);

        (await world.ReadAsync(db => db.CreationCandidates.CountAsync())).ShouldBe(0);
        (await world.ReadAsync(db => db.CreationRuns.Select(r => r.State).SingleAsync())).ShouldBe(CreationState.Expired);
    }

    [Fact]
    public async Task Only_the_owner_asks_ticks_and_takes_back_and_a_mailbox_that_cannot_be_read_says_why()
    {
        await using var world = await SyncWorld.StartAsync();
        var owner = await OwnerAsync(world);
        var other = await world.AddUserAsync("administrator", Role.Administrator);
        DeliverStrangers(world);
        await world.SyncAsync();
        var mailbox = await world.ReadAsync(db => db.Mailboxes.Select(m => m.Id).SingleAsync());

        (await world.AsAsync(other, s => s.GetRequiredService<AskForCreation>().RunAsync(mailbox, ContactCreation.FromSentMail, default))).Error.ShouldBeOfType<Core.Mail.Rules.OnlyOwnerOfMailbox>();
        var run = await PreviewAsync(world, owner, ContactCreation.FromSentMail);
        (await world.AsAsync(other, s => s.GetRequiredService<ConfirmCreation>().RunAsync(run.Id, [1], null, default))).Error.ShouldBe(new CreationUnknown(run.Id));
        (await world.AsAsync(other, s => s.GetRequiredService<TakeBackCreation>().RunAsync(run.Id, "test", default))).Error.ShouldBe(new CreationUnknown(run.Id));
        (await world.AsAsync(other, s => CreationQuery.Runs(s.GetRequiredService<CrmDb>()).CountAsync())).ShouldBe(0);
        (await world.AsAsync(other, s => CreationQuery.Candidates(s.GetRequiredService<CrmDb>(), run.Id).CountAsync())).ShouldBe(0);
        world.Simulator.Faults = new Faults { DeniedMailboxes = [SyncWorld.Upn] };
        var denied = await PreviewAsync(world, owner, ContactCreation.FromSentMail);
        (denied.State, denied.ErrorCode).ShouldBe((CreationState.Failed, nameof(MailboxDenied)));
        (await world.ReadAsync(db => db.CreationCandidates.CountAsync())).ShouldBe(0);
    }

    private static void DeliverStrangers(SyncWorld world)
    {
        world.Deliver(SampleMail.From(SyncWorld.Upn, "Offer", 1, Ann), "sentitems");
        var answer = SampleMail.From(Ann, "Re: Offer", 2, messageId: "<a1@x>", body: Signed);
        answer["from"]!["emailAddress"]!["name"] = "Ann Lee";
        world.Deliver(answer);
        world.Deliver(SampleMail.From(SyncWorld.Upn, "Thanks", 3, Ann), "sentitems");
        world.Deliver(SampleMail.From(SyncWorld.Upn, "Hi Bob", 4, "bob@gmail.com"), "sentitems");
        var robert = SampleMail.From(SyncWorld.Upn, "To Robert", 5, "robert.brown@new.example");
        world.Deliver(robert, "sentitems");
        world.Deliver(SampleMail.From("unasked@elsewhere.example", "Buy now", 6));
        world.Deliver(SampleMail.From(SyncWorld.Upn, "Between us", 7, "lover@elsewhere.example", headers: ("Sensitivity", "private")), "sentitems");
    }

    private static Contact Known(string name, string address, string phone)
    {
        var contact = new Contact { DisplayName = name, GivenName = name.Split(' ')[0], FamilyName = name.Split(' ')[1], TeamId = 1 };
        contact.Emails.Add(ContactEmail.From(address));
        contact.Phones.Add(new ContactPhone { Raw = phone });
        return contact;
    }

    private static async Task<long> OwnerAsync(SyncWorld world)
    {
        var owner = await world.AddUserAsync("owner");
        await world.OwnAsync(SyncWorld.Upn, owner);
        return owner;
    }

    private static async Task<CreationRun> CreatedAsync(SyncWorld world, long owner)
    {
        DeliverStrangers(world);
        await world.SyncAsync();
        var run = await PreviewAsync(world, owner, ContactCreation.FromSentMail);
        await world.AsAsync(owner, async s => await s.GetRequiredService<ConfirmCreation>().RunAsync(run.Id, (await PeopleAsync(world, run.Id)).ConvertAll(p => p.Id), null, default));
        return await AdvanceAsync(world, run.Id);
    }

    private static async Task<CreationRun> PreviewAsync(SyncWorld world, long owner, ContactCreation scope)
    {
        var mailbox = await world.ReadAsync(db => db.Mailboxes.Where(m => m.OwnerId == owner).Select(m => m.Id).SingleAsync());
        var asked = await world.AsAsync(owner, s => s.GetRequiredService<AskForCreation>().RunAsync(mailbox, scope, default));
        return await AdvanceAsync(world, asked.Value!.Id);
    }

    // As the worker does it: a scope a step, until nothing waits.
    private static async Task<CreationRun> AdvanceAsync(SyncWorld world, long run)
    {
        long? advanced;
        do
        {
            await using var scope = world.Services.CreateAsyncScope();
            advanced = await scope.ServiceProvider.GetRequiredService<AdvanceCreation>().RunAsync(default);
        }
        while (advanced is not null);
        return await world.ReadAsync(db => db.CreationRuns.AsNoTracking().SingleAsync(r => r.Id == run));
    }

    private static Task<List<CreationCandidate>> PeopleAsync(SyncWorld world, long run) => world.ReadAsync(db => CreationQuery.Candidates(db, run).ToListAsync());
}
