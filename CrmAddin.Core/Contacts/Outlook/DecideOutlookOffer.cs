using System.Security.Cryptography;
using System.Text;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Contacts.Outlook;

/// <summary>
/// Takes a change from Outlook over, or refuses it. What is taken over goes through the rules of every other save; what is refused is
/// pushed again as it stands here. A card that its owner deleted leaves the folder and nothing else.
/// </summary>
public sealed class DecideOutlookOffer(CrmDb db, SaveContact saveContact)
{
    private const string Provenance = "Outlook";

    /// <summary>
    /// Takes it over. Errors: <see cref="MayNotChange"/>, <see cref="OfferUnknown"/>, and those of <see cref="SaveContact"/>.
    /// </summary>
    /// <returns>The contact that it is about; 0 where there is none any more.</returns>
    public async Task<Result<long>> AcceptAsync(long offerId, string from, CancellationToken cancel)
    {
        if (!db.Reader.MayChange)
            return new MayNotChange();
        await using var write = await db.BeginWriteAsync(cancel);
        if (await FindAsync(offerId, cancel) is not { } offer)
            return new OfferUnknown(offerId);
        var taken = offer.Kind switch
        {
            OutlookOfferKind.Field => await TakeFieldAsync(offer, from, cancel),
            OutlookOfferKind.NewContact => await TakeNewAsync(offer, from, cancel),
            _ => await LeaveOutAsync(offer, cancel),
        };
        if (!taken.Succeeded)
            return taken.Error;
        await db.OutlookOffers.Where(o => o.Id == offer.Id).ExecuteDeleteAsync(cancel);
        await write.CommitAsync(cancel);
        return taken;
    }

    /// <summary>Refuses it. Errors: <see cref="MayNotChange"/>, <see cref="OfferUnknown"/>.</summary>
    /// <returns>The contact that it is about; 0 for a card of the owner's own.</returns>
    public async Task<Result<long>> RefuseAsync(long offerId, CancellationToken cancel)
    {
        if (!db.Reader.MayChange)
            return new MayNotChange();
        await using var write = await db.BeginWriteAsync(cancel);
        if (await FindAsync(offerId, cancel) is not { } offer)
            return new OfferUnknown(offerId);
        var rows = db.OutlookOffers.Where(o => o.Id == offer.Id);
        if (offer.Kind == OutlookOfferKind.NewContact)
            await rows.ExecuteUpdateAsync(s => s.SetProperty(o => o.State, OutlookOfferState.Refused).SetProperty(o => o.Theirs, (string?)null), cancel);
        else
            await rows.ExecuteDeleteAsync(cancel);
        if (offer.Kind == OutlookOfferKind.Field)
            await CardOf(offer).ExecuteUpdateAsync(s => s.SetProperty(c => c.PushedHash, (string?)null).SetProperty(c => c.ContactVersion, -1), cancel);
        if (offer.Kind == OutlookOfferKind.Removed)
            await SetStateAsync(offer, OutlookCardState.Making, cancel);
        await write.CommitAsync(cancel);
        return offer.ContactId ?? 0;
    }

    private Task<OutlookOffer?> FindAsync(long offerId, CancellationToken cancel) =>
        db.OutlookOffers.AsNoTracking().FirstOrDefaultAsync(o => o.Id == offerId && o.State == OutlookOfferState.Open, cancel);

    private async Task<Result<long>> TakeFieldAsync(OutlookOffer offer, string from, CancellationToken cancel)
    {
        var id = offer.ContactId ?? 0;
        if (await ContactQuery.Whole(db, id).FirstOrDefaultAsync(cancel) is not { } contact)
            return new ContactUnknown(id);
        var draft = CardField.Named(offer.Field).Put(new ContactDraft { Id = id, Version = contact.Version }, contact, offer.Theirs ?? "");
        var saved = await saveContact.RunAsync(draft, new DraftOrigin(ChangeOrigin.Sync, from, Provenance: Provenance), cancel);
        return saved.Succeeded ? saved.Value.Id : saved.Error;
    }

    private async Task<Result<long>> TakeNewAsync(OutlookOffer offer, string from, CancellationToken cancel)
    {
        var card = OutlookCard.FromJson(offer.Theirs ?? "");
        var nobody = new Contact { DisplayName = "" };
        var draft = new ContactDraft();
        foreach (var field in CardField.All.Where(f => card[f.Name] is not null))
            draft = field.Put(draft, nobody, card[field.Name]!);
        var key = $"outlook:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(offer.GraphId)))}";
        var saved = await saveContact.RunAsync(draft, new DraftOrigin(ChangeOrigin.Sync, from, key, Provenance), cancel);
        if (!saved.Succeeded)
            return saved.Error;
        db.OutlookContacts.Add(new OutlookContact
        {
            MailboxId = offer.MailboxId,
            ContactId = saved.Value.Id,
            GraphId = offer.GraphId,
            State = OutlookCardState.There,
            KnownJson = offer.Theirs ?? "",
        });
        await db.SaveChangesAsync(cancel);
        return saved.Value.Id;
    }

    private async Task<Result<long>> LeaveOutAsync(OutlookOffer offer, CancellationToken cancel)
    {
        await SetStateAsync(offer, OutlookCardState.LeftOut, cancel);
        return offer.ContactId ?? 0;
    }

    private Task<int> SetStateAsync(OutlookOffer offer, OutlookCardState state, CancellationToken cancel) =>
        CardOf(offer).ExecuteUpdateAsync(s => s.SetProperty(c => c.State, state).SetProperty(c => c.GraphId, (string?)null).SetProperty(c => c.KnownJson, "")
            .SetProperty(c => c.PushedHash, (string?)null).SetProperty(c => c.ContactVersion, -1), cancel);

    private IQueryable<OutlookContact> CardOf(OutlookOffer offer) => db.OutlookContacts.Where(c => c.MailboxId == offer.MailboxId && c.GraphId == offer.GraphId);
}
