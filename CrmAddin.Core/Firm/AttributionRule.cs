namespace CrmAddin.Core.Firm;

/// <summary>To which of the sources and campaigns that touched a customer up to their first purchase they belong.</summary>
public enum AttributionRule
{
    /// <summary>To the first one.</summary>
    First,

    /// <summary>To each of them an equal share.</summary>
    Even,
}
