using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Acquisition;

/// <summary>Warnings, sentences and totals that the workbooks about winning customers share.</summary>
internal sealed class AcquisitionRemarks(AcquisitionRows rows, AcquisitionFormulas formulas, AcquisitionTexts texts)
{
    /// <summary>Sentences under the head.</summary>
    public IReadOnlyList<string> Notes() =>
    [
        .. rows.Costs is null ? [texts["Note.CostsNotRead"]] : Array.Empty<string>(),
        .. formulas.AreShared ? [texts["Note.Shared"]] : Array.Empty<string>(),
        .. rows.Costs is not null && (rows.Frame.Scope.TeamId ?? rows.Frame.Scope.OwnerId) is not null ? [texts["Note.CostsOfAll"]] : Array.Empty<string>(),
    ];

    /// <summary>How many costs could not be counted.</summary>
    public IReadOnlyList<SummaryRemark> CostsWithoutRate() => rows.Costs is { } costs
        ? [new(costs.Count(cost => cost.Figures.Amount is null), $"COUNT({formulas.Costs["SpentOn"]})-COUNT({formulas.Costs["Amount"]})", texts["Remark.CostsWithoutRate"])]
        : [];

    /// <summary>Costs beside the store's.</summary>
    public IEnumerable<TieOut> Costs() => rows.Costs is { } costs
        ? [TieOut.Sum(texts["Costs"], formulas.Costs["Amount"], costs.Sum(cost => cost.Figures.Amount ?? 0), rows.Store.Costs)]
        : [];

    /// <summary>Enquiries beside the store's.</summary>
    public TieOut Leads() => new(null, texts["Leads"], $"COUNT({formulas.Leads["LeadNumber"]})", rows.Leads.Count, rows.Store.Leads, false);

    /// <summary>Revenue of customers, and of their parts, beside the store's, which also holds what was sold to nobody.</summary>
    public IEnumerable<TieOut> Revenue(params string[] dimensions)
    {
        var ofStore = rows.Store.Sales - rows.SoldToNobody;
        yield return TieOut.Sum(texts["RevenueOfCustomers"], formulas.Customers["Revenue"], rows.Customers.Sum(customer => customer.Figures.History.Revenue), ofStore);
        foreach (var dimension in dimensions.Where(_ => formulas.AreShared))
        {
            var shares = rows.Shares(dimension).Sum(line => line.Customer.Figures.History.Revenue * line.Share.Part);
            yield return TieOut.Sum(texts["RevenueOfShares." + dimension], formulas.SharesOf(dimension)["Revenue"], shares, ofStore);
        }
    }

    /// <summary>The data sheets of customers: for a firm that shares them out their parts too.</summary>
    public IEnumerable<DataTable> CustomerTables(params string[] dimensions) =>
    [
        formulas.Customers.Of(rows.Customers),
        .. dimensions.Where(_ => formulas.AreShared).Select(dimension => formulas.SharesOf(dimension).Of([.. rows.Shares(dimension)])),
    ];

    /// <summary>The data sheet of costs, where they are read.</summary>
    public DataTable[] CostTable() => rows.Costs is { } costs ? [formulas.Costs.Of(costs, rows.Frame.Currency)] : [];
}
