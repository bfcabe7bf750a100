namespace CrmAddin.Reports.Summary;

/// <summary>A headline figure on a card of the summary, with at most two figures in small under it.</summary>
/// <param name="Key">The figure.</param>
/// <param name="NoteKeys">The figures under it; the report's text Format.KEY is each one's number format, with its words.</param>
public sealed record FigureCard(string Key, params IReadOnlyList<string> NoteKeys);

/// <summary>A line that warns: how many rows a report could not count.</summary>
/// <param name="Count">How many.</param>
/// <param name="Formula">The same number, as Excel counts it over the data sheet.</param>
/// <param name="Text">What follows the number.</param>
public sealed record SummaryRemark(int Count, string Formula, string Text);
