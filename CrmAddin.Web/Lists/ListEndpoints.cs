using System.Globalization;
using CrmAddin.Core.Lists;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Store;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Lists;
using CrmAddin.Web.Http;
using CrmAddin.Web.Texts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Lists;

/// <summary>Routes of mailing lists.</summary>
public static class ListEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void MapLists(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/app/lists", PageAsync);
        routes.MapGet("/app/lists/{groupId:long}.{format}", DownloadAsync);
    }

    private static async Task<RazorComponentResult<ListsPage>> PageAsync(CrmDb db, MailingList list, CancellationToken cancel)
    {
        if (!db.Reader.MayExportLists)
            return new(new { Counts = Array.Empty<MailingListCount>(), Refusal = new MayNotExportLists() }) { StatusCode = StatusCodes.Status403Forbidden };
        var groups = await db.LookupItems.AsNoTracking().Where(i => i.Kind == LookupKind.Group && !i.IsRetired).OrderBy(i => i.Position).ToListAsync(cancel);
        var counts = new List<MailingListCount>();
        foreach (var group in groups)
            counts.Add(await list.CountAsync(group, cancel));
        return new(new { Counts = counts });
    }

    private static async Task<IResult> DownloadAsync(long groupId, string format, HttpContext http, CrmDb db, ExportMailingList export, CancellationToken cancel)
    {
        if (!Enum.TryParse<MailingListFormat>(format, ignoreCase: true, out var asked))
            return new ListFormatUnknown(format).ToResponse(http);
        var group = await db.LookupItems.AsNoTracking().FirstOrDefaultAsync(i => i.Id == groupId && i.Kind == LookupKind.Group, cancel);
        if (group is null)
            return new GroupUnknown(groupId.ToString(CultureInfo.InvariantCulture), "").ToResponse(http);
        var file = new FileToSend(format.ToLowerInvariant(), http);
        var exported = await export.RunAsync(group.Name, asked, ReportLanguage.Parse(UiTexts.Language).Value!, file.Path, cancel);
        return exported.Succeeded
            ? file.ToResponse($"crm-list-{group.Name.Replace(' ', '-').ToLowerInvariant()}.{format}")
            : exported.Error.ToResponse(http);
    }
}
