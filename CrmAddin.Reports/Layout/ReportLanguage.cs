using System.Globalization;
using CrmAddin.Core.Results;

namespace CrmAddin.Reports.Layout;

/// <summary>The language in which a workbook is written, with the direction and formats that go with it.</summary>
public sealed class ReportLanguage
{
    private ReportLanguage(string code, bool isRightToLeft, string dateFormat, string fontName)
    {
        Code = code;
        Culture = CultureInfo.GetCultureInfo(code);
        IsRightToLeft = isRightToLeft;
        DateFormat = dateFormat;
        FontName = fontName;
    }

    /// <summary>English, left to right.</summary>
    public static ReportLanguage English { get; } = new("en", false, "dd mmm yyyy", "Calibri");

    /// <summary>Arabic, right to left, with the Gregorian calendar and Latin digits.</summary>
    public static ReportLanguage Arabic { get; } = new("ar", true, "dd/mm/yyyy", "Arial");

    /// <summary>The language's code: en or ar.</summary>
    public string Code { get; }

    /// <summary>The culture whose texts are used; never for numbers and dates.</summary>
    public CultureInfo Culture { get; }

    /// <summary>Whether sheets and charts are mirrored.</summary>
    public bool IsRightToLeft { get; }

    /// <summary>The number format of a day.</summary>
    public string DateFormat { get; }

    /// <summary>The number format of a day with its time.</summary>
    public string MomentFormat => DateFormat + " hh:mm";

    /// <summary>The font of all sheets.</summary>
    public string FontName { get; }

    /// <summary>The language with the code, or the error that names those there are. Nothing means English.</summary>
    public static Result<ReportLanguage> Parse(string? code) => code?.Trim().ToLowerInvariant() switch
    {
        null or "" or "en" => English,
        "ar" => Arabic,
        _ => new UnknownReportLanguage(code!),
    };
}

/// <summary>The language asked for is none that reports are written in.</summary>
public sealed record UnknownReportLanguage(string Asked) : RuleError($"\"{Asked}\" is no language of reports; take en or ar.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Asked];
}
