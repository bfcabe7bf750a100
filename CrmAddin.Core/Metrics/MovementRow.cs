namespace CrmAddin.Core.Metrics;

/// <summary>A step from the customers at the start to those at the end of a period.</summary>
public enum MovementStep
{
    /// <summary>Active at the start.</summary>
    Start,

    /// <summary>New, and still active at the end.</summary>
    New,

    /// <summary>Come back.</summary>
    Reactivated,

    /// <summary>Active at the start and no more at the end.</summary>
    Lost,

    /// <summary>Active at the end.</summary>
    End,
}

/// <summary>One step, and the height on which it rests in a waterfall.</summary>
/// <param name="Step">The step.</param>
/// <param name="Base">Customers on whom it rests.</param>
/// <param name="Customers">How many it is about.</param>
public sealed record MovementRow(MovementStep Step, int Base, int Customers)
{
    /// <summary>Whether it adds customers.</summary>
    public bool IsGain => Step is MovementStep.New or MovementStep.Reactivated;

    /// <summary>Whether it takes customers away.</summary>
    public bool IsLoss => Step == MovementStep.Lost;

    /// <summary>Customers of the first and the last step; else 0.</summary>
    public int Active => IsGain || IsLoss ? 0 : Customers;

    /// <summary>Customers of a step that adds some; else 0.</summary>
    public int Gained => IsGain ? Customers : 0;

    /// <summary>Customers of a step that takes some away; else 0.</summary>
    public int Lost => IsLoss ? Customers : 0;

    /// <summary>The steps in order; none when nobody was active at either end.</summary>
    public static IReadOnlyList<MovementRow> Of(IReadOnlyCollection<CustomerInPeriod> customers)
    {
        var (start, end) = (customers.Count(customer => customer.IsActiveAtStart), customers.Count(customer => customer.IsActiveAtEnd));
        var gained = customers.Count(customer => customer is { IsNew: true, IsActiveAtEnd: true });
        var back = customers.Count(customer => customer.IsReactivated);
        var stayed = customers.Count(customer => customer is { IsActiveAtStart: true, IsActiveAtEnd: true });
        return start + end == 0
            ? []
            : [new(MovementStep.Start, 0, start), new(MovementStep.New, start, gained), new(MovementStep.Reactivated, start + gained, back), new(MovementStep.Lost, end, start - stayed), new(MovementStep.End, 0, end)];
    }
}
