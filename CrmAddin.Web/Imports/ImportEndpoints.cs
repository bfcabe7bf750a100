using System.Globalization;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Results;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using CrmAddin.Web.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Imports;

/// <summary>The import is not at the point where that can be done.</summary>
public sealed record ImportIsElsewhere(ImportState State) : ConflictError("The import has gone on meanwhile. Load the page again to see where it is.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [State];
}

/// <summary>There is no such saved choice of columns.</summary>
public sealed record MappingUnknown(long Id) : NotFoundError($"There is no saved choice of columns {Id}.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Id];
}

/// <summary>Routes of imports.</summary>
public static class ImportEndpoints
{
    private const int RunsAPage = 50;
    private const int MostNameLength = 200;

    /// <summary>Adds what the routes and the worker use.</summary>
    public static IServiceCollection AddImportPages(this IServiceCollection services) =>
        services.AddSingleton<ImportWork>().AddScoped<ReceiveUpload>().AddHostedService<ImportWorker>();

    /// <summary>Maps the routes.</summary>
    public static void MapImports(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/app/import").AddEndpointFilter(async (call, next) =>
            call.HttpContext.RequestServices.GetRequiredService<CrmDb>().Reader.MayChange ? await next(call) : new MayNotChange().ToResponse(call.HttpContext));
        pages.MapGet("", PageAsync);
        pages.MapPost("", UploadAsync).WithMetadata(new RequestSizeLimitAttribute(ReceiveUpload.MostBytes + (1 << 20)));
        pages.MapGet("/{id:long}", RunPageAsync);
        pages.MapGet("/{id:long}/status", StatusAsync);
        pages.MapGet("/{id:long}/rejects", RejectsAsync);
        pages.MapPost("/{id:long}/use", UseMappingAsync);
        pages.MapPost("/{id:long}/check", CheckAsync);
        pages.MapPost("/{id:long}/start", StartAsync);
        pages.MapPost("/{id:long}/discard", DiscardAsync);
        pages.MapPost("/{id:long}/undo", UndoAsync);
    }

    private static async Task<IResult> PageAsync(long? before, CrmDb db, CancellationToken cancel) =>
        new RazorComponentResult<ImportsPage>(new { Runs = await ImportRunQuery.Newest(db, before ?? long.MaxValue).Take(RunsAPage + 1).ToListAsync(cancel), RunsAPage });

    private static async Task<IResult> UploadAsync(HttpContext http, CrmDb db, ReceiveUpload receive, OpenContactFile open, CancellationToken cancel)
    {
        var received = await receive.RunAsync(http.Request, cancel);
        if (!received.Succeeded)
            return received.Error.ToResponse(http);
        // By its content, not by what its name or the browser says.
        var preview = await open.PreviewAsync(received.Value.Path, null, cancel);
        if (!preview.Succeeded)
        {
            File.Delete(received.Value.Path);
            return WithName(preview.Error, received.Value).ToResponse(http);
        }
        var run = new ImportRun
        {
            FileName = received.Value.Name.Length <= 255 ? received.Value.Name : received.Value.Name[^255..],
            FilePath = received.Value.Path,
            Format = preview.Value.Format.ToString().ToLowerInvariant(),
            UserId = db.Reader.UserId,
            State = ImportState.Uploaded,
            StartedAt = db.Now,
        };
        db.ImportRuns.Add(run);
        await db.SaveChangesAsync(cancel);
        var page = string.Create(CultureInfo.InvariantCulture, $"/app/import/{run.Id}");
        if (!ErrorResponses.IsHtmx(http))
            return TypedResults.Created(page, new { run.Id, run.FileName, run.Format, Columns = preview.Value.Columns.Select(c => new { c.Column, Target = c.Target?.ToString() }) });
        http.Response.Headers["HX-Redirect"] = page;
        return TypedResults.NoContent();
    }

    // The user knows the file by its own name.
    private static Error WithName(Error error, ReceivedUpload upload)
    {
        var ours = Path.GetFileName(upload.Path);
        return error switch
        {
            FileNotContacts e => e with { File = e.File.Replace(ours, upload.Name, StringComparison.Ordinal) },
            FileTooLarge e => e with { File = e.File.Replace(ours, upload.Name, StringComparison.Ordinal) },
            FileBroken e => e with { File = e.File.Replace(ours, upload.Name, StringComparison.Ordinal) },
            QuotesBroken e => e with { File = e.File.Replace(ours, upload.Name, StringComparison.Ordinal) },
            HeaderMissing => new HeaderMissing(upload.Name),
            _ => error,
        };
    }

    private static async Task<IResult> RunPageAsync(long id, HttpContext http, CrmDb db, ImportWork work, OpenContactFile open, CancellationToken cancel)
    {
        if (await FindAsync(db, id, cancel) is not { } run)
            return new ImportRunUnknown(id).ToResponse(http);
        var columns = run.State == ImportState.Uploaded ? await ColumnsAsync(db, run, open, cancel) : null;
        return new RazorComponentResult<ImportRunPage>(new { View = View(run, work), Columns = columns });
    }

    private static async Task<IResult> StatusAsync(long id, HttpContext http, CrmDb db, ImportWork work, CancellationToken cancel)
    {
        if (await FindAsync(db, id, cancel) is not { } run)
            return new ImportRunUnknown(id).ToResponse(http);
        return Status(http, run, work);
    }

    private static IResult Status(HttpContext http, ImportRun run, ImportWork work)
    {
        var view = View(run, work);
        return ErrorResponses.IsHtmx(http)
            ? new RazorComponentResult<ImportStatus>(new { View = view })
            : TypedResults.Ok(new
            {
                run.Id,
                ImportId = run.ChangeSetId,
                State = run.State.ToString(),
                run.RowsInFile,
                run.Read,
                run.Created,
                run.Updated,
                run.Unchanged,
                run.Rejected,
                run.PossibleDuplicates,
                HasRejectsFile = run.RejectsFile is not null,
                run.Error,
                Check = view.Check is { } check ? new { check.IsRunning, check.Read, check.Outcome, Findings = check.Outcome?.Findings.Select(f => new { f.Line, f.Name, Refusal = f.Refusal is { } refusal ? Texts.UiTexts.Sentence(refusal) : null, f.LookAlike }), Error = check.Error?.Sentence } : null,
                view.Undone,
            });
    }

    private static async Task<IResult> RejectsAsync(long id, HttpContext http, CrmDb db, CancellationToken cancel)
    {
        if (await FindAsync(db, id, cancel) is not { RejectsFile: { } path } || !File.Exists(path))
            return new ImportRunUnknown(id).ToResponse(http);
        var isCards = path.EndsWith(".vcf", StringComparison.OrdinalIgnoreCase);
        return TypedResults.PhysicalFile(path, isCards ? "text/vcard; charset=utf-8" : "text/csv; charset=utf-8", $"import-{id}-rejects.{(isCards ? "vcf" : "csv")}");
    }

    private static async Task<IResult> UseMappingAsync(long id, HttpContext http, CrmDb db, ImportWork work, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(http);
        var mappingId = long.TryParse(form.One("mapping"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var mapping = await ImportRunQuery.Mappings(db).FirstOrDefaultAsync(m => m.Id == mappingId, cancel);
        if (mapping is null)
            return new MappingUnknown(mappingId).ToResponse(http);
        var json = mapping.MapJson;
        if (await SetAsync(db, id, set => set.SetProperty(r => r.MapJson, json), cancel) is { } error)
            return error.ToResponse(http);
        work.ForgetCheck(id);
        return Follow(http, id);
    }

    private static async Task<IResult> CheckAsync(long id, HttpContext http, CrmDb db, ImportWork work, OpenContactFile open, CancellationToken cancel)
    {
        if (await FindAsync(db, id, cancel) is not { FilePath: { } path } run)
            return new ImportRunUnknown(id).ToResponse(http);
        var form = await PostedForm.ReadAsync(http);
        var preview = await open.PreviewAsync(path, run.Format, cancel);
        if (!preview.Succeeded)
            return preview.Error.ToResponse(http);
        var json = preview.Value.Columns.Count == 0 || form.One("column-0") is null ? run.MapJson : ChosenColumns.Json(preview.Value, form);
        // A choice that finds nobody is refused before anything is read.
        var opened = await open.RunAsync(path, run.Format, json, cancel);
        if (!opened.Succeeded)
            return WithName(opened.Error, new ReceivedUpload(path, run.FileName)).ToResponse(http);
        await opened.Value.DisposeAsync();
        var source = form.One("source")?.Trim() is { Length: > 0 } given ? given[..Math.Min(given.Length, MostNameLength)] : null;
        if (await SetAsync(db, id, set => set.SetProperty(r => r.MapJson, json).SetProperty(r => r.Source, source), cancel) is { } error)
            return error.ToResponse(http);
        if (form.One("mappingName")?.Trim() is { Length: > 0 } name && json is not null)
            await SaveMappingAsync(db, name[..Math.Min(name.Length, MostNameLength)], json, cancel);
        work.AskForCheck(id);
        return Status(http, (await FindAsync(db, id, cancel))!, work);
    }

    private static async Task SaveMappingAsync(CrmDb db, string name, string json, CancellationToken cancel)
    {
        var (key, user) = (SearchText.Fold(name), db.Reader.UserId);
        var mapping = await db.ImportMappings.FirstOrDefaultAsync(m => m.UserId == user && m.NameKey == key, cancel);
        if (mapping is null)
            db.ImportMappings.Add(mapping = new ImportMapping { Name = name, NameKey = key, UserId = user, MapJson = json });
        (mapping.Name, mapping.MapJson, mapping.SavedAt) = (name, json, db.Now);
        await db.SaveChangesAsync(cancel);
    }

    private static async Task<IResult> StartAsync(long id, HttpContext http, CrmDb db, ImportWork work, CancellationToken cancel)
    {
        if (await SetAsync(db, id, set => set.SetProperty(r => r.State, ImportState.Queued), cancel) is { } error)
            return error.ToResponse(http);
        work.ForgetCheck(id);
        work.Wake();
        return Follow(http, id);
    }

    private static async Task<IResult> DiscardAsync(long id, HttpContext http, CrmDb db, ImportWork work, CancellationToken cancel)
    {
        var run = await FindAsync(db, id, cancel);
        if (run is null || await ImportRunQuery.Seen(db).Where(r => r.Id == id && r.State == ImportState.Uploaded).ExecuteDeleteAsync(cancel) == 0)
            return run is null ? new ImportRunUnknown(id).ToResponse(http) : new ImportIsElsewhere(run.State).ToResponse(http);
        if (run.FilePath is { } path)
            File.Delete(path);
        work.ForgetCheck(id);
        http.Response.Headers["HX-Redirect"] = "/app/import";
        return TypedResults.NoContent();
    }

    private static async Task<IResult> UndoAsync(long id, HttpContext http, CrmDb db, ImportWork work, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(http);
        var run = await FindAsync(db, id, cancel);
        if (run?.ChangeSetId is null)
            return new ImportRunUnknown(id).ToResponse(http);
        if (!form.IsTicked("confirmed"))
            return new UndoNotConfirmed().ToResponse(http);
        var asked = await ImportRunQuery.Seen(db).Where(r => r.Id == id && (r.State == ImportState.Completed || r.State == ImportState.Failed))
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.State, ImportState.Undoing), cancel);
        if (asked == 0)
            return new ImportIsElsewhere(run.State).ToResponse(http);
        work.Wake();
        return Follow(http, id);
    }

    private static IResult Follow(HttpContext http, long id)
    {
        if (!ErrorResponses.IsHtmx(http))
            return TypedResults.Accepted(string.Create(CultureInfo.InvariantCulture, $"/app/import/{id}/status"));
        http.Response.Headers["HX-Redirect"] = string.Create(CultureInfo.InvariantCulture, $"/app/import/{id}");
        return TypedResults.NoContent();
    }

    private static Task<ImportRun?> FindAsync(CrmDb db, long id, CancellationToken cancel) => ImportRunQuery.Seen(db).FirstOrDefaultAsync(r => r.Id == id, cancel);

    // Only a file that is not being imported yet can be changed, and only one change at a time gets through.
    private static async Task<Error?> SetAsync(
        CrmDb db, long id, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<ImportRun>> change, CancellationToken cancel)
    {
        if (await ImportRunQuery.Seen(db).Where(r => r.Id == id && r.State == ImportState.Uploaded).ExecuteUpdateAsync(change, cancel) > 0)
            return null;
        return await FindAsync(db, id, cancel) is { } run ? new ImportIsElsewhere(run.State) : new ImportRunUnknown(id);
    }

    private static ImportView View(ImportRun run, ImportWork work) => new(run, work.CheckOf(run.Id), work.UndoneOf(run.Id));

    private static async Task<ColumnsView> ColumnsAsync(CrmDb db, ImportRun run, OpenContactFile open, CancellationToken cancel)
    {
        var fields = await ContactFileQuery.CustomFields(db).ToListAsync(cancel);
        var saved = await ImportRunQuery.Mappings(db).ToListAsync(cancel);
        var preview = await open.PreviewAsync(run.FilePath ?? "", run.Format, cancel);
        return preview.Succeeded ? new(ChosenColumns.Of(preview.Value, run.MapJson), fields, saved, null) : new([], fields, saved, preview.Error);
    }
}

/// <summary>Taking an import back needs a second look.</summary>
public sealed record UndoNotConfirmed() : RuleError("Tick the box to confirm that the import is to be taken back.");
