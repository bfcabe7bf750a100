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
        var kept = new Dictionary<long, int>();
        var dropped = new Dictionary<long, IReadOnlyList<(string Reason, int Count)>>();
        foreach (var mailbox in mailboxes)
        {
            kept[mailbox.Id] = await db.MessageCopies.IgnoreQueryFilters().CountAsync(c => c.MailboxId == mailbox.Id, cancel);
            var reasons = await db.DroppedMessages.Where(d => d.MailboxId == mailbox.Id).GroupBy(d => d.Reason)
                .Select(g => new { Reason = g.Key, Count = g.Count() }).OrderByDescending(g => g.Count).ToListAsync(cancel);
            dropped[mailbox.Id] = [.. reasons.Select(r => (r.Reason, r.Count))];
        }
        return new RazorComponentResult<MailboxesPage>(new { Mailboxes = mailboxes, Kept = kept, Dropped = dropped });
    }
}
