using System.Globalization;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Privacy;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Web.Demo;
using CrmAddin.Web.Settings;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Commands;

/// <summary>There is no store yet.</summary>
public sealed record StoreMissing(string Where)
    : NotFoundError($"There is no store at {Where}. Make one with \"crm migrate\" or start the product once, or set ConnectionStrings:Crm.");

/// <summary>The product's services for one command, without the web server. Acts as the local administrator.</summary>
public static class CommandHost
{
    /// <summary>Runs work on a store that is up to date; a command that only reads does not make one.</summary>
    public static Task<int> RunAsync(bool mayMakeStore, Func<IServiceProvider, CrmDb, Task<int>> work, CancellationToken cancel) =>
        RunWithoutPreparingAsync(async services =>
        {
            var migrate = services.GetRequiredService<MigrateStore>();
            if (!mayMakeStore && !migrate.Exists)
                return CommandOutput.Fail(new StoreMissing(migrate.Where));
            if (await PrepareAsync(services, services.GetRequiredService<CrmSettings>(), cancel) is { } fault)
                return CommandOutput.Fail(fault);
            try
            {
                return await work(services, services.GetRequiredService<CrmDb>().ReadAs(Reader.LocalAdministrator));
            }
            catch (Exception e) when (migrate.Describe(e) is not null)
            {
                return CommandOutput.Fail(migrate.Describe(e)!);
            }
        });

    /// <summary>Runs work with the product's services, whatever state the store is in.</summary>
    public static async Task<int> RunWithoutPreparingAsync(Func<IServiceProvider, Task<int>> work)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        var builder = Builder();
        var settings = CrmSettings.Read(builder.Configuration);
        if (!settings.Succeeded)
            return CommandOutput.Fail(settings.Error);
        var isDemo = DemoMarker.IsSet(settings.Value);
        if (isDemo)
        {
            builder.Configuration.AddInMemoryCollection(DemoSetup.Settings(builder.Configuration));
            settings = CrmSettings.Read(builder.Configuration);
        }
        builder.Services.AddCrmProduct(settings.Value!, builder.Configuration, mayOmitGraphCredentials: builder.Environment.IsDevelopment() || isDemo);
        using var host = builder.Build();
        await using var scope = host.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    /// <summary>The configuration alone.</summary>
    public static IConfiguration Configuration() => Builder().Configuration;

    private static HostApplicationBuilder Builder()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        return builder;
    }

    /// <summary>Brings an embedded store up to date and fills a new one with the shipped lists; a server's is left to "crm migrate".</summary>
    public static async Task<Error?> PrepareAsync(IServiceProvider services, CrmSettings settings, CancellationToken cancel)
    {
        if (!settings.Store.IsEmbedded)
        {
            await EraseAgainAsync(services, cancel);
            return null;
        }
        var migrated = await services.GetRequiredService<MigrateStore>().RunAsync(cancel);
        if (!migrated.Succeeded)
            return migrated.Error;
        services.GetRequiredService<CrmDb>().ReadAs(Reader.System);
        await services.GetRequiredService<ShippedLists>().RunAsync(cancel);
        await services.GetRequiredService<ReapplyErasures>().RunAsync(cancel);
        return null;
    }

    // A server's store is migrated by hand; until then there is nothing to look at.
    private static async Task EraseAgainAsync(IServiceProvider services, CancellationToken cancel)
    {
        var db = services.GetRequiredService<CrmDb>();
        if (File.Exists(services.GetRequiredService<PrivacySettings>().ErasuresFile) && !(await db.Database.GetPendingMigrationsAsync(cancel)).Any())
            await services.GetRequiredService<ReapplyErasures>().RunAsync(cancel);
    }
}
