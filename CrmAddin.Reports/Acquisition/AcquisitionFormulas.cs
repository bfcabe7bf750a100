using CrmAddin.Core.Firm;
using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Acquisition;

/// <summary>The tables by which formulas of these workbooks compute.</summary>
/// <param name="texts">The texts.</param>
/// <param name="rule">To what a customer belongs who was touched more than once.</param>
internal sealed class AcquisitionFormulas(AcquisitionTexts texts, AttributionRule rule)
{
    /// <summary>The customers.</summary>
    public CustomerTable Customers { get; } = new(texts);

    /// <summary>The parts of customers by source or campaign, for a firm that shares customers out.</summary>
    public ShareTable SharesOf(string dimension) => new(texts, dimension);

    /// <summary>Whether customers are shared out, so that numbers of them are fractions.</summary>
    public bool AreShared => rule == AttributionRule.Even;

    /// <summary>The number format of customers of a source or campaign.</summary>
    public string CustomerFormat => AreShared ? HouseStyle.NumberFormat : HouseStyle.WholeFormat;

    /// <summary>The costs.</summary>
    public CostTable Costs { get; } = new(texts);

    /// <summary>The enquiries.</summary>
    public LeadTable Leads { get; } = new(texts);

    /// <summary>The deals.</summary>
    public DealTable Deals { get; } = new(texts);

    /// <summary>The members of campaigns.</summary>
    public MemberTable Members { get; } = new(texts);

    /// <summary>The formula of the headline figure with the key; null for one that these workbooks do not share.</summary>
    public FigureFormula? Of(string key, FigurePlaces places) => key switch
    {
        FigureKeys.AcquisitionCost => new($"SUM({Costs["Amount"]})"),
        FigureKeys.NewCustomers => new($"SUM({Customers["IsNew"]})"),
        FigureKeys.Cac => FigureFormula.Share($"SUM({Costs["Amount"]})", $"SUM({Customers["IsNew"]})", EmptyReason.NoNewCustomers),
        FigureKeys.UnattributedCost => new($"SUMPRODUCT({Costs.Is("Source", Word("NoSource"))}*{Costs.Is("Campaign", Word("NoCampaign"))},{Costs["Amount"]})"),
        FigureKeys.LeadCount => new($"COUNT({Leads["LeadNumber"]})"),
        FigureKeys.CostPerLead => FigureFormula.Share($"SUM({Costs["Amount"]})", $"COUNT({Leads["LeadNumber"]})", EmptyReason.NoLeads),
        FigureKeys.OpenedDeals => new($"SUM({Deals["IsOpened"]})"),
        FigureKeys.WonCount => new($"SUM({Deals["IsWon"]})"),
        FigureKeys.WonAmount => new($"SUMIFS({Deals["Amount"]},{Deals["IsWon"]},1)"),
        FigureKeys.NewCustomerRevenue => new($"SUMIFS({Customers["Revenue"]},{Customers["IsNew"]},1)"),
        FigureKeys.NewCustomerProfit => new($"SUMIFS({Customers["Profit"]},{Customers["IsNew"]},1)"),
        FigureKeys.Roi => FigureFormula.Share(
            $"(SUMIFS({Customers["Profit"]},{Customers["IsNew"]},1)-SUM({Costs["Amount"]}))", $"SUM({Costs["Amount"]})", EmptyReason.NoCosts),
        _ => null,
    };

    /// <summary>The costs of the source or campaign that a cell names.</summary>
    public string Cost(string dimension, string cell) => $"SUMPRODUCT({Costs.Is(dimension, cell)}*1,{Costs["Amount"]})";

    /// <summary>The enquiries of the source or campaign that a cell names.</summary>
    public string LeadCount(string dimension, string cell) => $"SUMPRODUCT({Leads.Is(dimension, cell)}*1)";

    /// <summary>The new customers of the source or campaign that a cell names.</summary>
    public string NewCustomers(string dimension, string cell) => OfCustomers(dimension, cell, "IsNew");

    /// <summary>The customers of the source or campaign that a cell names, whenever they were won.</summary>
    public string CustomerCount(string dimension, string cell) =>
        AreShared ? OfCustomers(dimension, cell, "Share") : $"SUMPRODUCT({Customers.Is(dimension, cell)}*1)";

    /// <summary>A column of the customers of the source or campaign that a cell names, summed.</summary>
    public string OfCustomers(string dimension, string cell, string headingKey) =>
        $"SUMPRODUCT({Attributed(dimension).Is(dimension, cell)}*1,{Attributed(dimension)[headingKey]})";

    /// <summary>A column of the new customers of the source or campaign that a cell names, summed.</summary>
    public string OfNewCustomers(string dimension, string cell, string headingKey) =>
        $"SUMPRODUCT({Attributed(dimension).Is(dimension, cell)}*({Attributed(dimension)["IsNew"]}>0),{Attributed(dimension)[headingKey]})";

    /// <summary>A column of the deals of the source that a cell names, summed; with the amount of those won where asked for.</summary>
    public string OfDeals(string dimension, string cell, string headingKey, bool withAmount = false) =>
        $"SUMPRODUCT({Deals.Is(dimension, cell)}*1,{Deals[headingKey]}{(withAmount ? "," + Deals["Amount"] : "")})";

    /// <summary>The costs of a month.</summary>
    public string CostOfMonth(DateOnly month) => $"SUMIFS({Costs["Amount"]},{Costs.Days("SpentOn", month, month.AddMonths(1))})";

    /// <summary>The new customers of a month.</summary>
    public string NewCustomersOfMonth(DateOnly month) => $"COUNTIFS({Customers["IsNew"]},1,{Customers.Days("FirstOn", month, month.AddMonths(1))})";

    /// <summary>The enquiries of a month.</summary>
    public string LeadsOfMonth(DateOnly month) => $"COUNTIFS({Leads.Days("ReceivedOn", month, month.AddMonths(1))})";

    private TableNames Attributed(string dimension) => AreShared ? SharesOf(dimension) : Customers;

    private string Word(string key) => TableNames.Quoted(texts[key]);
}
