namespace CrmAddin.Core.Metrics;

/// <summary>A campaign with what it cost, brought, and how its members answered.</summary>
/// <param name="Acquired">Costs, leads and customers.</param>
/// <param name="Responses">Its members' answers.</param>
/// <param name="Customers">Customers whom it brought, whenever that was; fractions of them where customers are shared out.</param>
/// <param name="Cltv">Their historic value less their cost, or the firm's; null when unknown.</param>
/// <param name="IsFirmsCltv">Whether it is the firm's, because its own customers are too few.</param>
/// <param name="Nei">Response conversion rate × value of a customer ÷ cost of a customer; above 1 it pays.</param>
public sealed record CampaignRow(AcquisitionRow Acquired, ResponseCounts Responses, decimal Customers, decimal? Cltv, bool IsFirmsCltv, decimal? Nei);

/// <summary>What one month of the year brings, over all years of the period.</summary>
/// <param name="Month">1 for January to 12.</param>
/// <param name="Leads">Enquiries received in it.</param>
/// <param name="NewCustomers">Customers whose first purchase falls in it.</param>
/// <param name="Cost">What was spent in it, in the report's currency.</param>
public sealed record SeasonRow(int Month, int Leads, int NewCustomers, decimal Cost);
