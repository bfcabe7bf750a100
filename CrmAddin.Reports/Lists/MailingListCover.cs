namespace CrmAddin.Reports.Lists;

/// <summary>People who were left out for one reason.</summary>
/// <param name="Sentence">The reason, in the language of the list.</param>
/// <param name="Count">How many.</param>
public sealed record LeftOut(string Sentence, int Count);

/// <summary>What the cover of a mailing list says.</summary>
public sealed record MailingListCover
{
    /// <summary>The segment, group or list.</summary>
    public required string ListName { get; init; }

    /// <summary>The firm's name.</summary>
    public required string FirmName { get; init; }

    /// <summary>The purpose and channel that the people consented to, in the language of the list.</summary>
    public required string Purpose { get; init; }

    /// <summary>When the list was made.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>The firm's time zone.</summary>
    public required TimeZoneInfo TimeZone { get; init; }

    /// <summary>People on the list.</summary>
    public required int IncludedCount { get; init; }

    /// <summary>People left out, by reason.</summary>
    public required IReadOnlyList<LeftOut> LeftOut { get; init; }
}
