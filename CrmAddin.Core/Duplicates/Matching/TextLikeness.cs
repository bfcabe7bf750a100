namespace CrmAddin.Core.Duplicates.Matching;

/// <summary>How alike two short texts are.</summary>
public static class TextLikeness
{
    private const int Longest = 48;
    private const double PrefixWeight = 0.1;

    /// <summary>
    /// Jaro-Winkler likeness from 0 to 1 (Winkler 1990): shared letters near each other, and more for a shared beginning of up to four.
    /// Only the first 48 letters are looked at.
    /// </summary>
    public static double JaroWinkler(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        a = Short(a);
        b = Short(b);
        if (a.IsEmpty || b.IsEmpty)
            return 0;
        var jaro = Jaro(a, b);
        var prefix = 0;
        while (prefix < 4 && prefix < a.Length && prefix < b.Length && a[prefix] == b[prefix])
            prefix++;
        return jaro + (prefix * PrefixWeight * (1 - jaro));
    }

    /// <summary>
    /// Edits from one text to the other: letters put in, left out, changed, or two neighbours swapped (optimal string alignment).
    /// Counts no further than <paramref name="most"/> + 1.
    /// </summary>
    public static int Edits(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int most)
    {
        a = Short(a);
        b = Short(b);
        if (Math.Abs(a.Length - b.Length) > most)
            return most + 1;
        var start = a.CommonPrefixLength(b);
        a = a[start..];
        b = b[start..];
        while (!a.IsEmpty && !b.IsEmpty && a[^1] == b[^1])
        {
            a = a[..^1];
            b = b[..^1];
        }
        if (a.IsEmpty || b.IsEmpty)
            return Math.Min(Math.Max(a.Length, b.Length), most + 1);
        return Aligned(a, b, most);
    }

    private static int Aligned(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int most)
    {
        Span<int> rows = stackalloc int[3 * (Longest + 1)];
        var width = b.Length + 1;
        var before = rows[..width];
        var last = rows.Slice(width, width);
        var row = rows.Slice(2 * width, width);
        for (var j = 0; j < width; j++)
            last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j < width; j++)
            {
                var edits = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    edits = Math.Min(edits, before[j - 2] + 1);
                row[j] = edits;
                least = Math.Min(least, edits);
            }
            if (least > most)
                return most + 1;
            var spare = before;
            before = last;
            last = row;
            row = spare;
        }
        return Math.Min(last[b.Length], most + 1);
    }

    private static double Jaro(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.SequenceEqual(b))
            return 1;
        var reach = Math.Max(0, (Math.Max(a.Length, b.Length) / 2) - 1);
        ulong inA = 0, inB = 0;
        var shared = 0;
        for (var i = 0; i < a.Length; i++)
        {
            var end = Math.Min(b.Length, i + reach + 1);
            for (var j = Math.Max(0, i - reach); j < end; j++)
            {
                if (a[i] != b[j] || (inB & (1UL << j)) != 0)
                    continue;
                inA |= 1UL << i;
                inB |= 1UL << j;
                shared++;
                break;
            }
        }
        if (shared == 0)
            return 0;
        double m = shared;
        return ((m / a.Length) + (m / b.Length) + ((m - (OutOfOrder(a, b, inA, inB) / 2.0)) / m)) / 3;
    }

    private static int OutOfOrder(ReadOnlySpan<char> a, ReadOnlySpan<char> b, ulong inA, ulong inB)
    {
        var (outOfOrder, j) = (0, 0);
        for (var i = 0; i < a.Length; i++)
        {
            if ((inA & (1UL << i)) == 0)
                continue;
            while ((inB & (1UL << j)) == 0)
                j++;
            outOfOrder += a[i] == b[j] ? 0 : 1;
            j++;
        }
        return outOfOrder;
    }

    private static ReadOnlySpan<char> Short(ReadOnlySpan<char> text) => text.Length > Longest ? text[..Longest] : text;
}
