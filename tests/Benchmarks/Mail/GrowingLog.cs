using System.Diagnostics;
using System.Globalization;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Benchmarks.Mail;

/// <summary>A round that brings 500 mails, with 10,000 and with 1,000,000 mails in the log.</summary>
public sealed class GrowingLog : IBench
{
    private const int Few = 10_000;
    private const int Many = 1_000_000;
    private const int News = 500;
    private const int Rounds = 7;
    private const int Port = 5963;

    /// <inheritdoc/>
    public string Group => "mail";

    /// <inheritdoc/>
    public string Name => "growth";

    /// <inheritdoc/>
    public async Task RunAsync(BenchOutput output, CancellationToken cancel)
    {
        var few = await MeasureAsync(output, Few, cancel);
        var many = await MeasureAsync(output, Many, cancel);
        output.Print(new Figure("mail", "round of 500 mails into 1,000,000 mails", many, "ms", 1.3, "into 10,000 mails", few, BudgetIsRatio: true));
    }

    private static async Task<double> MeasureAsync(BenchOutput output, int stored, CancellationToken cancel)
    {
        using var server = await PageServer.StartAsync(Port, mails: 0, pageSize: 100);
        try
        {
            await using var store = await MailStore.CreateAsync(output, Port, pageSize: 100, mailboxes: 1);
            await store.Services.GetRequiredService<SyncOnce>().RunAsync(null, cancel);
            BenchOutput.Say(string.Create(CultureInfo.InvariantCulture, $"storing {stored:#,0} mails"));
            await StoreAsync(store, stored, cancel);
            using var http = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}")) };
            var times = new List<double>();
            for (var i = 0; i < Rounds + 2; i++)
            {
                await http.GetStringAsync($"/control/deliver?count={News}", cancel);
                var watch = Stopwatch.StartNew();
                var report = (await store.Services.GetRequiredService<SyncOnce>().RunAsync(null, cancel)).Value!.Single();
                times.Add(watch.Elapsed.TotalMilliseconds);
                if (report.Error is not null || report.Kept != News / 5 * 3)
                    throw new InvalidOperationException($"The round went wrong: {report}");
            }
            return times.Skip(2).Order().ElementAt(Rounds / 2);
        }
        finally
        {
            server.Kill();
        }
    }

    private static Task StoreAsync(MailStore store, int count, CancellationToken cancel) => store.UseAsync(async db =>
    {
        var mailbox = await db.Mailboxes.Include(m => m.Folders).AsNoTracking().SingleAsync(cancel);
        var contacts = await db.Contacts.OrderBy(c => c.Id).Select(c => c.Id).ToListAsync(cancel);
        var folder = mailbox.Folders.Single(f => f.WellKnownName == "inbox").Id;
        await using var connection = await BulkConnection.OpenAsync(db, cancel);
        for (var from = 0; from < count; from += 1_000)
        {
            await using var write = await db.BeginWriteAsync(cancel);
            using var bulk = new BulkWrite(db);
            await bulk.AddAsync([.. Enumerable.Range(from, 1_000).Select(i => MessageOf(i, mailbox.Id, folder, contacts))], cancel);
            await bulk.InsertAsync([.. Enumerable.Range(from, 400).Select(i => DroppedOf(i, mailbox.Id, folder))], cancel);
            await write.CommitAsync(cancel);
        }
    });

    private static LoggedMessage MessageOf(int number, long mailbox, long folder, List<long> contacts)
    {
        var at = GeneratedMail.ReceivedAt(1_000_000 + number);
        var sender = number * 7 % GeneratedMail.KnownPeople;
        var message = new LoggedMessage
        {
            IdentityHash = Hash("identity", number),
            InternetMessageIdHash = Hash("id", number),
            InternetMessageId = string.Create(CultureInfo.InvariantCulture, $"<{number:x12}@stored.example>"),
            ConversationId = string.Create(CultureInfo.InvariantCulture, $"AAQkADNkNAAQ9{number / 3:x15}"),
            Subject = "A mail that is stored already",
            Preview = "A mail that is stored already and says nothing new",
            SentAt = at,
            ReceivedAt = at,
            LoggedAt = at,
            KeptReason = nameof(KeepReason.KnownContact),
            KeptDetail = GeneratedMail.Person(sender),
        };
        message.Copies.Add(new MessageCopy { MailboxId = mailbox, MailFolderId = folder, GraphId = string.Create(CultureInfo.InvariantCulture, $"AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0B{number:x16}"), ReceivedAt = at, BodyText = new string('x', 300) });
        message.Participants.Add(new MessageParticipant { Role = ParticipantRole.From, AddressKey = GeneratedMail.Person(sender) });
        message.Participants.Add(new MessageParticipant { Role = ParticipantRole.To, AddressKey = "agent0@firm.example" });
        message.Contacts.Add(new MessageContact { ContactId = contacts[sender], SentAt = at });
        return message;
    }

    private static DroppedMessage DroppedOf(int number, long mailbox, long folder) => new()
    {
        MailboxId = mailbox,
        KeyedHash = Hash("dropped", number),
        Reason = nameof(DropReason.NoKnownParty),
        MailFolderId = folder,
        ReceivedOn = DateOnly.FromDateTime(GeneratedMail.ReceivedAt(number).UtcDateTime),
        DecidedAt = GeneratedMail.ReceivedAt(number),
    };

    private static string Hash(string kind, int number) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{kind}{number}"))));
}
