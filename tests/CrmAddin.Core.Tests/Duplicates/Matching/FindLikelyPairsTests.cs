using CrmAddin.Core.Duplicates.Matching;

namespace CrmAddin.Core.Tests.Duplicates.Matching;

public sealed class FindLikelyPairsTests
{
    private static readonly string[] Given = ["Nadia", "Victor", "Bruno", "Heidi", "Ingrid", "Pavel", "Ursula", "Quentin", "Tamsin", "Wilhelm", "Yvonne", "Zoltan"];
    private static readonly string[] Family = ["Arkwright", "Bellweather", "Castellano", "Dombrowski", "Eisenhower", "Fitzgerald", "Gustafson", "Hollingsworth", "Ivanovich", "Jablonski"];

    [Theory]
    [InlineData("Robert", "Bob", MatchReasonKind.VariantGivenName)]
    [InlineData("Catherine", "Kate", MatchReasonKind.VariantGivenName)]
    [InlineData("محمد", "Mohammed", MatchReasonKind.VariantGivenName)]
    [InlineData("Zuhair", "Zoheir", MatchReasonKind.VariantGivenName)]
    [InlineData("عبد الرحمن", "Abdurrahman", MatchReasonKind.VariantGivenName)]
    [InlineData("Babajide", "Babajipe", MatchReasonKind.SimilarGivenName)]
    public void Two_forms_of_a_name_with_one_phone_are_suggested_with_the_reason(string one, string other, MatchReasonKind reason)
    {
        var pair = Find(
            new MatchPerson(1) { GivenName = one, FamilyName = "Okonkwo", Phones = ["+966501234567"] },
            new MatchPerson(2) { GivenName = other, FamilyName = "Okonkwo", Phones = ["+966501234567"] }).ShouldHaveSingleItem();

        pair.Score.ShouldBeGreaterThan(0.9);
        pair.Reasons.Select(r => r.Kind).ShouldContain(reason);
        pair.Reasons.Single(r => r.Kind == MatchReasonKind.SamePhone).A.ShouldBe("966501234567");
    }

    [Fact]
    public void Names_told_the_other_way_round_are_found_and_said_to_be_swapped()
    {
        var pair = Find(
            new MatchPerson(1) { GivenName = "Chinwe", FamilyName = "Okonkwo", BirthdayOn = new(1980, 5, 6) },
            new MatchPerson(2) { GivenName = "Okonkwo", FamilyName = "Chinwe", BirthdayOn = new(1980, 5, 6) }).ShouldHaveSingleItem();

        pair.Score.ShouldBeGreaterThan(0.9);
        pair.Reasons.Select(r => r.Kind).ShouldContain(MatchReasonKind.NamesSwapped);
    }

    [Theory]
    [InlineData("Chinwe", "Okonkwo")]
    [InlineData("John", "Smith")]
    [InlineData("محمد", "الحربي")]
    public void One_name_alone_never_makes_two_people_one(string given, string family) =>
        Find(new MatchPerson(1) { GivenName = given, FamilyName = family }, new MatchPerson(2) { GivenName = given, FamilyName = family }).ShouldBeEmpty();

    [Fact]
    public void A_couple_with_one_home_and_one_phone_stays_two_people() =>
        Find(
            new MatchPerson(1) { GivenName = "Chinwe", FamilyName = "Okonkwo", Phones = ["+966112345678"], Addresses = [Home] },
            new MatchPerson(2) { GivenName = "Babajide", FamilyName = "Okonkwo", Phones = ["+966112345678"], Addresses = [Home] }).ShouldBeEmpty();

    [Fact]
    public void A_rare_name_weighs_more_than_a_common_one()
    {
        MatchPerson Person(long id, string family, string street) => new(id)
        {
            GivenName = "Chinwe",
            FamilyName = family,
            Addresses = [new(street, null, "Riyadh", null, "11564")],
        };
        var crowd = Enumerable.Range(0, 60).Select(i => Person(100 + i, "Common", $"{i} Other{i} Road"));

        var pairs = Find([Person(1, "Rarename", "1 First Road"), Person(2, "Rarename", "2 Second Road"), Person(3, "Common", "3 Third Road"), Person(4, "Common", "4 Fourth Road"), .. crowd], 0.0);

        Bits(pairs, 1, 2, MatchReasonKind.SameFamilyName).ShouldBeGreaterThan(Bits(pairs, 3, 4, MatchReasonKind.SameFamilyName) + 3);
    }

    [Fact]
    public void An_address_that_a_whole_office_shares_weighs_less_than_a_personal_one()
    {
        var office = Enumerable.Range(0, Family.Length).Select(i => new MatchPerson(100 + i) { GivenName = Given[i], FamilyName = Family[i], Emails = ["info@firm.example"] });

        var pairs = Find([.. office], FindLikelyPairs.SuggestedFrom);

        pairs.ShouldBeEmpty();
    }

    [Fact]
    public void The_same_people_give_the_same_scores_every_time()
    {
        MatchPerson[] people = [.. Crowd(), new(1) { GivenName = "Ann", FamilyName = "Leigh", Emails = ["ann@leigh.example"] }, new(2) { GivenName = "Anne", FamilyName = "Lee", Emails = ["ann@leigh.example"] }];

        var (first, second) = (Find(people, 0), Find(people, 0));

        first.Count.ShouldBeGreaterThan(0);
        second.Select(p => (p.A, p.B, p.Score)).ShouldBe(first.Select(p => (p.A, p.B, p.Score)));
    }

    [Fact]
    public void Checking_one_person_agrees_with_the_run_over_everyone()
    {
        var (one, other) = (new MatchPerson(1) { GivenName = "Chinwe", FamilyName = "Okonkwo", Emails = ["c.okonkwo@firm.example"] }, new MatchPerson(2) { GivenName = "Chinwee", FamilyName = "Okonkwo", Emails = ["c.okonkwo@firm.example"] });
        var find = new FindLikelyPairs();
        foreach (var person in (MatchPerson[])[one, other, .. Crowd()])
            find.Add(person);
        var (weights, pairs) = find.Run(FindLikelyPairs.SuggestedFrom);

        var check = FindLikelyPairs.Check(one with { Id = 0 }, [other], weights, FindLikelyPairs.SuggestedFrom).ShouldHaveSingleItem();

        (check.A, check.B).ShouldBe((0, 2));
        check.Score.ShouldBe(pairs.ShouldHaveSingleItem().Score, tolerance: 0.05);
    }

    [Theory]
    [InlineData("kitten", "sitten", 2, 1)]
    [InlineData("abcd", "abdc", 2, 1)]
    [InlineData("abcd", "acbd", 0, 1)]
    [InlineData("", "ab", 3, 2)]
    [InlineData("saturday", "sunday", 5, 3)]
    [InlineData("abcdefgh", "ijklmnop", 2, 3)]
    public void Edits_are_counted_up_to_the_most_that_is_asked(string a, string b, int most, int edits) => TextLikeness.Edits(a, b, most).ShouldBe(edits);

    [Theory]
    [InlineData("martha", "marhta", 0.961)]
    [InlineData("dixon", "dicksonx", 0.813)]
    [InlineData("dwayne", "duane", 0.84)]
    [InlineData("abc", "xyz", 0)]
    public void Jaro_Winkler_gives_Winklers_published_values(string a, string b, double likeness) =>
        TextLikeness.JaroWinkler(a, b).ShouldBe(likeness, tolerance: 0.001);

    [Theory]
    [InlineData("Dr. Mohammed bin Salman Al Saud", "mohammed", "saud")]
    [InlineData("عبد الرحمن بن خالد الحربي", "عبدالرحمن", "حربي")]
    [InlineData("Abdel Rahman El-Sayed", "abdulrahman", "sayed")]
    [InlineData("Cher", "cher", "")]
    public void A_whole_name_is_cut_into_given_and_family_part(string name, string given, string family) =>
        NameReading.OfWhole(name).ShouldBe(new NameReading(given, family));

    private static MatchAddress Home => new("12 King Fahd Road", "Olaya", "Riyadh", null, "11564");

    private static IEnumerable<MatchPerson> Crowd() =>
        Given.SelectMany((g, i) => Family.Select((f, j) => new MatchPerson(1_000 + (i * 100) + j)
        {
            GivenName = g,
            FamilyName = f,
            Emails = [$"{g}.{f}@firm{j}.example".ToLowerInvariant()],
            Phones = [$"+96650{(1_000_000 + (i * 79_193) + (j * 7_919)):0000000}"],
            BirthdayOn = new DateOnly(1950 + i, 1 + j, 1 + i + j),
            Addresses = [new($"{i + 1} {f} Street", null, "Riyadh", null, $"11{i}{j}1")],
        }));

    private static IReadOnlyList<LikelyPair> Find(params MatchPerson[] people) => Find([.. people, .. Crowd()], FindLikelyPairs.SuggestedFrom);

    private static IReadOnlyList<LikelyPair> Find(MatchPerson[] people, double atLeast)
    {
        var find = new FindLikelyPairs();
        foreach (var person in people)
            find.Add(person);
        return find.Run(atLeast).Pairs;
    }

    private static double Bits(IReadOnlyList<LikelyPair> pairs, long a, long b, MatchReasonKind kind) =>
        pairs.Single(p => p.A == a && p.B == b).Reasons.SingleOrDefault(r => r.Kind == kind)?.Bits ?? 0;
}
