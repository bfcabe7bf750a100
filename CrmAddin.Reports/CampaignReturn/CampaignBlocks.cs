using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Acquisition;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.CampaignReturn;

/// <summary>The tables that only the workbook on campaigns has.</summary>
internal sealed class CampaignBlocks(AcquisitionRows rows, AcquisitionFormulas formulas, AcquisitionBlocks shared, CampaignTexts texts, AcquisitionTexts headings)
{
    private readonly IReadOnlyList<CampaignRow> _campaigns =
        CampaignFigures.ByCampaign(rows.Figures, [.. rows.Members.Select(member => member.Figures)], rows.Settings);

    /// <summary>How each campaign's members answered.</summary>
    public SummaryBlock Answers()
    {
        CampaignRow[] lines = [.. _campaigns.Where(row => row.Responses.Members > 0)];
        return new SummaryBlock<CampaignRow>(texts["Answers"], lines)
        {
            Chart = new(
                texts["Chart.Answers"],
                HouseStyle.RateFormat,
                new BlockSeries(2, ChartMark.Column, HouseStyle.LightBlue),
                new BlockSeries(3, ChartMark.Column, HouseStyle.Blue),
                new BlockSeries(6, ChartMark.Column, HouseStyle.Green))
            { RowCount = AcquisitionBlocks.MostBars },
        }
            .Label(headings["Campaign"], NameOf)
            .Number(headings["Delivered"], HouseStyle.WholeFormat, row => row.Responses.Delivered, (_, at) => OfMembers(at, "Delivered"))
            .Share(texts["OpenRate"], HouseStyle.RateFormat, row => row.Responses.OpenRate, at => OfMembers(at, "Opened"), at => at[1])
            .Share(texts["ClickRate"], HouseStyle.RateFormat, row => row.Responses.ClickRate, at => OfMembers(at, "Clicked"), at => at[1])
            .Number(headings["Interacted"], HouseStyle.WholeFormat, row => row.Responses.Interacting, (_, at) => OfMembers(at, "Interacted"))
            .Number(headings["GoalReached"], HouseStyle.WholeFormat, row => row.Responses.GoalReached, (_, at) => OfMembers(at, "GoalReached"))
            .Share(
                texts["ResponseRate"],
                HouseStyle.RateFormat,
                row => row.Responses.ResponseConversionRate,
                at => at[5],
                at => at[4],
                () => Ratio.Of(lines.Sum(row => row.Responses.GoalReached), lines.Sum(row => row.Responses.Interacting)),
                isShaded: true);
    }

    /// <summary>Whether nurturing pays; nothing where the reader does not read costs.</summary>
    public IEnumerable<SummaryBlock> Nurture()
    {
        if (rows.Costs is null)
            yield break;
        yield return new SummaryBlock<CampaignRow>(texts["Nurture"], [.. _campaigns.Where(row => !row.Acquired.IsUnattributed)])
        {
            Chart = _campaigns.All(row => row.Nei is null)
                ? null
                : new(texts["Chart.Nurture"], HouseStyle.NumberFormat, new BlockSeries(6, ChartMark.Bar, HouseStyle.Green, HasLabels: true)) { RowCount = AcquisitionBlocks.MostBars },
        }
            .Label(headings["Campaign"], NameOf)
            .Number(texts["AllCustomers"], formulas.CustomerFormat, row => row.Customers, (_, at) => formulas.CustomerCount("Campaign", at[0]))
            .Optional(texts["ResponseRate"], HouseStyle.RateFormat, row => row.Responses.ResponseConversionRate, (_, at) => $"{OfMembers(at, "GoalReached")}/{OfMembers(at, "Interacted")}", (_, at) => $"{OfMembers(at, "Interacted")}=0")
            .Optional(headings["Cac"], HouseStyle.WholeFormat, row => row.Acquired.Cac, (_, at) => $"{formulas.Cost("Campaign", at[0])}/{formulas.NewCustomers("Campaign", at[0])}", (row, at) => AcquisitionBlocks.EmptyWhen(row.Acquired, formulas.NewCustomers("Campaign", at[0])))
            .Optional(texts["Cltv"], HouseStyle.WholeFormat, row => row.Cltv, Cltv, (row, _) => row.Cltv is null ? "TRUE" : "FALSE")
            .Label(texts["WhoseCltv"], row => texts.Format("WhoseCltv." + (row.Cltv is null ? "None" : row.IsFirmsCltv ? "Firm" : "Own"), rows.Settings.Firm.MinCampaignCustomers))
            .Optional(texts["Nei"], HouseStyle.NumberFormat, row => row.Nei, (_, at) => $"{at[2]}*{at[4]}/{at[3]}", (_, at) => $"NOT(ISNUMBER({at[2]}*{at[4]}/{at[3]}))", isShaded: true);
    }

    /// <summary>The months of the year.</summary>
    public SummaryBlock Seasons()
    {
        var block = new SummaryBlock<SeasonRow>(texts["Seasons"], CampaignFigures.Seasons(rows.Figures))
        {
            Chart = new(texts["Chart.Seasons"], HouseStyle.WholeFormat, new BlockSeries(1, ChartMark.Column, HouseStyle.LightBlue), new BlockSeries(2, ChartMark.Line, HouseStyle.Orange)),
        }
            .Label(headings["Month"], row => new LayoutTexts(texts.Language)[FormattableString.Invariant($"Month.{row.Month}")])
            .Number(headings["Leads"], HouseStyle.WholeFormat, row => row.Leads, (row, _) => $"SUMPRODUCT({InMonth(formulas.Leads["ReceivedOn"], row.Month)})")
            .Number(headings["NewCustomers"], HouseStyle.WholeFormat, row => row.NewCustomers, (row, _) => $"SUMPRODUCT({InMonth(formulas.Customers["FirstOn"], row.Month)}*({formulas.Customers["IsNew"]}=1))");
        return rows.Costs is null
            ? block
            : block.Number(headings["Costs"], HouseStyle.MoneyFormat, row => row.Cost, (row, _) => $"SUMPRODUCT({InMonth(formulas.Costs["SpentOn"], row.Month)},{formulas.Costs["Amount"]})");
    }

    private string NameOf(CampaignRow row) => shared.NameOf("Campaign", row.Acquired);

    private string OfMembers(RowCells at, string headingKey) => $"SUMPRODUCT({formulas.Members.Is("Campaign", at[0])}*1,{formulas.Members[headingKey]})";

    private string Cltv(CampaignRow row, RowCells at) => row.IsFirmsCltv
        ? $"{CampaignFormulas.Gross(formulas, rows.Settings.Firm)}-SUM({formulas.Costs["Amount"]})/SUM({formulas.Customers["IsNew"]})"
        : $"{CampaignFormulas.Gross(formulas, rows.Settings.Firm, at[0])}-{at[3]}";

    // An empty cell is a day too to MONTH, and not the same one everywhere.
    private static string InMonth(string days, int month) => FormattableString.Invariant($"(MONTH({days})={month})*({days}<>\"\")");
}
