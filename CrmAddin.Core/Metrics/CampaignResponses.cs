namespace CrmAddin.Core.Metrics;

/// <summary>What one member did with a campaign's message.</summary>
/// <param name="Campaign">The campaign, as shown.</param>
/// <param name="IsDelivered">Whether it reached them.</param>
/// <param name="IsOpened">Whether they opened it.</param>
/// <param name="IsClicked">Whether they clicked in it.</param>
/// <param name="IsInteracting">Whether they interacted in any way.</param>
/// <param name="IsGoalReached">Whether they did what the campaign is for.</param>
public sealed record CampaignResponse(string Campaign, bool IsDelivered, bool IsOpened, bool IsClicked, bool IsInteracting, bool IsGoalReached);

/// <summary>How a campaign's members answered.</summary>
/// <param name="Members">How many there are.</param>
/// <param name="Delivered">How many it reached.</param>
/// <param name="Opened">How many of them opened it.</param>
/// <param name="Clicked">How many of them clicked.</param>
/// <param name="Interacting">How many interacted in any way.</param>
/// <param name="GoalReached">How many of those did what the campaign is for.</param>
public sealed record ResponseCounts(int Members, int Delivered, int Opened, int Clicked, int Interacting, int GoalReached)
{
    /// <summary>The counts of the members. Opened and clicked count only where it was delivered, the goal only of those who interacted.</summary>
    public static ResponseCounts Of(IReadOnlyCollection<CampaignResponse> members) => new(
        members.Count,
        members.Count(member => member.IsDelivered),
        members.Count(member => member is { IsDelivered: true, IsOpened: true }),
        members.Count(member => member is { IsDelivered: true, IsClicked: true }),
        members.Count(member => member.IsInteracting),
        members.Count(member => member is { IsInteracting: true, IsGoalReached: true }));

    /// <summary>Opened ÷ delivered.</summary>
    public decimal? OpenRate => Ratio.Of(Opened, Delivered);

    /// <summary>Clicked ÷ delivered.</summary>
    public decimal? ClickRate => Ratio.Of(Clicked, Delivered);

    /// <summary>Goal reached ÷ interacting.</summary>
    public decimal? ResponseConversionRate => Ratio.Of(GoalReached, Interacting);
}
