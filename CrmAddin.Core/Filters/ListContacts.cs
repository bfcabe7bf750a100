using System.Diagnostics;
using System.Linq.Expressions;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Filters;

/// <summary>A page of a list.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Next">Where the next page goes on; null at the end.</param>
/// <param name="IsCutShort">Whether the page ends because enough was searched, not because it is full: going on may find more.</param>
/// <param name="Count">How many the whole list has at least; null where a page does not say.</param>
/// <param name="IsCountExact">Whether there are exactly so many.</param>
public sealed record PageOfContacts(IReadOnlyList<ContactListRow> Rows, string? Next, bool IsCutShort, int? Count, bool IsCountExact);

/// <summary>
/// Lists contacts by a filter, page by page, by key. A condition with an index of its own leads where few contacts have it; else the list
/// is run through in its order, a window at a time, and given back as far as it came when its time is over.
/// </summary>
public sealed class ListContacts(CrmDb db, ReadContactRows read)
{
    /// <summary>Counted no further than this.</summary>
    public const int MostCounted = 1_000;

    private const int MostLed = 2_000;
    private const int ContactsAWindow = 5_000;
    private static readonly TimeSpan LongestSearch = TimeSpan.FromMilliseconds(300);

    /// <summary>A page of at most so many rows, after the place that the page before named; the first page says how many there are.</summary>
    public async Task<PageOfContacts> RunAsync(AppliedFilter filter, ContactSort sort, string? after, int take, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            var criterion = ContactFilterQuery.CriterionOf(db, filter.Fields, filter.Filter);
            var parts = ListOrder.PartsOf(sort);
            var place = ListPlace.Parse(after);
            if (place is not null && (place.Part < 0 || place.Part >= parts.Count))
                place = null;
            return await LedAsync(filter, cancel) is { } led
                ? await PageOfAsync(led, criterion, parts, place, take, cancel)
                : await PageInOrderAsync(criterion, parts, place, take, mustSearch: !filter.Filter.IsEmpty, cancel);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Keys of the few contacts that a condition can hold for; null when none of the conditions is that narrow.</summary>
    private async Task<List<long>?> LedAsync(AppliedFilter filter, CancellationToken cancel)
    {
        foreach (var candidates in ContactFilterQuery.CandidatesOf(db, filter.Fields, filter.Filter))
        {
            var ids = await candidates.Take(MostLed + 1).ToListAsync(cancel);
            if (ids.Count <= MostLed)
                return ids;
        }
        return null;
    }

    private async Task<PageOfContacts> PageOfAsync(
        List<long> ids, Expression<Func<Contact, bool>> criterion, IReadOnlyList<ListOrder> parts, ListPlace? after, int take, CancellationToken cancel)
    {
        var found = new List<ListPlace>();
        for (var part = 0; part < parts.Count; part++)
        {
            var places = await parts[part].Places(parts[part].Of(db.Contacts.AsNoTracking().Where(c => EF.Parameter(ids).Contains(c.Id))).Where(criterion), part).ToListAsync(cancel);
            places.Sort(parts[part].Compare);
            found.AddRange(places);
        }
        var rest = after is null ? found : found.SkipWhile(p => p.Part < after.Part || (p.Part == after.Part && parts[p.Part].Compare(p, after) <= 0)).ToList();
        var page = rest.Take(take).ToList();
        return await PageAsync(page, rest.Count > take ? page[^1] : null, isCutShort: false, found.Count, isExact: true, cancel);
    }

    private async Task<PageOfContacts> PageInOrderAsync(
        Expression<Func<Contact, bool>> criterion, IReadOnlyList<ListOrder> parts, ListPlace? after, int take, bool mustSearch, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var found = new List<ListPlace>();
        ListPlace? cut = null;
        for (var part = after?.Part ?? 0; part < parts.Count && found.Count <= take && cut is null; part++)
        {
            var from = after?.Part == part ? after : null;
            (var places, cut) = await PartAsync(parts[part], part, criterion, from, take + 1 - found.Count, mustSearch, watch, cancel);
            found.AddRange(places);
        }
        var isFull = found.Count > take;
        var page = found.Take(take).ToList();
        var next = isFull ? page[^1] : cut;
        var (count, isExact) = after is null ? await CountAsync(criterion, page.Count, next is null, mustSearch, cancel) : (null, false);
        return await PageAsync(page, next, !isFull && cut is not null, count, isExact, cancel);
    }

    /// <summary>Places of one part, each scope of the reader by its own index; and where the search was cut off.</summary>
    private async Task<(List<ListPlace> Places, ListPlace? Cut)> PartAsync(
        ListOrder order, int part, Expression<Func<Contact, bool>> criterion, ListPlace? after, int take, bool mustSearch, Stopwatch watch, CancellationToken cancel)
    {
        var found = new List<ListPlace>();
        ListPlace? cut = null;
        foreach (var scope in ListContactsQuery.Scopes(db, db.Reader))
        {
            var (places, end) = await ScopeAsync(order, part, scope, criterion, after, take, mustSearch, watch, cancel);
            found.AddRange(places);
            if (end is not null && (cut is null || order.Compare(end, cut) < 0))
                cut = end;
        }
        // What another scope has beyond the cut would stand on the page before those that were not reached yet.
        found = [.. found.Where(p => cut is null || order.Compare(p, cut) <= 0).DistinctBy(p => p.Id)];
        found.Sort(order.Compare);
        if (found.Count < take)
            return (found, cut);
        return ([.. found.Take(take)], null);
    }

    private static async Task<(List<ListPlace> Places, ListPlace? Cut)> ScopeAsync(
        ListOrder order, int part, ListScope scope, Expression<Func<Contact, bool>> criterion, ListPlace? after, int take, bool mustSearch, Stopwatch watch, CancellationToken cancel)
    {
        var found = new List<ListPlace>();
        while (true)
        {
            var end = mustSearch ? await order.Places(order.Ordered(Rest(order, scope.Index, after)), part).Skip(ContactsAWindow).FirstOrDefaultAsync(cancel) : null;
            var rest = Rest(order, scope.Contacts, after);
            var window = end is null ? rest : order.UpTo(rest, end);
            found.AddRange(await order.Places(order.Ordered(window.Where(criterion)), part).Take(take - found.Count).ToListAsync(cancel));
            if (found.Count >= take || end is null)
                return (found, null);
            if (watch.Elapsed > LongestSearch)
                return (found, end);
            after = end;
        }
    }

    private static IQueryable<Contact> Rest(ListOrder order, IQueryable<Contact> contacts, ListPlace? after) =>
        after is null ? order.Of(contacts) : order.After(order.Of(contacts), after);

    /// <summary>How many there are, no further than <see cref="MostCounted"/> and within one window of each scope.</summary>
    private async Task<(int? Count, bool IsExact)> CountAsync(
        Expression<Func<Contact, bool>> criterion, int onPage, bool isWhole, bool mustSearch, CancellationToken cancel)
    {
        if (isWhole)
            return (onPage, true);
        var (most, isExact) = (onPage, false);
        foreach (var scope in ListContactsQuery.Scopes(db, db.Reader))
        {
            var ordered = ListOrder.PartsOf(ContactSort.Name)[0];
            var end = mustSearch ? await ordered.Places(ordered.Ordered(scope.Index), 0).Skip(ContactsAWindow).FirstOrDefaultAsync(cancel) : null;
            var counted = await ordered.Ordered(end is null ? scope.Contacts : ordered.UpTo(scope.Contacts, end)).Where(criterion).Take(MostCounted + 1).CountAsync(cancel);
            // The scopes of a reader overlap; the largest is a number that is surely reached.
            if (counted > most)
                (most, isExact) = (counted, end is null && counted <= MostCounted && db.Reader.SeesAll);
        }
        return (Math.Min(most, MostCounted), isExact);
    }

    private async Task<PageOfContacts> PageAsync(List<ListPlace> page, ListPlace? next, bool isCutShort, int? count, bool isExact, CancellationToken cancel) =>
        new(await read.RunAsync([.. page.Select(p => p.Id)], cancel), next?.ToToken(), isCutShort, count, isExact);
}
