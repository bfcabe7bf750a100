using System.Diagnostics;
using System.Globalization;
using CrmAddin.Core;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Reports;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Lists;
using Microsoft.Extensions.DependencyInjection;

namespace Benchmarks.Contacts;

/// <summary>One export in a process of its own, so that its memory is its own: Benchmarks --export-run STORE FORMAT FILE.</summary>
public static class ExportRun
{
    /// <summary>Twelve columns: as many texts as a manager asks for.</summary>
    public static readonly string[] Columns =
        ["id", "displayName", "givenName", "familyName", "nameOtherScript", "jobTitle", "account", "phone#1", "email#1", "city#1", "country#1", "notes"];

    /// <summary>Exports and prints seconds, rows and the most memory that the process held, in MB.</summary>
    public static async Task<int> RunAsync(string store, string format, string file, CancellationToken cancel)
    {
        await using var services = new ServiceCollection().AddSingleton(new FirmSettings { Country = "SA", Currency = "SAR" })
            .AddCrmStore(new StoreSettings(StoreProvider.Sqlite, $"Data Source={store}", null)).AddCrmCore().AddCrmReports().BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.LocalAdministrator);
        var request = new ContactExportRequest(Enum.Parse<ContactFileFormat>(format, ignoreCase: true), ReportLanguage.English, Columns: Columns);
        var watch = Stopwatch.StartNew();
        var exported = await scope.ServiceProvider.GetRequiredService<ExportContacts>().RunAsync(request, file, null, cancel);
        var seconds = watch.Elapsed.TotalSeconds;
        if (!exported.Succeeded)
        {
            await Console.Error.WriteLineAsync(exported.Error.Sentence);
            return 1;
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds:0.000} {exported.Value.Rows} {ProcessRuns.PeakMegabytes():0.0}"));
        return 0;
    }
}
