using System.Globalization;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Privacy;
using CrmAddin.Core.Store;
using CrmAddin.Web.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Privacy;

/// <summary>Routes of a person's rights: their data as one ZIP, and their erasure.</summary>
public static class PrivacyEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void MapPrivacy(this IEndpointRouteBuilder routes)
    {
        var person = routes.MapGroup("/app/contacts/{id:long}");
        person.MapGet("/rights", RightsAsync);
        person.MapPost("/export-person", ExportAsync);
        person.MapGet("/erase", AskAsync);
        person.MapPost("/erase", EraseAsync);
    }

    private static async Task<IResult> RightsAsync(long id, HttpContext http, CrmDb db, CancellationToken cancel) =>
        await db.Contacts.AnyAsync(c => c.Id == id, cancel)
            ? new RazorComponentResult<PersonRights>(new { ContactId = id })
            : new ContactUnknown(id).ToResponse(http);

    private static async Task<IResult> ExportAsync(long id, HttpContext http, ExportPerson export, CancellationToken cancel)
    {
        var file = new FileToSend("zip", http);
        await using (var zip = new FileStream(file.Path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 81_920, useAsync: true))
        {
            var exported = await export.RunAsync(id, zip, http.Place(), cancel);
            if (!exported.Succeeded)
                return exported.Error.ToResponse(http);
        }
        return file.ToResponse(string.Create(CultureInfo.InvariantCulture, $"crm-person-{id}.zip"));
    }

    private static async Task<IResult> AskAsync(long id, HttpContext http, ErasePerson erase, CancellationToken cancel)
    {
        var preview = await erase.PreviewAsync(id, cancel);
        return preview.Succeeded ? new RazorComponentResult<ErasePage>(new { Preview = preview.Value }) : preview.Error.ToResponse(http);
    }

    private static async Task<IResult> EraseAsync(long id, HttpContext http, ErasePerson erase, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(http);
        var erased = await erase.RunAsync(id, form.One("name"), http.Place(), cancel);
        if (!erased.Succeeded)
            return erased.Error.ToResponse(http);
        return ErrorResponses.IsHtmx(http) ? new RazorComponentResult<ErasedNotice>(new { Outcome = erased.Value }) : TypedResults.Ok(erased.Value);
    }
}
