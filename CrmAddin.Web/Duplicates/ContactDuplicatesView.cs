using CrmAddin.Core.Contacts;
using CrmAddin.Core.Duplicates;
using CrmAddin.Core.Duplicates.Matching;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Duplicates;

/// <summary>A merge that holds and can be taken back.</summary>
/// <param name="ChangeSetId">Its change set.</param>
/// <param name="Name">Name of the contact that was merged away.</param>
/// <param name="At">When.</param>
/// <param name="By">Who; null for the command line.</param>
public sealed record HeldMerge(long ChangeSetId, string Name, DateTimeOffset At, string? By);

/// <summary>What a contact's page says of its doubles.</summary>
/// <param name="ContactId">The contact.</param>
/// <param name="Pairs">Contacts that look like it.</param>
/// <param name="Merges">Merges into it, and into those that were merged into it, the latest first.</param>
public sealed record ContactDuplicatesView(long ContactId, IReadOnlyList<DuplicatePair> Pairs, IReadOnlyList<HeldMerge> Merges)
{
    private const int MostPairs = 5;

    /// <summary>The merge that was made just now.</summary>
    public long? JustMerged { get; init; }

    /// <summary>Whether a merge was taken back just now.</summary>
    public bool IsJustSplit { get; init; }

    /// <summary>Reads it within what the reader sees.</summary>
    public static async Task<ContactDuplicatesView> ReadAsync(CrmDb db, long contactId, CancellationToken cancel)
    {
        var pairs = await DuplicateQuery.OfContact(db, contactId, FindLikelyPairs.SuggestedFrom).Take(MostPairs).Include(p => p.A).Include(p => p.B).ToListAsync(cancel);
        var merges = await DuplicateQuery.HeldMerges(db, await MergedRows.WithAsync(db, [contactId], cancel))
            .Select(e => new { e.ChangeSetId, e.EntityId, e.ChangeSet!.At, e.ChangeSet.UserId }).ToListAsync(cancel);
        var losers = merges.Select(m => m.EntityId).ToList();
        var names = await db.Contacts.IgnoreQueryFilters().Where(c => losers.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.DisplayName, cancel);
        var users = await db.Users.ToDictionaryAsync(u => u.Id, u => u.DisplayName, cancel);
        return new(contactId, pairs, [.. merges.Select(m => new HeldMerge(
            m.ChangeSetId, names.GetValueOrDefault(m.EntityId, ""), m.At, m.UserId is { } user ? users.GetValueOrDefault(user) : null))]);
    }
}
