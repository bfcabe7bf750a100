using CrmAddin.Core.Documents;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Web.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Documents;

/// <summary>Routes of documents: a fragment on the card of a contact, account or deal, and the files.</summary>
public static class DocumentEndpoints
{
    // The form around the file takes some bytes too.
    private const long MostBytesOfForm = (KeepDocument.MostMegabytes + 1) * 1_048_576L;

    /// <summary>Maps the routes.</summary>
    public static void MapDocuments(this IEndpointRouteBuilder routes)
    {
        Map(routes, "contacts", DocumentOwner.Contact);
        Map(routes, "accounts", DocumentOwner.Account);
        Map(routes, "deals", DocumentOwner.Deal);
        routes.MapGet("/app/documents/{id:long}", DownloadAsync);
        routes.MapPost("/app/documents/{id:long}/remove", RemoveAsync);
        routes.MapPost("/app/documents/{id:long}/restore", RestoreAsync);
    }

    private static void Map(IEndpointRouteBuilder routes, string folder, Func<long, DocumentOwner> owner)
    {
        routes.MapGet($"/app/{folder}/{{id:long}}/documents", async (long id, HttpContext http, CrmDb db, KeepDocument keep, CancellationToken cancel) =>
            await keep.IsSeenAsync(owner(id), cancel) ? await SectionAsync(owner(id), db, cancel) : new DocumentOwnerUnknown().ToResponse(http));
        routes.MapPost($"/app/{folder}/{{id:long}}/documents", (long id, HttpContext http, CrmDb db, KeepDocument keep, CancellationToken cancel) =>
            KeepAsync(owner(id), http, db, keep, cancel)).WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(MostBytesOfForm + 1_048_576L));
    }

    private static async Task<IResult> KeepAsync(DocumentOwner owner, HttpContext http, CrmDb db, KeepDocument keep, CancellationToken cancel)
    {
        if (http.Request.ContentLength > MostBytesOfForm)
            return new DocumentTooLarge(KeepDocument.MostMegabytes).ToResponse(http);
        if (!http.Request.HasFormContentType)
            return new DocumentMissing().ToResponse(http);
        var form = await http.Request.ReadFormAsync(cancel);
        if (form.Files.Count == 0)
            return new DocumentMissing().ToResponse(http);
        var kind = Enum.TryParse<DocumentKind>(form["kind"], ignoreCase: true, out var given) ? given : DocumentKind.Other;
        await using var content = form.Files[0].OpenReadStream();
        var kept = await keep.RunAsync(owner, form.Files[0].FileName, kind, content, http.Place(), cancel);
        if (!kept.Succeeded)
            return kept.Error.ToResponse(http);
        return ErrorResponses.IsHtmx(http)
            ? await SectionAsync(owner, db, cancel)
            : TypedResults.Created($"/app/documents/{kept.Value.Id}", new KeptDocument(kept.Value.Id, kept.Value.FileName, kept.Value.ContentType, kept.Value.SizeBytes));
    }

    private static async Task<IResult> DownloadAsync(long id, HttpContext http, CrmDb db, CancellationToken cancel)
    {
        var document = await DocumentQuery.Seen(db).AsNoTracking().Include(d => d.Content).FirstOrDefaultAsync(d => d.Id == id && d.RemovedAt == null, cancel);
        if (document is null)
            return new DocumentUnknown(id).ToResponse(http);
        // Always a download, never shown in the product's own pages; nosniff is set for every answer.
        return TypedResults.File(document.Content!.Bytes, document.ContentType, document.FileName);
    }

    private static async Task<IResult> RemoveAsync(long id, HttpContext http, CrmDb db, RemoveDocument remove, CancellationToken cancel) =>
        await AnswerAsync(await remove.RunAsync(id, http.Place(), cancel), isRemoved: true, http, db, cancel);

    private static async Task<IResult> RestoreAsync(long id, HttpContext http, CrmDb db, RemoveDocument remove, CancellationToken cancel) =>
        await AnswerAsync(await remove.TakeBackAsync(id, http.Place(), cancel), isRemoved: false, http, db, cancel);

    private static async Task<IResult> AnswerAsync(Result<Document> result, bool isRemoved, HttpContext http, CrmDb db, CancellationToken cancel)
    {
        if (!result.Succeeded)
            return result.Error.ToResponse(http);
        return ErrorResponses.IsHtmx(http)
            ? await SectionAsync(DocumentOwner.Of(result.Value), db, cancel, isRemoved ? result.Value : null)
            : TypedResults.Ok(new { result.Value.Id, result.Value.RemovedAt });
    }

    private static async Task<IResult> SectionAsync(DocumentOwner owner, CrmDb db, CancellationToken cancel, Document? removed = null)
    {
        var documents = owner.Entity switch
        {
            nameof(Core.Contacts.Contact) => DocumentQuery.OfContact(db, owner.Id),
            nameof(Core.Accounts.Account) => DocumentQuery.OfAccount(db, owner.Id),
            _ => DocumentQuery.OfDeal(db, owner.Id),
        };
        return new RazorComponentResult<DocumentSection>(new { Owner = owner, Documents = await documents.ToListAsync(cancel), Removed = removed });
    }
}

/// <summary>A document that was kept.</summary>
public sealed record KeptDocument(long Id, string FileName, string ContentType, long SizeBytes);
