using CrmAddin.Core.Mail.Threads;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Mail;

/// <summary>A page of conversations.</summary>
/// <param name="Owner">Whose they are.</param>
/// <param name="Rows">Conversations, newest first.</param>
/// <param name="People">Who takes part, by <see cref="KeyOf"/>.</param>
/// <param name="DealTitles">Titles of their deals, where the reader sees them.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record ThreadListView(
    ThreadOwner Owner, IReadOnlyList<ThreadRow> Rows, ILookup<string, ThreadPerson> People, IReadOnlyDictionary<long, string> DealTitles, ThreadPlace? Next)
{
    /// <summary>Conversations of one page.</summary>
    public const int RowsAPage = 10;

    /// <summary>Reads the page below a place, within what the reader sees.</summary>
    public static async Task<ThreadListView> ReadAsync(CrmDb db, ThreadOwner owner, ThreadPlace below, CancellationToken cancel)
    {
        var ids = await owner.Threads(db, below).Select(m => m.Id).Take(RowsAPage + 1).ToListAsync(cancel);
        var hasMore = ids.Count > RowsAPage;
        ids = [.. ids.Take(RowsAPage)];
        var rows = await ThreadQuery.Rows(db, ids).ToListAsync(cancel);
        var conversations = rows.Select(r => r.ConversationId).OfType<string>().Distinct().ToList();
        var people = await ThreadQuery.People(db, ids, conversations).ToListAsync(cancel);
        var deals = rows.Select(r => r.DealId).OfType<long>().Distinct().ToList();
        return new(
            owner,
            rows,
            people.ToLookup(p => KeyOf(p.ConversationId, p.MessageId)),
            await db.Deals.Where(d => deals.Contains(d.Id)).ToDictionaryAsync(d => d.Id, d => d.Title, cancel),
            hasMore && rows.Count > 0 ? new ThreadPlace(rows[^1].LastSentAt, rows[^1].MessageId) : null);
    }

    /// <summary>What a conversation is told by: its id, or the key of a mail that stands alone.</summary>
    public static string KeyOf(string? conversationId, long messageId) => conversationId is null ? FormattableString.Invariant($"mail {messageId}") : "conversation " + conversationId;
}
