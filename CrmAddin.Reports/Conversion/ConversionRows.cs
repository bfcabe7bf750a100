using CrmAddin.Core.Metrics;

namespace CrmAddin.Reports.Conversion;

/// <summary>One person as the workbook on conversion shows them.</summary>
/// <param name="Id">Their number in the store.</param>
/// <param name="Name">Their name; empty for one whom the reader does not see.</param>
/// <param name="Figures">What the figures need to know.</param>
public sealed record PersonLine(long Id, string Name, ConversionPerson Figures);

/// <summary>One person under one of their contact types.</summary>
/// <param name="Person">The person.</param>
/// <param name="Type">The type, as shown; empty for somebody without one.</param>
/// <param name="IsFirst">Whether it is the first of the person's rows, so that each person counts once.</param>
public sealed record TypeLine(PersonLine Person, string Type, bool IsFirst)
{
    /// <summary>The person's rows.</summary>
    public static IEnumerable<TypeLine> Of(PersonLine person) => person.Figures.TypeNames.Select((type, at) => new TypeLine(person, type, at == 0));
}

/// <summary>All that the workbook on conversion sees.</summary>
public sealed record ConversionRows
{
    /// <summary>People whose first enquiry came in the period.</summary>
    public required IReadOnlyList<PersonLine> People { get; init; }

    /// <summary>Period, day of reporting, currency and language.</summary>
    public required ReportFrame Frame { get; init; }

    /// <summary>How many people there are, as the store counts them.</summary>
    public required int StorePeople { get; init; }
}
