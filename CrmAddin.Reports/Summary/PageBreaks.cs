using ClosedXML.Excel;

namespace CrmAddin.Reports.Summary;

/// <summary>Where tables begin on paper: one that fits a page is not torn, and none leaves its headings alone at the foot of one.</summary>
/// <param name="sheet">The sheet, one page wide.</param>
/// <param name="columns">How many columns it is wide.</param>
internal sealed class PageBreaks(IXLWorksheet sheet, int columns)
{
    private const double PointsPerDigit = 5.25;
    private const double PointsBesideColumn = 3.75;
    private const double PointsPerInch = 72;
    private const double ShortSideInches = 8.27;
    private const double LongSideInches = 11.69;
    private const double HeadingPoints = 54;
    private const double RowPoints = 16.5;
    private const int FewestRowsUnderHeadings = 5;

    // Fonts that stand in for the house's, and each viewer's own foot of a page, take a little more of it.
    private const double SurePart = 0.94;

    private int _pageTop = 1;

    private bool IsLandscape => sheet.PageSetup.PageOrientation == XLPageOrientation.Landscape;

    // As many points of rows as a page takes once its width is made to fit.
    private double PagePoints
    {
        get
        {
            var margins = sheet.PageSetup.Margins;
            var width = ((IsLandscape ? LongSideInches : ShortSideInches) - margins.Left - margins.Right) * PointsPerInch;
            var height = ((IsLandscape ? ShortSideInches : LongSideInches) - margins.Top - margins.Bottom) * PointsPerInch;
            var wide = Enumerable.Range(1, columns).Sum(column => sheet.Column(column).Width * PointsPerDigit + PointsBesideColumn);
            return SurePart * height / Math.Min(1, width / wide);
        }
    }

    /// <summary>Breaks the page before a table where it should begin a new one.</summary>
    /// <param name="endRow">The last row above it.</param>
    /// <param name="rowCount">How many rows it has under its headings.</param>
    public void BeforeTable(int endRow, int rowCount)
    {
        var used = Enumerable.Range(_pageTop, endRow - _pageTop + 1).Sum(row => sheet.Row(row).Height) % PagePoints;
        var left = PagePoints - used;
        var needed = HeadingPoints + rowCount * RowPoints;
        if (needed <= left || (needed > PagePoints && left >= HeadingPoints + FewestRowsUnderHeadings * RowPoints))
            return;
        sheet.PageSetup.AddHorizontalPageBreak(endRow);
        _pageTop = endRow + 1;
    }
}
