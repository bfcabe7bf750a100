using CrmAddin.Core.Capture.Names;
using CrmAddin.Core.Capture.Text;

namespace CrmAddin.Core.Capture.Signatures;

/// <summary>Finds the block in which the writer signs: where it begins, by its closing, delimiter or name, and where it ends.</summary>
internal static class FindSignature
{
    private const int LinesLookedAt = 60;
    private const int LongestBlock = 25;
    private const int LongestGap = 4;
    private const double EnoughContact = 1.0;

    /// <summary>The signature's lines out of the writer's own lines; empty when the mail is not signed.</summary>
    internal static IReadOnlyList<LineFacts> In(IReadOnlyList<MailLine> own, SenderName writer)
    {
        var lines = own.Skip(Math.Max(0, own.Count - LinesLookedAt)).Select(line => LineFacts.Of(line, writer)).ToList();
        DropPostscript(lines);
        var found = Marked(lines) ?? Delimited(lines);
        for (var start = 0; found is null && start < lines.Count; start++)
        {
            if (EndOfBlock(lines, start, writer) is { } end)
                found = (start, end);
        }

        if (found is not { } block)
            return [];
        var first = WithFirmAbove(lines, WithClosingAbove(lines, block.Start), block.End);
        return lines.GetRange(first, block.End - first);
    }

    // A postscript stands below the signature and is no part of it.
    private static void DropPostscript(List<LineFacts> lines)
    {
        var postscript = lines.FindIndex(line => line.IsPostscript);
        if (postscript > 0)
            lines.RemoveRange(postscript, lines.Count - postscript);
        while (lines.Count > 0 && (lines[^1].IsBlank || lines[^1].IsBullet))
            lines.RemoveAt(lines.Count - 1);
    }

    private static (int Start, int End)? Marked(List<LineFacts> lines)
    {
        var start = lines.FindIndex(line => line.Line.IsMarkedSignature && !line.IsBlank);
        if (start < 0)
            return null;
        var end = lines.FindLastIndex(line => line.Line.IsMarkedSignature && !line.IsBlank) + 1;
        return end - start <= LongestBlock * 2 ? (start, end) : null;
    }

    /// <summary>"-- " alone on a line announces the signature (RFC 3676, 4.3).</summary>
    private static (int Start, int End)? Delimited(List<LineFacts> lines)
    {
        var start = lines.FindLastIndex(line => line.Line.Text.TrimEnd() is "--" or "- --" or "—");
        var below = start < 0 ? 0 : lines.Skip(start + 1).Count(line => !line.IsBlank);
        return below is > 0 and <= LongestBlock ? (start, lines.Count) : null;
    }

    private static int? EndOfBlock(List<LineFacts> lines, int start, SenderName writer)
    {
        if (!MayStart(lines, start))
            return null;
        var end = Extend(lines, start);
        var below = lines.Skip(end).Count(line => !line.IsBlank);
        var block = lines.GetRange(start, end - start);
        return IsSigned(lines, start, block, reachesEnd: below == 0, writer) ? end : null;
    }

    private static bool MayStart(List<LineFacts> lines, int at)
    {
        var line = lines[at];
        return line.IsSignatureLike && (line.IsClosing || line.ClosingName is not null || line.WriterName is not null || line.MayBeName || line.IsDeviceTag || line.IsDelimiter
            || StartsParagraph(lines, at) && (line.HasEmail || line.HasPhone || line.IsTitle || line.IsFirm || line.IsOffice));
    }

    private static int Extend(List<LineFacts> lines, int start)
    {
        var end = start;
        var filled = 0;
        for (var i = start; i < lines.Count && filled < LongestBlock; i++)
        {
            if (lines[i].IsBlank)
            {
                if (i - end >= LongestGap)
                    break;
                continue;
            }

            if (!lines[i].IsSignatureLike && !IsSloganInside(lines, start, i))
                break;
            filled++;
            end = i + 1;
        }

        return end;
    }

    // A firm's slogan may be a sentence; the phone numbers below it show that the signature goes on.
    private static bool IsSloganInside(List<LineFacts> lines, int start, int at) => at > start && lines[at].Line.Text.Length <= 90
        && lines.GetRange(start, at - start).Exists(line => line.WriterName is not null || line.MayBeName)
        && lines.Skip(at + 1).Where(line => !line.IsBlank).Take(2).Any(line => !line.IsProse && (line.HasPhone || line.HasEmail || line.HasWeb || line.IsAddress));

    private static bool IsSigned(List<LineFacts> lines, int start, List<LineFacts> block, bool reachesEnd, SenderName writer)
    {
        var first = block[0];
        var contact = ContactIn(block);
        var filled = block.Where(line => !line.IsBlank).ToList();
        var isClosedByWriter = first.IsClosing && filled.Count > 1 && filled[1].WriterName is not null && filled.Count <= 4;
        if (!reachesEnd && contact < EnoughContact * 2 && !isClosedByWriter || IsListOfNames(filled) || HasLaterClosing(filled))
            return false;

        if (first.IsClosing || first.IsDelimiter)
            return filled.Count > 1 && (IsName(filled, 1) || contact >= EnoughContact && filled.Count <= 12)
                && (first.IsClosing || StartsParagraph(lines, start) && (contact >= EnoughContact || filled[1].WriterName is not null));
        if (first.ClosingName is not null || first.IsDeviceTag)
            return true;
        if (first.WriterName is not null)
            return filled.Count == 1 || contact > 0 || filled.Count <= 4 && IsOneParagraph(block) || filled.Skip(1).All(line => line.IsDeviceTag || line.WriterName is not null);
        if (first.MayBeName)
            return contact >= EnoughContact && !IsLoneCaselessWord(first) || filled.Count == 1 && StandsApart(lines, start) && IsLoneName(first, writer) || filled.Count == 2 && filled[1].IsDeviceTag;
        return IsContactCard(block, filled);
    }

    private static bool IsName(List<LineFacts> filled, int at) =>
        filled[at].WriterName is not null || filled[at].MayBeName || filled[at].IsClosing && at + 1 < filled.Count && IsName(filled, at + 1);

    // A lone word at the end is a signature in Latin script, where names are capitalised; in Arabic it may be anything.
    private static bool IsLoneName(LineFacts line, SenderName writer)
    {
        var text = line.Line.Text.Trim();
        // A first name may be a nickname that the head does not know; a full name that shares nothing with it is somebody else's.
        if (text.Contains(' ', StringComparison.Ordinal) && writer.Words.Count > 0)
            return false;
        return !TextFolding.IsArabic(text) && text.Length >= 3 && TextFolding.Words(text).Length <= 3 && text[^1] is not ('!' or '?' or ':');
    }

    // Where a script has no capitals, a single word ("مرحبا") is more often a greeting than a name.
    private static bool IsLoneCaselessWord(LineFacts line) => line.Line.Text.Trim() is var text && !text.Contains(' ', StringComparison.Ordinal) && !text.Any(char.IsUpper);

    private static bool IsContactCard(List<LineFacts> block, List<LineFacts> filled) => IsOneParagraph(block) && filled.Count is >= 2 and <= 10
        && filled.TrueForAll(line => line.Line.Text.Trim().Length <= 60) && (filled.Exists(line => line.HasEmail) || filled.Exists(line => line.HasPhone))
        && filled.Count(line => line.IsContact) * 2 >= filled.Count;

    // Somebody else's card stands above the writer's own closing.
    private static bool HasLaterClosing(List<LineFacts> filled)
    {
        var last = filled.FindLastIndex(line => line.IsClosing || line.ClosingName is not null);
        if (last < 1 || last == filled.Count - 1)
            return false;
        var firstOfRun = last;
        while (firstOfRun > 0 && (filled[firstOfRun - 1].IsClosing || filled[firstOfRun - 1].ClosingName is not null))
            firstOfRun--;
        return firstOfRun > 0;
    }

    private static bool IsListOfNames(List<LineFacts> filled)
    {
        var run = 0;
        foreach (var line in filled)
        {
            run = line.MayBeName && line.WriterName is null && !line.IsContact ? run + 1 : 0;
            if (run >= 4)
                return true;
        }

        return false;
    }

    private static double ContactIn(List<LineFacts> block) =>
        (block.Exists(line => line.HasPhone) ? 1.0 : 0) + (block.Exists(line => line.HasEmail) ? 1.0 : 0) + (block.Exists(line => line.IsTitle) ? 1.0 : 0)
        + (block.Exists(line => line.IsFirm) ? 0.8 : 0) + (block.Exists(line => line.IsAddress) ? 0.8 : 0) + (block.Exists(line => line.HasWeb) ? 0.5 : 0);

    private static bool IsOneParagraph(List<LineFacts> block) => !block.Exists(line => line.IsBlank);

    private static bool StartsParagraph(List<LineFacts> lines, int at) => at > 0 && lines[at - 1].IsBlank && lines.GetRange(0, at).Exists(line => !line.IsBlank);

    // A name stands apart below a blank line, or below a line that is too short to have been wrapped.
    private static bool StandsApart(List<LineFacts> lines, int at) => StartsParagraph(lines, at)
        || at > 1 && lines[at].Line.Text.Trim() is var name && !name.Contains(' ', StringComparison.Ordinal) && name[^1] != '.'
            && lines[at - 1] is { MayBeName: false, IsBullet: false } before && before.Line.Text.Trim() is { Length: <= 45 } text && !text.Contains('\t', StringComparison.Ordinal);

    private static int WithClosingAbove(List<LineFacts> lines, int start)
    {
        var at = start;
        for (var i = start - 1; i >= 0 && start - i <= LongestGap; i--)
        {
            if (lines[i].IsBlank)
                continue;
            var isShortName = lines[i].WriterName is not null && !lines[i].IsProse || lines[i].MayBeName && at != start;
            if (!lines[i].IsClosing && lines[i].ClosingName is null && !isShortName)
                break;
            at = i;
        }

        return at;
    }

    // "ENA Human Resources / Julie Kearney / 464-7404": the office may stand above the name.
    private static int WithFirmAbove(List<LineFacts> lines, int start, int end)
    {
        if (start == 0 || !lines[start].MayBeName && lines[start].WriterName is null || ContactIn(lines.GetRange(start, end - start)) < EnoughContact)
            return start;
        var above = lines[start - 1];
        var words = above.IsBlank ? [] : above.Line.Text.Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var isHeading = above.IsSignatureLike && words.Length is >= 1 and <= 7 && char.IsLetterOrDigit(above.Line.Text.Trim()[^1]) && words.Count(word => !char.IsLower(word[0])) * 2 > words.Length;
        return isHeading && StartsParagraph(lines, start - 1) ? start - 1 : start;
    }
}
