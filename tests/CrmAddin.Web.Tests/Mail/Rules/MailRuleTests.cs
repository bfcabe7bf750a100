using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Mail.Rules;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Web.Tests.Graph;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.Mail.Rules;

public sealed class MailRuleTests
{
    private const string Ann = "ann@client.example";
    private const string Boss = "boss@firm.example";

    [Fact]
    public async Task Never_this_person_keeps_later_mail_out_offers_to_forget_the_earlier_and_comes_back_when_it_is_removed()
    {
        await using var world = await SyncWorld.StartAsync();
        var owner = await OwnerAsync(world);
        await world.AddContactAsync(Ann);
        await world.AddContactAsync("bob@client.example");
        world.Deliver(SampleMail.From(Ann, "From Ann", 1));
        world.Deliver(SampleMail.From("bob@client.example", "From Bob", 2));
        await world.SyncAsync();

        var added = await AddAsync(world, owner, " Ann@Client.example ", MailRuleKind.Never);

        (added.Rule.Pattern, added.AlreadyLogged).ShouldBe((Ann, 1));
        world.Deliver(SampleMail.From(Ann, "Later", 3));
        await world.SyncAsync();
        (await world.LoggedSubjectsAsync()).ShouldBe(["From Ann", "From Bob"]);
        (await world.AsAsync(owner, s => s.GetRequiredService<ForgetMailsOfRule>().RunAsync(added.Rule.Id, default))).Value.ShouldBe(1);
        (await world.LoggedSubjectsAsync()).ShouldBe(["From Bob"]);
        (await world.DropReasonsAsync()).ShouldBe(["OwnRule", "OwnRule"]);

        var removed = await world.AsAsync(owner, s => s.GetRequiredService<RemoveMailRule>().RunAsync(added.Rule.Id, "test", default));

        removed.Value!.LoggedNow.ShouldBe(2);
        (await world.LoggedSubjectsAsync()).ShouldBe(["From Ann", "From Bob", "Later"]);
        (await world.DropReasonsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_rule_for_a_domain_takes_its_subdomains_and_nothing_that_only_ends_alike()
    {
        await using var world = await SyncWorld.StartAsync();
        var owner = await OwnerAsync(world);
        foreach (var (address, n) in new[] { "a@cli_ent.example", "b@mail.cli_ent.example", "c@otherclient.example", "d@clixent.example" }.Select((a, n) => (a, n)))
        {
            await world.AddContactAsync(address);
            world.Deliver(SampleMail.From(address, address, n));
        }
        await world.SyncAsync();

        var added = await AddAsync(world, owner, "client.example", MailRuleKind.Never);
        added.AlreadyLogged.ShouldBe(0);
        await world.WriteAsync(db => db.MailRules.Single().Pattern = "cli_ent.example");
        (await world.AsAsync(owner, s => s.GetRequiredService<ForgetMailsOfRule>().RunAsync(added.Rule.Id, default))).Value.ShouldBe(2);

        (await world.LoggedSubjectsAsync()).ShouldBe(["c@otherclient.example", "d@clixent.example"]);
    }

    [Fact]
    public async Task A_users_rules_hold_for_their_mailbox_alone_and_are_read_by_nobody_else()
    {
        await using var world = await SyncWorld.StartAsync();
        var owner = await OwnerAsync(world);
        var (boss, administrator) = (await world.AddUserAsync("boss", Role.Manager), await world.AddUserAsync("administrator", Role.Administrator));
        await world.AddMailboxAsync(Boss);
        await world.OwnAsync(Boss, boss);
        await world.AddContactAsync(Ann);
        var added = await AddAsync(world, owner, Ann, MailRuleKind.Never);
        world.Deliver(SampleMail.From(Ann, "To me", 1));
        world.Deliver(SampleMail.From(Ann, "To the boss", 2, Boss), mailbox: Boss);

        await world.SyncAsync();
        await world.SyncAsync(Boss);

        (await world.LoggedSubjectsAsync()).ShouldBe(["To the boss"]);
        foreach (var other in new[] { boss, administrator })
        {
            (await world.AsAsync(other, s => s.GetRequiredService<CrmDb>().MailRules.CountAsync())).ShouldBe(0);
            (await world.AsAsync(other, s => s.GetRequiredService<RemoveMailRule>().RunAsync(added.Rule.Id, "test", default))).Error.ShouldBe(new MailRuleUnknown(added.Rule.Id));
        }
        // Nor does the journal tell whose mail somebody keeps to themselves.
        (await world.ReadAsync(db => db.ChangeSets.CountAsync(s => s.About != null && s.About.Contains("client.example")))).ShouldBe(0);
    }

    [Fact]
    public async Task The_firms_rules_are_the_administrators_hold_for_every_mailbox_and_stand_in_the_journal()
    {
        await using var world = await SyncWorld.StartAsync();
        var owner = await OwnerAsync(world);
        var administrator = await world.AddUserAsync("administrator", Role.Administrator);
        await world.AddContactAsync(Ann);
        (await world.AsAsync(owner, s => s.GetRequiredService<AddMailRule>().RunAsync(Ann, MailRuleKind.Never, true, "test", default))).Error.ShouldBeOfType<MayNotAdminister>();

        (await world.AsAsync(administrator, s => s.GetRequiredService<AddMailRule>().RunAsync("client.example", MailRuleKind.Never, true, "test", default))).Error.ShouldBeNull();
        world.Deliver(SampleMail.From(Ann, "Blocked", 1));
        await world.SyncAsync();

        (await world.DropReasonsAsync()).ShouldBe(["Blocked"]);
        (await world.ReadAsync(db => db.ChangeSets.Where(s => s.UserId == administrator).Select(s => s.About).SingleAsync())).ShouldBe("Never: client.example");
        (await world.AsAsync(owner, s => s.GetRequiredService<CrmDb>().MailRules.CountAsync())).ShouldBe(1);
        (await world.AsAsync(owner, s => s.GetRequiredService<RemoveMailRule>().RunAsync(1, "test", default))).Error.ShouldBeOfType<MayNotAdminister>();
    }

    [Fact]
    public async Task Always_this_address_brings_a_strangers_earlier_mail_to_the_log()
    {
        await using var world = await SyncWorld.StartAsync();
        var owner = await OwnerAsync(world);
        world.Deliver(SampleMail.From("stranger@elsewhere.example", "Before", 1));
        await world.SyncAsync();

        var added = await AddAsync(world, owner, "stranger@elsewhere.example", MailRuleKind.Always);

        added.LoggedNow.ShouldBe(1);
        (await world.ReadAsync(db => db.Messages.Select(m => m.KeptReason).SingleAsync())).ShouldBe("OwnRule");
    }

    [Theory]
    [InlineData("nothing", MailRuleKind.Never, nameof(MailRuleMalformed))]
    [InlineData("a b@client.example", MailRuleKind.Never, nameof(MailRuleMalformed))]
    [InlineData("@", MailRuleKind.Never, nameof(MailRuleMalformed))]
    [InlineData("firm.example", MailRuleKind.Never, nameof(MailRuleOfOwn))]
    [InlineData(SyncWorld.Upn, MailRuleKind.Never, nameof(MailRuleOfOwn))]
    [InlineData("gmail.com", MailRuleKind.Always, nameof(MailRuleOfFreeMail))]
    [InlineData("@There.example", MailRuleKind.Always, nameof(MailRuleThere))]
    public async Task A_rule_that_makes_no_sense_is_refused_with_a_reason(string pattern, MailRuleKind kind, string error)
    {
        await using var world = await SyncWorld.StartAsync();
        var owner = await OwnerAsync(world);
        await AddAsync(world, owner, "there.example", MailRuleKind.Never);

        (await world.AsAsync(owner, s => s.GetRequiredService<AddMailRule>().RunAsync(pattern, kind, false, "test", default))).Error!.Code.ShouldBe(error);

        (await world.ReadAsync(db => db.MailRules.CountAsync())).ShouldBe(1);
    }

    private static async Task<AddedRule> AddAsync(SyncWorld world, long user, string pattern, MailRuleKind kind) =>
        (await world.AsAsync(user, s => s.GetRequiredService<AddMailRule>().RunAsync(pattern, kind, false, "test", default))).Value.ShouldNotBeNull();

    private static async Task<long> OwnerAsync(SyncWorld world)
    {
        var owner = await world.AddUserAsync("owner");
        await world.OwnAsync(SyncWorld.Upn, owner);
        return owner;
    }
}
