using System.Globalization;
using CrmAddin.Core.Duplicates.Matching;
using CrmAddin.Core.Tests.Capture;

namespace CrmAddin.Core.Tests.Duplicates.Matching;

public sealed class MatchingQualityTests
{
    [Fact]
    public void Febrl_3_with_its_identifier_reaches_the_promised_precision_and_recall()
    {
        if (SharedData.Find("duplicates/febrl/dataset3.csv") is not { } file)
            return;

        var (precision, recall) = Febrl(file, withIdentifier: true);

        precision.ShouldBeGreaterThanOrEqualTo(0.999);
        recall.ShouldBeGreaterThanOrEqualTo(0.986);
    }

    [Theory]
    [InlineData("dataset1.csv", 0.98)]
    [InlineData("dataset3.csv", 0.97)]
    public void Febrl_without_the_identifier_is_found_by_names_birthdays_and_addresses(string name, double atLeast)
    {
        if (SharedData.Find("duplicates/febrl/" + name) is not { } file)
            return;

        var (precision, recall) = Febrl(file, withIdentifier: false);

        precision.ShouldBeGreaterThanOrEqualTo(0.999);
        recall.ShouldBeGreaterThanOrEqualTo(atLeast);
    }

    [Theory]
    [InlineData(Shared.Account, true)]
    [InlineData(Shared.Account, false)]
    [InlineData(Shared.OneAccountForAll, true)]
    [InlineData(Shared.Phone, true)]
    [InlineData(Shared.Phone, false)]
    public void Every_spelling_of_an_Arabic_name_is_suggested_when_a_firm_or_number_agrees(Shared shared, bool withFamily)
    {
        if (SharedData.Find("duplicates/arabic-name-variants/arabic_given_names.csv") is not { } file)
            return;
        var names = Spellings(file);

        var pairs = Pairs(names, shared, withFamily, FindLikelyPairs.SuggestedFrom).Select(p => (p.A, p.B)).ToHashSet();

        var expected = names.SelectMany((a, i) => names.Select((b, j) => (A: (long)i + 1, B: (long)j + 1, IsOne: a.Row == b.Row && i < j))).Where(p => p.IsOne).Select(p => (p.A, p.B)).ToHashSet();
        expected.Count.ShouldBeGreaterThan(400);
        pairs.SetEquals(expected).ShouldBeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void No_spelling_of_an_Arabic_name_is_suggested_by_the_name_alone(bool withFamily)
    {
        if (SharedData.Find("duplicates/arabic-name-variants/arabic_given_names.csv") is not { } file)
            return;

        Pairs(Spellings(file), Shared.Nothing, withFamily, FindLikelyPairs.SuggestedFrom).ShouldBeEmpty();
    }

    public enum Shared
    {
        Nothing,
        Account,
        OneAccountForAll,
        Phone,
    }

    private static (double Precision, double Recall) Febrl(string file, bool withIdentifier)
    {
        var find = new FindLikelyPairs();
        var who = new List<string>();
        foreach (var line in File.ReadLines(file).Skip(1))
        {
            var cells = line.Split(',', StringSplitOptions.TrimEntries);
            who.Add(cells[0].Split('-')[1]);
            find.Add(new MatchPerson(who.Count)
            {
                GivenName = cells[1],
                FamilyName = cells[2],
                BirthdayOn = DateOnly.TryParseExact(cells[9], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
                Addresses = [new($"{cells[3]} {cells[4]}", cells[5], cells[6], cells[8], cells[7])],
                Identifiers = withIdentifier && cells[10].Length > 0 ? [new(1, cells[10])] : [],
            });
        }
        var (_, pairs) = find.Run(FindLikelyPairs.SuggestedFrom);
        var right = pairs.Count(p => who[(int)p.A - 1] == who[(int)p.B - 1]);
        var all = who.GroupBy(w => w).Sum(g => g.Count() * (g.Count() - 1) / 2);
        return ((double)right / pairs.Count, (double)right / all);
    }

    private static List<(int Row, string Name)> Spellings(string file) =>
        [.. File.ReadLines(file).Skip(1).SelectMany((line, row) => line.Split(',', '|').Where(n => n.Length > 0).Select(name => (row, name)))];

    private static IReadOnlyList<LikelyPair> Pairs(List<(int Row, string Name)> names, Shared shared, bool withFamily, double atLeast)
    {
        var find = new FindLikelyPairs();
        for (var i = 0; i < names.Count; i++)
        {
            var (row, name) = names[i];
            find.Add(new MatchPerson(i + 1)
            {
                GivenName = name,
                FamilyName = !withFamily ? null : name[0] > 'z' ? "الحربي" : "Al-Harbi",
                Account = shared switch { Shared.Account => $"Firm {row}", Shared.OneAccountForAll => "The Firm", _ => null },
                Phones = shared == Shared.Phone ? [string.Create(CultureInfo.InvariantCulture, $"+96650{1_000_000 + (row * 7_919)}")] : [],
            });
        }
        return find.Run(atLeast).Pairs;
    }
}
