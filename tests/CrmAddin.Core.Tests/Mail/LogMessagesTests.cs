using CrmAddin.Core.Contacts;
using CrmAddin.Core.Duplicates;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Mail.Creation;
using CrmAddin.Core.Mail.Rules;
using CrmAddin.Core.Privacy;
using CrmAddin.Core.Store;
using CrmAddin.Core.Tests.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Tests.Mail;

public sealed class SqliteLogMessagesTests() : LogMessagesTests(StoreProvider.Sqlite);

public sealed class PostgresLogMessagesTests() : LogMessagesTests(StoreProvider.Postgres);

/// <summary>Rules, says, confidential threads and new contacts as mail logging meets them, on each engine.</summary>
public abstract class LogMessagesTests(StoreProvider provider) : IAsyncLifetime
{
    private const string Agent = "agent@firm.example";
    private const string Ann = "ann@client.example";

    private Mailbox _mailbox = null!;
    private DroppedMailKey _key = null!;
    private int _minute;

    private TestedStore Store { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Store = await TestedStore.CreateAsync(provider);
        _key = DroppedMailKey.Load(new MailSettings { HashKeyFile = Store.File("mail.key") });
        var (user, team) = await Store.AddUserAsync("agent");
        _mailbox = new Mailbox { Address = Agent, DisplayName = "Agent", OwnerId = user, TeamId = team, ContactCreation = ContactCreation.FromSentMail };
        await Store.WriteAsync(db => db.Mailboxes.Add(_mailbox));
        await Store.AddContactAsync("Ann", c => c.Emails.Add(ContactEmail.From(Ann)));
    }

    public async Task DisposeAsync() => await Store.DisposeAsync();

    [Fact]
    public async Task The_firms_rules_and_the_owners_hold_and_another_users_do_not()
    {
        var (other, _) = await Store.AddUserAsync("other");
        await Store.WriteAsync(db => db.MailRules.AddRange(
            Rule(null, MailRuleKind.Never, "blocked.example"), Rule(_mailbox.OwnerId, MailRuleKind.Never, "private.example"),
            Rule(_mailbox.OwnerId, MailRuleKind.Always, "partner.example"), Rule(other, MailRuleKind.Never, "client.example")));

        var counts = await LogAsync(Mail("x@mail.blocked.example"), Mail("y@private.example"), Mail("z@partner.example"), Mail(Ann));

        counts.Kept.ShouldBe(2);
        counts.Dropped.ShouldBe(new Dictionary<DropReason, int> { [DropReason.Blocked] = 1, [DropReason.OwnRule] = 1 }, ignoreOrder: true);
        (await Store.ReadAsync(db => db.Messages.OrderBy(m => m.SentAt).Select(m => m.KeptReason).ToListAsync())).ShouldBe(["OwnRule", "KnownContact"]);
    }

    [Fact]
    public async Task A_rule_stands_once_for_each_owner()
    {
        await Store.WriteAsync(db => db.MailRules.AddRange(Rule(null, MailRuleKind.Never, "a.example"), Rule(_mailbox.OwnerId, MailRuleKind.Never, "a.example")));

        foreach (var owner in new[] { null, _mailbox.OwnerId })
            await Should.ThrowAsync<DbUpdateException>(() => Store.WriteAsync(db => db.MailRules.Add(Rule(owner, MailRuleKind.Always, "a.example"))));
    }

    [Fact]
    public async Task A_thread_that_is_marked_narrows_each_later_mail_that_answers_it_within_a_page_and_across_pages()
    {
        var first = Mail(Ann) with { InternetMessageId = "<1@x>" };
        await LogAsync(first);
        await Store.WriteAsync(db => db.ConfidentialThreads.Add(new ConfidentialThread { Keys = { new ConfidentialThreadKey { KeyedHash = ThreadKeys.Own(_key, null, "<1@x>").Single() } } }));

        // The last of the page answers a mail that comes after it.
        await LogAsync(Answer("<3@x>", "<2@x>"), Answer("<2@x>", "<1@x>"), Mail(Ann) with { InternetMessageId = "<9@x>" });
        await LogAsync(Answer("<4@x>", "<3@x>"));

        var seen = await Store.ReadAsync(db => db.MessageCopies.OrderBy(c => c.Message!.SentAt).Select(c => new { c.Message!.InternetMessageId, c.Visibility }).ToListAsync());
        seen.Select(s => (s.InternetMessageId, s.Visibility)).ShouldBe(
        [
            ("<1@x>", MailVisibility.Shared), ("<3@x>", MailVisibility.Participants), ("<2@x>", MailVisibility.Participants), ("<9@x>", MailVisibility.Shared), ("<4@x>", MailVisibility.Participants),
        ]);
        (await Store.ReadAsync(db => db.ConfidentialThreadKeys.CountAsync())).ShouldBe(4);
    }

    [Fact]
    public async Task Forgotten_copies_leave_a_keyed_hash_and_the_message_goes_with_the_last_of_them()
    {
        var mail = Mail(Ann) with { InternetMessageId = "<1@x>" };
        await LogAsync(mail);
        var copies = await Store.ReadAsync(db => db.MessageCopies.Select(c => c.Id).ToListAsync());

        await Store.UseAsync(async s =>
        {
            var db = s.GetRequiredService<CrmDb>();
            await using var write = await db.BeginWriteAsync(default);
            (await new ForgetCopies(db, _key).RunAsync(copies, DropReason.OwnersSay, default)).ShouldBe(1);
            await write.CommitAsync(default);
        });

        (await Store.ReadAsync(db => db.Messages.CountAsync())).ShouldBe(0);
        (await Store.ReadAsync(db => db.MessageParticipants.CountAsync())).ShouldBe(0);
        var trace = await Store.ReadAsync(db => db.DroppedMessages.SingleAsync());
        (trace.Reason, trace.KeyedHash).ShouldBe(("OwnersSay", _key.Hash(MailIdentity.Of(mail, Agent))));
        await Store.WriteAsync(db => db.MailSays.Add(new MailSay { MailboxId = _mailbox.Id, KeyedHash = trace.KeyedHash, Kind = MailSayKind.Forget }));
        (await LogAsync(mail)).Kept.ShouldBe(0);
    }

    [Fact]
    public async Task New_recipients_become_contacts_in_the_transaction_of_their_mail_and_not_before_a_first_list()
    {
        var early = Mail(Agent, "early@partner.example");
        await CreateAsync(early);
        (await Store.ReadAsync(db => db.Contacts.CountAsync())).ShouldBe(1);
        await Store.UseAsync(async s =>
        {
            var db = s.GetRequiredService<CrmDb>();
            var set = db.Begin(Core.Audit.ChangeOrigin.Capture, "test");
            db.CreationRuns.Add(new CreationRun { MailboxId = _mailbox.Id, OwnerId = _mailbox.OwnerId, State = CreationState.Done, ChangeSet = set, AskedAt = early.SentAt!.Value.AddSeconds(1) });
            await db.SaveChangesAsync();
        });

        await CreateAsync(early, Mail(Agent, "late@partner.example"), Mail(Agent, "second@partner.example"), Mail("unasked@partner.example"));

        (await Store.ReadAsync(db => db.ContactEmails.OrderBy(e => e.AddressKey).Select(e => e.AddressKey).ToListAsync())).ShouldBe([Ann, "late@partner.example", "second@partner.example"]);
        var account = await Store.ReadAsync(db => db.AccountDomains.Include(d => d.Account).SingleAsync());
        (account.Domain, account.Account!.OwnerId).ShouldBe(("partner.example", _mailbox.OwnerId));
        (await Store.ReadAsync(db => db.Contacts.Where(c => c.AccountId == account.AccountId).Select(c => c.OwnerId).Distinct().ToListAsync())).ShouldBe([_mailbox.OwnerId]);
        (await Store.ReadAsync(db => db.CreationRuns.Where(r => r.IsAutomatic).Select(r => r.ContactsMade).SingleAsync())).ShouldBe(2);
    }

    private Task CreateAsync(params MailboxMessage[] mails) => Store.UseAsync(async s =>
    {
        var db = s.GetRequiredService<CrmDb>();
        var (firm, find) = (s.GetRequiredService<FirmSettings>(), Find(s));
        var weigh = new WeighStrangers(db, s.GetRequiredService<FindErased>(), s.GetRequiredService<CheckForDuplicates>());
        await using var write = await db.BeginWriteAsync(default);
        await new CreateFromMail(db, find, weigh, new CreateContacts(db, s.GetRequiredService<SaveContact>()), firm).RunAsync(_mailbox, mails, default);
        await write.CommitAsync(default);
    });

    private Task<LoggedCounts> LogAsync(params MailboxMessage[] mails) => Store.UseAsync(async s =>
    {
        var db = s.GetRequiredService<CrmDb>();
        await using var write = await db.BeginWriteAsync(default);
        var counts = await new LogMessages(db, Find(s), new GrowConfidentialThreads(db, _key), _key, new MailSettings()).RunAsync(_mailbox, null, mails, default);
        await write.CommitAsync(default);
        return counts;
    });

    private FindKnownParties Find(IServiceProvider services) =>
        new(services.GetRequiredService<CrmDb>(), services.GetRequiredService<FindErased>(), _key, new MailSettings(), services.GetRequiredService<FirmSettings>());

    private static MailRule Rule(long? owner, MailRuleKind kind, string pattern) => new() { OwnerId = owner, ScopeKey = owner ?? 0, Kind = kind, Pattern = pattern };

    private MailboxMessage Answer(string id, string to) => Mail(Ann) with { InternetMessageId = id, Headers = [KeyValuePair.Create("In-Reply-To", to)] };

    private MailboxMessage Mail(string from, string to = Agent)
    {
        var at = new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero).AddMinutes(++_minute);
        return new MailboxMessage
        {
            Id = $"item {_minute}",
            InternetMessageId = $"<{_minute}@test.example>",
            From = new MailPerson(from, null),
            To = [new MailPerson(to, null)],
            SentAt = at,
            ReceivedAt = at,
            Headers = from == Agent ? null : [],
        };
    }
}
