namespace CrmAddin.Core.Metrics;

/// <summary>What the value of a figure counts.</summary>
public enum FigureUnit
{
    /// <summary>Things, as a whole number.</summary>
    Count,

    /// <summary>Money in the firm's base currency.</summary>
    Money,

    /// <summary>A fraction of 1, shown as a percentage.</summary>
    Rate,

    /// <summary>Days.</summary>
    Days,

    /// <summary>A number of its own kind, such as years, hours or a ratio.</summary>
    Number,
}
