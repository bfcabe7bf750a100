using System.Numerics;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Contacts.Addresses;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Duplicates;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Upkeep;

/// <summary>A required field with how many people lack it.</summary>
/// <param name="Field">The field, as <see cref="RequiredField.Field"/> writes it.</param>
/// <param name="People">How many.</param>
public sealed record RequiredFieldCount(string Field, long People);

/// <summary>The numbers behind the upkeep of the contacts that a reader sees.</summary>
/// <param name="CountedAt">When they were counted.</param>
/// <param name="Months">Months without contact that <see cref="UpkeepKind.NotContacted"/> means.</param>
/// <param name="People">Contacts that are worked with.</param>
/// <param name="Lists">How many are on each list.</param>
/// <param name="ByFilledBasics">How many have 0, 1, … 10 of the ten basics.</param>
/// <param name="Required">Required fields that are empty.</param>
/// <param name="OpenDuplicates">Pairs that nobody has decided on.</param>
public sealed record UpkeepFigures(
    DateTimeOffset CountedAt, int Months, long People, IReadOnlyDictionary<UpkeepKind, long> Lists, IReadOnlyList<long> ByFilledBasics,
    IReadOnlyList<RequiredFieldCount> Required, long OpenDuplicates);

/// <summary>Counts what there is to tidy up: one pass for the ten basics and one count a list, all in the store.</summary>
public sealed class CountUpkeep(CrmDb db, FirmSettings firm)
{
    private const int MostUnknownCountries = 500;

    private static readonly UpkeepKind[] Counted =
    [
        UpkeepKind.NoOwner, UpkeepKind.NoPhoneOrEmail, UpkeepKind.NotContacted, UpkeepKind.Bounced, UpkeepKind.PhoneOdd, UpkeepKind.EmailOdd, UpkeepKind.NameAllCaps,
        UpkeepKind.NameWithDigits, UpkeepKind.BirthdayOdd, UpkeepKind.CountryUnknown, UpkeepKind.NameInSameScript, UpkeepKind.Archived,
    ];

    /// <summary>Counts within what the context's reader sees.</summary>
    public async Task<UpkeepFigures> RunAsync(int months, CancellationToken cancel)
    {
        var basics = await UpkeepQuery.Basics(db).ToListAsync(cancel);
        var lists = new Dictionary<UpkeepKind, long>();
        foreach (var basic in Enum.GetValues<BasicField>())
            lists[Enum.Parse<UpkeepKind>("Missing" + basic)] = basics.Where(b => (b.Filled & (1 << (int)basic)) == 0).Sum(b => b.People);
        var asked = await RequestAsync(UpkeepKind.CountryUnknown, months, null, cancel);
        foreach (var kind in Counted)
            lists[kind] = kind == UpkeepKind.CountryUnknown && asked.UnknownCountries.Count == 0 ? 0 : await UpkeepQuery.People(db, asked with { Kind = kind }).LongCountAsync(cancel);
        var distribution = Enumerable.Range(0, Completeness.BasicCount + 1).Select(n => basics.Where(b => BitOperations.PopCount((uint)b.Filled) == n).Sum(b => b.People)).ToList();
        return new UpkeepFigures(
            db.Now, months, basics.Sum(b => b.People), lists, distribution, await RequiredAsync(months, cancel),
            await db.DuplicatePairs.LongCountAsync(p => p.State == PairState.Open && p.A != null && p.B != null, cancel));
    }

    /// <summary>The request of one list.</summary>
    public async Task<UpkeepRequest> RequestAsync(UpkeepKind kind, int months, string? field, CancellationToken cancel)
    {
        var key = field?.StartsWith(RequiredFieldCheck.CustomPrefix, StringComparison.Ordinal) == true ? field[RequiredFieldCheck.CustomPrefix.Length..] : null;
        return new UpkeepRequest
        {
            Kind = kind,
            ContactedBefore = db.Now.AddMonths(-months),
            Today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(db.Now, firm.Zone).DateTime),
            Field = field,
            CustomFieldId = key is null ? null : await db.CustomFields.Where(f => f.Entity == FieldEntity.Contact && f.Key == key).Select(f => (long?)f.Id).FirstOrDefaultAsync(cancel),
            UnknownCountries = kind == UpkeepKind.CountryUnknown
                ? [.. (await UpkeepQuery.Countries(db).ToListAsync(cancel)).Where(c => Countries.CodeOf(c) is null).Take(MostUnknownCountries)]
                : [],
        };
    }

    private async Task<List<RequiredFieldCount>> RequiredAsync(int months, CancellationToken cancel)
    {
        var counts = new List<RequiredFieldCount>();
        foreach (var field in await db.RequiredFields.Where(r => r.Entity == FieldEntity.Contact).OrderBy(r => r.Id).Select(r => r.Field).ToListAsync(cancel))
            counts.Add(new(field, await UpkeepQuery.People(db, await RequestAsync(UpkeepKind.RequiredEmpty, months, field, cancel)).LongCountAsync(cancel)));
        return counts;
    }
}
