using CrmAddin.Core.Duplicates;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Contacts.Outlook;

/// <summary>
/// Pushes what changed here into the folder: new cards, changed fields, and out go those whose contact is the owner's no more. That a card is
/// about to be made is written before it is made: where the answer was lost, the card is looked for by its property before another is made.
/// Fields that wait for a decision are left as their owner changed them.
/// </summary>
public sealed class PushCards(CrmDb db, IOutlookContacts outlook, MailSettings settings)
{
    /// <summary>Most contacts in one round, so that mail is not kept waiting.</summary>
    public const int MostARound = 500;

    /// <summary>Pushes. The context reads as the system.</summary>
    public async Task<Error?> RunAsync(Mailbox mailbox, long ownerId, OutlookFolder folder, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var leaving = await OutlookQuery.NoLongerTheirs(db, mailbox.Id, ownerId).Take(MostARound).ToListAsync(cancel);
        await FollowMergesAsync(mailbox, ownerId, leaving, cancel);
        if (await TakeOutAsync(mailbox, folder, leaving, cancel) is { } notTaken)
            return notTaken;
        var ids = await OutlookQuery.ToPush(db, mailbox.Id, ownerId).Take(MostARound).ToListAsync(cancel);
        Error? refusal = null;
        foreach (var some in ids.Chunk(IOutlookContacts.MostWrites))
        {
            var pushed = await PushAsync(mailbox, folder, some, cancel);
            if (!pushed.Succeeded)
                return pushed.Error;
            // One card that the server does not take must not keep back the others.
            refusal ??= pushed.Value.Refusal;
        }
        return refusal;
    }

    /// <summary>Takes out the cards of people who are not in the store any more, also where nothing else is kept up.</summary>
    public async Task<Error?> TakeOutErasedAsync(Mailbox mailbox, OutlookFolder folder, CancellationToken cancel) =>
        await TakeOutAsync(mailbox, folder, await OutlookQuery.OfNobody(db, mailbox.Id).Take(MostARound).ToListAsync(cancel), cancel);

    // The card of a contact that was merged becomes the survivor's, where that one has none yet.
    private async Task FollowMergesAsync(Mailbox mailbox, long ownerId, List<OutlookContact> leaving, CancellationToken cancel)
    {
        var survivors = await FindSurvivor.OfAsync(db, leaving.ConvertAll(c => c.ContactId), cancel);
        foreach (var card in leaving.Where(c => c.State == OutlookCardState.There && survivors.ContainsKey(c.ContactId)).ToList())
        {
            var survivor = survivors[card.ContactId];
            var isWanted = await db.Contacts.AnyAsync(c => c.Id == survivor && c.OwnerId == ownerId && c.ArchivedAt == null, cancel);
            if (!isWanted || await db.OutlookContacts.AnyAsync(o => o.MailboxId == mailbox.Id && o.ContactId == survivor, cancel))
                continue;
            await db.OutlookOffers.Where(o => o.MailboxId == mailbox.Id && o.GraphId == card.GraphId).ExecuteUpdateAsync(s => s.SetProperty(o => o.ContactId, survivor), cancel);
            (card.ContactId, card.PushedHash, card.ContactVersion) = (survivor, null, -1);
            await db.SaveChangesAsync(cancel);
            leaving.Remove(card);
        }
    }

    private async Task<Error?> TakeOutAsync(Mailbox mailbox, OutlookFolder folder, List<OutlookContact> leaving, CancellationToken cancel)
    {
        foreach (var some in leaving.Chunk(IOutlookContacts.MostWrites))
        {
            var writes = new List<(OutlookContact Row, CardWrite Write)>();
            var done = new List<OutlookContact>();
            foreach (var row in some)
            {
                var found = row.GraphId is null && row.State == OutlookCardState.Making ? await outlook.FindAsync(mailbox.Address, folder.GraphId, row.ContactId, cancel) : default;
                if (found.Error is { } error)
                    return error;
                if ((row.State is OutlookCardState.There ? row.GraphId : found.Value?.GraphId) is { } graphId)
                    writes.Add((row, new CardWrite(row.ContactId, graphId, null, [])));
                else
                    done.Add(row);
            }
            var answers = await SendAsync(mailbox, folder, writes.ConvertAll(w => w.Write), cancel);
            if (!answers.Succeeded)
                return answers.Error;
            done.AddRange(writes.Where((_, i) => answers.Value[i].Outcome is CardOutcome.Done or CardOutcome.Gone).Select(w => w.Row));
            await ForgetAsync(mailbox, done, cancel);
        }
        return null;
    }

    private async Task ForgetAsync(Mailbox mailbox, List<OutlookContact> rows, CancellationToken cancel)
    {
        var (ids, cards) = (rows.ConvertAll(r => r.Id), rows.ConvertAll(r => r.GraphId));
        await using var write = await db.BeginWriteAsync(cancel);
        await db.OutlookOffers.Where(o => o.MailboxId == mailbox.Id && cards.Contains(o.GraphId)).ExecuteDeleteAsync(cancel);
        await db.OutlookContacts.Where(c => ids.Contains(c.Id)).ExecuteDeleteAsync(cancel);
        await MailboxLease.KeepAsync(db, mailbox.Id, settings, cancel);
        await write.CommitAsync(cancel);
        db.ChangeTracker.Clear();
    }

    private async Task<Result<Pushed>> PushAsync(Mailbox mailbox, OutlookFolder folder, long[] ids, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var contacts = await OutlookQuery.WithCards(db, ids).ToListAsync(cancel);
        var rows = await db.OutlookContacts.Where(o => o.MailboxId == mailbox.Id && ids.Contains(o.ContactId)).ToDictionaryAsync(o => o.ContactId, cancel);
        var lost = await FindLostAsync(mailbox, folder, rows.Values, cancel);
        if (!lost.Succeeded)
            return lost.Error;
        if (await BeginMakingAsync(mailbox, contacts, rows, cancel) is { } notBegun)
            return notBegun;
        var offered = (await db.OutlookOffers.Where(o => o.MailboxId == mailbox.Id && o.Kind == OutlookOfferKind.Field && ids.Contains(o.ContactId ?? 0))
            .Select(o => new { o.GraphId, o.Field }).ToListAsync(cancel)).ToLookup(o => o.GraphId, o => o.Field);
        var pushes = contacts.ConvertAll(c => Prepare(c, rows[c.Id], offered[rows[c.Id].GraphId ?? ""].ToHashSet()));
        var sent = pushes.FindAll(p => p.Write is not null);
        var answers = await SendAsync(mailbox, folder, sent.ConvertAll(p => p.Write!), cancel);
        if (!answers.Succeeded)
            return answers.Error;
        for (var i = 0; i < sent.Count; i++)
            Note(mailbox, sent[i], answers.Value[i]);
        foreach (var unchanged in pushes.Where(p => p.Write is null))
            (unchanged.Row.ContactVersion, unchanged.Row.PushedHash) = (unchanged.Version, unchanged.Hash);
        await using var write = await db.BeginWriteAsync(cancel);
        await db.SaveChangesAsync(cancel);
        await MailboxLease.KeepAsync(db, mailbox.Id, settings, cancel);
        await write.CommitAsync(cancel);
        return new Pushed(answers.Value.Select(a => a.Refusal).FirstOrDefault(r => r is not null));
    }

    private async Task<Result<bool>> FindLostAsync(Mailbox mailbox, OutlookFolder folder, IEnumerable<OutlookContact> rows, CancellationToken cancel)
    {
        foreach (var row in rows.Where(r => r.State == OutlookCardState.Making))
        {
            var found = await outlook.FindAsync(mailbox.Address, folder.GraphId, row.ContactId, cancel);
            if (!found.Succeeded)
                return found.Error;
            if (found.Value is { } card)
                (row.GraphId, row.ChangeKey, row.KnownJson, row.State) = (card.GraphId, card.ChangeKey, card.Card.ToJson(), OutlookCardState.There);
        }
        return true;
    }

    private async Task<Error?> BeginMakingAsync(Mailbox mailbox, List<Contact> contacts, Dictionary<long, OutlookContact> rows, CancellationToken cancel)
    {
        foreach (var contact in contacts.Where(c => !rows.ContainsKey(c.Id)))
            db.OutlookContacts.Add(rows[contact.Id] = new OutlookContact { MailboxId = mailbox.Id, ContactId = contact.Id, State = OutlookCardState.Making });
        try
        {
            await db.SaveChangesAsync(cancel);
            return null;
        }
        catch (DbUpdateException e) when (db.IsDuplicate(e))
        {
            db.ChangeTracker.Clear();
            return new CursorMoved();
        }
    }

    private static Push Prepare(Contact contact, OutlookContact row, HashSet<string> offered)
    {
        var card = CardField.Of(contact).Without(offered);
        var push = new Push(row, contact.Version, card.Hash());
        if (row.State is OutlookCardState.Making)
            return push with { Write = new CardWrite(contact.Id, null, card, [.. CardField.All.Select(f => f.Name)]) };
        if (row.State is not OutlookCardState.There)
            return push with { Hash = row.PushedHash };
        var fields = card.Differences(OutlookCard.FromJson(row.KnownJson)).Where(f => !offered.Contains(f)).ToList();
        var isFirst = row.PushedHash is null;
        // Outlook may hold a value in a form of its own: what was pushed once and did not change since is not pushed again.
        return push.Hash == row.PushedHash || (fields.Count == 0 && !isFirst) ? push : push with { Write = new CardWrite(contact.Id, row.GraphId, card, fields) };
    }

    private void Note(Mailbox mailbox, Push push, CardAnswer answer)
    {
        if (answer.Outcome == CardOutcome.Gone)
            db.OutlookOffers.Add(OutlookOffer.OfDeleted(push.Row, mailbox, db.Now));
        if (answer is not { Outcome: CardOutcome.Done, Held: { } held })
            return;
        var row = push.Row;
        (row.GraphId, row.ChangeKey, row.KnownJson, row.State) = (held.GraphId, held.ChangeKey, held.Card.ToJson(), OutlookCardState.There);
        (row.PushedHash, row.ContactVersion, row.PushedAt) = (push.Hash, push.Version, db.Now);
    }

    private async Task<Result<IReadOnlyList<CardAnswer>>> SendAsync(Mailbox mailbox, OutlookFolder folder, List<CardWrite> writes, CancellationToken cancel)
    {
        if (writes.Count == 0)
            return Array.Empty<CardAnswer>();
        return await outlook.WriteAsync(mailbox.Address, folder.GraphId, writes, cancel);
    }

    private sealed record Pushed(Error? Refusal);

    private sealed record Push(OutlookContact Row, int Version, string? Hash)
    {
        public CardWrite? Write { get; init; }
    }
}
