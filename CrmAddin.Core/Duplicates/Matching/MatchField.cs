namespace CrmAddin.Core.Duplicates.Matching;

/// <summary>What two people are compared by. Each has levels from "differs" up to "the same"; a missing value says nothing.</summary>
public enum MatchField
{
    /// <summary>Given name: levels of <see cref="NameLevel"/>.</summary>
    GivenName,
    /// <summary>Family name: levels of <see cref="NameLevel"/>.</summary>
    FamilyName,
    /// <summary>Order of the names: as told, swapped.</summary>
    NameOrder,
    /// <summary>Birthday: differs, same year, one slip, same.</summary>
    Birthday,
    /// <summary>E-mail: differs, same before the @, one slip, same.</summary>
    Email,
    /// <summary>Phone: differs, one slip, same.</summary>
    Phone,
    /// <summary>Firm: differs, alike, same.</summary>
    Account,
    /// <summary>A number or code of one person: differs, two slips, one slip, same.</summary>
    Identifier,
    /// <summary>Street and number: differs, same number, alike, alike with number, same street, same with number.</summary>
    Street,
    /// <summary>District: differs, alike, same.</summary>
    District,
    /// <summary>City: differs, alike, same.</summary>
    City,
    /// <summary>Postcode: differs, one slip, same.</summary>
    Postcode,
    /// <summary>Region: differs, same.</summary>
    Region,
}

/// <summary>The fields with what is known of them before any data is seen.</summary>
public static class MatchFields
{
    /// <summary>Level of a missing value.</summary>
    public const int Missing = 15;

    /// <summary>How many fields there are.</summary>
    public const int Count = 13;

    private static readonly FieldPriors[] Table =
    [
        new([0.03, 0.01, 0.03, 0.08, 0.03, 0.06, 0.76], [0.966, 0.005, 0.012, 0.004, 0.002, 0.003, 0.008], 1.0 / 3_000),
        new([0.04, 0.005, 0.03, 0.08, 0.03, 0.03, 0.785], [0.979, 0.002, 0.008, 0.004, 0.002, 0.001, 0.004], 1.0 / 5_000),
        new([0.98, 0.02], [0.9995, 0.0005], 1),
        new([0.03, 0.02, 0.08, 0.87], [0.983, 0.0155, 0.0015, 0.00005], 1.0 / 20_000),
        new([0.38, 0.08, 0.03, 0.51], [0.9998, 0.00015, 0.00003, 0.00001], 1.0 / 100_000),
        new([0.38, 0.03, 0.59], [0.99985, 0.0001, 0.00002], 1.0 / 100_000),
        new([0.2, 0.1, 0.7], [0.988, 0.004, 0.008], 1.0 / 1_000),
        new([0.02, 0.02, 0.08, 0.88], [0.9996, 0.0003, 0.00005, 0.000005], 1.0 / 200_000),
        new([0.15, 0.03, 0.1, 0.12, 0.1, 0.5], [0.977, 0.02, 0.0015, 0.0002, 0.001, 0.0003], 1.0 / 5_000),
        new([0.25, 0.15, 0.6], [0.988, 0.007, 0.005], 1.0 / 1_000),
        new([0.1, 0.1, 0.8], [0.95, 0.01, 0.04], 1.0 / 300),
        new([0.08, 0.08, 0.84], [0.98, 0.015, 0.005], 1.0 / 1_000),
        new([0.1, 0.9], [0.75, 0.25], 1),
    ];

    /// <summary>What is known of a field beforehand.</summary>
    internal static FieldPriors Of(MatchField field) => Table[(int)field];

    /// <summary>Number of a field's levels; the last one is "the same".</summary>
    public static int Levels(MatchField field) => Table[(int)field].Matched.Length;
}

/// <summary>Shipped probabilities of a field's levels.</summary>
/// <param name="Matched">Chance of each level where two records are one person (m).</param>
/// <param name="Unmatched">Chance of each level where they are two (u).</param>
/// <param name="RareValue">How common a value is that a store holds once or twice.</param>
internal sealed record FieldPriors(double[] Matched, double[] Unmatched, double RareValue);

/// <summary>The levels of all fields for two people, four bits each: equal patterns are counted together.</summary>
internal struct MatchPattern
{
    /// <summary>The bits.</summary>
    public ulong Bits { get; private set; }

    /// <summary>Level of a field; <see cref="MatchFields.Missing"/> where one side has no value.</summary>
    public readonly int this[MatchField field] => (int)(Bits >> ((int)field * 4)) & 15;

    /// <summary>Notes a level.</summary>
    public void Set(MatchField field, int level) => Bits |= (ulong)level << ((int)field * 4);

    /// <summary>Whether the field's values are the same.</summary>
    public readonly bool IsSame(MatchField field) => this[field] == MatchFields.Levels(field) - 1;

    /// <summary>Whether both sides have a value and they differ.</summary>
    public readonly bool Differs(MatchField field) => this[field] == 0;

    public static MatchPattern FromBits(ulong bits) => new() { Bits = bits };
}
