using System.Globalization;
using CrmAddin.Core.Search;

namespace CrmAddin.Core.Duplicates.Matching;

/// <summary>People in columns of small integers: each different text stands once, so that equal values compare as numbers.</summary>
internal sealed class PeopleTable
{
    private const int MostOfAKind = 4;
    private readonly List<PersonRow> _rows = [];
    private readonly Dictionary<(MatchField, int), int> _nameCounts = [];
    private readonly ValuePool[] _pools = [.. Enumerable.Range(0, MatchFields.Count).Select(_ => new ValuePool())];

    /// <summary>The rows, in the order they were added.</summary>
    public IReadOnlyList<PersonRow> Rows => _rows;

    /// <summary>Words of names.</summary>
    public NameWordPool Words { get; } = new();

    /// <summary>Names of streets without numbers.</summary>
    public ValuePool StreetNames { get; } = new();

    /// <summary>Values of a field.</summary>
    public ValuePool Pool(MatchField field) => _pools[(int)field];

    /// <summary>Takes a person in.</summary>
    public PersonRow Add(MatchPerson person)
    {
        var readings = NameReading.Of(person).Take(2).Select(NameKeys).ToArray();
        foreach (var reading in readings)
        {
            CountName(MatchField.GivenName, reading.Given);
            CountName(MatchField.FamilyName, reading.Family);
        }
        var row = new PersonRow(
            person.Id,
            readings,
            person.BirthdayOn is { } day ? (day.Year * 10_000) + (day.Month * 100) + day.Day : 0,
            Keys(MatchField.Email, person.Emails),
            Keys(MatchField.Phone, person.Phones.Select(SearchText.Digits).Where(d => d.Length >= 5)),
            Pool(MatchField.Account).Add(AccountKey(person.Account)),
            Keys(MatchField.Identifier, person.Identifiers.Select(IdentifierText)),
            [.. person.Addresses.Take(MostOfAKind).Select(AddressKeys).Where(a => !a.IsEmpty)]);
        if (row.Birthday != 0)
            Pool(MatchField.Birthday).Add(row.Birthday.ToString(CultureInfo.InvariantCulture));
        _rows.Add(row);
        return row;
    }

    /// <summary>How often a word occurs as given or family name.</summary>
    public int CountOf(MatchField field, int word) => _nameCounts.GetValueOrDefault((field, word));

    /// <summary>A value of an identifier: of its field, in folded letters and digits.</summary>
    public static string IdentifierText(MatchIdentifier identifier) =>
        string.Create(CultureInfo.InvariantCulture, $"{identifier.Field}:{SearchText.Compact(identifier.Value)}");

    private (int Given, int Family) NameKeys(NameReading reading) => (Words.Add(reading.Given), Words.Add(reading.Family));

    private void CountName(MatchField field, int word)
    {
        if (word == 0)
            return;
        _nameCounts[(field, word)] = CountOf(field, word) + 1;
        Pool(field).Add(Words.Text(word));
    }

    private int[] Keys(MatchField field, IEnumerable<string> values) =>
        [.. values.Select(v => v.Trim()).Where(v => v.Length > 0).Distinct().Take(MostOfAKind).Select(Pool(field).Add)];

    private AddressRow AddressKeys(MatchAddress address)
    {
        var words = SearchText.Words(address.Street);
        var number = Array.Find(words, w => char.IsAsciiDigit(w[0])) ?? "";
        var name = string.Concat(words.Where(w => w != number));
        return new(
            StreetNames.Add(name), number.Length == 0 ? 0 : Pool(MatchField.Street).Add(number),
            Pool(MatchField.District).Add(SearchText.Compact(address.District)),
            Pool(MatchField.City).Add(SearchText.Compact(address.City)),
            Pool(MatchField.Postcode).Add(SearchText.Compact(address.Postcode)),
            Pool(MatchField.Region).Add(SearchText.Compact(address.Region)));
    }

    private static string AccountKey(string? name) => string.Concat(SearchText.Words(name).Where(w => !LegalForms.Contains(w)));

    private static readonly HashSet<string> LegalForms = ["llc", "ltd", "inc", "co", "company", "corp", "gmbh", "plc", "limited", "the", "شركه", "مؤسسه", "الشركه", "ذمم"];
}

/// <summary>A person's values as keys of the table's pools; 0 stands for none.</summary>
internal sealed record PersonRow(
    long Id, (int Given, int Family)[] Names, int Birthday, int[] Emails, int[] Phones, int Account, int[] Identifiers, AddressRow[] Addresses);

/// <summary>An address as keys.</summary>
internal readonly record struct AddressRow(int Street, int Number, int District, int City, int Postcode, int Region)
{
    /// <summary>Whether nothing is known.</summary>
    public bool IsEmpty => Street == 0 && Number == 0 && District == 0 && City == 0 && Postcode == 0 && Region == 0;
}
