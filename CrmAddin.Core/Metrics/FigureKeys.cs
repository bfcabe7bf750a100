namespace CrmAddin.Core.Metrics;

/// <summary>The names of the figures, as reports, the command line and custom functions use them.</summary>
public static class FigureKeys
{
    /// <summary>Open deals on track.</summary>
    public const string OpenCount = "openCount";

    /// <summary>Amount of the open deals on track.</summary>
    public const string OpenAmount = "openAmount";

    /// <summary>Amount times win probability of the open deals on track.</summary>
    public const string WeightedAmount = "weightedAmount";

    /// <summary>Won in the period plus weighted.</summary>
    public const string ForecastAmount = "forecastAmount";

    /// <summary>Full amount of open deals that are nearly certain.</summary>
    public const string CommitAmount = "commitAmount";

    /// <summary>Full amount of open deals that are more or less likely.</summary>
    public const string BestCaseAmount = "bestCaseAmount";

    /// <summary>Deals won in the period.</summary>
    public const string WonCount = "wonCount";

    /// <summary>Amount won in the period.</summary>
    public const string WonAmount = "wonAmount";

    /// <summary>Deals lost in the period.</summary>
    public const string LostCount = "lostCount";

    /// <summary>Amount lost in the period.</summary>
    public const string LostAmount = "lostAmount";

    /// <summary>Won ÷ (won + lost), by number.</summary>
    public const string WinRate = "winRate";

    /// <summary>Won ÷ (won + lost), by amount.</summary>
    public const string WinRateByAmount = "winRateByAmount";

    /// <summary>Open deals expected to close in the month of reporting.</summary>
    public const string ClosingThisMonth = "closingThisMonth";

    /// <summary>Amount of the open deals expected to close in the month of reporting.</summary>
    public const string ClosingThisMonthAmount = "closingThisMonthAmount";

    /// <summary>Mean days from opening to closing, won and lost together.</summary>
    public const string MeanDaysToClose = "meanDaysToClose";

    /// <summary>Median days from opening to closing, won and lost together.</summary>
    public const string MedianDaysToClose = "medianDaysToClose";

    /// <summary>Mean days from opening to winning.</summary>
    public const string SalesCycleDays = "salesCycleDays";

    /// <summary>Median days from opening to winning.</summary>
    public const string SalesCycleMedianDays = "salesCycleMedianDays";

    /// <summary>Deals whose expected close was moved later.</summary>
    public const string SlippedCount = "slippedCount";

    /// <summary>Amount of the deals whose expected close was moved later.</summary>
    public const string SlippedAmount = "slippedAmount";

    /// <summary>Median days by which expected closes were moved later.</summary>
    public const string SlippedMedianDays = "slippedMedianDays";

    /// <summary>By how much of the winners' prices our amounts of lost deals were higher.</summary>
    public const string PriceDistance = "priceDistance";

    /// <summary>Lost deals of which the winner's price and our amount are known.</summary>
    public const string PricedLosses = "pricedLosses";

    /// <summary>Won deals with opening and closing day.</summary>
    public const string WonWithDates = "wonWithDates";

    /// <summary>90th percentile of the days from opening to winning.</summary>
    public const string SalesCycleSlowDays = "salesCycleSlowDays";

    /// <summary>Stays in stages that ended in the period.</summary>
    public const string EndedStays = "endedStays";

    /// <summary>Median days of the stays in stages that ended in the period.</summary>
    public const string StageMedianDays = "stageMedianDays";

    /// <summary>90th percentile of the days of the stays in stages that ended in the period.</summary>
    public const string StageSlowDays = "stageSlowDays";

    /// <summary>Stays in stages that go on.</summary>
    public const string OpenStays = "openStays";

    /// <summary>Median of the days that the stays which go on have lasted so far.</summary>
    public const string OpenStayMedianDays = "openStayMedianDays";

    /// <summary>Amount to be won in the period.</summary>
    public const string TargetAmount = "targetAmount";

    /// <summary>Amount won on the days that have a target.</summary>
    public const string TargetWonAmount = "targetWonAmount";

    /// <summary>Amount won ÷ target.</summary>
    public const string TargetAttainment = "targetAttainment";

    /// <summary>Amount won by the end of the targets' days if it goes on at the pace so far.</summary>
    public const string TargetRunRate = "targetRunRate";

    /// <summary>Run-rate ÷ target.</summary>
    public const string TargetRunRateAttainment = "targetRunRateAttainment";

    /// <summary>Number of deals to be won in the period.</summary>
    public const string TargetCount = "targetCount";

    /// <summary>Deals won on the days that have a target of a number.</summary>
    public const string TargetWonCount = "targetWonCount";

    /// <summary>Deals won ÷ target of a number.</summary>
    public const string TargetCountAttainment = "targetCountAttainment";

    /// <summary>Calls done.</summary>
    public const string Calls = "calls";

    /// <summary>Appointments that took place.</summary>
    public const string Appointments = "appointments";

    /// <summary>Visits reported.</summary>
    public const string Visits = "visits";

    /// <summary>Tasks done.</summary>
    public const string TasksDone = "tasksDone";

    /// <summary>Mails sent to people that are logged.</summary>
    public const string MailsSent = "mailsSent";

    /// <summary>Mails received from people that are logged.</summary>
    public const string MailsReceived = "mailsReceived";

    /// <summary>Contacts added.</summary>
    public const string ContactsAdded = "contactsAdded";

    /// <summary>Contacts changed after they were added, each once a person and week.</summary>
    public const string ContactsUpdated = "contactsUpdated";

    /// <summary>Contacts with a plan, or a touch in the last 90 days ÷ contacts.</summary>
    public const string TouchedShare = "touchedShare";

    /// <summary>Mean hours from a lead's coming to its first response.</summary>
    public const string LeadResponseHours = "leadResponseHours";

    /// <summary>Median hours from a lead's coming to its first response.</summary>
    public const string LeadResponseMedianHours = "leadResponseMedianHours";

    /// <summary>Leads that nobody has answered.</summary>
    public const string UnansweredLeads = "unansweredLeads";

    /// <summary>People on the mailing lists when the period begins.</summary>
    public const string ListSizeAtStart = "listSizeAtStart";

    /// <summary>People on the mailing lists when the period ends.</summary>
    public const string ListSizeAtEnd = "listSizeAtEnd";

    /// <summary>People who came onto the mailing lists.</summary>
    public const string ListSubscribed = "listSubscribed";

    /// <summary>People who left the mailing lists.</summary>
    public const string ListUnsubscribed = "listUnsubscribed";

    /// <summary>People whose mail came back.</summary>
    public const string ListBounced = "listBounced";

    /// <summary>(Subscribed − unsubscribed − bounced) ÷ size at the start.</summary>
    public const string ListGrowth = "listGrowth";

    /// <summary>Share of promoters less share of detractors.</summary>
    public const string Nps = "nps";

    /// <summary>Mean score of satisfaction.</summary>
    public const string Csat = "csat";

    /// <summary>Mean hours from a request to its first response.</summary>
    public const string FirstResponseHours = "firstResponseHours";

    /// <summary>Mean hours from a request to its resolution.</summary>
    public const string ResolutionHours = "resolutionHours";
}
