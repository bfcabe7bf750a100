using System.Globalization;
using System.Net;
using CrmAddin.Core.Results;
using CrmAddin.Web.Accounts;
using CrmAddin.Web.Activities;
using CrmAddin.Web.Audit;
using CrmAddin.Web.Commands;
using CrmAddin.Web.Contacts;
using CrmAddin.Web.Contacts.Export;
using CrmAddin.Web.Contacts.List;
using CrmAddin.Web.Contacts.Outlook;
using CrmAddin.Web.Deals;
using CrmAddin.Web.Demo;
using CrmAddin.Web.Documents;
using CrmAddin.Web.Duplicates;
using CrmAddin.Web.Fields;
using CrmAddin.Web.Functions;
using CrmAddin.Web.Graph;
using CrmAddin.Web.Graph.Notifications;
using CrmAddin.Web.Http;
using CrmAddin.Web.Imports;
using CrmAddin.Web.Lists;
using CrmAddin.Web.Lookups;
using CrmAddin.Web.Mail;
using CrmAddin.Web.Panes;
using CrmAddin.Web.Preview;
using CrmAddin.Web.Privacy;
using CrmAddin.Web.Reports;
using CrmAddin.Web.Reports.Schedules;
using CrmAddin.Web.Settings;
using CrmAddin.Web.Sheets;
using CrmAddin.Web.SignIn;
using CrmAddin.Web.Upkeep;

namespace CrmAddin.Web;

/// <summary>The web host, as a table of contents: what it is made of and what it answers.</summary>
public static class CrmHost
{
    /// <summary>Builds the host. Errors: a wrong setting, addresses that are none, previews beyond this machine.</summary>
    /// <param name="urls">Addresses to listen on, separated by ";".</param>
    /// <param name="isDemo">Whether the sample firm and the previews are wanted.</param>
    /// <param name="configure">Further configuration, as key and value.</param>
    public static Result<WebApplication> Build(string urls, bool isDemo, IEnumerable<KeyValuePair<string, string?>>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, WebRootPath = "wwwroot" });
        if (isDemo)
            builder.Configuration.AddInMemoryCollection(DemoSetup.Settings(builder.Configuration));
        if (configure is not null)
            builder.Configuration.AddInMemoryCollection(configure);
        builder.Logging.AddConsole(o => o.LogToStandardErrorThreshold = LogLevel.Trace);

        var settings = CrmSettings.Read(builder.Configuration);
        if (!settings.Succeeded)
            return settings.Error;
        var hasPreviews = isDemo || builder.Environment.IsDevelopment();
        if (Fault(urls, hasPreviews) is { } fault)
            return fault;

        builder.WebHost.UseUrls(urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        builder.Host.UseDefaultServiceProvider(o => (o.ValidateScopes, o.ValidateOnBuild) = (true, true));
        builder.WebHost.ConfigureKestrel(o => o.AddServerHeader = false);
        builder.Services.AddCrmProduct(settings.Value, builder.Configuration, mayOmitGraphCredentials: hasPreviews);
        builder.Services.AddCrmSignIn(settings.Value);
        builder.Services.AddCrmLimits();
        builder.Services.AddMailSyncWorker(builder.Configuration);
        builder.Services.AddMailWatch();
        builder.Services.AddDuplicateWorker();
        builder.Services.AddModelWorker();
        builder.Services.AddCreationWorker();
        builder.Services.AddReportSchedules();
        builder.Services.AddSingleton<LookBackWork>();
        builder.Services.AddImportPages();
        builder.Services.AddHttpContextAccessor().AddRazorComponents();
        builder.Services.AddProblemDetails();
        builder.Services.AddResponseCompression(o => o.EnableForHttps = false);
        builder.Services.AddHttpClient();
        builder.Services.AddScoped<DemoSetup>();
        builder.Services.AddScoped<ReadContactList>();
        builder.Services.AddCellFunctions();
        builder.Services.AddEditableSheets();

        var app = builder.Build();
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseMiddleware<SecurityHeaders>();
        app.UseResponseCompression();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = c => c.Context.Response.Headers.CacheControl = "public, max-age=300" });
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseMiddleware<ReaderMiddleware>();
        app.UseStatusCodePages(status => ErrorResponses.ShowMissingPageAsync(status.HttpContext));
        app.UseAuthorization();
        app.UseMiddleware<AntiforgeryForCookies>();

        // AntiforgeryForCookies looks at every request; the framework's own check would ask panes for a cookie that they do not have.
        var routes = app.MapGroup("").DisableAntiforgery();
        routes.MapHealth();
        routes.MapSignIn();
        routes.MapContacts();
        routes.MapContactList();
        routes.MapContactExport();
        routes.MapAccounts();
        routes.MapFields();
        routes.MapLookups();
        routes.MapDuplicates();
        routes.MapDeals();
        routes.MapMailboxes();
        routes.MapThreads();
        routes.MapActivities();
        routes.MapOutlookContacts();
        routes.MapMailRules();
        routes.MapContactCreation();
        routes.MapMailWhy();
        routes.MapGraphNotifications();
        routes.MapFolders();
        routes.MapLookBack();
        routes.MapReports();
        routes.MapReportSchedules();
        routes.MapModels();
        routes.MapFunctions();
        routes.MapSheets();
        routes.MapLists();
        routes.MapAudit();
        routes.MapPrivacy();
        routes.MapDocuments();
        routes.MapUpkeep();
        routes.MapImports();
        routes.MapPanes();
        if (hasPreviews)
            routes.MapPreviews();
        return app;
    }

    private static Error? Fault(string urls, bool hasPreviews)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
                return new UrlsWrong(url);
            var isLoopback = uri.IsLoopback || (IPAddress.TryParse(uri.Host, out var address) && IPAddress.IsLoopback(address));
            if (hasPreviews && !isLoopback)
                return new PreviewNeedsLoopback(url);
        }
        return null;
    }
}
