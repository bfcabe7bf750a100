using System.Globalization;

namespace CrmAddin.Core.Duplicates.Matching;

/// <summary>Names what speaks for two people being one, with the values.</summary>
internal sealed class ExplainPair(PeopleTable table, WeighPair weigh)
{
    private readonly ComparePeople _compare = new(table);

    /// <summary>The reasons, in the order of the fields.</summary>
    public List<MatchReason> Run(PersonRow a, PersonRow b)
    {
        var pair = _compare.Run(a, b);
        var reasons = new List<MatchReason>();
        foreach (var field in MatchWeights.AllFields)
        {
            if (KindOf(field, pair.Pattern[field]) is not { } kind)
                continue;
            var bits = weigh.Bits(field, pair);
            var (left, right) = Values(field, pair, a, b);
            if (bits > 0)
                reasons.Add(new(kind, left, right, Math.Round(bits, 2)));
        }
        return reasons;
    }

    private static MatchReasonKind? KindOf(MatchField field, int level) => (field, level) switch
    {
        (_, MatchFields.Missing or 0) => null,
        (MatchField.GivenName, (int)NameLevel.Same) => MatchReasonKind.SameGivenName,
        (MatchField.GivenName, (int)NameLevel.Variant or (int)NameLevel.SoundsAlike) => MatchReasonKind.VariantGivenName,
        (MatchField.GivenName, _) => MatchReasonKind.SimilarGivenName,
        (MatchField.FamilyName, (int)NameLevel.Same) => MatchReasonKind.SameFamilyName,
        (MatchField.FamilyName, (int)NameLevel.Variant or (int)NameLevel.SoundsAlike) => MatchReasonKind.VariantFamilyName,
        (MatchField.FamilyName, _) => MatchReasonKind.SimilarFamilyName,
        (MatchField.NameOrder, _) => MatchReasonKind.NamesSwapped,
        (MatchField.Birthday, 3) => MatchReasonKind.SameBirthday,
        (MatchField.Birthday, 2) => MatchReasonKind.SimilarBirthday,
        (MatchField.Birthday, _) => null,
        (MatchField.Email, 3) => MatchReasonKind.SameEmail,
        (MatchField.Email, _) => MatchReasonKind.SimilarEmail,
        (MatchField.Phone, 2) => MatchReasonKind.SamePhone,
        (MatchField.Phone, _) => MatchReasonKind.SimilarPhone,
        (MatchField.Account, 2) => MatchReasonKind.SameAccount,
        (MatchField.Account, _) => MatchReasonKind.SimilarAccount,
        (MatchField.Identifier, 3) => MatchReasonKind.SameIdentifier,
        (MatchField.Identifier, _) => MatchReasonKind.SimilarIdentifier,
        (MatchField.Street, >= 4) => MatchReasonKind.SameStreet,
        (MatchField.Street, >= 2) => MatchReasonKind.SimilarStreet,
        (MatchField.District, 2) => MatchReasonKind.SameDistrict,
        (MatchField.City, 2) => MatchReasonKind.SameCity,
        (MatchField.Postcode, 2) => MatchReasonKind.SamePostcode,
        (MatchField.Postcode, _) => MatchReasonKind.SimilarPostcode,
        _ => null,
    };

    private (string A, string B) Values(MatchField field, in Comparison pair, PersonRow a, PersonRow b) => field switch
    {
        MatchField.GivenName => (table.Words.Text(pair.NamesOfA.Given), table.Words.Text(pair.NamesOfB.Given)),
        MatchField.FamilyName or MatchField.NameOrder => (table.Words.Text(pair.NamesOfA.Family), table.Words.Text(pair.NamesOfB.Family)),
        MatchField.Birthday => (Day(a.Birthday), Day(b.Birthday)),
        MatchField.Email => Texts(field, pair.Email.A, pair.Email.B),
        MatchField.Phone => Texts(field, pair.Phone.A, pair.Phone.B),
        MatchField.Account => Texts(field, a.Account, b.Account),
        MatchField.Identifier => (AfterColon(pair.Identifier.A), AfterColon(pair.Identifier.B)),
        MatchField.Street => (table.StreetNames.Text(pair.AddressOfA.Street), table.StreetNames.Text(pair.AddressOfB.Street)),
        MatchField.District => Texts(field, pair.AddressOfA.District, pair.AddressOfB.District),
        MatchField.City => Texts(field, pair.AddressOfA.City, pair.AddressOfB.City),
        MatchField.Postcode => Texts(field, pair.AddressOfA.Postcode, pair.AddressOfB.Postcode),
        _ => ("", ""),
    };

    private (string, string) Texts(MatchField field, int a, int b) => (table.Pool(field).Text(a), table.Pool(field).Text(b));

    private string AfterColon(int key)
    {
        var text = table.Pool(MatchField.Identifier).Text(key);
        return text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..];
    }

    private static string Day(int day) => string.Create(CultureInfo.InvariantCulture, $"{day / 10_000:0000}-{day / 100 % 100:00}-{day % 100:00}");
}
