using ClosedXML.Excel;

namespace CrmAddin.Reports.Summary;

/// <summary>Where pages begin on paper: neither a chart nor a table that fits a page is torn.</summary>
/// <param name="sheet">The sheet, one page wide.</param>
/// <param name="columns">How many columns it is wide.</param>
internal sealed class PageBreaks(IXLWorksheet sheet, int columns)
{
    private const double PointsPerDigit = 5.25;
    private const double PointsBesideColumn = 3.75;
    private const double PointsPerInch = 72;
    private const double ShortSideInches = 8.27;
    private const double LongSideInches = 11.69;

    // Fonts that stand in for the house's, and each viewer's own foot of a page, take a little more of it.
    private const double SurePart = 0.94;

    private int _pageTop = 1;
    private bool _runsOver;

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

    /// <summary>
    /// Breaks the page where what comes next does not fit on the rest of it. Every break is said, and none left to the viewer but within
    /// what is longer than a page, so that pages come out alike in all of them.
    /// </summary>
    /// <param name="endRow">The last row above it.</param>
    /// <param name="points">How high it is.</param>
    public void Before(int endRow, double points)
    {
        var titles = _pageTop == 1 ? 0 : Height(1, sheet.PageSetup.LastRowToRepeatAtTop);
        if (!_runsOver && titles + Height(_pageTop, endRow) + points <= PagePoints)
            return;
        if (endRow >= _pageTop)
            sheet.PageSetup.AddHorizontalPageBreak(endRow);
        (_pageTop, _runsOver) = (endRow + 1, titles + points > PagePoints);
    }

    private double Height(int firstRow, int lastRow) => Enumerable.Range(firstRow, lastRow - firstRow + 1).Sum(row => sheet.Row(row).Height);
}
