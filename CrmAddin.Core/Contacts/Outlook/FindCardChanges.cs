using CrmAddin.Core.Mail;
using CrmAddin.Core.Privacy;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Contacts.Outlook;

/// <summary>
/// Reads what changed in the folder and offers it to its owner, page by page with the cursor in one transaction. What we pushed ourselves is
/// known by its change key and by its values, and is not offered; nothing is written to a contact here.
/// </summary>
public sealed class FindCardChanges(CrmDb db, IOutlookContacts outlook, FindErased findErased)
{
    private const int MostFreshStarts = 2;

    /// <summary>Reads until the round is complete. The context reads as the system.</summary>
    public async Task<Error?> RunAsync(Mailbox mailbox, OutlookFolder folder, CancellationToken cancel)
    {
        var freshStarts = 0;
        while (true)
        {
            db.ChangeTracker.Clear();
            var at = await db.OutlookFolders.AsNoTracking().SingleAsync(f => f.MailboxId == mailbox.Id, cancel);
            var page = await outlook.ReadPageAsync(mailbox.Address, folder.GraphId, at.Cursor, cancel);
            if (page is { Error: CursorLost } && at.Cursor is not null && freshStarts++ < MostFreshStarts)
            {
                if (await MoveCursorAsync(at, null, cancel) is { } moved)
                    return moved;
                continue;
            }
            if (!page.Succeeded)
                return page.Error;
            var whole = await AskAsync(mailbox, folder, page.Value, cancel);
            if (!whole.Succeeded)
                return whole.Error;
            if (await StoreAsync(mailbox, at, page.Value.Cursor, whole.Value, cancel) is { } error)
                return error;
            if (page.Value.IsRoundComplete)
                return null;
        }
    }

    private async Task<Error?> MoveCursorAsync(OutlookFolder at, string? cursor, CancellationToken cancel)
    {
        await using var write = await db.BeginWriteAsync(cancel);
        if (!await TryMoveAsync(at, cursor, cancel))
            return new CursorMoved();
        await write.CommitAsync(cancel);
        return null;
    }

    private async Task<bool> TryMoveAsync(OutlookFolder at, string? cursor, CancellationToken cancel) =>
        await db.OutlookFolders.Where(f => f.MailboxId == at.MailboxId && f.CursorVersion == at.CursorVersion)
            .ExecuteUpdateAsync(s => s.SetProperty(f => f.Cursor, cursor).SetProperty(f => f.CursorVersion, at.CursorVersion + 1).SetProperty(f => f.LastSuccessAt, db.Now), cancel) == 1;

    // A change may be told without the card's property, and a removal may be a move: both are asked for.
    private async Task<Result<(List<HeldCard> Held, List<string> Gone)>> AskAsync(Mailbox mailbox, OutlookFolder folder, CardPage page, CancellationToken cancel)
    {
        var (held, gone) = (new List<HeldCard>(), new List<string>());
        var ids = page.Cards.Select(c => c.GraphId).Concat(page.RemovedIds).Distinct().ToList();
        var keys = await db.OutlookContacts.Where(c => c.MailboxId == mailbox.Id && c.GraphId != null && ids.Contains(c.GraphId))
            .ToDictionaryAsync(c => c.GraphId!, c => c.ChangeKey, cancel);
        var offered = await db.OutlookOffers.Where(o => o.MailboxId == mailbox.Id && ids.Contains(o.GraphId)).Select(o => o.GraphId).Distinct().ToListAsync(cancel);
        var last = page.Cards.GroupBy(c => c.GraphId).ToDictionary(g => g.Key, g => g.Last());
        foreach (var id in ids)
        {
            var isOurPush = last.TryGetValue(id, out var told) && keys.TryGetValue(id, out var key) && key is not null && key == told.ChangeKey;
            var isNothingOfOurs = told is null && !keys.ContainsKey(id) && !offered.Contains(id);
            if (isOurPush || isNothingOfOurs)
                continue;
            var asked = await outlook.ReadAsync(mailbox.Address, folder.GraphId, id, cancel);
            if (asked.Succeeded)
                held.Add(asked.Value);
            else if (asked.Error is CardGone)
                gone.Add(id);
            else
                return asked.Error;
        }
        return (held, gone);
    }

    private async Task<Error?> StoreAsync(Mailbox mailbox, OutlookFolder at, string cursor, (List<HeldCard> Held, List<string> Gone) page, CancellationToken cancel)
    {
        await using var write = await db.BeginWriteAsync(cancel);
        if (!await TryMoveAsync(at, cursor, cancel))
            return new CursorMoved();
        var ids = page.Held.Select(c => c.GraphId).Concat(page.Gone).ToList();
        var named = page.Held.Select(c => c.CrmId ?? 0).ToList();
        var rows = await db.OutlookContacts.Where(c => c.MailboxId == mailbox.Id && ((c.GraphId != null && ids.Contains(c.GraphId)) || (c.GraphId == null && named.Contains(c.ContactId)))).ToListAsync(cancel);
        var offers = await db.OutlookOffers.Where(o => o.MailboxId == mailbox.Id && ids.Contains(o.GraphId)).ToListAsync(cancel);
        var contacts = await OutlookQuery.WithCards(db, rows.ConvertAll(r => r.ContactId)).ToDictionaryAsync(c => c.Id, cancel);
        foreach (var card in page.Held)
        {
            var ofCard = offers.FindAll(o => o.GraphId == card.GraphId);
            if (rows.Find(r => r.GraphId == card.GraphId) is { } row)
                Compare(mailbox, row, card, contacts.GetValueOrDefault(row.ContactId), ofCard);
            else if (card.CrmId is { } crmId && rows.Find(r => r.GraphId == null && r.State == OutlookCardState.Making && r.ContactId == crmId) is { } making)
                Adopt(making, card);
            else
                await OfferNewAsync(mailbox, card, ofCard, cancel);
        }
        foreach (var id in page.Gone)
            NoteGone(mailbox, rows.Find(r => r.GraphId == id), offers.FindAll(o => o.GraphId == id));
        await db.SaveChangesAsync(cancel);
        await write.CommitAsync(cancel);
        return null;
    }

    private void Compare(Mailbox mailbox, OutlookContact row, HeldCard card, Contact? contact, List<OutlookOffer> offers)
    {
        if (row.State == OutlookCardState.Deleted)
        {
            db.OutlookOffers.RemoveRange(offers.Where(o => o.Kind == OutlookOfferKind.Removed));
            row.State = OutlookCardState.There;
        }
        var changed = OutlookCard.FromJson(row.KnownJson).Differences(card.Card);
        (row.KnownJson, row.ChangeKey) = (card.Card.ToJson(), card.ChangeKey);
        if (changed.Count == 0 || contact is null)
            return;
        row.ContactVersion = -1;
        var ours = CardField.Of(contact);
        foreach (var field in changed)
        {
            var offer = offers.Find(o => o.Field == field);
            if (ours[field] == card.Card[field] && offer is not null)
                db.OutlookOffers.Remove(offer);
            if (ours[field] == card.Card[field])
                continue;
            offer ??= Add(new OutlookOffer { MailboxId = mailbox.Id, OwnerId = mailbox.OwnerId, Kind = OutlookOfferKind.Field, ContactId = row.ContactId, GraphId = card.GraphId, Field = field });
            (offer.Ours, offer.Theirs, offer.OfferedAt) = (ours[field], card.Card[field], db.Now);
        }
    }

    private static void Adopt(OutlookContact making, HeldCard card) =>
        (making.GraphId, making.ChangeKey, making.KnownJson, making.State) = (card.GraphId, card.ChangeKey, card.Card.ToJson(), OutlookCardState.There);

    private async Task OfferNewAsync(Mailbox mailbox, HeldCard card, List<OutlookOffer> offers, CancellationToken cancel)
    {
        var known = offers.Find(o => o.Kind == OutlookOfferKind.NewContact);
        if (known?.State == OutlookOfferState.Refused || card.Card["displayName"] is null)
            return;
        var emails = card.Card.Lines("emails").Select(ContactEmail.KeyOf).ToList();
        if (!(await findErased.RunAsync(emails, [], [], cancel)).IsEmpty)
            return;
        known ??= Add(new OutlookOffer { MailboxId = mailbox.Id, OwnerId = mailbox.OwnerId, Kind = OutlookOfferKind.NewContact, GraphId = card.GraphId });
        (known.Theirs, known.OfferedAt) = (card.Card.ToJson(), db.Now);
    }

    private void NoteGone(Mailbox mailbox, OutlookContact? row, List<OutlookOffer> offers)
    {
        db.OutlookOffers.RemoveRange(offers.Where(o => o.Kind != OutlookOfferKind.Removed));
        if (row is { State: OutlookCardState.There })
            Add(OutlookOffer.OfDeleted(row, mailbox, db.Now));
    }

    private OutlookOffer Add(OutlookOffer offer) => db.OutlookOffers.Add(offer).Entity;
}
