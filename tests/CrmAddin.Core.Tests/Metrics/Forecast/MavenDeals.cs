using System.Globalization;
using CrmAddin.Core.Metrics.Forecast;
using CrmAddin.Core.Tests.Capture;

namespace CrmAddin.Core.Tests.Metrics.Forecast;

/// <summary>The deals of the Maven firm as a load leaves them: days of opening and closing, and no history of stages or amounts.</summary>
internal static class MavenDeals
{
    public static readonly DateOnly AsOf = new(2017, 12, 31);

    public static List<ForecastDeal>? Find()
    {
        if (SharedData.Find("pipeline/maven-crm/sales_pipeline.csv") is not { } file)
            return null;
        string[][] rows = [.. File.ReadLines(file).Skip(1).Select(line => line.Split(','))];
        var owners = rows.Select(row => row[1]).Distinct().Select((name, at) => (name, at)).ToDictionary(owner => owner.name, owner => (long)owner.at);
        var stages = rows.Select(row => row[4]).Distinct().Select((name, at) => (name, at)).ToDictionary(stage => stage.name, stage => (long)stage.at);
        return
        [
            .. rows.Select((row, at) => new ForecastDeal
            {
                Id = at,
                OwnerId = owners[row[1]],
                StageId = stages[row[4]],
                KnownFrom = new(2018, 1, 1),
                OpenedOn = Day(row[5]),
                ClosedOn = Day(row[6]),
                IsWon = row[4] == "Won",
                Amount = row[7].Length == 0 ? null : decimal.Parse(row[7], CultureInfo.InvariantCulture),
            }),
        ];
    }

    private static DateOnly? Day(string text) => text.Length == 0 ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
