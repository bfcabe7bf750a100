using CrmAddin.Core.Contacts;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Search;

/// <summary>A text that was found on somebody: a tag in both languages, a custom field's text.</summary>
public sealed record FoundWords(long ContactId, string Text, string? TextArabic);

/// <summary>Why somebody is on a list of hits, beyond what the name itself shows.</summary>
/// <param name="Kind">What was hit.</param>
/// <param name="IsSpelledDifferently">Whether the name is spelled differently from what was typed.</param>
/// <param name="Pieces">What was hit, with the part that was typed marked.</param>
public sealed record HitReason(SearchKeyKind Kind, bool IsSpelledDifferently, IReadOnlyList<MarkedPiece> Pieces);

/// <summary>A found contact as a list shows it.</summary>
/// <param name="Row">What a list shows.</param>
/// <param name="Hit">The hit.</param>
/// <param name="Name">The name with the hit marked.</param>
/// <param name="NameOtherScript">The name in the other script with the hit marked.</param>
/// <param name="Reasons">Why, one for each term that the name does not show by itself.</param>
public sealed record ExplainedHit(ContactListRow Row, ContactHit Hit, IReadOnlyList<MarkedPiece> Name, IReadOnlyList<MarkedPiece> NameOtherScript, IReadOnlyList<HitReason> Reasons);

/// <summary>Reads the rows of hits and says why each is there: "phone …4567", "firm Al Noor", "spelled Mohamed".</summary>
public sealed class ExplainHits(CrmDb db, ReadContactRows read)
{
    /// <summary>The hits that the reader sees, in their order.</summary>
    public async Task<IReadOnlyList<ExplainedHit>> RunAsync(IReadOnlyList<ContactHit> hits, string language, CancellationToken cancel)
    {
        var rows = await read.RunAsync([.. hits.Select(h => h.ContactId)], cancel);
        var byId = hits.ToDictionary(h => h.ContactId);
        var tags = await WordsAsync(hits, SearchKeyKind.Tag, ids => ContactListQuery.Tags(db, ids), cancel);
        var texts = await WordsAsync(hits, SearchKeyKind.Custom, ids => ContactListQuery.CustomTexts(db, ids), cancel);
        return [.. rows.Select(row => Explain(row, byId[row.Id], tags[row.Id].Concat(texts[row.Id]).ToList(), language))];
    }

    private static async Task<ILookup<long, FoundWords>> WordsAsync(
        IReadOnlyList<ContactHit> hits, SearchKeyKind kind, Func<List<long>, IQueryable<FoundWords>> query, CancellationToken cancel)
    {
        var ids = hits.Where(h => h.Matches.Any(m => m.Kind == kind)).Select(h => h.ContactId).ToList();
        var words = ids.Count == 0 ? [] : await query(ids).ToListAsync(cancel);
        return words.ToLookup(w => w.ContactId);
    }

    private static ExplainedHit Explain(ContactListRow row, ContactHit hit, List<FoundWords> words, string language) => new(
        row, hit, HitMarks.OfWords(row.DisplayName, hit.Matches), HitMarks.OfWords(row.NameOtherScript ?? "", hit.Matches),
        [.. hit.Matches.Select(m => ReasonOf(m, row, words, language)).OfType<HitReason>()]);

    private static HitReason? ReasonOf(TermMatch match, ContactListRow row, List<FoundWords> words, string language)
    {
        switch (match.Kind)
        {
            case SearchKeyKind.Email:
                var typed = match.Key.StartsWith(ContactKeys.DomainMark) && !match.Typed.StartsWith(ContactKeys.DomainMark) ? ContactKeys.DomainMark + match.Typed : match.Typed;
                var address = row.Emails.FirstOrDefault(e => Holds(e.Address, match.Key))?.Address;
                return address is null ? null : new(match.Kind, false, HitMarks.OfAddress(address, address.Contains(typed, StringComparison.OrdinalIgnoreCase) ? typed : match.Typed));
            case SearchKeyKind.Phone or SearchKeyKind.PhoneEnd:
                var isFromTheEnd = match.Kind == SearchKeyKind.PhoneEnd;
                var phone = row.Phones.FirstOrDefault(p => ContactKeys.OfPhone(p.Raw, p.E164).Contains(match.Key));
                return phone is null ? null : new(match.Kind, false, HitMarks.OfNumber(isFromTheEnd ? phone.E164 ?? phone.Raw : ShownForm(phone, match.Typed), match.Typed, isFromTheEnd));
            case SearchKeyKind.Account:
                var name = new[] { row.AccountIn(language), row.AccountName, row.AccountNameOtherScript }.OfType<string>().FirstOrDefault(n => HitMarks.OfWords(n, [match]).Any(p => p.IsHit));
                return name is null ? null : new(match.Kind, false, HitMarks.OfWords(name, [match]));
            case SearchKeyKind.Tag or SearchKeyKind.Custom:
                return words.SelectMany(w => language == "ar" ? new[] { w.TextArabic, w.Text } : [w.Text, w.TextArabic]).OfType<string>()
                    .Select(w => HitMarks.OfWords(w, [match])).Where(p => p.Any(m => m.IsHit)).Select(p => new HitReason(match.Kind, false, p)).FirstOrDefault();
            default:
                return match.Quality >= MatchQuality.Spelling ? SpelledAs(match, row) : null;
        }
    }

    private static bool Holds(string address, string key) => key.StartsWith(ContactKeys.DomainMark)
        ? address[address.LastIndexOf('@')..].EndsWith(key[1..], StringComparison.OrdinalIgnoreCase)
        : address.StartsWith(key, StringComparison.OrdinalIgnoreCase);

    private static string ShownForm(ListedPhone phone, string digits) =>
        SearchText.Digits(phone.Raw).StartsWith(digits, StringComparison.Ordinal) || phone.E164 is null ? phone.Raw : phone.E164;

    private static HitReason? SpelledAs(TermMatch match, ContactListRow row)
    {
        var word = new[] { row.DisplayName, row.NameOtherScript }.OfType<string>()
            .SelectMany(n => HitMarks.OfWords(n, [match])).FirstOrDefault(p => p.IsHit).Text;
        return word is null ? null : new(match.Kind, true, [new(word, true)]);
    }
}
