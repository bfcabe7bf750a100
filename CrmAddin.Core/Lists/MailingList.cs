using CrmAddin.Core.Consent;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Results;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Lists;

/// <summary>One person of a mailing list.</summary>
public sealed record MailingListRow(
    string? Honorific, string? GivenName, string? FamilyName, string DisplayName, string Email, string? Language, string? JobTitle,
    string? Account, string? City, string? Country);

/// <summary>How many people a list holds, and how many are left out for which reason.</summary>
/// <param name="GroupId">The group.</param>
/// <param name="Group">The group's row.</param>
/// <param name="Members">People in the group that the reader sees.</param>
/// <param name="Included">People with recorded consent for marketing by e-mail and an address that works.</param>
/// <param name="Suppressed">People left out, by reason; reasons without people are not there.</param>
public sealed record MailingListCount(long GroupId, LookupItem Group, int Members, int Included, IReadOnlyDictionary<SuppressedReason, int> Suppressed)
{
    /// <summary>People left out.</summary>
    public int SuppressedTotal => Suppressed.Values.Sum();
}

/// <summary>Reads for mailing lists.</summary>
public static class MailingListQuery
{
    /// <summary>People of a group with all that decides whether they may be written to, in the order of their keys.</summary>
    public static IQueryable<Contact> Members(CrmDb db, long groupId, long afterId) =>
        db.Contacts.AsNoTracking()
            .Where(c => c.Id > afterId && c.Lookups.Any(l => l.LookupItemId == groupId))
            .Include(c => c.Emails).Include(c => c.Consents).Include(c => c.Addresses).Include(c => c.Account)
            .OrderBy(c => c.Id);
}

/// <summary>A database group as a mailing list: only people with recorded consent for marketing by e-mail.</summary>
public sealed class MailingList(CrmDb db)
{
    private const int PageSize = 500;

    /// <summary>The group of a name, in either language. Errors: <see cref="GroupUnknown"/>.</summary>
    public async Task<Result<LookupItem>> FindGroupAsync(string name, CancellationToken cancel)
    {
        var groups = await db.LookupItems.AsNoTracking().Where(i => i.Kind == LookupKind.Group).OrderBy(i => i.Position).ToListAsync(cancel);
        var key = SearchText.Fold(name);
        var found = groups.FirstOrDefault(g => g.NameKey == key) ?? groups.FirstOrDefault(g => SearchText.Fold(g.NameArabic) == key);
        return found is not null ? found : new GroupUnknown(name, string.Join(", ", groups.Select(g => g.Name)));
    }

    /// <summary>Counts who is in and who is left out, and why.</summary>
    public async Task<MailingListCount> CountAsync(LookupItem group, CancellationToken cancel)
    {
        var (members, included) = (0, 0);
        var suppressed = new SortedDictionary<SuppressedReason, int>();
        await foreach (var contact in MembersAsync(group.Id, cancel))
        {
            members++;
            if (Against(contact) is { } reason)
                suppressed[reason] = suppressed.GetValueOrDefault(reason) + 1;
            else
                included++;
        }
        return new(group.Id, group, members, included, suppressed);
    }

    /// <summary>The people who may be written to, page by page.</summary>
    public async IAsyncEnumerable<MailingListRow> RowsAsync(LookupItem group, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var contact in MembersAsync(group.Id, cancel))
        {
            if (Against(contact) is null)
                yield return Row(contact);
        }
    }

    private static SuppressedReason? Against(Contact contact)
    {
        if (contact.DoNotContact)
            return SuppressedReason.DoNotContact;
        if (contact.Emails.Count == 0)
            return SuppressedReason.NoEmail;
        return Mailable(contact) is null
            ? SuppressedReason.Bounced
            : ConsentRule.Against(contact.DoNotContact, contact.Consents, ConsentPurpose.Marketing, ConsentChannel.Email);
    }

    private static ContactEmail? Mailable(Contact contact) =>
        contact.Emails.Where(e => e.State == EmailState.Ok).OrderByDescending(e => e.IsPrimary).ThenBy(e => e.Id).FirstOrDefault();

    private static MailingListRow Row(Contact contact)
    {
        var address = contact.Addresses.OrderBy(a => a.Id).FirstOrDefault();
        return new(contact.Honorific, contact.GivenName, contact.FamilyName, contact.DisplayName, Mailable(contact)!.Address, contact.Language,
            contact.JobTitle, contact.Account?.Name, address?.City ?? contact.Account?.City, address?.Country ?? contact.Account?.Country);
    }

    private async IAsyncEnumerable<Contact> MembersAsync(long groupId, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        for (long after = 0; ;)
        {
            var page = await MailingListQuery.Members(db, groupId, after).Take(PageSize).ToListAsync(cancel);
            foreach (var contact in page)
                yield return contact;
            if (page.Count < PageSize)
                yield break;
            after = page[^1].Id;
        }
    }
}
