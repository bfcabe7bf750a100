using CrmAddin.Core.Capture.Names;

namespace CrmAddin.Core.Duplicates.Matching;

/// <summary>What the evidence on two people weighs, and whether it may be believed on its own.</summary>
/// <param name="Bits">Sum of log2(m/u) over the fields, without the chance of a match by lot.</param>
/// <param name="Limit">The most that the score may be.</param>
/// <param name="Floor">The least that it may be.</param>
internal readonly record struct PairWeight(double Bits, double Limit, double Floor);

/// <summary>Weighs what two people share by Fellegi and Sunter, with rare values weighing more.</summary>
internal sealed class WeighPair
{
    /// <summary>From this score on two people are suggested as one.</summary>
    public const double SuggestedFrom = 0.5;

    // A name alone, or a home alone, never makes two people one.
    private const double UncertainLimit = 0.15;
    private const double CommonName = 1.0 / 400;
    private const int AlikeStreetSameNumber = 3;
    private const int SameStreetAndNumber = 5;
    private const int LargeStore = 5_000;
    private const int LargestFirm = 500;
    private readonly PeopleTable _table;
    private readonly MatchWeights _weights;
    private readonly bool _isWholeStore;
    private readonly double[][] _bits;

    /// <summary>Weighs rows of a table.</summary>
    /// <param name="table">The people.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="isWholeStore">Whether the table holds everyone, so that its counts are the store's; else the weights' own are looked at.</param>
    public WeighPair(PeopleTable table, MatchWeights weights, bool isWholeStore)
    {
        (_table, _weights, _isWholeStore) = (table, weights, isWholeStore);
        _bits = [.. MatchWeights.AllFields.Select(f => weights.Matched[(int)f].Zip(weights.Unmatched[(int)f], (m, u) => Math.Log2(m / u)).ToArray())];
    }

    /// <summary>The weight of a comparison.</summary>
    public PairWeight Run(in Comparison pair)
    {
        var bits = 0.0;
        foreach (var field in MatchWeights.AllFields)
            bits += Bits(field, pair);
        return new(bits, LimitOf(pair.Pattern), FloorOf(pair));
    }

    /// <summary>Weight of one field; 0 where a value is missing.</summary>
    public double Bits(MatchField field, in Comparison pair)
    {
        var level = pair.Pattern[field];
        if (level == MatchFields.Missing)
            return 0;
        if (level == MatchFields.Levels(field) - 1 && SharedValue(field, pair) is var key and not 0)
            return Math.Log2(_weights.Matched[(int)field][level] / Commonness(field, key));
        if (field is MatchField.GivenName or MatchField.FamilyName && level >= (int)NameLevel.Slip)
            return _bits[(int)field][level] + (Rarity(field, pair) / 2);
        return _bits[(int)field][level];
    }

    /// <summary>The probability that a weight stands for.</summary>
    public static double Score(PairWeight weight, double matchChance)
    {
        var odds = weight.Bits + Math.Log2(matchChance / (1 - matchChance));
        return Math.Clamp(1 / (1 + Math.Pow(2, -odds)), weight.Floor, weight.Limit);
    }

    private static int SharedValue(MatchField field, in Comparison pair) => field switch
    {
        MatchField.GivenName => pair.NamesOfA.Given,
        MatchField.FamilyName => pair.NamesOfA.Family,
        MatchField.Email => pair.Email.A == pair.Email.B ? pair.Email.A : 0,
        MatchField.Phone => pair.Phone.A,
        MatchField.Identifier => pair.Identifier.A,
        MatchField.Account => pair.Account,
        MatchField.District => pair.AddressOfA.District,
        MatchField.City => pair.AddressOfA.City,
        MatchField.Postcode => pair.AddressOfA.Postcode,
        _ => 0,
    };

    private double Commonness(MatchField field, int key)
    {
        var prior = MatchFields.Of(field).RareValue;
        var (count, filled) = CountOf(field, key);
        var others = Math.Max(count - 1, 1);
        var share = others * Math.Min(1.0 / Math.Max(filled, 1), prior);
        // Sharing what a good part of the store shares says little, however small the store.
        var crowd = Math.Max(count - 2, 0) / (double)Math.Max(filled, 1);
        share = Math.Max(share, crowd * crowd);
        if (field == MatchField.Email && MailRoles.IsRole(_table.Pool(field).Text(key)))
            share = Math.Max(share, CommonName);
        // In a small store a common name occurs once or twice as well: the tables know it to be common.
        if (field is MatchField.GivenName or MatchField.FamilyName && filled < LargeStore && _table.Words.Rows(key).Length > 0)
            share = Math.Max(share, CommonName);
        return Math.Min(share, 0.9);
    }

    private (int Count, int Filled) CountOf(MatchField field, int key)
    {
        var isName = field is MatchField.GivenName or MatchField.FamilyName;
        if (_isWholeStore)
            return (isName ? _table.CountOf(field, key) : _table.Pool(field).Count(key), _table.Pool(field).Filled);
        var text = isName ? _table.Words.Text(key) : _table.Pool(field).Text(key);
        var common = _weights.CommonValues.TryGetValue(field, out var values) ? values.GetValueOrDefault(text, 1) : 1;
        return (common, _weights.Filled[(int)field]);
    }

    private double Rarity(MatchField field, in Comparison pair)
    {
        var (a, b) = field == MatchField.GivenName ? (pair.NamesOfA.Given, pair.NamesOfB.Given) : (pair.NamesOfA.Family, pair.NamesOfB.Family);
        var commonness = Math.Max(Commonness(field, a), Commonness(field, b));
        return Math.Clamp(Math.Log2(_weights.Unmatched[(int)field][^1] / commonness), -3, 3);
    }

    /// <summary>Whether the evidence is of a kind that never makes two people one, whatever it weighs.</summary>
    public static bool IsUncertain(MatchPattern pattern) => IsNameAlone(pattern) || IsHouseholdAlone(pattern) || IsOtherName(pattern) || IsColleagueAlone(pattern);

    private static double LimitOf(MatchPattern pattern) => IsUncertain(pattern) ? UncertainLimit : 1;

    private static bool IsNameAlone(MatchPattern pattern) =>
        !(Has(pattern, MatchField.Email, 1) || Has(pattern, MatchField.Phone, 1) || Has(pattern, MatchField.Birthday, 2) || Has(pattern, MatchField.Account, 1)
            || Has(pattern, MatchField.Identifier, 1) || Has(pattern, MatchField.Street, 2) || Has(pattern, MatchField.Postcode, 1) || Has(pattern, MatchField.District, 1));

    // Husband and wife share family name, home, phone and often the mailbox; colleagues share the rest.
    private static bool IsHouseholdAlone(MatchPattern pattern) =>
        pattern.Differs(MatchField.GivenName)
        && !(Has(pattern, MatchField.Birthday, 2) || Has(pattern, MatchField.Identifier, 1));

    // Who has neither name in common is somebody else, unless a number of one person says otherwise.
    private static bool IsOtherName(MatchPattern pattern) =>
        pattern.Differs(MatchField.GivenName) && pattern.Differs(MatchField.FamilyName) && !Has(pattern, MatchField.Identifier, 2);

    // Two of one firm or one town may well have one given name; another family name says who is who, unless something of their own says otherwise.
    private static bool IsColleagueAlone(MatchPattern pattern) =>
        pattern.Differs(MatchField.FamilyName)
        && !(Has(pattern, MatchField.Email, 1) || Has(pattern, MatchField.Phone, 1) || Has(pattern, MatchField.Birthday, 2) || Has(pattern, MatchField.Identifier, 1)
            || (pattern[MatchField.Street] is AlikeStreetSameNumber or SameStreetAndNumber && Has(pattern, MatchField.GivenName, (int)NameLevel.Slip)));

    // Two spellings of one name with a firm, a number or an address in common are worth a look, whatever the sums say.
    private double FloorOf(in Comparison pair)
    {
        var pattern = pair.Pattern;
        var namesAgree = Has(pattern, MatchField.GivenName, (int)NameLevel.SoundsAlike)
            && (Has(pattern, MatchField.FamilyName, (int)NameLevel.SoundsAlike) || pattern[MatchField.FamilyName] == MatchFields.Missing);
        var isContradicted = pattern.Differs(MatchField.Birthday) || pattern.Differs(MatchField.Identifier);
        if (!namesAgree || isContradicted)
            return 0;
        if (pattern.IsSame(MatchField.Email) || pattern.IsSame(MatchField.Phone))
            return SuggestedFrom;
        return pattern.IsSame(MatchField.Account) && CountOf(MatchField.Account, pair.Account).Count <= LargestFirm ? SuggestedFrom : 0;
    }

    private static bool Has(MatchPattern pattern, MatchField field, int atLeast) =>
        pattern[field] is var level && level != MatchFields.Missing && level >= atLeast;
}
