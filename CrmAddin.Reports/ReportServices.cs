using CrmAddin.Core.Contacts.Import;
using CrmAddin.Reports.Cltv;
using CrmAddin.Reports.Lists;
using CrmAddin.Reports.Lists.Workbooks;
using CrmAddin.Reports.NextProduct;
using CrmAddin.Reports.Pipeline;
using CrmAddin.Reports.Retention;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Reports;

/// <summary>Registers reports and list exports; they read through the context's reader.</summary>
public static class ReportServices
{
    /// <summary>Adds the reports; needs the store, the firm's settings and a clock.</summary>
    public static IServiceCollection AddCrmReports(this IServiceCollection services) => services
        .AddScoped<IReport, PipelineReport>()
        .AddScoped<IReport, RetentionReport>()
        .AddScoped<IReport, CltvReport>()
        .AddScoped<IReport, NextProductReport>()
        .AddScoped<ReportCatalogue>()
        .AddScoped<RunReport>()
        .AddSingleton<IContactFileFormat, XlsxContacts>()
        .AddScoped<ExportMailingList>()
        .AddScoped<ExportContacts>();
}
