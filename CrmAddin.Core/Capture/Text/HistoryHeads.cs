using System.Buffers;

namespace CrmAddin.Core.Capture.Text;

/// <summary>The head of quoted or forwarded history.</summary>
/// <param name="Lines">Lines of the head from where it begins.</param>
/// <param name="IsForward">Whether it says that the mail is passed on.</param>
/// <param name="TakesTheRest">Whether all lines below are history; else the quoted lines below are, and the writer may go on.</param>
internal readonly record struct HistoryHead(int Lines, bool IsForward, bool TakesTheRest);

/// <summary>
/// How mail programs announce what they quote or forward. All on folded text, and every line costs a bounded time: only its first
/// characters are looked at, against lists of words.
/// </summary>
internal static class HistoryHeads
{
    private const int LongestHead = 300;
    private const int LongestFieldName = 24;
    private const int FieldsLookedAt = 7;
    private const int MostBeforeTime = 62;
    private const int LongestBehindBanner = 120;

    private static readonly SearchValues<char> DateCharacters = SearchValues.Create("0123456789-/.");

    /// <summary>The head that begins on a line; null where none does.</summary>
    /// <param name="lines">The text.</param>
    /// <param name="folded">The same lines, folded.</param>
    /// <param name="at">Index of the line.</param>
    internal static HistoryHead? At(IReadOnlyList<MailLine> lines, IReadOnlyList<string> folded, int at)
    {
        if (folded[at].Length == 0)
            return null;
        if (BannerAt(folded[at]) is { } isForward)
            return new HistoryHead(WithBlockBelow(folded, at), isForward, TakesTheRest: true);
        if (IsHeadBlock(folded, at))
            return new HistoryHead(BlockLines(folded, at), IsForward: false, TakesTheRest: true);
        if (IsRule(folded[at]) && WithBlockBelow(folded, at) is > 1 and var ruled)
            return new HistoryHead(ruled, IsForward: false, TakesTheRest: true);
        var attribution = AttributionLines(folded, at);
        if (attribution == 0)
            return null;
        // Below an attribution either quoted lines follow and the answer goes on, or all the rest is history.
        if (IsQuotedFrom(lines, at + attribution))
            return new HistoryHead(attribution, IsForward: false, TakesTheRest: false);
        return NamesMomentOrAddress(folded, at, attribution) ? new HistoryHead(attribution, IsForward: false, TakesTheRest: true) : null;
    }

    /// <summary>Whether the line is the date under the name with which Lotus Notes begins a quotation.</summary>
    internal static bool IsNotesDate(string folded)
    {
        var slash = folded.IndexOf('/', StringComparison.Ordinal);
        if (slash is < 1 or > 62 || folded.Length > 120)
            return false;
        var rest = folded.AsSpan(slash + 1);
        var second = rest.IndexOf('/');
        return char.IsAsciiDigit(folded[slash - 1]) && second is 1 or 2 && char.IsAsciiDigit(rest[0]) && TimeIn(rest[(second + 1)..]) is >= 2 and <= 18;
    }

    // "-----Original Message-----", "Begin forwarded message:" and their likes: false for an answer, true for a forward.
    private static bool? BannerAt(string folded)
    {
        if (folded.Length > LongestHead)
            return null;
        var line = folded.AsSpan().TrimStart(" \t>");
        var text = line.TrimStart("-_=*~");
        var isRuled = line.Length - text.Length >= 2;
        text = text.Trim();
        if (isRuled && StartsWithAny(text, HistoryWords.OriginalMessage, LongestBehindBanner))
            return false;
        if (isRuled && StartsWithAny(text, HistoryWords.ForwardedMessage, LongestBehindBanner) || StartsWithAny(text.TrimEnd(" :：-*"), HistoryWords.BeginForwarded, 0))
            return true;
        return null;
    }

    private static bool StartsWithAny(ReadOnlySpan<char> text, string[] phrases, int mostBehind)
    {
        foreach (var phrase in phrases)
        {
            if (text.Length - phrase.Length <= mostBehind && text.StartsWith(phrase, StringComparison.Ordinal) && (text.Length == phrase.Length || !char.IsLetterOrDigit(text[phrase.Length])))
                return true;
        }

        return false;
    }

    private static bool IsRule(string folded) => folded.Length is >= 10 and <= LongestHead && folded.AsSpan().TrimStart("_-=*").IsEmpty;

    // The banner or rule, and the head of fields right below it.
    private static int WithBlockBelow(IReadOnlyList<string> folded, int at)
    {
        for (var next = at + 1; next < folded.Count && next <= at + 3; next++)
        {
            if (folded[next].Length > 0)
                return IsHeadBlock(folded, next) ? next - at + BlockLines(folded, next) : 1;
        }

        return 1;
    }

    private static bool IsHeadBlock(IReadOnlyList<string> folded, int at)
    {
        var first = FieldOf(folded[at]);
        if (first is HeadField.None)
            return false;
        if (first is HeadField.To)
            return IsNotesHead(folded, at);

        var seen = first;
        for (var i = at + 1; i < folded.Count && i <= at + FieldsLookedAt; i++)
            seen |= FieldOf(folded[i]);

        var count = int.PopCount((int)seen);
        return first is HeadField.From
            ? count >= 3 || count == 2 && seen.HasFlag(HeadField.Date)
            : seen.HasFlag(HeadField.From) && count >= 3 && first is HeadField.Date or HeadField.Subject;
    }

    // Recipients may run over several lines; a blank line ends the head unless another field follows.
    private static int BlockLines(IReadOnlyList<string> folded, int at)
    {
        var last = at;
        for (var i = at + 1; i < folded.Count && i <= at + FieldsLookedAt; i++)
        {
            if (FieldOf(folded[i]) is not HeadField.None)
                last = i;
            else if (folded[i].Length == 0 && (i + 1 >= folded.Count || FieldOf(folded[i + 1]) is HeadField.None))
                break;
        }

        return last - at + 1;
    }

    // Lotus Notes: name, date and time, "To:", "cc:", "Subject:".
    private static bool IsNotesHead(IReadOnlyList<string> folded, int at)
    {
        var above = at - 1;
        while (above >= 0 && at - above <= 3 && folded[above].Length == 0)
            above--;
        return above >= 0 && IsNotesDate(folded[above]) && Enumerable.Range(at + 1, 4).Any(i => i < folded.Count && FieldOf(folded[i]) is HeadField.Subject);
    }

    private static bool IsQuotedFrom(IReadOnlyList<MailLine> lines, int at)
    {
        while (at < lines.Count && lines[at].IsBlank)
            at++;
        return at < lines.Count && lines[at].IsQuoted;
    }

    // How many lines from this one on say "On … X wrote:"; 0 when it is no such thing.
    private static int AttributionLines(IReadOnlyList<string> folded, int at)
    {
        var joined = "";
        for (var count = 1; count <= 3 && at + count <= folded.Count; count++)
        {
            var next = folded[at + count - 1];
            if (next.Length == 0)
                return 0;
            joined = count == 1 ? next : $"{joined} {next}";
            if (joined.Length > LongestHead)
                return 0;
            // Only what begins like an attribution may run over several lines; else the writer's last words would be drawn in.
            if ((count == 1 || MayRunOn(folded[at])) && IsAttribution(joined))
                return count;
        }

        return 0;
    }

    // "In section 3 you wrote:" with plain lines below it is the writer's own sentence; a mail program names the year, the time or the address.
    private static bool NamesMomentOrAddress(IReadOnlyList<string> folded, int at, int lines)
    {
        for (var i = at; i < at + lines; i++)
        {
            var line = folded[i].AsSpan();
            if (line.Contains('@') || TimeIn(line) >= 0 || HasYear(line) || folded[i].StartsWith("on ", StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static bool HasYear(ReadOnlySpan<char> text)
    {
        var digits = 0;
        foreach (var c in text)
        {
            digits = char.IsAsciiDigit(c) ? digits + 1 : 0;
            if (digits == 4)
                return true;
        }

        return false;
    }

    private static bool MayRunOn(string folded)
    {
        var text = folded.AsSpan().TrimStart(" \t>");
        if (text.IsEmpty)
            return false;
        foreach (var opener in HistoryWords.Openers)
        {
            if (text.StartsWith(opener, StringComparison.Ordinal))
                return true;
        }

        // "2012年4月2日", "pon., 2 kwi", "ma 2. huhtik."; Chinese names the writer first.
        var day = text.IndexOfAnyInRange('0', '9');
        return day is >= 0 and <= 6 && text[..day].IndexOfAny(":@") < 0 || text.Contains('@') && text.IndexOfAny('于', '於') >= 0;
    }

    private static bool IsAttribution(string joined)
    {
        var text = joined.AsSpan().Trim().TrimStart(" \t>");
        if (text.Length < 6)
            return false;
        var said = text.TrimEnd(" :：");
        var hasColon = said.Length < text.Length && text[said.Length..].IndexOfAny(':', '：') >= 0;
        var isOn = text.StartsWith("on ", StringComparison.Ordinal);
        if (!hasColon && !(isOn && EndsWithVerb(said)) || !isOn && !text.ContainsAnyInRange('0', '9') && !text.Contains('@'))
            return false;
        return EndsWithVerb(said) || HasVerbInside(said) || IsDateAndAddress(said);
    }

    private static bool EndsWithVerb(ReadOnlySpan<char> said)
    {
        foreach (var verb in HistoryWords.Wrote)
        {
            var before = said.Length - verb.Length;
            if (before >= 3 && said.EndsWith(verb, StringComparison.Ordinal) && IsWordStart(said, before))
                return true;
        }

        return false;
    }

    private static bool HasVerbInside(ReadOnlySpan<char> said)
    {
        foreach (var (openers, verbs, mostBehind) in HistoryWords.WroteInside)
        {
            if (StartsWithOneOf(said, openers) && LastVerb(said, verbs, mostBehind))
                return true;
        }

        return false;
    }

    private static bool StartsWithOneOf(ReadOnlySpan<char> said, string[] openers)
    {
        foreach (var opener in openers)
        {
            if (said.StartsWith(opener, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static bool LastVerb(ReadOnlySpan<char> said, string[] verbs, int mostBehind)
    {
        foreach (var verb in verbs)
        {
            var start = said.LastIndexOf(verb, StringComparison.Ordinal);
            var end = start + verb.Length;
            if (start >= 0 && said.Length - end is >= 3 && said.Length - end <= mostBehind && IsWordStart(said, start) && !char.IsLetterOrDigit(said[end]))
                return true;
        }

        return false;
    }

    // Scripts that put no spaces between words have no word starts either.
    private static bool IsWordStart(ReadOnlySpan<char> text, int at) => at == 0 || !char.IsLetterOrDigit(text[at - 1]) || text[at] >= '\u0E00';

    // "2012/4/2 18:26 Megan <megan@x.org>:": programs that say no verb.
    private static bool IsDateAndAddress(ReadOnlySpan<char> said)
    {
        var close = said.LastIndexOf('>');
        var open = close < 0 ? -1 : said[..close].LastIndexOf('<');
        if (open < 0 || said.Length - close > 21 || close - open > 164)
            return false;
        var address = said[(open + 1)..close];
        return address.IndexOf('@') is >= 3 && address.IndexOfAny(' ', '\t') < 0 && (StartsWithDate(said) || TimeIn(said[..open]) is >= 0 and <= MostBeforeTime);
    }

    private static bool StartsWithDate(ReadOnlySpan<char> text)
    {
        var date = text.IndexOfAnyExcept(DateCharacters);
        var parts = date < 0 ? text : text[..date];
        return parts.Length >= 6 && char.IsAsciiDigit(parts[0]) && parts.CountAny("-/.") >= 2;
    }

    // Where "18:26" or "18.26" stands; -1 where there is no time of day.
    private static int TimeIn(ReadOnlySpan<char> text)
    {
        for (var i = 1; i + 2 < text.Length; i++)
        {
            if (text[i] is ':' or '.' && char.IsAsciiDigit(text[i - 1]) && char.IsAsciiDigit(text[i + 1]) && char.IsAsciiDigit(text[i + 2]) && (i + 3 >= text.Length || !char.IsLetterOrDigit(text[i + 3])))
                return i;
        }

        return -1;
    }

    private static HeadField FieldOf(string folded)
    {
        var colon = folded.AsSpan(0, Math.Min(folded.Length, LongestFieldName + 20)).IndexOfAny(':', '：');
        if (colon < 1)
            return HeadField.None;
        var word = folded.AsSpan(0, colon).Trim(" \t*>_").ToString();
        if (word.Length is 0 or > LongestFieldName)
            return HeadField.None;
        if (HistoryWords.From.Contains(word))
            return HeadField.From;
        if (HistoryWords.Date.Contains(word))
            return HeadField.Date;
        if (HistoryWords.To.Contains(word))
            return HeadField.To;
        return HistoryWords.Subject.Contains(word) ? HeadField.Subject : HeadField.None;
    }

    [Flags]
    private enum HeadField
    {
        None = 0,
        From = 1,
        Date = 2,
        To = 4,
        Subject = 8,
    }
}
