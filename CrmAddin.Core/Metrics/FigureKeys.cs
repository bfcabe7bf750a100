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

    /// <summary>Customers by the day of reporting.</summary>
    public const string Customers = "customers";

    /// <summary>Customers who have not bought for the months of the setting.</summary>
    public const string LostCustomers = "lostCustomers";

    /// <summary>Purchases by the day of reporting.</summary>
    public const string Purchases = "purchases";

    /// <summary>Amount of the purchases.</summary>
    public const string Revenue = "revenue";

    /// <summary>Revenue ÷ purchases.</summary>
    public const string AveragePurchaseValue = "averagePurchaseValue";

    /// <summary>Years for which customers were active, summed.</summary>
    public const string ActiveCustomerYears = "activeCustomerYears";

    /// <summary>Purchases ÷ active customer-years.</summary>
    public const string PurchasesPerYear = "purchasesPerYear";

    /// <summary>Active customer-years ÷ customers lost.</summary>
    public const string RetentionSpanYears = "retentionSpanYears";

    /// <summary>Historic customer lifetime value before what winning the customer cost.</summary>
    public const string CltvGross = "cltvGross";

    /// <summary>Historic customer lifetime value less what winning the customer cost.</summary>
    public const string Cltv = "cltv";

    /// <summary>Customers with two purchases or more ÷ customers.</summary>
    public const string RepeatRate = "repeatRate";

    /// <summary>Customers whose first purchase falls in the period.</summary>
    public const string NewCustomers = "newCustomers";

    /// <summary>Customers active when the period begins.</summary>
    public const string ActiveAtStart = "activeAtStart";

    /// <summary>Customers active when the period ends.</summary>
    public const string ActiveAtEnd = "activeAtEnd";

    /// <summary>Customers lost before the period who are active at its end.</summary>
    public const string Reactivated = "reactivatedCustomers";

    /// <summary>Customers who were lost in the period.</summary>
    public const string LostInPeriod = "lostInPeriod";

    /// <summary>(Active at the end − new − reactivated) ÷ active at the start.</summary>
    public const string RetentionRate = "retentionRate";

    /// <summary>1 − retention rate.</summary>
    public const string ChurnRate = "churnRate";

    /// <summary>(Active at the end − active at the start) ÷ active at the start.</summary>
    public const string CustomerGrowth = "customerGrowth";

    /// <summary>Amount sold in the period to new customers.</summary>
    public const string NetNewRevenue = "netNewRevenue";

    /// <summary>Last twelve months' revenue of customers lost in the period.</summary>
    public const string LostRevenue = "lostRevenue";

    /// <summary>Customers active at the start with a won up-sell in the period ÷ customers active at the start.</summary>
    public const string UpsellRate = "upsellRate";

    /// <summary>Customers active at the start with a won cross-sell in the period ÷ customers active at the start.</summary>
    public const string CrossSellRate = "crossSellRate";

    /// <summary>Marketing and sales costs of the period ÷ new customers in it.</summary>
    public const string Cac = "cac";

    /// <summary>Marketing and sales costs of the period.</summary>
    public const string AcquisitionCost = "acquisitionCost";

    /// <summary>Costs of the period that belong to neither a source nor a campaign.</summary>
    public const string UnattributedCost = "unattributedCost";

    /// <summary>Enquiries of the period.</summary>
    public const string LeadCount = "leadCount";

    /// <summary>Costs ÷ enquiries.</summary>
    public const string CostPerLead = "costPerLead";

    /// <summary>Deals opened in the period.</summary>
    public const string OpenedDeals = "openedDeals";

    /// <summary>What new customers bought by the day of reporting.</summary>
    public const string NewCustomerRevenue = "newCustomerRevenue";

    /// <summary>The same times margin.</summary>
    public const string NewCustomerProfit = "newCustomerProfit";

    /// <summary>(Profit − cost) ÷ cost.</summary>
    public const string Roi = "roi";

    /// <summary>People whose first enquiry came in the period.</summary>
    public const string LeadPeople = "leadPeople";

    /// <summary>Those of them with a deal.</summary>
    public const string LeadDeals = "leadDeals";

    /// <summary>Those of them who bought.</summary>
    public const string LeadCustomers = "leadCustomers";

    /// <summary>Those of them who bought ÷ all.</summary>
    public const string ConversionRate = "conversionRate";

    /// <summary>Those of them with a deal ÷ all.</summary>
    public const string LeadToDealRate = "leadToDealRate";

    /// <summary>Median days from the first enquiry to its answer.</summary>
    public const string MedianDaysToAnswer = "medianDaysToAnswer";

    /// <summary>Median days from the first enquiry to a deal.</summary>
    public const string MedianDaysToDeal = "medianDaysToDeal";

    /// <summary>Median days from the first enquiry to the first purchase.</summary>
    public const string MedianDaysToPurchase = "medianDaysToPurchase";

    /// <summary>Members of campaigns.</summary>
    public const string CampaignMembers = "campaignMembers";

    /// <summary>Opened ÷ delivered.</summary>
    public const string OpenRate = "openRate";

    /// <summary>Clicked ÷ delivered.</summary>
    public const string ClickRate = "clickRate";

    /// <summary>Members who did what the campaign is for ÷ members who interacted.</summary>
    public const string ResponseConversionRate = "responseConversionRate";

    /// <summary>Response conversion rate × value of a customer ÷ cost of a customer.</summary>
    public const string Nei = "nei";

    /// <summary>Future value of a customer by the fitted models, net of acquisition cost.</summary>
    public const string CltvPredicted = "cltvPredicted";

    /// <summary>Future value of a customer by the fitted models.</summary>
    public const string CltvPredictedGross = "cltvPredictedGross";

    /// <summary>Standard error of the future value.</summary>
    public const string CltvPredictedError = "cltvPredictedError";

    /// <summary>Won in the month of reporting, reached in nine of ten simulated runs.</summary>
    public const string ForecastLow = "forecastLow";

    /// <summary>Won in the month of reporting, reached in half of the simulated runs.</summary>
    public const string ForecastMedian = "forecastMedian";

    /// <summary>Won in the month of reporting, reached in one of ten simulated runs.</summary>
    public const string ForecastHigh = "forecastHigh";

    /// <summary>Weighted absolute percentage error of the forecast on past month-ends.</summary>
    public const string ForecastError = "forecastError";

    /// <summary>Weighted absolute percentage error of the weighted sum on past month-ends.</summary>
    public const string WeightedError = "weightedError";

    /// <summary>Share of tested months inside the forecast's band.</summary>
    public const string BandHitRate = "bandHitRate";

    /// <summary>Share of tested customers whose next product was foretold.</summary>
    public const string NextProductHitRate = "nextProductHitRate";

    /// <summary>Share of tested customers whose next product was a best-seller.</summary>
    public const string NextProductPopularRate = "nextProductPopularRate";
}
