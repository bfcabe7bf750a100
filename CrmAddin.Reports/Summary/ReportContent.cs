using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Summary;

/// <summary>A report as data: what its workbook shows, before any style. Every number that it shows comes with its formula.</summary>
public sealed record ReportContent
{
    /// <summary>The report's texts: Title, Description, NoData, NoData.WhatToDo, and those that its parts name.</summary>
    public required TextTable Texts { get; init; }

    /// <summary>The headline figures in the order of the Definitions sheet; those that are in no card stand in none.</summary>
    public required IReadOnlyList<Figure> Figures { get; init; }

    /// <summary>Figures that have no value of their own in this report but are explained on the Definitions sheet.</summary>
    public IReadOnlyList<string> OtherDefinitions { get; init; } = [];

    /// <summary>The cards of the summary, four a row.</summary>
    public required IReadOnlyList<FigureCard> Cards { get; init; }

    /// <summary>The formula of each figure that stands in a card.</summary>
    public required Func<FigurePlaces, string, FigureFormula> FormulaOf { get; init; }

    /// <summary>Warnings above the charts; those of 0 rows are left out.</summary>
    public IReadOnlyList<SummaryRemark> Remarks { get; init; } = [];

    /// <summary>Sentences under the head: what a reader must know to read it right.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Tables of the summary, and of sheets of their own, with their charts.</summary>
    public IReadOnlyList<SummaryBlock> Blocks { get; init; } = [];

    /// <summary>The streamed data sheets; the first is the one that the report is about.</summary>
    public required IReadOnlyList<DataTable> Tables { get; init; }

    /// <summary>Totals beside the store's own; none for a report on the past.</summary>
    public IReadOnlyList<TieOut> TieOuts { get; init; } = [];

    /// <summary>Whether the summary is made small enough to print on one page.</summary>
    public bool IsOnePage { get; init; }

    /// <summary>Rows of the data sheet.</summary>
    public int RowCount => Tables.Count == 0 ? 0 : Tables[0].RowCount;
}
