namespace CrmAddin.Core.Metrics;

/// <summary>Where a deal stands at the moment of reporting.</summary>
public enum DealStanding
{
    /// <summary>Open and on track.</summary>
    Open,

    /// <summary>Open, but nobody works on it for now; kept apart from the pipeline.</summary>
    OnHold,

    /// <summary>Closed and won.</summary>
    Won,

    /// <summary>Closed and lost.</summary>
    Lost,

    /// <summary>Called off; in no figure.</summary>
    Cancelled,
}
