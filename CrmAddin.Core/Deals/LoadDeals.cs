using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Deals.Load;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Loads;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Deals;

/// <summary>What a load of past deals is asked to do.</summary>
/// <param name="File">CSV file of deals.</param>
/// <param name="MapJson">JSON object from our field names to the file's column names; null to go by the header.</param>
/// <param name="AccountsFile">CSV file of accounts; may be null.</param>
/// <param name="ProductsFile">CSV file of products; may be null.</param>
/// <param name="PeopleFile">CSV file of owners with manager and team; may be null.</param>
/// <param name="PipelineName">Existing pipeline whose stages the file uses; null to make one of the file's stages.</param>
/// <param name="RejectsFolder">Where the file of refused rows goes.</param>
public sealed record LoadDealsRequest(
    string File, string? MapJson, string? AccountsFile, string? ProductsFile, string? PeopleFile, string? PipelineName, string RejectsFolder);

/// <summary>What a load did.</summary>
/// <param name="ImportId">The change set.</param>
/// <param name="Read">Rows of deals read.</param>
/// <param name="Created">New deals.</param>
/// <param name="Updated">Deals that changed.</param>
/// <param name="Unchanged">Deals that the store knew just so.</param>
/// <param name="Rejected">Rows refused.</param>
/// <param name="RejectedByReason">Rows refused, by reason.</param>
/// <param name="RejectsFile">The refused rows with a reason each; null when there are none.</param>
/// <param name="FirstRefusal">The first refusal in a sentence that names its row; null when there is none.</param>
/// <param name="Pipeline">The pipeline that the deals are in.</param>
/// <param name="AccountsCreated">New accounts.</param>
/// <param name="ProductsCreated">New products.</param>
/// <param name="PeopleCreated">New users, who cannot sign in until an administrator lets them.</param>
public sealed record LoadDealsOutcome(
    long ImportId,
    int Read,
    int Created,
    int Updated,
    int Unchanged,
    int Rejected,
    IReadOnlyDictionary<LoadRefusal, int> RejectedByReason,
    string? RejectsFile,
    string? FirstRefusal,
    string Pipeline,
    int AccountsCreated,
    int ProductsCreated,
    int PeopleCreated);

/// <summary>
/// Takes past deals in from a CSV file, some hundred rows a transaction. The file's own deal id decides what is known already, so a run
/// that was cut off is completed by running it again.
/// </summary>
public sealed class LoadDeals(CrmDb db, FirmSettings firm)
{
    /// <summary>
    /// Loads the file. Errors: <see cref="MayNotLoad"/>, <see cref="FileUnreadable"/>, <see cref="ColumnsMissing"/>, <see cref="QuotesBroken"/>,
    /// <see cref="MappingWrong"/>, <see cref="PipelineUnknown"/>, which leave nothing in the store; <see cref="LoadedTwiceAtOnce"/>.
    /// </summary>
    public async Task<Result<LoadDealsOutcome>> RunAsync(LoadDealsRequest request, IProgress<int>? progress, CancellationToken cancel)
    {
        if (!db.Reader.MayAdminister)
            return new MayNotLoad();

        var opened = await LoadFiles.OpenAsync(request, cancel);
        if (opened is not { Succeeded: true, Value: { } files })
            return opened.Error!;
        var pipeline = await LoadPipeline.FindAsync(db, request, cancel);
        if (!pipeline.Succeeded)
            return pipeline.Error;
        try
        {
            return await LoadAsync(request, files, pipeline.Value, progress, cancel);
        }
        catch (DbUpdateException e) when (db.IsDuplicate(e))
        {
            return new LoadedTwiceAtOnce(request.File);
        }
    }

    private async Task<LoadDealsOutcome> LoadAsync(LoadDealsRequest request, LoadFiles files, Pipeline? named, IProgress<int>? progress, CancellationToken cancel)
    {
        var import = await LoadChangeSet.BeginAsync(db, "load-deals", request.File, $"{request.MapJson}\n{request.PipelineName}", cancel);
        var pipeline = named ?? await LoadPipeline.MakeAsync(db, request.File, files.Names.Stages, cancel);
        var owners = new KnownOwners(db);
        await owners.LoadAsync(files.People, files.Names.Owners, cancel);
        var products = new KnownProducts(db, firm.Currency);
        await products.LoadAsync(files.Products, files.Names.Products, cancel);
        var accounts = new KnownAccounts(db, owners, files.Names);
        await accounts.LoadAsync(files.Accounts, cancel);

        var stages = LoadPipeline.StagesByName(pipeline);
        var batch = new DealBatch(db, firm, new(pipeline, stages, owners, products, accounts));
        await using var rejects = new RejectsFile(request.RejectsFolder, request.File, files.Deals.Header);
        var reader = new RowReader<DealValues>(row => DealValues.Read(row, pipeline, stages), deal => $"deal id \"{deal.Id}\"", rejects);
        await foreach (var deals in reader.BatchesAsync(db, files.Deals, cancel))
        {
            LoadChangeSet.GoOn(db, import);
            await batch.WriteAsync([.. deals.Select(deal => deal.Values)], cancel);
            progress?.Report(reader.ReadCount);
        }

        await LoadChangeSet.CompleteAsync(db, import, cancel);
        return new(
            import.Id, reader.ReadCount, batch.CreatedCount, batch.UpdatedCount, batch.UnchangedCount, rejects.Count, reader.Refusals, rejects.Path,
            reader.FirstRefusal, pipeline.Name, accounts.CreatedCount, products.CreatedCount, owners.CreatedCount);
    }
}
