namespace CrmAddin.Core.Metrics;

/// <summary>How far somebody who asked has come.</summary>
public enum ConversionStep
{
    /// <summary>Asked.</summary>
    Lead,

    /// <summary>Was answered.</summary>
    Answered,

    /// <summary>Was found worth selling to.</summary>
    Qualified,

    /// <summary>Has a deal.</summary>
    Deal,

    /// <summary>Bought for the first time.</summary>
    Customer,
}

/// <summary>A person whose first enquiry came in the period; spam and duplicates are no enquiries.</summary>
public sealed record ConversionPerson
{
    /// <summary>The day of the first enquiry.</summary>
    public required DateOnly AskedOn { get; init; }

    /// <summary>How many enquiries came by the day of reporting.</summary>
    public int Leads { get; init; } = 1;

    /// <summary>The first enquiry's source, as shown; empty for none.</summary>
    public string Source { get; init; } = "";

    /// <summary>The first enquiry's campaign, as shown; empty for none.</summary>
    public string Campaign { get; init; } = "";

    /// <summary>The first enquiry's owner, as shown; empty for nobody.</summary>
    public string Owner { get; init; } = "";

    /// <summary>The person's contact types, as shown, each once.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>The names under which the person counts by type: an empty one without any.</summary>
    public IReadOnlyList<string> TypeNames => Types is [] ? [""] : Types;

    /// <summary>The day on which an enquiry was first answered.</summary>
    public DateOnly? AnsweredOn { get; init; }

    /// <summary>Whether an enquiry was found worth selling to.</summary>
    public bool IsQualified { get; init; }

    /// <summary>The day on which an enquiry first became a deal.</summary>
    public DateOnly? DealOn { get; init; }

    /// <summary>The day of the first purchase, where it is not before the first enquiry.</summary>
    public DateOnly? BoughtOn { get; init; }

    /// <summary>How far the person has come; whoever took a later step has taken those before it.</summary>
    public ConversionStep Reached => this switch
    {
        { BoughtOn: not null } => ConversionStep.Customer,
        { DealOn: not null } => ConversionStep.Deal,
        { IsQualified: true } => ConversionStep.Qualified,
        { AnsweredOn: not null } => ConversionStep.Answered,
        _ => ConversionStep.Lead,
    };

    /// <summary>Days from the first enquiry to its answer; null while there is none.</summary>
    public int? DaysToAnswer => DaysTo(AnsweredOn);

    /// <summary>Days from the first enquiry to a deal; null while there is none.</summary>
    public int? DaysToDeal => DaysTo(DealOn);

    /// <summary>Days from the first enquiry to the first purchase; null while there is none.</summary>
    public int? DaysToPurchase => DaysTo(BoughtOn);

    private int? DaysTo(DateOnly? day) => day is { } known && known >= AskedOn ? known.DayNumber - AskedOn.DayNumber : null;
}
