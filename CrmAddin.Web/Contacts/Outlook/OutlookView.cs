using CrmAddin.Core.Contacts;
using CrmAddin.Core.Contacts.Outlook;
using CrmAddin.Core.Duplicates;
using CrmAddin.Core.Duplicates.Matching;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Store;
using CrmAddin.Web.Duplicates;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Contacts.Outlook;

/// <summary>A change in Outlook as it is shown.</summary>
/// <param name="Offer">The change.</param>
/// <param name="Name">Whose card.</param>
/// <param name="LookAlikes">For a new card: people in the store who look like it.</param>
public sealed record ShownOffer(OutlookOffer Offer, string Name, IReadOnlyList<(Contact Contact, double Score, IReadOnlyList<string> Reasons)> LookAlikes);

/// <summary>What the page of contacts in Outlook shows.</summary>
/// <param name="Mailboxes">Mailboxes that the reader may set up.</param>
/// <param name="Offers">Changes that wait for the reader, the oldest cards first.</param>
/// <param name="HasMore">Whether there are more than are shown.</param>
public sealed record OutlookView(IReadOnlyList<Mailbox> Mailboxes, IReadOnlyList<ShownOffer> Offers, bool HasMore)
{
    private const int OffersAPage = 50;
    private const int MostLookAlikes = 3;

    /// <summary>Reads it within what the reader sees.</summary>
    public static async Task<OutlookView> ReadAsync(CrmDb db, CheckForDuplicates check, CancellationToken cancel)
    {
        var (user, administers) = (db.Reader.UserId, db.Reader.MayAdminister);
        var mailboxes = await db.Mailboxes.AsNoTracking().Where(m => administers || (m.OwnerId != null && m.OwnerId == user)).OrderBy(m => m.Address).ToListAsync(cancel);
        var offers = await OutlookQuery.Open(db).Take(OffersAPage + 1).ToListAsync(cancel);
        var shown = await ShowAsync(db, [.. offers.Take(OffersAPage)], check, cancel);
        return new OutlookView(mailboxes, shown, offers.Count > OffersAPage);
    }

    /// <summary>Changes to one contact's card.</summary>
    public static async Task<IReadOnlyList<ShownOffer>> OfContactAsync(CrmDb db, long contactId, CancellationToken cancel) =>
        await ShowAsync(db, await OutlookQuery.OfContact(db, contactId).Take(OffersAPage).ToListAsync(cancel), null, cancel);

    private static async Task<IReadOnlyList<ShownOffer>> ShowAsync(CrmDb db, List<OutlookOffer> offers, CheckForDuplicates? check, CancellationToken cancel)
    {
        var ids = offers.Select(o => o.ContactId ?? 0).Distinct().ToList();
        var names = await db.Contacts.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.DisplayName, cancel);
        var shown = new List<ShownOffer>();
        foreach (var offer in offers)
        {
            if (offer.Kind != OutlookOfferKind.NewContact)
            {
                // Somebody who is another owner's by now goes out of the folder with the next round.
                if (names.TryGetValue(offer.ContactId ?? 0, out var name))
                    shown.Add(new ShownOffer(offer, name, []));
                continue;
            }
            var card = OutlookCard.FromJson(offer.Theirs ?? "");
            shown.Add(new ShownOffer(offer, card["displayName"] ?? "", check is null ? [] : await LookAlikesAsync(db, card, check, cancel)));
        }
        return shown;
    }

    private static async Task<List<(Contact, double, IReadOnlyList<string>)>> LookAlikesAsync(CrmDb db, OutlookCard card, CheckForDuplicates check, CancellationToken cancel)
    {
        var person = new MatchPerson(0)
        {
            GivenName = card["givenName"],
            FamilyName = card["familyName"],
            DisplayName = card["displayName"],
            Emails = card.Lines("emails"),
            Phones = [.. card.Lines("businessPhones"), .. card.Lines("mobilePhone"), .. card.Lines("homePhones")],
            Account = card["account"],
        };
        var likely = (await check.RunAsync(person, FindLikelyPairs.SuggestedFrom, cancel)).Take(MostLookAlikes).ToList();
        var contacts = await ContactQuery.Rows(db, likely.ConvertAll(p => p.B)).ToDictionaryAsync(c => c.Id, cancel);
        return likely.ConvertAll(p => (contacts[p.B], p.Score, (IReadOnlyList<string>)[.. ReasonTexts.Of(p.Reasons)]));
    }
}
