using System.CommandLine;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Web.Demo;
using CrmAddin.Web.Settings;
using CrmAddin.Web.SignIn;

namespace CrmAddin.Web.Commands;

/// <summary><c>crm serve</c>: the host.</summary>
public static class ServeCommand
{
    private const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var urls = new Option<string>("--urls") { Description = "Addresses to listen on.", DefaultValueFactory = _ => DefaultUrl };
        var demo = new Option<bool>("--demo") { Description = "Add the sample firm and its simulated mailboxes, and offer the previews." };
        var command = new Command("serve", "Runs the product.") { urls, demo };
        command.SetAction((call, cancel) => RunAsync(call.GetRequiredValue(urls), call.GetValue(demo), cancel));
        return command;
    }

    private static async Task<int> RunAsync(string urls, bool isDemo, CancellationToken cancel)
    {
        var built = CrmHost.Build(urls, isDemo);
        if (!built.Succeeded)
            return CommandOutput.Fail(built.Error);
        await using var app = built.Value;
        string? token;
        await using (var scope = app.Services.CreateAsyncScope())
        {
            if (await CommandHost.PrepareAsync(scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<CrmSettings>(), cancel) is { } fault)
                return CommandOutput.Fail(fault);
            scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.System);
            await scope.ServiceProvider.GetRequiredService<LevelContacts>().RunAsync(cancel);
            if (isDemo && await scope.ServiceProvider.GetRequiredService<DemoSetup>().RunAsync(cancel) is { } demoFault)
                return CommandOutput.Fail(demoFault);
            token = await scope.ServiceProvider.GetRequiredService<OneTimeLink>().CreateAsync(cancel);
        }
        try
        {
            await app.StartAsync(cancel);
        }
        catch (IOException e)
        {
            return CommandOutput.Fail(new AddressInUse(urls, e.Message));
        }
        var address = app.Urls.First();
        await Console.Out.WriteLineAsync(token is null ? address : $"{address}  sign in once, within 10 minutes: {address}/sign-in/once/{token}");
        await app.WaitForShutdownAsync(cancel);
        return CommandOutput.Done;
    }
}
