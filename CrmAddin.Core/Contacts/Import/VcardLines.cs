using System.Text;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>One line of a card, unfolded.</summary>
/// <param name="Number">Line of the file where it begins.</param>
/// <param name="Text">The line; empty for a picture or a sound, which is not kept.</param>
/// <param name="Raw">The lines as they stand in the file.</param>
/// <param name="IsCutOff">Longer than a card's line may be.</param>
internal sealed record VcardLine(long Number, string Text, IReadOnlyList<string> Raw, bool IsCutOff);

/// <summary>Unfolds the lines of a vCard file; holds one line, and of pictures nothing.</summary>
internal sealed class VcardLines(TextReader text)
{
    private const int MaxLineLength = 1 << 20;

    private static readonly string[] Pictures = ["PHOTO", "LOGO", "SOUND", "KEY", "X-MS-CARDPICTURE", "X-MS-OL-DESIGN", "X-WAB-GENDER-PICTURE", "X-PHOTO"];

    private readonly char[] _buffer = new char[1 << 15];
    private int _filled;
    private int _at;
    private (string Text, bool IsCutOff)? _ahead;

    /// <summary>Physical lines read so far.</summary>
    public long Number { get; private set; }

    /// <summary>Whether lines keep the blank that they are folded at: version 2.1 folds at blanks, later ones put one in.</summary>
    public bool KeepsBlanks { get; set; }

    /// <summary>The next unfolded line; null at the end.</summary>
    public async ValueTask<VcardLine?> ReadAsync(CancellationToken cancel)
    {
        if (await NextAsync(cancel) is not { } first)
            return null;
        var number = Number;
        if (!first.Text.Contains(':', StringComparison.Ordinal) && !char.IsLetter(first.Text.FirstOrDefault()))
            return new(number, first.Text, [first.Text], first.IsCutOff);
        var head = first.Text[..Math.Max(VcardProperty.EndOfHead(first.Text), 0)].ToUpperInvariant();
        var isPicture = Array.Exists(Pictures, p => head == p || head.StartsWith(p + ";", StringComparison.Ordinal) || head.Contains("." + p, StringComparison.Ordinal));
        var isQuotedPrintable = head.Contains("QUOTED-PRINTABLE", StringComparison.Ordinal);
        var isBase64 = head.Contains("BASE64", StringComparison.Ordinal) || head.Contains("ENCODING=B", StringComparison.Ordinal);
        var line = new StringBuilder(isPicture ? "" : first.Text);
        List<string> raw = isPicture ? [] : [first.Text];
        var isCutOff = first.IsCutOff && !isPicture;
        var last = first.Text;
        while (await PeekAsync(cancel) is { } next && Continues(last, next.Text, isQuotedPrintable, isBase64))
        {
            _ahead = null;
            Number++;
            last = next.Text;
            if (isPicture || line.Length > MaxLineLength)
            {
                isCutOff |= !isPicture;
                continue;
            }
            raw.Add(next.Text);
            isCutOff |= next.IsCutOff;
            Append(line, next.Text, isQuotedPrintable, isBase64);
        }
        return new(number, line.ToString(), raw, isCutOff);
    }

    private static bool Continues(string last, string next, bool isQuotedPrintable, bool isBase64)
    {
        if (isQuotedPrintable && last.EndsWith('='))
            return true;
        if (next.Length > 0 && next[0] is ' ' or '\t')
            return true;
        return isBase64 && next.Length > 0 && !next.Contains(':', StringComparison.Ordinal);
    }

    private void Append(StringBuilder line, string next, bool isQuotedPrintable, bool isBase64)
    {
        if (isQuotedPrintable && line[^1] == '=')
            line.Length--;
        else if (KeepsBlanks && !isBase64)
        {
            line.Append(next);
            return;
        }
        line.Append(next.Length > 0 && next[0] is ' ' or '\t' ? next[1..] : next);
    }

    private async ValueTask<(string Text, bool IsCutOff)?> NextAsync(CancellationToken cancel)
    {
        var next = await PeekAsync(cancel);
        _ahead = null;
        Number += next is null ? 0 : 1;
        return next;
    }

    private async ValueTask<(string Text, bool IsCutOff)?> PeekAsync(CancellationToken cancel) => _ahead ??= await PhysicalAsync(cancel);

    // A reader's own ReadLine would hold a line of any length.
    private async ValueTask<(string Text, bool IsCutOff)?> PhysicalAsync(CancellationToken cancel)
    {
        StringBuilder? line = null;
        var isCutOff = false;
        while (true)
        {
            if (_at == _filled)
            {
                (_at, _filled) = (0, await text.ReadAsync(_buffer, cancel));
                if (_filled == 0)
                    return line is null ? null : (line.ToString(), isCutOff);
            }
            var rest = _buffer.AsMemory(_at, _filled - _at);
            var end = rest.Span.IndexOfAny('\r', '\n');
            var part = end < 0 ? rest : rest[..end];
            line ??= new();
            isCutOff |= line.Length + part.Length > MaxLineLength;
            if (!isCutOff)
                line.Append(part);
            _at += part.Length;
            if (end < 0)
                continue;
            var isReturn = _buffer[_at++] == '\r';
            if (isReturn && (_at < _filled || await FillAsync(cancel)) && _buffer[_at] == '\n')
                _at++;
            return (line.ToString(), isCutOff);
        }
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancel)
    {
        (_at, _filled) = (0, await text.ReadAsync(_buffer, cancel));
        return _filled > 0;
    }
}
