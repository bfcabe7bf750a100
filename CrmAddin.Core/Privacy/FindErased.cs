using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Privacy;

/// <summary>Which of some values belonged to people who were erased on request.</summary>
/// <param name="Emails">Addresses, in the form that they are compared in.</param>
/// <param name="Phones">Phones in E.164 form.</param>
/// <param name="Origins">Origin keys.</param>
public sealed record ErasedMatches(IReadOnlySet<string> Emails, IReadOnlySet<string> Phones, IReadOnlySet<string> Origins)
{
    /// <summary>Nothing was erased.</summary>
    public static ErasedMatches None { get; } = new(new HashSet<string>(), new HashSet<string>(), new HashSet<string>());

    /// <summary>Whether nothing matched.</summary>
    public bool IsEmpty => Emails.Count + Phones.Count + Origins.Count == 0;
}

/// <summary>
/// Looks whether somebody was erased, for whoever is about to bring people in: import, mail logging, capture, a save by hand. One query
/// a thousand values, and none that costs where nobody was ever erased.
/// </summary>
public sealed class FindErased(CrmDb db, ErasedHashes hashes)
{
    private const int HashesAtATime = 1_000;

    /// <summary>The values that an erased person had to themselves.</summary>
    public async Task<ErasedMatches> RunAsync(
        IReadOnlyCollection<string> emailKeys, IReadOnlyCollection<string> phonesE164, IReadOnlyCollection<string> originKeys, CancellationToken cancel)
    {
        if (emailKeys.Count + phonesE164.Count + originKeys.Count == 0 || !await db.ErasedPersons.AnyAsync(cancel))
            return ErasedMatches.None;
        var asked = emailKeys.Select(v => (Kind: ErasedKeyKind.Email, Value: v))
            .Concat(phonesE164.Select(v => (Kind: ErasedKeyKind.Phone, Value: v)))
            .Concat(originKeys.Select(v => (Kind: ErasedKeyKind.Origin, Value: v))).Distinct()
            .ToDictionary(v => hashes.Of(v.Kind, v.Value));
        var found = new List<(ErasedKeyKind Kind, string Value)>();
        foreach (var some in asked.Keys.Chunk(HashesAtATime))
            found.AddRange((await db.ErasedPersons.Where(e => some.Contains(e.KeyedHash)).Select(e => e.KeyedHash).ToListAsync(cancel)).Select(h => asked[h]));
        IReadOnlySet<string> Of(ErasedKeyKind kind) => found.Where(f => f.Kind == kind).Select(f => f.Value).ToHashSet();
        return found.Count == 0 ? ErasedMatches.None : new ErasedMatches(Of(ErasedKeyKind.Email), Of(ErasedKeyKind.Phone), Of(ErasedKeyKind.Origin));
    }
}
