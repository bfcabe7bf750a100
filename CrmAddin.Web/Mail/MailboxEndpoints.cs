using CrmAddin.Core.Mail;
using CrmAddin.Core.Store;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Mail;

/// <summary>Routes of mailboxes and their health.</summary>
public static class MailboxEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void MapMailboxes(this IEndpointRouteBuilder routes) => routes.MapGet("/app/mailboxes", ListAsync);

    private static async Task<RazorComponentResult<MailboxesPage>> ListAsync(CrmDb db, CancellationToken cancel)
    {
        var mailboxes = await MailboxQuery.Health(db).ToListAsync(cancel);
        var ids = mailboxes.ConvertAll(m => m.Id);
        var kept = await MailboxQuery.KeptCounts(db, ids).ToDictionaryAsync(k => k.MailboxId, k => k.Count, cancel);
        var dropped = await MailboxQuery.DroppedCounts(db, ids).ToListAsync(cancel);
        return new RazorComponentResult<MailboxesPage>(new { Mailboxes = mailboxes, Kept = kept, Dropped = dropped.ToLookup(d => d.MailboxId) });
    }
}
