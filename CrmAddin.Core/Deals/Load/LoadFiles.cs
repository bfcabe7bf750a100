using CrmAddin.Core.Loads;
using CrmAddin.Core.Results;

namespace CrmAddin.Core.Deals.Load;

/// <summary>The files of a load, each read once from end to end, so that a fault near the end of one leaves nothing half-written.</summary>
internal sealed record LoadFiles(CsvTable Deals, CsvTable? Accounts, CsvTable? Products, CsvTable? People, FileNames Names)
{
    public static async Task<Result<LoadFiles>> OpenAsync(LoadDealsRequest request, CancellationToken cancel)
    {
        var names = new FileNames();
        var deals = await OpenAsync(request.File, request.MapJson, DealFields.Deals, [DealFields.Id, DealFields.Stage], names.Note, cancel);
        if (!deals.Succeeded)
            return deals.Error;
        var accounts = await OpenSideAsync(request.AccountsFile, DealFields.Accounts, cancel);
        if (!accounts.Succeeded)
            return accounts.Error;
        var products = await OpenSideAsync(request.ProductsFile, DealFields.Products, cancel);
        if (!products.Succeeded)
            return products.Error;
        var people = await OpenSideAsync(request.PeopleFile, DealFields.People, cancel);
        if (!people.Succeeded)
            return people.Error;
        return new LoadFiles(deals.Value, accounts.Value, products.Value, people.Value, names);
    }

    private static async Task<Result<CsvTable?>> OpenSideAsync(string? file, IReadOnlyDictionary<string, string[]> known, CancellationToken cancel)
    {
        if (file is null)
            return (CsvTable?)null;
        var opened = await OpenAsync(file, null, known, ["name"], _ => { }, cancel);
        return opened.Succeeded ? opened.Value : opened.Error;
    }

    private static async Task<Result<CsvTable>> OpenAsync(
        string file, string? mapJson, IReadOnlyDictionary<string, string[]> known, string[] needed, Action<FileRow> visit, CancellationToken cancel)
    {
        var opened = await CsvTable.OpenAsync(file, mapJson, known, needed, cancel);
        if (opened is not { Succeeded: true, Value: { } table })
            return opened;
        return await table.VisitAsync(visit, cancel) is { } error ? error : opened;
    }
}
