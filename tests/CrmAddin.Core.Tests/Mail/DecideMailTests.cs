using CrmAddin.Core.Mail;
using CrmAddin.Core.Mail.Rules;

namespace CrmAddin.Core.Tests.Mail;

public sealed class DecideMailTests
{
    private const string Agent = "agent@firm.example";
    private const string Ann = "ann@client.example";
    private static readonly DateTimeOffset SentAt = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly MailRules Rules = new(["firm.example"], new HashSet<string> { Agent }, ["blocked.example", "bob@client.example"]);

    [Fact]
    public void A_mail_from_a_contact_is_kept_with_the_address_that_matched()
    {
        var decision = Decide(Mail(Ann, Agent), Known(Ann, 7));

        var keep = decision.ShouldBeOfType<KeepMail>();
        (keep.Reason, keep.Detail, keep.Direction).ShouldBe((KeepReason.KnownContact, Ann, MailDirection.Received));
        keep.ContactIds.ShouldBe([7]);
    }

    [Fact]
    public void A_mail_from_our_domain_to_a_contact_is_a_sent_one() =>
        Decide(Mail("colleague@sales.firm.example", Ann), Known(Ann, 7)).ShouldBeOfType<KeepMail>().Direction.ShouldBe(MailDirection.Sent);

    [Fact]
    public void A_mail_without_a_known_party_is_dropped() =>
        Decide(Mail("stranger@elsewhere.example", Agent), Known(Ann, 7)).ShouldDrop(DropReason.NoKnownParty);

    [Theory]
    [InlineData("private")]
    [InlineData("Personal")]
    [InlineData("Company-Confidential")]
    public void A_mail_marked_private_is_dropped_even_from_a_contact(string mark) =>
        Decide(Mail(Ann, Agent, ("Sensitivity", mark)), Known(Ann, 7)).ShouldDrop(DropReason.Private);

    [Fact]
    public void The_private_mark_of_a_copy_without_headers_counts_too() =>
        Decide(Mail(Ann, Agent) with { Sensitivity = 2 }, Known(Ann, 7)).ShouldDrop(DropReason.Private);

    [Theory]
    [InlineData("x@blocked.example", DropReason.Blocked)]
    [InlineData("x@mail.blocked.example", DropReason.Blocked)]
    [InlineData("bob@client.example", DropReason.Blocked)]
    [InlineData("x@notblocked.example", DropReason.NoKnownParty)]
    public void Blocked_addresses_and_domains_with_their_subdomains_are_dropped(string sender, DropReason reason) =>
        Decide(Mail(sender, Agent), Known(Ann, 7)).ShouldDrop(reason);

    [Fact]
    public void A_mail_among_colleagues_is_dropped_although_one_of_them_is_a_contact() =>
        Decide(Mail("colleague@firm.example", Agent), Known("colleague@firm.example", 9)).ShouldDrop(DropReason.InternalOnly);

    [Theory]
    [InlineData("List-Id", "<news.client.example>")]
    [InlineData("List-Unsubscribe", "<mailto:leave@client.example>")]
    [InlineData("Precedence", "bulk")]
    [InlineData("Auto-Submitted", "auto-replied")]
    public void Bulk_and_automatic_mail_is_dropped_even_from_a_contact(string header, string value) =>
        Decide(Mail(Ann, Agent, (header, value)), Known(Ann, 7)).ShouldDrop(DropReason.BulkOrAutomatic);

    [Fact]
    public void A_mail_that_says_it_is_not_automatic_is_kept() =>
        Decide(Mail(Ann, Agent, ("Auto-Submitted", "no")), Known(Ann, 7)).ShouldBeOfType<KeepMail>();

    [Theory]
    [InlineData("no-reply@client.example")]
    [InlineData("donotreply@client.example")]
    [InlineData("noreply+x@client.example")]
    [InlineData("MAILER-DAEMON@client.example")]
    public void Machines_are_dropped_by_their_name(string sender) =>
        Decide(Mail(sender, Agent), Known(sender.ToLowerInvariant(), 7)).ShouldDrop(DropReason.BulkOrAutomatic);

    [Fact]
    public void An_info_address_of_a_contact_is_a_person() =>
        Decide(Mail("info@client.example", Agent), Known("info@client.example", 7)).ShouldBeOfType<KeepMail>();

    [Fact]
    public void A_draft_is_dropped() =>
        Decide(Mail(Agent, Ann) with { IsDraft = true }, Known(Ann, 7)).ShouldDrop(DropReason.Draft);

    [Fact]
    public void A_stranger_of_a_known_firm_is_kept_for_the_firm_by_its_domain_or_the_one_above()
    {
        var known = new KnownParties { AccountsByDomain = new Dictionary<string, long> { ["client.example"] = 3 } };

        var keep = Decide(Mail("new@mail.client.example", Agent), known).ShouldBeOfType<KeepMail>();

        (keep.Reason, keep.Detail, keep.AccountId).ShouldBe((KeepReason.KnownAccount, "client.example", 3L));
        keep.ContactIds.ShouldBeEmpty();
    }

    [Fact]
    public void A_free_mail_domain_never_makes_an_account()
    {
        var known = new KnownParties { AccountsByDomain = new Dictionary<string, long> { ["gmail.com"] = 3 } };

        Decide(Mail("someone@gmail.com", Agent), known).ShouldDrop(DropReason.NoKnownParty);
    }

    [Fact]
    public void The_deal_comes_from_the_thread_before_the_contacts_one_open_deal()
    {
        var known = new KnownParties
        {
            ContactsByAddress = new[] { Ann }.ToLookup(a => a, _ => new KnownContact(7, 3)),
            OpenDealsByContact = new[] { (7L, 50L) }.ToLookup(d => d.Item1, d => d.Item2),
            DealsByConversation = { ["thread"] = 60 },
            DealsByMessageIdHash = { [MailIdentity.OfMessageId("<a@x>")] = 70 },
        };

        Deal(Mail(Ann, Agent), known).ShouldBe(50);
        Deal(Mail(Ann, Agent) with { ConversationId = "thread" }, known).ShouldBe(60);
        Deal(Mail(Ann, Agent, ("References", "<z@x> <a@x>")) with { ConversationId = "thread" }, known).ShouldBe(70);
        Decide(Mail(Ann, Agent), known).ShouldBeOfType<KeepMail>().AccountId.ShouldBe(3);
    }

    [Fact]
    public void Two_open_deals_settle_nothing()
    {
        var known = new KnownParties
        {
            ContactsByAddress = new[] { Ann }.ToLookup(a => a, _ => new KnownContact(7, null)),
            OpenDealsByContact = new[] { 50L, 51L }.ToLookup(_ => 7L),
        };

        Deal(Mail(Ann, Agent), known).ShouldBeNull();
    }

    [Fact]
    public void The_same_id_from_another_sender_or_at_another_time_is_another_mail()
    {
        var mail = Mail(Ann, Agent) with { InternetMessageId = "<1@client.example>" };
        var identity = MailIdentity.Of(mail, Agent);

        MailIdentity.Of(mail with { Id = "other copy" }, "boss@firm.example").ShouldBe(identity);
        MailIdentity.Of(mail with { From = new MailPerson("forger@evil.example", null) }, Agent).ShouldNotBe(identity);
        MailIdentity.Of(mail with { SentAt = SentAt.AddSeconds(1) }, Agent).ShouldNotBe(identity);
    }

    [Fact]
    public void The_rules_apply_in_order_and_each_gives_way_only_to_those_before_it()
    {
        var everything = Mail("no-reply@blocked.example", Agent, ("Sensitivity", "private"), ("List-Id", "<x>")) with { Id = "a" };
        var rules = Rules with { OwnNever = new AddressList(["no-reply@blocked.example"]) };

        DecideMail.Run(everything, rules, Said("a", MailSayKind.Log)).ShouldBeOfType<KeepMail>().Reason.ShouldBe(KeepReason.OwnersSay);
        DecideMail.Run(everything, rules, Said("a", MailSayKind.Forget)).ShouldDrop(DropReason.OwnersSay);
        DecideMail.Run(everything, rules, new()).ShouldBe(new DropMail(DropReason.OwnRule, "no-reply@blocked.example"));
        DecideMail.Run(everything, Rules, new()).ShouldDrop(DropReason.Private);
        DecideMail.Run(everything with { Headers = [.. everything.Headers!.Skip(1)] }, Rules, new()).ShouldBe(new DropMail(DropReason.Blocked, "blocked.example"));
        DecideMail.Run(everything with { From = new("colleague@firm.example", null), Headers = [.. everything.Headers!.Skip(1)] }, Rules, new()).ShouldDrop(DropReason.InternalOnly);
        DecideMail.Run(Mail(Ann, Agent, ("List-Id", "<x>")), Rules, Known(Ann, 7)).ShouldBe(new DropMail(DropReason.BulkOrAutomatic, "List-Id"));
        DecideMail.Run(Mail(Ann, Agent), Rules, new()).ShouldDrop(DropReason.NoKnownParty);
        DecideMail.Run(Mail(Ann, Agent), Rules, Known(Ann, 7)).ShouldBeOfType<KeepMail>();
    }

    [Fact]
    public void The_private_mark_goes_before_a_rule_for_a_whole_domain()
    {
        var rules = Rules with { OwnNever = new AddressList(["client.example"]), OwnAlways = new AddressList([Ann]) };

        DecideMail.Run(Mail(Ann, Agent, ("Sensitivity", "private")), rules, Known(Ann, 7)).ShouldDrop(DropReason.Private);
        DecideMail.Run(Mail(Ann, Agent), rules, Known(Ann, 7)).ShouldBe(new DropMail(DropReason.OwnRule, "client.example"));
    }

    [Theory]
    [InlineData("private", MailVisibility.OwnerOnly)]
    [InlineData("normal", null)]
    public void A_private_mail_that_its_owner_asks_for_is_read_by_the_owner_alone(string mark, MailVisibility? visibility) =>
        DecideMail.Run(Mail(Ann, Agent, ("Sensitivity", mark)), Rules, Said("1", MailSayKind.Log)).ShouldBeOfType<KeepMail>().Visibility.ShouldBe(visibility);

    [Fact]
    public void A_mail_of_a_confidential_thread_is_read_by_those_who_take_part()
    {
        var known = new KnownParties { ContactsByAddress = Known(Ann, 7).ContactsByAddress, Confidential = new HashSet<string> { "1" } };

        Decide(Mail(Ann, Agent), known).ShouldBeOfType<KeepMail>().Visibility.ShouldBe(MailVisibility.Participants);
        Decide(Mail(Ann, Agent) with { Id = "2" }, known).ShouldBeOfType<KeepMail>().Visibility.ShouldBeNull();
    }

    [Fact]
    public void A_rule_always_keeps_strangers_and_list_mail_but_nothing_that_is_private_blocked_or_internal()
    {
        var rules = Rules with { OwnAlways = new AddressList(["elsewhere.example", "x@blocked.example", "colleague@firm.example"]), FirmAlways = new AddressList(["news@partner.example"]) };

        DecideMail.Run(Mail("new@elsewhere.example", Agent), rules, new()).ShouldBeOfType<KeepMail>().Reason.ShouldBe(KeepReason.OwnRule);
        var news = DecideMail.Run(Mail("news@partner.example", Agent, ("List-Id", "<n>")), rules, new()).ShouldBeOfType<KeepMail>();
        (news.Reason, news.Detail, news.ContactIds.Count).ShouldBe((KeepReason.FirmRule, "news@partner.example", 0));
        DecideMail.Run(Mail("new@elsewhere.example", Agent, ("Sensitivity", "private")), rules, new()).ShouldDrop(DropReason.Private);
        DecideMail.Run(Mail("x@blocked.example", Agent), rules, new()).ShouldDrop(DropReason.Blocked);
        DecideMail.Run(Mail("colleague@firm.example", Agent), rules, new()).ShouldDrop(DropReason.InternalOnly);
    }

    [Fact]
    public void Nothing_brings_an_erased_person_back()
    {
        var rules = Rules with { OwnAlways = new AddressList([Ann]) };
        var known = new KnownParties { Erased = new HashSet<string> { Ann }, Says = new Dictionary<string, MailSayKind> { ["1"] = MailSayKind.Log } };

        DecideMail.Run(Mail(Ann, Agent), rules, known).ShouldDrop(DropReason.Erased);
        DecideMail.Run(Mail(Ann, Agent) with { Id = "2" }, rules, known).ShouldDrop(DropReason.Erased);
    }

    [Fact]
    public void An_alias_outside_of_the_firms_domains_is_ours()
    {
        var rules = new MailRules(["firm.example"], new HashSet<string> { Agent, "agent@gmail.com" }, []);

        DecideMail.Run(Mail("agent@gmail.com", Agent), rules, Known("agent@gmail.com", 7)).ShouldDrop(DropReason.InternalOnly);
        DecideMail.Run(Mail("other@gmail.com", Agent), rules, Known("other@gmail.com", 7)).ShouldBeOfType<KeepMail>();
    }

    [Theory]
    [InlineData("Content-Type", "multipart/report; report-type=delivery-status; boundary=x", DropReason.DeliveryReport)]
    [InlineData("Content-Type", "multipart/report; boundary=\"x\"; report-type=\"disposition-notification\"", DropReason.ReadReceipt)]
    [InlineData("Content-Type", "multipart/report; report-type=feedback-report", DropReason.DeliveryReport)]
    [InlineData("X-Failed-Recipients", "bob@client.example", DropReason.DeliveryReport)]
    [InlineData("Content-Type", "text/calendar; charset=utf-8; method=REQUEST", DropReason.Meeting)]
    [InlineData("Content-Class", "urn:content-classes:calendarmessage", DropReason.Meeting)]
    [InlineData("Auto-Submitted", "auto-replied (vacation)", DropReason.BulkOrAutomatic)]
    [InlineData("Auto-Submitted", "auto-generated; owner-email=\"x@y.example\"", DropReason.BulkOrAutomatic)]
    [InlineData("Precedence", "auto_reply", DropReason.BulkOrAutomatic)]
    [InlineData("Return-Path", "<>", DropReason.BulkOrAutomatic)]
    [InlineData("List-Post", "<mailto:all@client.example>", DropReason.BulkOrAutomatic)]
    public void What_machines_send_is_known_by_the_marks_of_the_standards(string header, string value, DropReason reason) =>
        Decide(Mail(Ann, Agent, (header, value)), Known(Ann, 7)).ShouldBe(new DropMail(reason, header));

    [Theory]
    [InlineData("Content-Type", "multipart/alternative; boundary=report-type")]
    [InlineData("Content-Type", "text/calendar; charset=utf-8")]
    [InlineData("Auto-Submitted", "no (a person wrote this)")]
    [InlineData("Auto-Submitted", "(comment) no; parameter=1")]
    [InlineData("Precedence", "first-class")]
    [InlineData("Return-Path", "<ann@client.example>")]
    public void What_people_send_is_not_taken_for_a_machines(string header, string value) =>
        Decide(Mail(Ann, Agent, (header, value)), Known(Ann, 7)).ShouldBeOfType<KeepMail>();

    [Fact]
    public void An_invitation_is_left_to_the_calendar() =>
        Decide(Mail(Ann, Agent) with { IsMeeting = true }, Known(Ann, 7)).ShouldDrop(DropReason.Meeting);

    [Fact]
    public void An_offices_address_comes_after_a_persons()
    {
        var known = new KnownParties
        {
            ContactsByAddress = new[] { ("info@client.example", 1L), (Ann, 7L) }.ToLookup(c => c.Item1, c => new KnownContact(c.Item2, null)),
        };
        var mail = Mail("info@client.example", Agent) with { To = [new(Agent, null), new(Ann, null)] };

        var keep = Decide(mail, known).ShouldBeOfType<KeepMail>();

        keep.ContactIds.ShouldBe([7, 1]);
        keep.Detail.ShouldBe(Ann);
    }

    [Fact]
    public void Only_a_sent_copy_without_headers_between_two_open_deals_needs_its_headers()
    {
        var known = new KnownParties
        {
            ContactsByAddress = new[] { Ann }.ToLookup(a => a, _ => new KnownContact(7, null)),
            OpenDealsByContact = new[] { 50L, 51L }.ToLookup(_ => 7L),
            DealsByConversation = { ["thread"] = 60 },
        };
        var sent = Mail(Agent, Ann) with { Headers = null };
        bool Needs(MailboxMessage mail, KnownParties with) => Decide(mail, with).ShouldBeOfType<KeepMail>().NeedsHeaders;

        Needs(sent, known).ShouldBeTrue();
        Needs(sent with { ConversationId = "thread" }, known).ShouldBeFalse();
        Needs(Mail(Agent, Ann), known).ShouldBeFalse();
        Needs(Mail(Ann, Agent) with { Headers = null }, known).ShouldBeFalse();
        Needs(sent, Known(Ann, 7)).ShouldBeFalse();
    }

    private static KnownParties Said(string mail, MailSayKind kind) =>
        new() { ContactsByAddress = Known(Ann, 7).ContactsByAddress, Says = new Dictionary<string, MailSayKind> { [mail] = kind } };

    private static long? Deal(MailboxMessage mail, KnownParties known) => Decide(mail, known).ShouldBeOfType<KeepMail>().DealId;

    private static MailDecision Decide(MailboxMessage mail, KnownParties known) => DecideMail.Run(mail, Rules, known);

    private static KnownParties Known(string address, long contact) =>
        new() { ContactsByAddress = new[] { address }.ToLookup(a => a, _ => new KnownContact(contact, null)) };

    private static MailboxMessage Mail(string from, string to, params (string Name, string Value)[] headers) => new()
    {
        Id = "1",
        From = new MailPerson(from, null),
        To = [new MailPerson(to, null)],
        SentAt = SentAt,
        Headers = [.. headers.Select(h => KeyValuePair.Create(h.Name, h.Value))],
    };
}

internal static class DecisionAssertions
{
    public static void ShouldDrop(this MailDecision decision, DropReason reason) => decision.ShouldBeOfType<DropMail>().Reason.ShouldBe(reason);
}
