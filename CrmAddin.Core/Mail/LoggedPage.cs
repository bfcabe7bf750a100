using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail;

/// <summary>A told mail with what it is known by.</summary>
/// <param name="Told">The mail.</param>
/// <param name="Identity">What makes it the same mail in every mailbox.</param>
/// <param name="Trace">The keyed hash of it, by which a dropped mail is known.</param>
internal sealed record MailToLog(MailboxMessage Told, string Identity, string Trace)
{
    public static MailToLog Of(MailboxMessage mail, Mailbox mailbox, DroppedMailKey key)
    {
        var identity = MailIdentity.Of(mail, mailbox.Address);
        return new MailToLog(mail, identity, key.Hash(identity));
    }
}

/// <summary>A message of the store, or one that is about to be written.</summary>
internal sealed class StoredMessage
{
    public long Id { get; init; }

    /// <summary>The row to be written; null where it is there.</summary>
    public LoggedMessage? New { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    public long? AccountId { get; set; }

    public long? DealId { get; set; }

    /// <summary>Whether somebody chose the deal, or none, by hand.</summary>
    public bool IsDealChosen { get; init; }

    public HashSet<long> ContactIds { get; } = [];

    /// <summary>Whether firm or deal were found after the message was written.</summary>
    public bool IsChanged { get; set; }
}

/// <summary>What the store has of a page's mails, and what the page adds to it.</summary>
internal sealed class LoggedPage
{
    private readonly Dictionary<string, (long CopyId, StoredMessage Message)> _copies = [];
    private readonly Dictionary<string, StoredMessage> _messages = [];
    private readonly Dictionary<string, DroppedMessage> _dropped = [];
    private readonly List<LoggedMessage> _newMessages = [];
    private readonly List<MessageCopy> _newCopies = [];
    private readonly List<MessageContact> _newLinks = [];
    private readonly List<DroppedMessage> _newDropped = [];
    private readonly HashSet<DroppedMessage> _changedDropped = [];
    private readonly List<long> _liftedDropped = [];
    private readonly HashSet<long> _seenCopies = [];

    private LoggedPage(long? folderId) => FolderId = folderId;

    public long? FolderId { get; }

    public int Kept { get; private set; }

    public int NewlyDecided { get; private set; }

    public Dictionary<DropReason, int> DroppedByReason { get; } = [];

    public HashSet<long> LinkedContacts { get; } = [];

    public static async Task<LoggedPage> LoadAsync(CrmDb db, Mailbox mailbox, long? folderId, IReadOnlyList<MailToLog> mails, CancellationToken cancel)
    {
        var page = new LoggedPage(folderId);
        var ids = mails.Select(m => m.Told.Id).Distinct().ToList();
        var identities = mails.Select(m => m.Identity).Distinct().ToList();
        var traces = mails.Select(m => m.Trace).Distinct().ToList();
        var copies = await MailLogQuery.Copies(db, mailbox.Id, ids).ToListAsync(cancel);
        var messages = await MailLogQuery.Messages(db, identities).ToListAsync(cancel);
        var copied = copies.Select(c => c.MessageId).Except(messages.Select(m => m.Id)).ToList();
        if (copied.Count > 0)
            messages.AddRange(await MailLogQuery.Messages(db, copied).ToListAsync(cancel));
        var byId = new Dictionary<long, StoredMessage>();
        foreach (var row in messages)
            byId[row.Id] = page._messages[row.IdentityHash] = new StoredMessage { Id = row.Id, SentAt = row.SentAt, AccountId = row.AccountId, DealId = row.DealId, IsDealChosen = row.IsDealChosen };
        foreach (var copy in copies)
            page._copies[copy.GraphId] = (copy.Id, byId[copy.MessageId]);
        if (byId.Count > 0)
            foreach (var link in await db.MessageContacts.Where(l => byId.Keys.Contains(l.MessageId)).Select(l => new { l.MessageId, l.ContactId }).ToListAsync(cancel))
                byId[link.MessageId].ContactIds.Add(link.ContactId);
        foreach (var dropped in await MailLogQuery.Dropped(db, mailbox.Id, traces).ToListAsync(cancel))
            page._dropped[dropped.KeyedHash] = dropped;
        return page;
    }

    /// <summary>The message of which this mailbox has this very item; it is in this folder now.</summary>
    public StoredMessage? FindCopy(MailToLog mail)
    {
        if (!_copies.TryGetValue(mail.Told.Id, out var copy))
            return null;
        if (copy.CopyId != 0)
            _seenCopies.Add(copy.CopyId);
        return copy.Message;
    }

    public StoredMessage? FindMessage(MailToLog mail) => _messages.GetValueOrDefault(mail.Identity);

    public StoredMessage Add(LoggedMessage message)
    {
        _newMessages.Add(message);
        return _messages[message.IdentityHash] = new StoredMessage { New = message, SentAt = message.SentAt, AccountId = message.AccountId, DealId = message.DealId };
    }

    public void AddCopy(StoredMessage message, MessageCopy copy, MailToLog mail)
    {
        if (_dropped.Remove(mail.Trace, out var earlier))
            Lift(earlier);
        else
            NewlyDecided++;
        Kept++;
        _copies[copy.GraphId] = (0, message);
        if (message.New is { } row)
        {
            row.Copies.Add(copy);
            return;
        }
        copy.MessageId = message.Id;
        _newCopies.Add(copy);
    }

    public void Link(StoredMessage message, KeepMail keep)
    {
        foreach (var contact in keep.ContactIds.Where(message.ContactIds.Add))
        {
            var link = new MessageContact { MessageId = message.Id, ContactId = contact, SentAt = message.SentAt };
            LinkedContacts.Add(contact);
            if (message.New is { } row)
                row.Contacts.Add(link);
            else
                _newLinks.Add(link);
        }
        var deal = message.IsDealChosen ? message.DealId : message.DealId ?? keep.DealId;
        if ((message.AccountId is not null || keep.AccountId is null) && message.DealId == deal)
            return;
        message.AccountId ??= keep.AccountId;
        message.DealId = deal;
        message.IsChanged = true;
        if (message.New is { } added)
            (added.AccountId, added.DealId) = (message.AccountId, message.DealId);
    }

    public void Drop(MailToLog mail, Mailbox mailbox, DropReason reason, DateTimeOffset now)
    {
        if (_dropped.TryGetValue(mail.Trace, out var earlier))
        {
            // The folder may be another one since, and a rule may have changed.
            if (earlier.Reason == reason.ToString() && (FolderId is null || earlier.MailFolderId == FolderId))
                return;
            (earlier.Reason, earlier.MailFolderId) = (reason.ToString(), FolderId ?? earlier.MailFolderId);
            if (earlier.Id != 0)
                _changedDropped.Add(earlier);
            return;
        }
        NewlyDecided++;
        DroppedByReason[reason] = DroppedByReason.GetValueOrDefault(reason) + 1;
        _newDropped.Add(_dropped[mail.Trace] = new DroppedMessage
        {
            MailboxId = mailbox.Id,
            KeyedHash = mail.Trace,
            Reason = reason.ToString(),
            DecidedAt = now,
            MailFolderId = FolderId,
            ReceivedOn = mail.Told.ReceivedAt is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : null,
        });
    }

    /// <summary>Writes what the page adds, in the order of the unique keys, so that two pages that meet wait for each other in one direction.</summary>
    public async Task WriteAsync(CrmDb db, CancellationToken cancel)
    {
        using var bulk = new BulkWrite(db);
        _newMessages.Sort(static (a, b) => string.CompareOrdinal(a.IdentityHash, b.IdentityHash));
        _newDropped.Sort(static (a, b) => string.CompareOrdinal(a.KeyedHash, b.KeyedHash));
        await bulk.AddAsync(_newMessages, cancel);
        await bulk.InsertAsync(_newCopies, cancel);
        await bulk.InsertAsync(_newLinks, cancel);
        if (_liftedDropped.Count > 0)
            await db.DroppedMessages.Where(d => _liftedDropped.Contains(d.Id)).ExecuteDeleteAsync(cancel);
        await bulk.InsertAsync(_newDropped, cancel);
        await ChangeDroppedAsync(db, cancel);
        await ChangeMessagesAsync(db, cancel);
        if (_seenCopies.Count > 0)
            await MailLogQuery.CopiesElsewhere(db, _seenCopies, FolderId)
                .ExecuteUpdateAsync(s => s.SetProperty(c => c.MailFolderId, c => FolderId ?? c.MailFolderId).SetProperty(c => c.RemovedAt, (DateTimeOffset?)null), cancel);
    }

    private void Lift(DroppedMessage earlier)
    {
        if (earlier.Id == 0)
            _newDropped.Remove(earlier);
        else
            _liftedDropped.Add(earlier.Id);
        _changedDropped.Remove(earlier);
    }

    private async Task ChangeDroppedAsync(CrmDb db, CancellationToken cancel)
    {
        foreach (var some in _changedDropped.GroupBy(d => (d.Reason, d.MailFolderId)))
        {
            var ids = some.Select(d => d.Id).ToList();
            await db.DroppedMessages.Where(d => ids.Contains(d.Id))
                .ExecuteUpdateAsync(s => s.SetProperty(d => d.Reason, some.Key.Reason).SetProperty(d => d.MailFolderId, some.Key.MailFolderId), cancel);
        }
    }

    private async Task ChangeMessagesAsync(CrmDb db, CancellationToken cancel)
    {
        foreach (var some in _messages.Values.Where(m => m is { IsChanged: true, New: null }).GroupBy(m => (m.AccountId, m.DealId)))
        {
            var ids = some.Select(m => m.Id).ToList();
            await db.Messages.IgnoreQueryFilters().Where(m => ids.Contains(m.Id))
                .ExecuteUpdateAsync(s => s.SetProperty(m => m.AccountId, some.Key.AccountId).SetProperty(m => m.DealId, some.Key.DealId), cancel);
        }
    }
}
