using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Filters;
using CrmAddin.Core.Store;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Lists;
using CrmAddin.Web.Http;
using CrmAddin.Web.Texts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CrmAddin.Web.Contacts.Export;

/// <summary>Routes by which contacts leave the house with all their values.</summary>
public static class ExportEndpoints
{
    private const int LongestFilterInJournal = 300;

    /// <summary>Maps the routes.</summary>
    public static void MapContactExport(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/app/contacts/export");
        pages.MapGet("", PageAsync);
        pages.MapPost("", DownloadAsync);
    }

    private static async Task<IResult> PageAsync(string? filter, CrmDb db, ApplyFilter apply, CancellationToken cancel)
    {
        var refusal = db.Reader.MayExportRecords ? (await apply.RunAsync(filter, cancel)).Error : new MayNotExportRecords();
        return new RazorComponentResult<ExportPage>(new { Filter = filter, Refusal = refusal })
        {
            StatusCode = refusal is null ? StatusCodes.Status200OK : ErrorResponses.StatusOf(refusal),
        };
    }

    private static async Task<IResult> DownloadAsync(
        [FromForm] string? format, [FromForm] string? filter, HttpContext http, CrmDb db, ApplyFilter apply, ExportContacts export, CancellationToken cancel)
    {
        if (!Enum.TryParse<ContactFileFormat>(format, ignoreCase: true, out var asked) || !Enum.IsDefined(asked))
            return new FormatUnknown(format ?? "").ToResponse(http);
        var applied = await apply.RunAsync(filter, cancel);
        if (!applied.Succeeded)
            return applied.Error.ToResponse(http);
        var prepared = await export.PrepareAsync(Request(asked, applied.Value, db), cancel);
        if (!prepared.Succeeded)
            return prepared.Error.ToResponse(http);
        // A zip ends its entries with a few bytes that it writes synchronously: the body's writer takes them, its stream does not.
        return TypedResults.Stream(
            _ => prepared.Value.WriteAsync(http.Response.BodyWriter.AsStream(leaveOpen: true), progress: null, cancel), MediaTypeOf(asked), $"crm-contacts.{asked.ToString().ToLowerInvariant()}");
    }

    private static ContactExportRequest Request(ContactFileFormat format, AppliedFilter applied, CrmDb db)
    {
        var language = ReportLanguage.Parse(UiTexts.Language).Value!;
        if (applied.Filter.IsEmpty)
            return new(format, language);
        var json = applied.Filter.ToJson();
        return new(format, language, applied.Contacts(db), "filter " + (json.Length <= LongestFilterInJournal ? json : json[..LongestFilterInJournal]));
    }

    private static string MediaTypeOf(ContactFileFormat format) => format switch
    {
        ContactFileFormat.Csv => "text/csv; charset=utf-8",
        ContactFileFormat.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "text/vcard; charset=utf-8",
    };
}
