using CrmAddin.Core.Contacts.Phones;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Duplicates.Matching;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Duplicates;

/// <summary>
/// Looks whether one person, a draft or a contact, is in the store already: a few lookups by index, within what the context's reader
/// sees, weighed by what the last scan learned.
/// </summary>
public sealed class CheckForDuplicates(CrmDb db, ReadPeople readPeople, LearnedWeights learned, FirmSettings firm)
{
    private const int MostOfAKind = 60;
    private const int LongestScan = 150;
    private const int MostCandidates = 200;
    private static readonly string[] Prefixes = ["abdul", "عبدال"];

    /// <summary>People who look like this one, best first; a pair's other side is the one that is not the person's own key.</summary>
    public async Task<IReadOnlyList<LikelyPair>> RunAsync(MatchPerson person, double atLeast, CancellationToken cancel)
    {
        var known = WithNumbers(person);
        var candidates = await CandidatesAsync(known, cancel);
        candidates.Remove(person.Id);
        if (candidates.Count == 0)
            return [];
        var others = await readPeople.SomeAsync([.. candidates.Take(MostCandidates)], cancel);
        return FindLikelyPairs.Check(known, others, await learned.ReadAsync(db, cancel), atLeast);
    }

    private MatchPerson WithNumbers(MatchPerson person) => person with
    {
        Emails = [.. person.Emails.Select(e => e.Trim().ToLowerInvariant())],
        Phones = [.. person.Phones.Select(p => PhoneNumber.TryParse(p, firm.Country, out var number) ? number.E164 : p)],
    };

    private async Task<HashSet<long>> CandidatesAsync(MatchPerson person, CancellationToken cancel)
    {
        var found = new HashSet<long>();
        if (person.Emails.Count > 0)
            found.UnionWith(await PeopleQuery.WithEmail(db, person.Emails).Take(MostOfAKind).ToListAsync(cancel));
        if (person.Phones.Count > 0)
            found.UnionWith(await PeopleQuery.WithPhone(db, person.Phones).Take(MostOfAKind).ToListAsync(cancel));
        foreach (var identifier in await IdentifiersAsync(person, cancel))
        {
            if (CustomFieldValue.KeyOf(identifier.Value) is { } key)
                found.UnionWith(await PeopleQuery.WithIdentifier(db, identifier.Field, key).Take(MostOfAKind).ToListAsync(cancel));
        }
        foreach (var reading in NameReading.Of(person))
            await AddOfNameAsync(found, reading, person, cancel);
        return found;
    }

    private async Task<IEnumerable<MatchIdentifier>> IdentifiersAsync(MatchPerson person, CancellationToken cancel)
    {
        if (person.Identifiers.Count == 0)
            return [];
        var fields = await readPeople.KnownIdentifierFieldsAsync(cancel);
        return person.Identifiers.Where(i => fields.Contains(i.Field));
    }

    private async Task AddOfNameAsync(HashSet<long> found, NameReading reading, MatchPerson person, CancellationToken cancel)
    {
        if (SearchText.Fold(person.DisplayName) is { Length: > 0 } whole)
            found.UnionWith(await PeopleQuery.OfName(db, whole).Take(MostOfAKind).ToListAsync(cancel));
        var (given, family) = (Keys(reading.Given), Keys(reading.Family));
        if (given.Count + family.Count == 0)
            return;
        if (SearchText.Fold(person.Account) is { Length: > 0 } account)
        {
            var colleagues = await PeopleQuery.OfAccount(db, account).Take(LongestScan).ToListAsync(cancel);
            found.UnionWith((await PeopleQuery.KeysAmong(db, [.. given, .. family], colleagues).ToListAsync(cancel)).Select(k => k.ContactId).Take(MostOfAKind));
        }
        if (given.Count > 0 && family.Count > 0)
            await AddOfBothNamesAsync(found, given, family, cancel);
    }

    // The rarer of two names drives; where both are common, a name says too little to be looked at on its own.
    private async Task AddOfBothNamesAsync(HashSet<long> found, IReadOnlyList<string> given, IReadOnlyList<string> family, CancellationToken cancel)
    {
        foreach (var (rare, other) in new[] { (family, given), (given, family) })
        {
            var some = await PeopleQuery.WithKey(db, rare).Take(LongestScan).ToListAsync(cancel);
            if (some.Count == LongestScan)
                continue;
            found.UnionWith((await PeopleQuery.KeysAmong(db, other, some).ToListAsync(cancel)).Select(k => k.ContactId).Take(MostOfAKind));
            return;
        }
    }

    // Skeletons of both scripts; a name with "servant of" is also kept by its second word.
    private static List<string> Keys(string name)
    {
        var word = name.Split(' ')[0];
        var second = Prefixes.Where(p => word.Length > p.Length + 2 && word.StartsWith(p, StringComparison.Ordinal)).Select(p => word[p.Length..]);
        return [.. second.Prepend(word).Select(NameSkeleton.Of).Where(s => s.Length >= 2).Distinct()
            .SelectMany(s => new[] { ContactKeys.ArabicSkeletonMark + s, ContactKeys.LatinSkeletonMark + s })];
    }
}
