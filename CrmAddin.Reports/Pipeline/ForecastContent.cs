using CrmAddin.Core.Metrics;
using CrmAddin.Core.Metrics.Forecast;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Pipeline;

/// <summary>The part of the pipeline workbook that shows the forecast from history: cards, the band by month, and the back-test. Nothing where there is none.</summary>
/// <param name="forecast">The forecast; null where none was made yet.</param>
/// <param name="texts">The texts.</param>
internal sealed class ForecastContent(FirmForecast? forecast, PipelineTexts texts)
{
    private static readonly FigureCard[] _cards =
    [
        new(FigureKeys.ForecastMedian, FigureKeys.ForecastLow, FigureKeys.ForecastHigh),
        new(FigureKeys.ForecastError, FigureKeys.WeightedError),
        new(FigureKeys.BandHitRate),
    ];

    private readonly TableNames _months = new(texts, "BandTable");
    private readonly TableNames _tested = new(texts, "TestTable");

    private IReadOnlyList<TestedMonth> Tested => forecast is null ? [] : [.. forecast.Tested.Months.OrderBy(month => month.MonthsAhead).ThenBy(month => month.MadeOn)];

    /// <summary>The cards.</summary>
    public IReadOnlyList<FigureCard> Cards => forecast is null ? [] : _cards;

    /// <summary>Of when the forecast is, and what it is not made of.</summary>
    public IReadOnlyList<string> Notes => forecast is { Months.Count: > 0 }
        ? [texts.Format(forecast.OpenWithoutDay > 0 ? "Note.BandWithout" : "Note.Band", forecast.AsOf, forecast.Deals, forecast.OpenWithoutDay)]
        : [];

    /// <summary>The band by month and, on a sheet of its own, the tested months.</summary>
    public IReadOnlyList<SummaryBlock> Blocks => forecast is null ? [] : [Bands(forecast), BackTests()];

    /// <summary>The data of both.</summary>
    public IReadOnlyList<DataTable> Tables => forecast is null
        ? []
        :
        [
            new DataTable<MonthBand>(texts["BandSheet"], _months.Name, MonthColumns(), forecast.Months),
            new DataTable<TestedMonth>(texts["TestSheet"], _tested.Name, TestColumns(), Tested),
        ];

    /// <summary>The formula of a figure of the forecast; null for any other figure.</summary>
    public FigureFormula? FormulaOf(string key) => key switch
    {
        FigureKeys.ForecastLow => OfFirstMonth("Low"),
        FigureKeys.ForecastMedian => OfFirstMonth("Median"),
        FigureKeys.ForecastHigh => OfFirstMonth("High"),
        FigureKeys.ForecastError => Error("Median"),
        FigureKeys.WeightedError => WeightedError(),
        FigureKeys.BandHitRate => new($"SUM({_tested["Hit"]})/COUNT({_tested["Hit"]})", $"COUNT({_tested["Hit"]})=0", EmptyReason.HistoryTooShortToTest),
        _ => null,
    };

    private FigureFormula OfFirstMonth(string headingKey) =>
        new($"INDEX({_months[headingKey]},1)", $"COUNT({_months[headingKey]})=0", EmptyReason.TooFewClosedDeals);

    private FigureFormula Error(string headingKey) => new(
        $"SUMPRODUCT(ABS({_tested["WonInMonth"]}-{_tested[headingKey]}))/SUM({_tested["WonInMonth"]})", $"SUM({_tested["WonInMonth"]})=0", EmptyReason.HistoryTooShortToTest);

    private FigureFormula WeightedError() => Error("WeightedThen") with
    {
        EmptyWhen = $"OR(SUM({_tested["WonInMonth"]})=0,SUM({_tested["WeightedThen"]})=0)",
        WhyEmpty = forecast?.Tested.WhyNoWeightedError ?? EmptyReason.HistoryTooShortToTest,
    };

    private SummaryBlock<MonthBand> Bands(FirmForecast made)
    {
        string Cell(MonthBand row, string headingKey) => $"SUMIFS({_months[headingKey]},{_months["Month"]},{ExcelDay.Formula(row.Month)})";
        return new SummaryBlock<MonthBand>(texts["Bands"], made.Months) { Chart = BandChart(texts["Chart.Bands"], median: 4, other: 7, width: 8) }
            .Label(texts["Month"], row => PeriodText.Month(texts.Language, row.Month))
            .Number(texts["Low"], HouseStyle.MoneyFormat, row => row.Low, (row, _) => Cell(row, "Low"), BlockTotal.None)
            .Number(texts["BandWidth"], HouseStyle.MoneyFormat, row => row.High - row.Low, (_, at) => $"{at[3]}-{at[1]}", BlockTotal.None)
            .Number(texts["High"], HouseStyle.MoneyFormat, row => row.High, (row, _) => Cell(row, "High"), BlockTotal.None)
            .Number(texts["Median"], HouseStyle.MoneyFormat, row => row.Median, (row, _) => Cell(row, "Median"), BlockTotal.None)
            .Number(texts["FromOpen"], HouseStyle.MoneyFormat, row => row.FromOpenDeals, (row, _) => Cell(row, "FromOpen"))
            .Number(texts["FromNew"], HouseStyle.MoneyFormat, row => row.FromNewDeals, (row, _) => Cell(row, "FromNew"))
            .Number(texts["WeightedThen"], HouseStyle.MoneyFormat, row => row.Weighted, (row, _) => Cell(row, "WeightedThen"));
    }

    private SummaryBlock<TestedMonth> BackTests()
    {
        string Cell(TestedMonth row, string headingKey) =>
            $"SUMIFS({_tested[headingKey]},{_tested["MadeOn"]},{ExcelDay.Formula(row.MadeOn)},{_tested["MonthsAhead"]},{row.MonthsAhead})";
        return new SummaryBlock<TestedMonth>(texts["BackTests"], Tested)
        {
            Sheet = texts["BackTestSheet"],
            Chart = BandChart(texts["Chart.BackTests"], median: 4, other: 5, width: 8) with { LabelColumn = 0, RowCount = Tested.Count(row => row.MonthsAhead == 1) },
        }
            .Label(texts["TestedMonth"], row => texts.Format("AheadOf", PeriodText.Month(texts.Language, row.Forecast.Month), row.MonthsAhead))
            .Number(texts["Low"], HouseStyle.MoneyFormat, row => row.Forecast.Low, (row, _) => Cell(row, "Low"), BlockTotal.None)
            .Number(texts["BandWidth"], HouseStyle.MoneyFormat, row => row.Forecast.High - row.Forecast.Low, (_, at) => $"{at[3]}-{at[1]}", BlockTotal.None)
            .Number(texts["High"], HouseStyle.MoneyFormat, row => row.Forecast.High, (row, _) => Cell(row, "High"), BlockTotal.None)
            .Number(texts["Median"], HouseStyle.MoneyFormat, row => row.Forecast.Median, (row, _) => Cell(row, "Median"))
            .Number(texts["WonInMonth"], HouseStyle.MoneyFormat, row => row.Won, (row, _) => Cell(row, "WonInMonth"))
            .Number(texts["WeightedThen"], HouseStyle.MoneyFormat, row => row.Forecast.Weighted, (row, _) => Cell(row, "WeightedThen"))
            .Number(texts["Hit"], HouseStyle.WholeFormat, row => row.IsHit ? 1 : 0, (_, at) => $"IF(AND({at[5]}>={at[1]},{at[5]}<={at[3]}),1,0)");
    }

    // The band floats on its lower edge, with the middle and what it is held against as lines.
    private BlockChart BandChart(string title, int median, int other, int width) => new(
        title,
        texts["AxisMoney"],
        new(1, ChartMark.HiddenColumn, HouseStyle.Ground),
        new(2, ChartMark.StackedColumn, HouseStyle.LightBlue),
        new(median, ChartMark.Line, HouseStyle.Blue),
        new(other, ChartMark.Line, HouseStyle.Orange))
    { Width = width };

    private IReadOnlyList<DataColumn<MonthBand>> MonthColumns() =>
    [
        _months.Date<MonthBand>("Month", row => row.Month),
        _months.Number<MonthBand>("WonSoFar", DataKind.Money, row => row.WonSoFar),
        .. BandColumns<MonthBand>(_months, row => row),
        _months.Number<MonthBand>("FromOpen", DataKind.Money, row => row.FromOpenDeals),
        _months.Number<MonthBand>("FromNew", DataKind.Money, row => row.FromNewDeals),
    ];

    private IReadOnlyList<DataColumn<TestedMonth>> TestColumns() =>
    [
        _tested.Date<TestedMonth>("MadeOn", row => row.MadeOn),
        _tested.Number<TestedMonth>("MonthsAhead", DataKind.Whole, row => row.MonthsAhead),
        _tested.Date<TestedMonth>("Month", row => row.Forecast.Month),
        .. BandColumns<TestedMonth>(_tested, row => row.Forecast),
        _tested.Number<TestedMonth>("WonInMonth", DataKind.Money, row => row.Won),
        _tested.Number<TestedMonth>("Hit", DataKind.Whole, row => row.IsHit ? 1 : 0),
    ];

    private static IEnumerable<DataColumn<T>> BandColumns<T>(TableNames names, Func<T, MonthBand> band) =>
    [
        names.Number<T>("Low", DataKind.Money, row => band(row).Low),
        names.Number<T>("Median", DataKind.Money, row => band(row).Median),
        names.Number<T>("High", DataKind.Money, row => band(row).High),
        names.Number<T>("WeightedThen", DataKind.Money, row => band(row).Weighted),
    ];
}
