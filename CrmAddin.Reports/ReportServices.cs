using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Activity;
using CrmAddin.Reports.Cac;
using CrmAddin.Reports.CampaignReturn;
using CrmAddin.Reports.ClosedDeals;
using CrmAddin.Reports.Cltv;
using CrmAddin.Reports.Conversion;
using CrmAddin.Reports.Cycle;
using CrmAddin.Reports.Executive;
using CrmAddin.Reports.Figures;
using CrmAddin.Reports.ListGrowth;
using CrmAddin.Reports.Lists;
using CrmAddin.Reports.Lists.Workbooks;
using CrmAddin.Reports.NextProduct;
using CrmAddin.Reports.Pipeline;
using CrmAddin.Reports.Retention;
using CrmAddin.Reports.Sources;
using CrmAddin.Reports.Targets;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Reports;

/// <summary>Registers reports and list exports; they read through the context's reader.</summary>
public static class ReportServices
{
    /// <summary>Adds the reports; needs the store, the firm's settings and a clock.</summary>
    public static IServiceCollection AddCrmReports(this IServiceCollection services) => services
        .AddScoped<IReport, PipelineReport>()
        .AddScoped<IReport, ClosedDealsReport>()
        .AddScoped<IReport, CycleReport>()
        .AddScoped<IReport, TargetsReport>()
        .AddScoped<IReport, ActivityReport>()
        .AddScoped<IReport, ListGrowthReport>()
        .AddScoped<IReport, RetentionReport>()
        .AddScoped<IReport, CacReport>()
        .AddScoped<IReport, ConversionReport>()
        .AddScoped<IReport, SourcesReport>()
        .AddScoped<IReport, CampaignsReport>()
        .AddScoped<IReport, CltvReport>()
        .AddScoped<IReport, ExecutiveReport>()
        .AddScoped<IReport, NextProductReport>()
        .AddScoped<ReportCatalogue>()
        .AddScoped<RunReport>()
        // Where the figures of custom functions come from: of two that know a figure the first is asked.
        .AddScoped<IFigureSource, PipelineFigureSource>()
        .AddFiguresOf("pipeline", FigureKeys.ForecastLow, FigureKeys.ForecastMedian, FigureKeys.ForecastHigh, FigureKeys.ForecastError, FigureKeys.BandHitRate)
        .AddFiguresOf("cycle", FigureKeys.SalesCycleSlowDays, FigureKeys.StageMedianDays, FigureKeys.StageSlowDays)
        .AddFiguresOf("targets", FigureKeys.TargetAmount, FigureKeys.TargetAttainment, FigureKeys.TargetRunRate, FigureKeys.TargetRunRateAttainment)
        .AddFiguresOf("activity", FigureKeys.Calls, FigureKeys.Visits, FigureKeys.Appointments, FigureKeys.TasksDone, FigureKeys.MailsSent, FigureKeys.MailsReceived, FigureKeys.TouchedShare)
        .AddFiguresOf("list-growth", FigureKeys.ListGrowth)
        .AddFiguresOf("retention", FigureKeys.RetentionRate, FigureKeys.ChurnRate, FigureKeys.RepeatRate, FigureKeys.CustomerGrowth, FigureKeys.NetNewRevenue, FigureKeys.UpsellRate, FigureKeys.CrossSellRate)
        .AddFiguresOf("cac", FigureKeys.Cac, FigureKeys.CostPerLead, FigureKeys.Roi, FigureKeys.NewCustomers)
        .AddFiguresOf("conversion", FigureKeys.ConversionRate, FigureKeys.LeadToDealRate)
        .AddFiguresOf("campaigns", FigureKeys.Nei, FigureKeys.ResponseConversionRate, FigureKeys.OpenRate, FigureKeys.ClickRate)
        .AddFiguresOf("cltv", FigureKeys.Cltv, FigureKeys.CltvGross, FigureKeys.AveragePurchaseValue, FigureKeys.PurchasesPerYear, FigureKeys.RetentionSpanYears, FigureKeys.ActiveCustomerYears)
        .AddScoped<ReadFigures>()
        .AddScoped<ReadTargetValues>()
        .AddSingleton<IContactFileFormat, XlsxContacts>()
        .AddScoped<ExportMailingList>()
        .AddScoped<ExportContacts>();

    private static IServiceCollection AddFiguresOf(this IServiceCollection services, string report, params string[] keys) =>
        services.AddScoped<IFigureSource>(scope => new ReportFigureSource(scope.GetRequiredService<RunReport>(), report, keys));
}
