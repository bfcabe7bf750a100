using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace CrmAddin.Reports.Lists.Workbooks;

/// <summary>What the formats of a workbook's cells make of their numbers: days, leading zeros, a leading plus.</summary>
internal sealed partial class CellFormats
{
    private const int MaxFormats = 100_000;
    private const double LargestDay = 2_958_466;
    private const int DaysFrom1900To1904 = 1462;

    private readonly List<string?> _codes = [];
    private readonly bool _startsIn1904;

    private CellFormats(bool startsIn1904) => _startsIn1904 = startsIn1904;

    /// <summary>Reads the formats.</summary>
    public static CellFormats Read(GuardedPackage package, string? part, bool startsIn1904)
    {
        var formats = new CellFormats(startsIn1904);
        if (part is null)
            return formats;
        var codes = new Dictionary<int, string>();
        var isInCellFormats = false;
        using var xml = package.OpenXml(part);
        while (xml.Read() && formats._codes.Count < MaxFormats)
        {
            if (xml.LocalName == "cellXfs")
                isInCellFormats = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            var id = int.TryParse(xml.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
            if (xml.LocalName == "numFmt")
                codes[id] = xml.GetAttribute("formatCode") ?? "";
            else if (xml.LocalName == "xf" && isInCellFormats)
                formats._codes.Add(codes.GetValueOrDefault(id) ?? BuiltIn(id));
        }
        return formats;
    }

    /// <summary>A number as the text that a person means by it.</summary>
    public string TextOf(string number, int style)
    {
        var code = style >= 0 && style < _codes.Count ? _codes[style] : null;
        if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            return number;
        if (code is not null && IsDay(code) && value is >= 0 and < LargestDay)
            return Day(value);
        var digits = Digits(number, value);
        if (code is not null && Zeros().IsMatch(code) && digits.Length < code.Length && !digits.StartsWith('-'))
            return digits.PadLeft(code.Length, '0');
        return code is not null && Plus().IsMatch(code) ? "+" + digits : digits;
    }

    // A whole number keeps all its digits: it may be a phone or an id. Others are what Excel shows of a binary fraction.
    private static string Digits(string number, double value)
    {
        if (!number.AsSpan().ContainsAny("eE.") && number.Length <= 28)
            return number;
        return Math.Abs(value) < 1e15 && value == Math.Truncate(value)
            ? value.ToString("0", CultureInfo.InvariantCulture)
            : Math.Round(value, 15 - Math.Clamp((int)Math.Ceiling(Math.Log10(Math.Max(Math.Abs(value), 1))), 0, 15)).ToString("0.###############", CultureInfo.InvariantCulture);
    }

    private string Day(double serial)
    {
        // The 1900 system counts a 29 February 1900 that never was.
        var days = _startsIn1904 ? serial + DaysFrom1900To1904 : serial < 60 ? serial + 1 : serial;
        if (days is < 1 or >= LargestDay)
            return serial.ToString("R", CultureInfo.InvariantCulture);
        var moment = DateTime.FromOADate(days);
        return moment.TimeOfDay == TimeSpan.Zero
            ? moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : moment.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
    }

    private static bool IsDay(string code) => DayLetters().IsMatch(NotLetters().Replace(code, ""));

    // ECMA-376 part 1, 18.8.30: formats 14 to 22 and 45 to 47 are dates and times, and 27 to 36 and 50 to 58 in eastern Asia.
    private static string? BuiltIn(int id) => id is >= 14 and <= 17 or 22 or >= 27 and <= 31 or 36 or >= 50 and <= 58 ? "yyyy-mm-dd" : null;

    [GeneratedRegex("\"[^\"]*\"|\\\\.|_.|\\*.|\\[[^\\]]*\\]|General", RegexOptions.IgnoreCase)]
    private static partial Regex NotLetters();

    [GeneratedRegex("[dy]|m.*d|d.*m|mmm", RegexOptions.IgnoreCase)]
    private static partial Regex DayLetters();

    [GeneratedRegex("^0{2,}$")]
    private static partial Regex Zeros();

    [GeneratedRegex("^(?:\\\\\\+|\"\\+\"|\\+)[0#]+$")]
    private static partial Regex Plus();
}
