using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Pipeline;

/// <summary>The forecast's rows as formulas over the table of deals.</summary>
internal sealed class ForecastFormulas(DealTable table)
{
    /// <summary>What was won in the row's time.</summary>
    public string Won(ForecastRow line)
    {
        var won = table.Word(DealStanding.Won);
        return line.Kind switch
        {
            ForecastRowKind.Month => $"SUMIFS({table.Amount},{table.Standing},{won},{table.Days("ClosedOn", line.Month, line.Month!.Value.AddMonths(1))})",
            ForecastRowKind.Earlier => $"SUMIFS({table.Amount},{table.Standing},{won},{table.Days("ClosedOn", null, line.Month)})",
            ForecastRowKind.NoDate => $"SUMPRODUCT(({table.Standing}={won})*({table.ClosedOn}=\"\"),{table.Amount})",
            _ => "0",
        };
    }

    /// <summary>What is open and expected in the row's time, by a column of amounts.</summary>
    public string Open(ForecastRow line, string amounts)
    {
        var open = table.Word(DealStanding.Open);
        return line.Kind switch
        {
            ForecastRowKind.Month => $"SUMIFS({amounts},{table.Standing},{open},{table.ExpectedClose},\">=\"&MAX({ExcelDay.Formula(line.Month!.Value)},{SummarySheet.AsOfAddress}),{table.Days("ExpectedClose", null, line.Month.Value.AddMonths(1))})",
            ForecastRowKind.Overdue => $"SUMIFS({amounts},{table.Standing},{open},{table.ExpectedClose},\"<\"&{SummarySheet.AsOfAddress})",
            ForecastRowKind.NoDate => $"SUMPRODUCT(({table.Standing}={open})*({table.ExpectedClose}=\"\"),{amounts})",
            _ => "0",
        };
    }
}
