using System.Globalization;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Duplicates.Matching;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Duplicates;

/// <summary>Reads contacts as the matcher wants them: a handful of queries for some thousands.</summary>
public sealed class ReadPeople(CrmDb db, LearnedWeights learned)
{
    private const int PeopleARead = 5_000;
    private const int SampleSize = 200;
    private const int ShortestIdentifier = 4;
    private List<long>? _identifiers;

    /// <summary>Everyone the context's reader sees, in the order of keys.</summary>
    public async IAsyncEnumerable<MatchPerson> AllAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var after = 0L;
        while (await PeopleQuery.Next(db, after).Take(PeopleARead).ToListAsync(cancel) is { Count: > 0 } some)
        {
            var (from, to) = (some[0].Id, some[^1].Id);
            var parts = new Parts(
                await PeopleQuery.EmailsBetween(db, from, to).ToListAsync(cancel),
                await PeopleQuery.PhonesBetween(db, from, to).ToListAsync(cancel),
                await PeopleQuery.AddressesBetween(db, from, to).ToListAsync(cancel),
                await PeopleQuery.IdentifiersBetween(db, await IdentifierFieldsAsync(cancel), from, to).ToListAsync(cancel));
            foreach (var head in some)
                yield return parts.Person(head);
            after = to;
        }
    }

    /// <summary>Some contacts, as far as the context's reader sees them, with the identifiers of the last scan.</summary>
    public async Task<IReadOnlyList<MatchPerson>> SomeAsync(IReadOnlyCollection<long> ids, CancellationToken cancel)
    {
        var heads = await PeopleQuery.Some(db, ids).ToListAsync(cancel);
        if (heads.Count == 0)
            return [];
        var fields = await KnownIdentifierFieldsAsync(cancel);
        var parts = new Parts(
            await PeopleQuery.EmailsOf(db, ids).ToListAsync(cancel),
            await PeopleQuery.PhonesOf(db, ids).ToListAsync(cancel),
            await PeopleQuery.AddressesOf(db, ids).ToListAsync(cancel),
            fields.Count == 0 ? [] : await PeopleQuery.IdentifiersOf(db, fields, ids).ToListAsync(cancel));
        return [.. heads.Select(parts.Person)];
    }

    /// <summary>The identifying fields that the last scan found; looked for where there was none.</summary>
    public async Task<IReadOnlyList<long>> KnownIdentifierFieldsAsync(CancellationToken cancel) =>
        await learned.ReadAsync(db, cancel) is { People: > 0 } weights ? weights.IdentifierFields : await IdentifierFieldsAsync(cancel);

    /// <summary>
    /// Custom fields of contacts whose values name one person: numbers or codes, many different ones. A field that few records fill
    /// counts as well; a closing year or a price does not.
    /// </summary>
    public async Task<IReadOnlyList<long>> IdentifierFieldsAsync(CancellationToken cancel)
    {
        if (_identifiers is not null)
            return _identifiers;
        _identifiers = [];
        foreach (var field in await PeopleQuery.PossibleIdentifiers(db).Select(f => f.Id).ToListAsync(cancel))
        {
            var sample = await PeopleQuery.Sample(db, field).Take(SampleSize).ToListAsync(cancel);
            var texts = sample.Select(ValueOf).OfType<string>().ToList();
            var codes = texts.Count(t => t.Length >= ShortestIdentifier && t.Count(char.IsDigit) * 2 >= t.Length);
            if (texts.Count > 0 && codes * 10 >= texts.Count * 8 && texts.Distinct(StringComparer.Ordinal).Count() * 2 > texts.Count)
                _identifiers.Add(field);
        }
        return _identifiers;
    }

    /// <summary>The text of a value that may be an identifier.</summary>
    internal static string? ValueOf(CustomFieldValue value) =>
        value.Text ?? value.Number?.ToString("0.####", CultureInfo.InvariantCulture);

    private sealed class Parts(List<EmailOf> emails, List<PhoneOf> phones, List<AddressOf> addresses, List<CustomFieldValue> identifiers)
    {
        private readonly ILookup<long, EmailOf> _emails = emails.ToLookup(e => e.ContactId);
        private readonly ILookup<long, PhoneOf> _phones = phones.ToLookup(p => p.ContactId);
        private readonly ILookup<long, AddressOf> _addresses = addresses.ToLookup(a => a.ContactId);
        private readonly ILookup<long, CustomFieldValue> _identifiers = identifiers.ToLookup(v => v.ContactId ?? 0);

        public MatchPerson Person(PersonHead head) => new(head.Id)
        {
            GivenName = head.GivenName,
            FamilyName = head.FamilyName,
            DisplayName = head.DisplayName,
            NameOtherScript = head.NameOtherScript,
            BirthdayOn = head.BirthdayOn,
            Account = head.Account,
            Emails = [.. _emails[head.Id].Select(e => e.AddressKey)],
            Phones = [.. _phones[head.Id].Select(p => p.E164 ?? p.Raw)],
            Addresses = [.. _addresses[head.Id].Select(a => a.Address)],
            Identifiers = [.. _identifiers[head.Id].Where(v => ValueOf(v) is not null).Select(v => new MatchIdentifier(v.CustomFieldId, ValueOf(v)!))],
        };
    }
}
