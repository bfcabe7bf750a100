namespace CrmAddin.Core.Duplicates.Matching;

/// <summary>Finds those of many people who look like one person. The same people give the same pairs and scores, every time.</summary>
public sealed class FindLikelyPairs
{
    /// <summary>From this score on two people are suggested as one.</summary>
    public const double SuggestedFrom = WeighPair.SuggestedFrom;

    private const int RowsAChunk = 2_000;
    private const int MostReasons = 8;
    private const int ScoreRounds = 25;
    private const int MostCommonValues = 3_000;
    private readonly PeopleTable _table = new();

    /// <summary>How many people were taken in.</summary>
    public int Count => _table.Rows.Count;

    /// <summary>Pairs that were compared by the last run.</summary>
    public long Compared { get; private set; }

    /// <summary>Takes a person in.</summary>
    public void Add(MatchPerson person) => _table.Add(person);

    /// <summary>Learns the weights from everyone taken in and finds the pairs.</summary>
    /// <param name="atLeast">The lowest score that is wanted.</param>
    /// <param name="progress">Told how many people were looked at.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <returns>The weights, and the pairs, best first.</returns>
    public (MatchWeights Weights, IReadOnlyList<LikelyPair> Pairs) Run(double atLeast, IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        var blocks = PeopleBlocks.Of(_table);
        var weights = new LearnWeights(_table, blocks).Run();
        var weigh = new WeighPair(_table, weights, isWholeStore: true);
        var pairs = WeighAll(blocks, weigh, progress, cancel);
        weights = weights with { MatchChance = MatchChance(pairs), CommonValues = CommonValues() };
        var explain = new ExplainPair(_table, weigh);
        var likely = pairs
            .Select(p => (p.A, p.B, Score: WeighPair.Score(p.Weight, weights.MatchChance)))
            .Where(p => p.Score >= atLeast)
            .Select(p => Explained(p.A, p.B, p.Score, explain))
            .OrderByDescending(p => p.Score).ThenBy(p => p.A).ThenBy(p => p.B)
            .ToList();
        return (weights, likely);
    }

    /// <summary>Scores one person against some others by weights that were learned before.</summary>
    public static IReadOnlyList<LikelyPair> Check(MatchPerson person, IEnumerable<MatchPerson> others, MatchWeights weights, double atLeast)
    {
        var find = new FindLikelyPairs();
        find.Add(person);
        foreach (var other in others)
            find.Add(other);
        var weigh = new WeighPair(find._table, weights, isWholeStore: false);
        var compare = new ComparePeople(find._table);
        var explain = new ExplainPair(find._table, weigh);
        var scored = Enumerable.Range(1, find.Count - 1)
            .Select(b => (B: b, Score: WeighPair.Score(weigh.Run(compare.Run(find._table.Rows[0], find._table.Rows[b])), weights.MatchChance)));
        return [.. scored.Where(s => s.Score >= atLeast).OrderByDescending(s => s.Score).ThenBy(s => s.B).Select(s => find.Explained(0, s.B, s.Score, explain))];
    }

    private List<WeighedPair> WeighAll(PeopleBlocks blocks, WeighPair weigh, IProgress<int>? progress, CancellationToken cancel)
    {
        // Below this a pair could not be likely even where every second record is somebody's double.
        var worth = -Math.Log2(MatchWeights.ChanceOf(Count, Count)) - 10;
        var chunks = (Count + RowsAChunk - 1) / RowsAChunk;
        var found = new List<WeighedPair>[chunks];
        var (compared, done) = (0L, 0);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancel };
        Parallel.For(0, chunks, options, NewScratch, (chunk, _, scratch) =>
        {
            found[chunk] = WeighChunk(chunk, blocks, weigh, worth, scratch);
            Interlocked.Add(ref compared, scratch.TakeCompared());
            progress?.Report(Math.Min(Count, Interlocked.Increment(ref done) * RowsAChunk));
            return scratch;
        }, _ => { });
        Compared = compared;
        return [.. found.SelectMany(f => f)];
    }

    private Scratch NewScratch() => new(_table, Count);

    private List<WeighedPair> WeighChunk(int chunk, PeopleBlocks blocks, WeighPair weigh, double worth, Scratch scratch)
    {
        var found = new List<WeighedPair>();
        for (var a = chunk * RowsAChunk; a < Math.Min(Count, (chunk + 1) * RowsAChunk); a++)
        {
            blocks.Mates(a, scratch.SeenBy, scratch.Mates);
            foreach (var b in scratch.Mates)
            {
                scratch.Compared++;
                var weight = weigh.Run(scratch.Compare.Run(_table.Rows[a], _table.Rows[b]));
                if (weight.Floor > 0 || (weight.Bits >= worth && weight.Limit == 1))
                    found.Add(new(a, b, weight));
            }
        }
        return found;
    }

    // λ is what makes the probabilities add up to the number of matches that it says there are.
    private double MatchChance(List<WeighedPair> pairs)
    {
        var chance = MatchWeights.ChanceOf(Count, Count);
        for (var round = 0; round < ScoreRounds; round++)
        {
            var matches = pairs.Sum(p => WeighPair.Score(p.Weight with { Floor = 0 }, chance));
            chance = MatchWeights.ChanceOf(matches + (0.005 * Count) + 0.5, Count);
        }
        return chance;
    }

    private LikelyPair Explained(int a, int b, double score, ExplainPair explain)
    {
        var (x, y) = (_table.Rows[a], _table.Rows[b]);
        if (x.Id > y.Id)
            (x, y) = (y, x);
        var reasons = explain.Run(x, y);
        return new(x.Id, y.Id, score, [.. reasons.OrderByDescending(r => r.Bits).ThenBy(r => r.Kind).Take(MostReasons)]);
    }

    private Dictionary<MatchField, Dictionary<string, int>> CommonValues() =>
        MatchWeights.AllFields.Where(f => f is not (MatchField.Birthday or MatchField.NameOrder or MatchField.Street or MatchField.Region))
            .ToDictionary(f => f, f => _table.Pool(f).Commonest(MostCommonValues, atLeast: 3).ToDictionary(StringComparer.Ordinal));

    private readonly record struct WeighedPair(int A, int B, PairWeight Weight);

    private sealed class Scratch
    {
        public Scratch(PeopleTable table, int rows)
        {
            Compare = new ComparePeople(table, PairCache.LargeSlotBits);
            SeenBy = new int[rows];
            Array.Fill(SeenBy, -1);
        }

        public ComparePeople Compare { get; }

        public int[] SeenBy { get; }

        public List<int> Mates { get; } = [];

        public long Compared { get; set; }

        public long TakeCompared()
        {
            var compared = Compared;
            Compared = 0;
            return compared;
        }
    }
}
