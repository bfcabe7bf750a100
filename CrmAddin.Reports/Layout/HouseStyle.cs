using ClosedXML.Excel;
using CrmAddin.Core.Metrics;

namespace CrmAddin.Reports.Layout;

/// <summary>Colours, number formats and cell styles that all workbooks share.</summary>
internal static class HouseStyle
{
    /// <summary>Text and headings.</summary>
    public const string Ink = "1B2A3A";

    /// <summary>Secondary text.</summary>
    public const string Grey = "5B6B7B";

    /// <summary>Header rows and lines.</summary>
    public const string Blue = "0F4C81";

    /// <summary>What is won.</summary>
    public const string Green = "2E8B57";

    /// <summary>What is expected.</summary>
    public const string LightBlue = "8FBCE6";

    /// <summary>What draws the eye.</summary>
    public const string Orange = "D9730D";

    /// <summary>The ground of cards and parameter rows.</summary>
    public const string Ground = "F2F6FA";

    /// <summary>The most of a shaded column.</summary>
    public const string PaleGreen = "BFE3CF";

    /// <summary>Thin lines between rows.</summary>
    public const string Line = "D5DEE7";

    /// <summary>Whole numbers.</summary>
    public const string WholeFormat = "#,##0";

    /// <summary>Money in totals.</summary>
    public const string MoneyFormat = "#,##0;-#,##0;–";

    /// <summary>Money in rows.</summary>
    public const string ExactMoneyFormat = "#,##0.00;-#,##0.00;–";

    /// <summary>A fraction of 1.</summary>
    public const string RateFormat = "0.0%";

    /// <summary>A number without a unit, such as years or a ratio.</summary>
    public const string NumberFormat = "#,##0.00";

    /// <summary>A mean or median of days.</summary>
    public const string DaysFormat = "0.0";

    /// <summary>The number format of a headline figure. Nothing won is 0; the dash stands for figures that cannot be computed.</summary>
    public static string FormatOf(FigureUnit unit) => unit switch
    {
        FigureUnit.Count => WholeFormat,
        FigureUnit.Money => WholeFormat,
        FigureUnit.Rate => RateFormat,
        FigureUnit.Days => DaysFormat,
        FigureUnit.Number => NumberFormat,
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "There is no such unit."),
    };

    /// <summary>Text and numbers from the side where reading starts, a little away from the edge.</summary>
    public static void AlignToStart(IXLStyle style, ReportLanguage language, int indent = 0)
    {
        style.Alignment.SetHorizontal(language.IsRightToLeft ? XLAlignmentHorizontalValues.Right : XLAlignmentHorizontalValues.Left);
        style.Alignment.SetIndent(indent);
    }

    /// <summary>The sheet's title.</summary>
    public static void Title(IXLRange range, string text)
    {
        range.Merge();
        range.FirstCell().SetValue<string>(text);
        range.Style.Font.SetFontSize(20).Font.SetBold().Font.SetFontColor(Color(Blue));
        range.FirstRow().WorksheetRow().Height = 30;
    }

    /// <summary>A line under the title.</summary>
    public static void Subtitle(IXLRange range, string text)
    {
        range.Merge();
        range.FirstCell().SetValue<string>(text);
        range.Style.Font.SetFontSize(11).Font.SetFontColor(Color(Grey));
    }

    /// <summary>The heading of a part of a sheet.</summary>
    public static void Section(IXLRange range, string text)
    {
        range.Merge();
        range.FirstCell().SetValue<string>(text);
        range.Style.Font.SetFontSize(13).Font.SetBold().Font.SetFontColor(Color(Blue));
        range.Style.Border.SetBottomBorder(XLBorderStyleValues.Medium).Border.SetBottomBorderColor(Color(Blue));
        range.FirstRow().WorksheetRow().Height = 22;
    }

    /// <summary>The header row of a table of figures.</summary>
    public static void Header(IXLRange range)
    {
        range.Style.Fill.SetBackgroundColor(Color(Blue));
        range.Style.Font.SetBold().Font.SetFontColor(XLColor.White);
        range.Style.Alignment.SetVertical(XLAlignmentVerticalValues.Center).Alignment.SetWrapText();
        range.FirstRow().WorksheetRow().Height = 20;
    }

    /// <summary>The body of a table of figures.</summary>
    public static void Body(IXLRange range)
    {
        range.Style.Border.SetInsideBorder(XLBorderStyleValues.Hair).Border.SetInsideBorderColor(Color(Line));
        range.Style.Border.SetBottomBorder(XLBorderStyleValues.Thin).Border.SetBottomBorderColor(Color(Line));
    }

    /// <summary>The total row of a table of figures.</summary>
    public static void Total(IXLRange range)
    {
        range.Style.Font.SetBold();
        range.Style.Fill.SetBackgroundColor(Color(Ground));
        range.Style.Border.SetTopBorder(XLBorderStyleValues.Thin).Border.SetTopBorderColor(Color(Blue));
    }

    /// <summary>A colour from its six hexadecimal digits.</summary>
    public static XLColor Color(string hex) => XLColor.FromHtml("#" + hex);
}
