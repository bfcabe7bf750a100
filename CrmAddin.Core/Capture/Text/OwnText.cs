namespace CrmAddin.Core.Capture.Text;

/// <summary>The lines that the writer wrote this time: no quoted or forwarded history, no disclaimers, no list footers.</summary>
internal static class OwnText
{
    // Nobody signs below so many lines.
    private const int MostLines = 20_000;

    /// <summary>The writer's own lines with the numbers they have in the whole body.</summary>
    internal static IReadOnlyList<MailLine> Of(IReadOnlyList<MailLine> lines)
    {
        var folded = lines.Take(MostLines).Select(line => TextFolding.Fold(Clip(line.Text)).Trim()).ToList();
        var own = new List<MailLine>();
        for (var i = 0; i < folded.Count; i++)
        {
            if (EndsOwnText(folded, i))
            {
                DropNotesName(own);
                break;
            }

            var attribution = HistoryHeads.AttributionLines(folded, i);
            if (attribution > 0)
            {
                // Below an attribution either quoted lines follow and the answer goes on, or all the rest is history.
                if (!IsQuotedFrom(lines, i + attribution))
                    break;
                i += attribution - 1;
                continue;
            }

            if (!lines[i].IsQuoted)
                own.Add(lines[i]);
        }

        return Disclaimers.CutOff(own);
    }

    // The name and date above a Notes head belong to what it quotes.
    private static void DropNotesName(List<MailLine> own)
    {
        while (own.Count > 0 && own[^1].IsBlank)
            own.RemoveAt(own.Count - 1);
        if (own.Count == 0 || own[^1].Text.Length > 80 || !HistoryHeads.IsNotesDate(TextFolding.Fold(own[^1].Text).Trim()))
            return;
        var isDateAlone = own[^1].Text.Trim().Length <= 24;
        own.RemoveAt(own.Count - 1);
        if (isDateAlone && own.Count > 0 && own[^1].Text.Trim().Length is > 0 and <= 60)
            own.RemoveAt(own.Count - 1);
    }

    private static bool EndsOwnText(List<string> folded, int at)
    {
        if (folded[at].Length == 0)
            return false;
        if (HistoryHeads.IsBanner(folded[at]) || HistoryHeads.IsHeadBlock(folded, at))
            return true;
        var isRule = folded[at].Length >= 10 && folded[at].All(c => c is '_' or '-' or '=' or '*');
        var next = folded.FindIndex(at + 1, line => line.Length > 0);
        return isRule && next >= 0 && next <= at + 3 && HistoryHeads.IsHeadBlock(folded, next);
    }

    private static bool IsQuotedFrom(IReadOnlyList<MailLine> lines, int at)
    {
        while (at < lines.Count && lines[at].IsBlank)
            at++;
        return at < lines.Count && lines[at].IsQuoted;
    }

    private static string Clip(string text) => text.Length > 400 ? text[..400] : text;
}
