using CrmAddin.Core.Contacts.Import;
using CrmAddin.Reports.Cac;
using CrmAddin.Reports.CampaignReturn;
using CrmAddin.Reports.Conversion;
using CrmAddin.Reports.Cltv;
using CrmAddin.Reports.Activity;
using CrmAddin.Reports.ClosedDeals;
using CrmAddin.Reports.Cycle;
using CrmAddin.Reports.Executive;
using CrmAddin.Reports.ListGrowth;
using CrmAddin.Reports.Figures;
using CrmAddin.Reports.Lists;
using CrmAddin.Reports.Lists.Workbooks;
using CrmAddin.Reports.NextProduct;
using CrmAddin.Reports.Pipeline;
using CrmAddin.Reports.Targets;
using CrmAddin.Reports.Retention;
using CrmAddin.Reports.Sources;
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
        // Where the figures of custom functions come from. A report without a faster way of its own is one line:
        // .AddScoped<IFigureSource>(s => new ReportFigureSource(s.GetRequiredService<RunReport>(), "cac", FigureKeys.Cac))
        .AddScoped<IFigureSource, PipelineFigureSource>()
        .AddScoped<ReadFigures>()
        .AddSingleton<IContactFileFormat, XlsxContacts>()
        .AddScoped<ExportMailingList>()
        .AddScoped<ExportContacts>();
}
