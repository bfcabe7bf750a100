using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Acquisition;

/// <summary>The Excel table of customers. Yes and no stand as 1 and 0, so that a sum counts them.</summary>
internal sealed class CustomerTable(AcquisitionTexts texts) : TableNames(texts, "CustomerTable")
{
    /// <summary>The sheet with its rows.</summary>
    public DataTable Of(IReadOnlyList<CustomerLine> rows) => new DataTable<CustomerLine>(texts["Customers"], Name,
    [
        Text<CustomerLine>("Customer", rows, 18, 40, row => texts.Person(row.Name)),
        Text<CustomerLine>("CustomerNumber", rows, 10, 16, row => row.Number) with { IsKey = true },
        Text<CustomerLine>("Source", rows, 12, 30, row => string.Join(" + ", row.Figures.Sources.Select(share => texts.Source(share.Name)))),
        Text<CustomerLine>("Campaign", rows, 12, 30, row => string.Join(" + ", row.Figures.Campaigns.Select(share => texts.Campaign(share.Name)))),
        Date<CustomerLine>("FirstOn", row => row.Figures.History.FirstOn),
        Number<CustomerLine>("IsNew", DataKind.Whole, row => row.Figures.IsNew ? 1 : 0),
        Number<CustomerLine>("Purchases", DataKind.Whole, row => row.Figures.History.Purchases),
        Number<CustomerLine>("Revenue", DataKind.Money, row => row.Figures.History.Revenue),
        Number<CustomerLine>("Profit", DataKind.Money, row => row.Figures.Profit),
        Number<CustomerLine>("ActiveDays", DataKind.Whole, row => row.Figures.History.ActiveDays),
        Number<CustomerLine>("IsLost", DataKind.Whole, row => row.Figures.History.IsLost ? 1 : 0),
    ],
    rows);
}

/// <summary>
/// The Excel table of parts of customers by source or campaign, for a firm that shares customers out. Its columns are named as those of the
/// customers, and each holds the part alone, so that formulas read either.
/// </summary>
internal sealed class ShareTable(AcquisitionTexts texts, string dimension) : TableNames(texts, dimension + "ShareTable")
{
    /// <summary>The sheet with its rows.</summary>
    public DataTable Of(IReadOnlyList<ShareLine> rows) => new DataTable<ShareLine>(texts[dimension + "Shares"], Name,
    [
        Text<ShareLine>("Customer", rows, 18, 40, row => texts.Person(row.Customer.Name)),
        Text<ShareLine>("CustomerNumber", rows, 10, 16, row => row.Customer.Number),
        Text<ShareLine>(dimension, rows, 12, 30, row => texts.Shown(dimension, row.Share.Name)),
        Number<ShareLine>("Share", DataKind.Rate, row => row.Share.Part),
        Number<ShareLine>("IsNew", DataKind.Money, row => row.Customer.Figures.IsNew ? row.Share.Part : 0),
        Number<ShareLine>("Revenue", DataKind.Money, row => row.Customer.Figures.History.Revenue * row.Share.Part),
        Number<ShareLine>("Profit", DataKind.Money, row => row.Share.Profit),
        Number<ShareLine>("IsLost", DataKind.Money, row => row.Customer.Figures.History.IsLost ? row.Share.Part : 0),
    ],
    rows);
}

/// <summary>The Excel table of costs.</summary>
internal sealed class CostTable(AcquisitionTexts texts) : TableNames(texts, "CostTable")
{
    /// <summary>The sheet with its rows; the own amount stands there where another currency does.</summary>
    public DataTable Of(IReadOnlyList<CostLine> rows, string currency)
    {
        List<DataColumn<CostLine>> columns =
        [
            Date<CostLine>("SpentOn", row => row.Figures.Day),
            Text<CostLine>("Category", rows, 12, 20, row => texts["Category." + row.Figures.Category]),
            Text<CostLine>("Source", rows, 12, 30, row => texts.Source(row.Figures.Source)),
            Text<CostLine>("Campaign", rows, 12, 30, row => texts.Campaign(row.Figures.Campaign)),
            Number<CostLine>("Amount", DataKind.Money, row => row.Figures.Amount),
            Text<CostLine>("Note", rows, 16, 50, row => row.Note),
            Number<CostLine>("CostNumber", DataKind.Whole, row => row.Id) with { IsKey = true },
        ];
        if (rows.Any(row => row.Currency != currency))
        {
            columns.Add(Number<CostLine>("OwnAmount", DataKind.Money, row => row.OwnAmount));
            columns.Add(Text<CostLine>("Currency", rows, 12, 12, row => row.Currency));
        }

        return new DataTable<CostLine>(texts["Costs"], Name, columns, rows);
    }
}

/// <summary>The Excel table of enquiries.</summary>
internal sealed class LeadTable(AcquisitionTexts texts) : TableNames(texts, "LeadTable")
{
    /// <summary>The sheet with its rows.</summary>
    public DataTable Of(IReadOnlyList<LeadLine> rows) => new DataTable<LeadLine>(texts["Leads"], Name,
    [
        Date<LeadLine>("ReceivedOn", row => row.Figures.Day),
        Text<LeadLine>("Person", rows, 18, 40, row => texts.Person(row.Person)),
        Text<LeadLine>("Source", rows, 12, 30, row => texts.Source(row.Figures.Source)),
        Text<LeadLine>("Campaign", rows, 12, 30, row => texts.Campaign(row.Figures.Campaign)),
        Text<LeadLine>("Owner", rows, 14, 30, row => row.Owner ?? texts["NoOwner"]),
        Number<LeadLine>("LeadNumber", DataKind.Whole, row => row.Id) with { IsKey = true },
    ],
    rows);
}

/// <summary>The Excel table of deals.</summary>
internal sealed class DealTable(AcquisitionTexts texts) : TableNames(texts, "DealTable")
{
    /// <summary>The sheet with its rows.</summary>
    public DataTable Of(IReadOnlyList<DealLine> rows) => new DataTable<DealLine>(texts["Deals"], Name,
    [
        Text<DealLine>("DealTitle", rows, 18, 44, row => row.Title),
        Text<DealLine>("Source", rows, 12, 30, row => texts.Source(row.Figures.Source)),
        Text<DealLine>("Campaign", rows, 12, 30, row => texts.Campaign(row.Figures.Campaign)),
        Date<DealLine>("OpenedOn", row => row.OpenedOn),
        Date<DealLine>("ClosedOn", row => row.ClosedOn),
        Number<DealLine>("IsOpened", DataKind.Whole, row => row.Figures.IsOpened ? 1 : 0),
        Number<DealLine>("IsWon", DataKind.Whole, row => row.Figures.IsWon ? 1 : 0),
        Number<DealLine>("Amount", DataKind.Money, row => row.Figures.Amount),
        Number<DealLine>("DealNumber", DataKind.Whole, row => row.Id) with { IsKey = true },
    ],
    rows);
}

/// <summary>The Excel table of members of campaigns.</summary>
internal sealed class MemberTable(AcquisitionTexts texts) : TableNames(texts, "MemberTable")
{
    /// <summary>The sheet with its rows.</summary>
    public DataTable Of(IReadOnlyList<MemberLine> rows) => new DataTable<MemberLine>(texts["Members"], Name,
    [
        Text<MemberLine>("Campaign", rows, 12, 30, row => texts.Campaign(row.Figures.Campaign)),
        Text<MemberLine>("Person", rows, 18, 40, row => texts.Person(row.Person)),
        Date<MemberLine>("ReachedOn", row => row.Day),
        Flag("Delivered", row => row.Figures.IsDelivered),
        Flag("Opened", row => row.Figures is { IsDelivered: true, IsOpened: true }),
        Flag("Clicked", row => row.Figures is { IsDelivered: true, IsClicked: true }),
        Flag("Interacted", row => row.Figures.IsInteracting),
        Flag("GoalReached", row => row.Figures is { IsInteracting: true, IsGoalReached: true }),
        Number<MemberLine>("MemberNumber", DataKind.Whole, row => row.Id) with { IsKey = true },
    ],
    rows);

    private DataColumn<MemberLine> Flag(string headingKey, Func<MemberLine, bool> isSo) =>
        Number<MemberLine>(headingKey, DataKind.Whole, row => isSo(row) ? 1 : 0);
}
