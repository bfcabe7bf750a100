using System.Globalization;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Web.Settings;

namespace CrmAddin.Web.Commands;

/// <summary>There is no store yet.</summary>
public sealed record StoreMissing(string Where)
    : NotFoundError($"There is no store at {Where}. Make one with \"crm migrate\" or start the product once, or set ConnectionStrings:Crm.");

/// <summary>The product's services for one command, without the web server. Acts as the local administrator.</summary>
public static class CommandHost
{
    /// <summary>Runs work on a store that is up to date; a command that only reads does not make one.</summary>
    public static async Task<int> RunAsync(bool mayMakeStore, Func<IServiceProvider, CrmDb, Task<int>> work, CancellationToken cancel)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory, DisableDefaults = false });
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var settings = CrmSettings.Read(builder.Configuration);
        if (!settings.Succeeded)
            return CommandOutput.Fail(settings.Error);
        builder.Services.AddCrmProduct(settings.Value, builder.Configuration, mayOmitGraphCredentials: builder.Environment.IsDevelopment() || DemoMarker.IsSet(settings.Value));
        using var host = builder.Build();
        await using var scope = host.Services.CreateAsyncScope();

        var migrate = scope.ServiceProvider.GetRequiredService<MigrateStore>();
        if (!mayMakeStore && !migrate.Exists)
            return CommandOutput.Fail(new StoreMissing(migrate.Where));
        if (await PrepareAsync(scope.ServiceProvider, settings.Value, cancel) is { } fault)
            return CommandOutput.Fail(fault);
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.LocalAdministrator);
        return await work(scope.ServiceProvider, db);
    }

    /// <summary>Brings an embedded store up to date and fills a new one with the shipped lists; a server's is left to "crm migrate".</summary>
    public static async Task<Error?> PrepareAsync(IServiceProvider services, CrmSettings settings, CancellationToken cancel)
    {
        if (!settings.Store.IsEmbedded)
            return null;
        var migrated = await services.GetRequiredService<MigrateStore>().RunAsync(cancel);
        if (!migrated.Succeeded)
            return migrated.Error;
        services.GetRequiredService<CrmDb>().ReadAs(Reader.System);
        await services.GetRequiredService<ShippedLists>().RunAsync(cancel);
        return null;
    }
}
