using CrmAddin.Core.Firm;
using CrmAddin.Core.Loads;
using CrmAddin.Core.Metrics.Stored;
using CrmAddin.Core.Purchases;
using CrmAddin.Core.Store;
using CrmAddin.Core.Tests.Capture;
using CrmAddin.Core.Users;
using CrmAddin.Web.Demo;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Reports.Tests.Support;

/// <summary>A firm with everything that reports need, its models fitted.</summary>
internal static class ReportedFirm
{
    /// <summary>The sample firm of the demonstration.</summary>
    public static async Task<TestStore> DemoAsync(TempFolder folder, FigureSettings? figures = null)
    {
        var store = await TestStore.CreateAsync(folder, new FirmSettings { Name = "Oasis Real Estate", NameArabic = "الواحة العقارية", TimeZone = "Asia/Riyadh", Currency = "SAR", Country = "SA", Figures = figures ?? new() });
        await store.UseAsync(async services =>
        {
            await new DemoFirm(services.GetRequiredService<CrmDb>(), services.GetRequiredService<FirmSettings>()).RunAsync(default);
            return true;
        });
        return await FittedAsync(store);
    }

    /// <summary>The 8,800 deals of the Maven set; null where it is not there.</summary>
    public static async Task<TestStore?> MavenAsync(TempFolder folder)
    {
        if (SharedData.Find("pipeline/maven-crm") is not { } data)
            return null;
        var store = await TestStore.CreateAsync(folder);
        await store.LoadAsync(request => request with
        {
            File = Path.Combine(data, "sales_pipeline.csv"),
            AccountsFile = Path.Combine(data, "accounts.csv"),
            ProductsFile = Path.Combine(data, "products.csv"),
            PeopleFile = Path.Combine(data, "sales_teams.csv"),
        });
        store.Clock.Now = new(2018, 1, 1, 9, 0, 0, TimeSpan.Zero);
        return await FittedAsync(store);
    }

    /// <summary>The 6,919 purchases of the CDNOW sample; null where it is not there.</summary>
    public static async Task<TestStore?> CdnowAsync(TempFolder folder)
    {
        if (SharedData.Find("cltv/cdnow/CDNOW_sample.txt") is not { } data)
            return null;
        var store = await TestStore.CreateAsync(folder);
        var csv = folder.File("cdnow.csv");
        await File.WriteAllLinesAsync(csv, (await File.ReadAllLinesAsync(data)).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select((cells, row) => $"{row + 1},{cells[1]},{cells[2]},{cells[4]}").Prepend("id,customer,date,amount"));
        var loaded = await store.UseAsync(services => services.GetRequiredService<LoadPurchases>().RunAsync(new LoadRequest(csv, null, folder.File("rejects")), null, default), Reader.LocalAdministrator);
        loaded.Value!.Created.ShouldBe(6_919);
        store.Clock.Now = new(1998, 7, 1, 9, 0, 0, TimeSpan.Zero);
        return await FittedAsync(store);
    }

    private static async Task<TestStore> FittedAsync(TestStore store)
    {
        await store.UseAsync(async services => await services.GetRequiredService<FitCustomerValue>().RunAsync(default));
        await store.UseAsync(async services => await services.GetRequiredService<FitForecast>().RunAsync(default));
        return store;
    }
}
