using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Threads;

/// <summary>No such mail, or not for this reader.</summary>
public sealed record MessageUnknown(long Id) : NotFoundError($"There is no mail {Id} in the log, or it is not yours to read.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Id];
}

/// <summary>The conversation is in a deal that the reader does not see.</summary>
public sealed record ThreadInUnseenDeal() : ForbiddenError("This conversation is in a deal of another team. Ask them to move it.");

/// <summary>Puts a conversation into a deal by hand, or takes it out of its deal, as one change set. Later mails of the conversation follow.</summary>
public sealed class AssignThread(CrmDb db)
{
    /// <summary>
    /// Assigns the conversation of a mail; gives the number of mails that changed. A conversation is in one deal, so mails of it that
    /// only colleagues may read move too: the next mail goes where the last one is.
    /// Errors: <see cref="MayNotChange"/>, <see cref="MessageUnknown"/>, <see cref="DealUnknown"/>, <see cref="ThreadInUnseenDeal"/>.
    /// </summary>
    /// <param name="messageId">A mail of the conversation that the reader sees.</param>
    /// <param name="dealId">The deal; null for none.</param>
    /// <param name="from">Where the request comes from, for the journal.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Result<int>> RunAsync(long messageId, long? dealId, string from, CancellationToken cancel)
    {
        if (!db.Reader.MayChange)
            return new MayNotChange();
        if (await db.Messages.AsNoTracking().FirstOrDefaultAsync(m => m.Id == messageId, cancel) is not { } seen)
            return new MessageUnknown(messageId);
        var titles = await db.Deals.Where(d => d.Id == dealId || d.Id == seen.DealId).ToDictionaryAsync(d => d.Id, d => d.Title, cancel);
        if (dealId is { } wanted && !titles.ContainsKey(wanted))
            return new DealUnknown(wanted);
        if (seen.DealId is { } current && !titles.ContainsKey(current))
            return new ThreadInUnseenDeal();

        var mails = await db.Messages.IgnoreQueryFilters()
            .Where(m => m.Id == messageId || (m.ConversationId != null && m.ConversationId == seen.ConversationId)).ToListAsync(cancel);
        if (mails.TrueForAll(m => m.DealId == dealId && m.DealChosenAt is not null))
            return 0;
        var set = db.Begin(ChangeOrigin.Edit, from, (dealId ?? seen.DealId) is { } named ? titles[named] : null);
        var moved = 0;
        foreach (var mail in mails)
            moved += Move(mail, dealId, set) ? 1 : 0;
        await db.SaveChangesAsync(cancel);
        return moved;
    }

    private bool Move(LoggedMessage mail, long? dealId, ChangeSet set)
    {
        var isMoved = mail.DealId != dealId;
        if (isMoved)
        {
            // Shown in the history of the deal that gets the mail, or of the one that loses it.
            var entry = new AuditEntry
            {
                ChangeSet = set,
                Entity = nameof(LoggedMessage),
                EntityId = mail.Id,
                RootEntity = nameof(Deal),
                RootId = (dealId ?? mail.DealId)!.Value,
                Action = AuditAction.Updated,
            };
            entry.Values.Add(Journal.ValueOf(nameof(LoggedMessage.DealId), mail.DealId, dealId));
            entry.Values.Add(Journal.ValueOf(nameof(LoggedMessage.DealChosenAt), mail.DealChosenAt, db.Now));
            db.AuditEntries.Add(entry);
        }

        (mail.DealId, mail.DealChosenAt) = (dealId, db.Now);
        return isMoved;
    }
}
