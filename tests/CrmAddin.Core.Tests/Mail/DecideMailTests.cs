using CrmAddin.Core.Mail;

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
        Decide(Mail("stranger@elsewhere.example", Agent), Known(Ann, 7)).ShouldBe(new DropMail(DropReason.NoKnownParty));

    [Theory]
    [InlineData("private")]
    [InlineData("Personal")]
    [InlineData("Company-Confidential")]
    public void A_mail_marked_private_is_dropped_even_from_a_contact(string mark) =>
        Decide(Mail(Ann, Agent, ("Sensitivity", mark)), Known(Ann, 7)).ShouldBe(new DropMail(DropReason.Private));

    [Fact]
    public void The_private_mark_of_a_copy_without_headers_counts_too() =>
        Decide(Mail(Ann, Agent) with { Sensitivity = 2 }, Known(Ann, 7)).ShouldBe(new DropMail(DropReason.Private));

    [Theory]
    [InlineData("x@blocked.example", DropReason.Blocked)]
    [InlineData("x@mail.blocked.example", DropReason.Blocked)]
    [InlineData("bob@client.example", DropReason.Blocked)]
    [InlineData("x@notblocked.example", DropReason.NoKnownParty)]
    public void Blocked_addresses_and_domains_with_their_subdomains_are_dropped(string sender, DropReason reason) =>
        Decide(Mail(sender, Agent), Known(Ann, 7)).ShouldBe(new DropMail(reason));

    [Fact]
    public void A_mail_among_colleagues_is_dropped_although_one_of_them_is_a_contact() =>
        Decide(Mail("colleague@firm.example", Agent), Known("colleague@firm.example", 9)).ShouldBe(new DropMail(DropReason.InternalOnly));

    [Theory]
    [InlineData("List-Id", "<news.client.example>")]
    [InlineData("List-Unsubscribe", "<mailto:leave@client.example>")]
    [InlineData("Precedence", "bulk")]
    [InlineData("Auto-Submitted", "auto-replied")]
    public void Bulk_and_automatic_mail_is_dropped_even_from_a_contact(string header, string value) =>
        Decide(Mail(Ann, Agent, (header, value)), Known(Ann, 7)).ShouldBe(new DropMail(DropReason.BulkOrAutomatic));

    [Fact]
    public void A_mail_that_says_it_is_not_automatic_is_kept() =>
        Decide(Mail(Ann, Agent, ("Auto-Submitted", "no")), Known(Ann, 7)).ShouldBeOfType<KeepMail>();

    [Theory]
    [InlineData("no-reply@client.example")]
    [InlineData("donotreply@client.example")]
    [InlineData("noreply+x@client.example")]
    [InlineData("MAILER-DAEMON@client.example")]
    public void Machines_are_dropped_by_their_name(string sender) =>
        Decide(Mail(sender, Agent), Known(sender.ToLowerInvariant(), 7)).ShouldBe(new DropMail(DropReason.BulkOrAutomatic));

    [Fact]
    public void An_info_address_of_a_contact_is_a_person() =>
        Decide(Mail("info@client.example", Agent), Known("info@client.example", 7)).ShouldBeOfType<KeepMail>();

    [Fact]
    public void A_draft_is_dropped() =>
        Decide(Mail(Agent, Ann) with { IsDraft = true }, Known(Ann, 7)).ShouldBe(new DropMail(DropReason.Draft));

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

        Decide(Mail("someone@gmail.com", Agent), known).ShouldBe(new DropMail(DropReason.NoKnownParty));
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
