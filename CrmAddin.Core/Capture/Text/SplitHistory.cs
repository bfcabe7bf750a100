using System.Collections;

namespace CrmAddin.Core.Capture.Text;

/// <summary>Whose words a stretch of a mail is.</summary>
internal enum TextStretchKind
{
    /// <summary>The writer's.</summary>
    Own,
    /// <summary>Quoted.</summary>
    Quoted,
    /// <summary>Passed on.</summary>
    Forwarded,
}

/// <summary>A stretch of a mail's lines.</summary>
/// <param name="Kind">Whose words it is.</param>
/// <param name="Head">What announces it: "On … X wrote:", From, Sent, To and Subject; empty where nothing does.</param>
/// <param name="Lines">Its lines, quote marks included.</param>
internal sealed record TextStretch(TextStretchKind Kind, IReadOnlyList<MailLine> Head, IReadOnlyList<MailLine> Lines)
{
    /// <summary>Whether its lines carry quote marks.</summary>
    internal bool IsMarked { get; init; }
}

/// <summary>Splits a text into what its writer wrote and what they quote or pass on. Every line is in one stretch, in the order of the text.</summary>
internal static class SplitHistory
{
    // Nobody writes so many lines; what is below them counts as quoted.
    private const int MostLines = 20_000;

    /// <summary>The stretches; what is quoted within a quotation is not split further.</summary>
    internal static IReadOnlyList<TextStretch> Of(IReadOnlyList<MailLine> lines)
    {
        var folded = new FoldedLines(lines, Math.Min(lines.Count, MostLines));
        var stretches = new List<TextStretch>();
        var own = new List<MailLine>();
        var at = 0;
        while (at < folded.Count)
        {
            var head = HeadAt(lines, folded, at);
            if (head is null && !lines[at].IsQuoted)
            {
                own.Add(lines[at++]);
                continue;
            }

            var announced = head is { TakesTheRest: true } ? TakeNotesName(own) : [];
            Flush(own, stretches);
            for (var i = 0; i < head?.Lines; i++)
                announced.Add(lines[at++]);
            var from = at;
            at = head is { TakesTheRest: true } ? lines.Count : EndOfQuotation(lines, folded, at);
            stretches.Add(new TextStretch(head is { IsForward: true } ? TextStretchKind.Forwarded : TextStretchKind.Quoted, announced, Slice(lines, from, at)) { IsMarked = head is not { TakesTheRest: true } });
        }

        Flush(own, stretches);
        if (at < lines.Count)
            stretches.Add(new TextStretch(TextStretchKind.Quoted, [], Slice(lines, at, lines.Count)));
        return stretches;
    }

    private static void Flush(List<MailLine> own, List<TextStretch> stretches)
    {
        if (own.Count > 0)
            stretches.Add(new TextStretch(TextStretchKind.Own, [], [.. own]));
        own.Clear();
    }

    private static List<MailLine> Slice(IReadOnlyList<MailLine> lines, int from, int to)
    {
        var slice = new List<MailLine>(to - from);
        for (var i = from; i < to; i++)
            slice.Add(lines[i]);
        return slice;
    }

    // Blank lines between an attribution and its quotation belong to the quotation; those below it do not.
    private static int EndOfQuotation(IReadOnlyList<MailLine> lines, FoldedLines folded, int from)
    {
        var at = from;
        while (at < folded.Count && lines[at].IsBlank)
            at++;
        while (at < folded.Count && lines[at].IsQuoted && HeadAt(lines, folded, at) is null)
            at++;
        return at;
    }

    // A head behind quote marks is the quoted writer's, and the answer may go on below it.
    private static HistoryHead? HeadAt(IReadOnlyList<MailLine> lines, FoldedLines folded, int at) =>
        lines[at].Text.AsSpan().TrimStart().StartsWith(">") ? null : HistoryHeads.At(lines, folded, at);

    // The name and date above a Notes head belong to what it quotes.
    private static List<MailLine> TakeNotesName(List<MailLine> own)
    {
        var last = own.FindLastIndex(line => !line.IsBlank);
        if (last < 0 || own[last].Text.Length > 80 || !HistoryHeads.IsNotesDate(TextFolding.Fold(own[last].Text).Trim()))
            return [];
        var isDateAlone = own[last].Text.Trim().Length <= 24;
        var first = isDateAlone && last > 0 && own[last - 1].Text.Trim().Length is > 0 and <= 60 ? last - 1 : last;
        var taken = own.GetRange(first, own.Count - first);
        own.RemoveRange(first, own.Count - first);
        return taken;
    }

    // Folds each line when it is first looked at: below the head of a long history nobody looks.
    private sealed class FoldedLines(IReadOnlyList<MailLine> lines, int count) : IReadOnlyList<string>
    {
        private const int LongestLine = 400;
        private readonly string?[] _folded = new string?[count];

        public int Count => count;

        public string this[int index] => _folded[index] ??= TextFolding.Fold(lines[index].Text is { Length: > LongestLine } text ? text[..LongestLine] : lines[index].Text).Trim();

        public IEnumerator<string> GetEnumerator() => Enumerable.Range(0, count).Select(i => this[i]).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
