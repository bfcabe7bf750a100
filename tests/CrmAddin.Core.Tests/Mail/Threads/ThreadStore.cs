using System.Globalization;
using CrmAddin.Core.Accounts;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Mail.Threads;
using CrmAddin.Core.Store;
using CrmAddin.Core.Tests.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Tests.Mail.Threads;

/// <summary>A store with two agents in teams of their own, a mailbox each, a contact, an account and two open deals.</summary>
public sealed class ThreadStore : IAsyncDisposable
{
    private int _number;

    private ThreadStore(TestedStore store) => Store = store;

    public TestedStore Store { get; }

    public Reader Ann { get; private set; } = Reader.Nobody;

    public Reader Bob { get; private set; } = Reader.Nobody;

    public long Contact { get; private set; }

    public long Account { get; private set; }

    public long Deal { get; private set; }

    public long OtherDeal { get; private set; }

    private Dictionary<Reader, Mailbox> Mailboxes { get; } = [];

    public static DateTimeOffset Day(int day) => new(2026, 11, day, 9, 0, 0, TimeSpan.Zero);

    public static async Task<ThreadStore> CreateAsync(StoreProvider provider)
    {
        var world = new ThreadStore(await TestedStore.CreateAsync(provider));
        (world.Ann, world.Bob) = (await world.AddAgentAsync("ann"), await world.AddAgentAsync("bob"));
        world.Contact = await world.Store.AddContactAsync("Carla Weiss", c => (c.OwnerId, c.TeamId) = (world.Ann.UserId, world.Ann.HomeTeamId));
        var account = new Account { Name = "Acme", TeamId = world.Ann.HomeTeamId };
        await world.Store.WriteAsync(db => db.Accounts.Add(account));
        world.Account = account.Id;
        world.Deal = await world.AddDealAsync("Chairs", world.Ann.HomeTeamId);
        world.OtherDeal = await world.AddDealAsync("Desks", world.Ann.HomeTeamId);
        return world;
    }

    public async Task<long> AddDealAsync(string title, long? teamId)
    {
        var stage = await Store.ReadAsync(db => db.Stages.Where(s => s.Kind == StageKind.Open).OrderBy(s => s.Position).FirstAsync());
        var deal = new Deal { Title = title, Currency = "SAR", PipelineId = stage.PipelineId, StageId = stage.Id, TeamId = teamId, AccountId = Account };
        await Store.WriteAsync(db => db.Deals.Add(deal));
        return deal.Id;
    }

    /// <summary>A mail of the contact and the account in mailboxes; of Ann's where none are named.</summary>
    public async Task<long> AddMailAsync(
        string subject, int day, string? conversation = null, string? body = null, string preview = "", long? deal = null, bool withContact = true,
        MailVisibility visibility = MailVisibility.Shared, IReadOnlyList<Reader>? boxes = null, bool hasAttachments = false, string from = "carla@acme.example")
    {
        var message = new LoggedMessage
        {
            IdentityHash = (++_number).ToString("x64", CultureInfo.InvariantCulture),
            ConversationId = conversation,
            Subject = subject,
            Preview = preview,
            SentAt = Day(day),
            LoggedAt = Day(day),
            KeptReason = nameof(KeepReason.KnownContact),
            KeptDetail = "carla@acme.example",
            AccountId = Account,
            DealId = deal,
            HasAttachments = hasAttachments,
        };
        message.Participants.AddRange(
        [
            new() { Role = ParticipantRole.From, AddressKey = from, Name = from == "carla@acme.example" ? "Carla Weiss" : null },
            new() { Role = ParticipantRole.To, AddressKey = "ann@firm.example", Name = "Ann" },
            new() { Role = ParticipantRole.Bcc, AddressKey = "secret@firm.example", Name = "Secret" },
        ]);
        if (withContact)
            message.Contacts.Add(new MessageContact { ContactId = Contact, SentAt = message.SentAt });
        foreach (var box in (boxes ?? [Ann]).Select(b => Mailboxes[b]))
            message.Copies.Add(new MessageCopy { MailboxId = box.Id, GraphId = $"{box.Id}-{_number}", OwnerId = box.OwnerId, TeamId = box.TeamId, Visibility = visibility, BodyText = body is null ? null : $"{body} ({box.Address})" });
        await Store.WriteAsync(db => db.Messages.Add(message));
        return message.Id;
    }

    public Task<List<ThreadRow>> RowsAsync(Func<CrmDb, IQueryable<LoggedMessage>> list, Reader reader) => Store.ReadAsync(
        async db => await ThreadQuery.Rows(db, await list(db).Select(m => m.Id).ToListAsync()).ToListAsync(), reader);

    public async ValueTask DisposeAsync() => await Store.DisposeAsync();

    private async Task<Reader> AddAgentAsync(string name)
    {
        var (user, team) = await Store.AddUserAsync(name);
        var reader = new Reader(user, Role.Agent, [team]);
        var mailbox = new Mailbox { Address = name + "@firm.example", DisplayName = name, OwnerId = user, TeamId = team };
        await Store.WriteAsync(db => db.Mailboxes.Add(mailbox));
        Mailboxes[reader] = mailbox;
        return reader;
    }
}
