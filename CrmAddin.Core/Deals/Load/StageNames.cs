using CrmAddin.Core.Search;

namespace CrmAddin.Core.Deals.Load;

/// <summary>What the name of a stage in a file says about it.</summary>
internal static class StageNames
{
    private static readonly HashSet<string> _won = ["won", "win", "كسب", "مكسوبه", "ربح", "مربوحه", "فوز"];
    private static readonly HashSet<string> _lost = ["lost", "loss", "خساره", "خاسره"];

    // The usual order of selling, by a word of the name.
    private static readonly string[][] _order =
    [
        ["lead", "new", "initial", "prospect", "prospecting", "المبدييه", "جديد"],
        ["qualification", "qualified", "qualify", "التاهيل"],
        ["engage", "engaging", "engaged", "discovery", "meeting", "contacted", "اجتماع"],
        ["demo", "analysis", "study", "الدراسه"],
        ["proposal", "quote", "pricing", "عرض", "التسعير"],
        ["negotiation", "negotiating", "التفاوض"],
        ["contract", "commit", "committed", "عقد"],
    ];

    /// <summary>Open, won or lost.</summary>
    public static StageKind KindOf(string name)
    {
        var words = SearchText.Words(name);
        if (words.Any(_won.Contains))
            return StageKind.Won;
        return words.Any(_lost.Contains) ? StageKind.Lost : StageKind.Open;
    }

    /// <summary>Names as stages in the order of selling: open ones by what their names say, then won, then lost. Open ones get evenly rising probabilities.</summary>
    public static IReadOnlyList<Stage> ToStages(IReadOnlyCollection<string> names)
    {
        string[] ordered = [.. names.OrderBy(KindOf).ThenBy(Rank)];
        var openCount = ordered.Count(name => KindOf(name) == StageKind.Open);
        return
        [
            .. ordered.Select((name, position) => new Stage
            {
                Name = name,
                NameKey = SearchText.Fold(name),
                Position = position,
                Kind = KindOf(name),
                Probability = KindOf(name) switch
                {
                    StageKind.Won => 1,
                    StageKind.Lost => 0,
                    _ => Math.Round((decimal)(position + 1) / (openCount + 1), 2),
                },
            }),
        ];
    }

    private static int Rank(string name)
    {
        var words = SearchText.Words(name);
        var rank = Array.FindIndex(_order, step => words.Any(step.Contains));
        return rank < 0 ? _order.Length / 2 : rank;
    }
}
