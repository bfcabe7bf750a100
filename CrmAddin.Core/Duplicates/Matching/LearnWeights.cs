namespace CrmAddin.Core.Duplicates.Matching;

/// <summary>
/// Learns the weights from the people themselves: u from pairs drawn by lot and from how often values occur, m by expectation
/// maximisation over blocks, each time without the fields that the block was made by (Winkler 1988). Shipped chances count as a few
/// pairs seen beforehand, so that a small store keeps to them.
/// </summary>
internal sealed class LearnWeights(PeopleTable table, PeopleBlocks blocks)
{
    private const int PairsByLot = 400_000;
    private const int PairsASession = 150_000;
    private const int Rounds = 30;
    private const int Seed = 20_260;
    private const double PriorPairs = 12;
    private const double PriorPairsUnmatched = 2_000;
    private const double LeastChance = 1e-9;

    private static readonly (BlockRule Rule, MatchField[] Given)[] Sessions =
    [
        (BlockRule.Names, [MatchField.GivenName, MatchField.FamilyName, MatchField.NameOrder]),
        (BlockRule.Birthday, [MatchField.Birthday]),
        (BlockRule.Email, [MatchField.Email, MatchField.Account]),
        (BlockRule.Phone, [MatchField.Phone, MatchField.Account, MatchField.Street, MatchField.District, MatchField.City, MatchField.Postcode, MatchField.Region]),
        (BlockRule.Identifier, [MatchField.Identifier]),
        (BlockRule.StreetNumber, [MatchField.Street, MatchField.District, MatchField.City, MatchField.Postcode, MatchField.Region]),
    ];

    private readonly ComparePeople _compare = new(table);
    private readonly double[][] _matched = Copy(f => MatchFields.Of(f).Matched);
    private readonly double[][] _unmatched = Copy(f => MatchFields.Of(f).Unmatched);
    private double _mostMatches;

    /// <summary>The weights; the chance of a match is set by who looks at all pairs.</summary>
    public MatchWeights Run()
    {
        LearnUnmatched();
        LearnMatched();
        TakeMatchesOutOfUnmatched();
        return new MatchWeights
        {
            Matched = _matched,
            Unmatched = _unmatched,
            MatchChance = MatchWeights.ChanceOf(Math.Max(_mostMatches, 1), table.Rows.Count),
            People = table.Rows.Count,
            Filled = [.. MatchWeights.AllFields.Select(f => table.Pool(f).Filled)],
        };
    }

    private void LearnUnmatched()
    {
        var counts = Copy(f => new double[MatchFields.Levels(f)]);
        foreach (var (a, b) in PairsDrawnByLot())
            Count(counts, _compare.Run(table.Rows[a], table.Rows[b]).Pattern.Bits, 1, []);
        Blend(_unmatched, counts, MatchFields.Of, f => f.Unmatched, PriorPairsUnmatched);
    }

    private IEnumerable<(int A, int B)> PairsDrawnByLot()
    {
        var people = table.Rows.Count;
        if ((long)people * (people - 1) / 2 <= PairsByLot)
        {
            for (var a = 0; a < people; a++)
            {
                for (var b = a + 1; b < people; b++)
                    yield return (a, b);
            }
            yield break;
        }
        var random = new Random(Seed);
        for (var i = 0; i < PairsByLot; i++)
        {
            var (a, b) = (random.Next(people), random.Next(people));
            if (a != b)
                yield return (a, b);
        }
    }

    private void LearnMatched()
    {
        var total = Copy(f => new double[MatchFields.Levels(f)]);
        foreach (var (rule, given) in Sessions)
        {
            var patterns = PatternsOf(rule);
            if (patterns.Count == 0)
                continue;
            var counts = Maximise(patterns, given);
            for (var field = 0; field < total.Length; field++)
            {
                for (var level = 0; level < total[field].Length; level++)
                    total[field][level] += counts[field][level];
            }
        }
        Blend(_matched, total, MatchFields.Of, f => f.Matched, PriorPairs);
    }

    private Dictionary<ulong, int> PatternsOf(BlockRule rule)
    {
        var patterns = new Dictionary<ulong, int>();
        var pairs = blocks.Blocks(rule).Sum(b => (long)b.Count * (b.Count - 1) / 2);
        var every = (int)Math.Max(1, pairs / PairsASession);
        var number = 0;
        foreach (var block in blocks.Blocks(rule))
        {
            for (var i = 0; i < block.Count; i++)
            {
                for (var j = i + 1; j < block.Count; j++)
                {
                    if (number++ % every != 0)
                        continue;
                    var bits = _compare.Run(table.Rows[block[i]], table.Rows[block[j]]).Pattern.Bits;
                    patterns[bits] = patterns.GetValueOrDefault(bits) + 1;
                }
            }
        }
        return patterns;
    }

    private double[][] Maximise(Dictionary<ulong, int> patterns, MatchField[] given)
    {
        var matched = Copy(f => MatchFields.Of(f).Matched);
        var counts = Copy(f => new double[MatchFields.Levels(f)]);
        var chance = 0.3;
        var matches = 0.0;
        double pairs = patterns.Values.Sum();
        for (var round = 0; round < Rounds; round++)
        {
            counts = Copy(f => new double[MatchFields.Levels(f)]);
            matches = 0;
            foreach (var (bits, count) in patterns.OrderBy(p => p.Key))
            {
                var probability = Probability(bits, matched, chance, given);
                matches += probability * count;
                Count(counts, bits, probability * count, given);
            }
            Blend(matched, counts, MatchFields.Of, f => f.Matched, PriorPairs);
            chance = Math.Clamp((matches + 0.3) / (pairs + 1), 1e-6, 1 - 1e-6);
        }
        _mostMatches = Math.Max(_mostMatches, matches);
        return counts;
    }

    private double Probability(ulong bits, double[][] matched, double chance, MatchField[] given)
    {
        var pattern = MatchPattern.FromBits(bits);
        if (WeighPair.IsUncertain(pattern))
            return 0;
        var odds = Math.Log2(chance / (1 - chance));
        foreach (var field in MatchWeights.AllFields)
        {
            if (pattern[field] is var level && level != MatchFields.Missing && !given.Contains(field))
                odds += Math.Log2(matched[(int)field][level] / _unmatched[(int)field][level]);
        }
        return 1 / (1 + Math.Pow(2, -odds));
    }

    // Some of the pairs drawn by lot are one person; where a value is hardly ever shared otherwise they would be all there is.
    private void TakeMatchesOutOfUnmatched()
    {
        var chance = MatchWeights.ChanceOf(_mostMatches, table.Rows.Count);
        foreach (var field in MatchWeights.AllFields)
        {
            var (u, m) = (_unmatched[(int)field], _matched[(int)field]);
            for (var level = 1; level < u.Length; level++)
                u[level] = Math.Max(u[level] - (chance * m[level]), Math.Max(u[level] * 0.1, LeastChance));
        }
    }

    private static void Count(double[][] counts, ulong bits, double weight, MatchField[] without)
    {
        var pattern = MatchPattern.FromBits(bits);
        foreach (var field in MatchWeights.AllFields)
        {
            if (pattern[field] is var level && level != MatchFields.Missing && !without.Contains(field))
                counts[(int)field][level] += weight;
        }
    }

    private static void Blend(double[][] into, double[][] counts, Func<MatchField, FieldPriors> priors, Func<FieldPriors, double[]> of, double priorPairs)
    {
        foreach (var field in MatchWeights.AllFields)
        {
            var prior = of(priors(field));
            var sum = counts[(int)field].Sum() + (priorPairs * prior.Sum());
            for (var level = 0; level < prior.Length; level++)
                into[(int)field][level] = (counts[(int)field][level] + (priorPairs * prior[level])) / sum;
        }
    }

    private static double[][] Copy(Func<MatchField, double[]> of) => [.. MatchWeights.AllFields.Select(f => of(f).ToArray())];
}
