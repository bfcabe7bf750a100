using System.Linq.Expressions;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Filters;

/// <summary>Contacts that a filter means, within what the context's reader sees.</summary>
public static class ContactFilterQuery
{
    /// <summary>
    /// Contacts that a checked filter (<see cref="FilterFields.Check(ContactFilter)"/>) holds for, in no order. Archived people are left
    /// out unless a condition asks about them.
    /// </summary>
    public static IQueryable<Contact> Matching(CrmDb db, FilterFields fields, ContactFilter filter) => db.Contacts.AsNoTracking().Where(CriterionOf(db, fields, filter));

    /// <summary>Saved filters of a user; of the command line for null.</summary>
    public static IQueryable<SavedFilter> SavedBy(CrmDb db, long? userId) =>
        db.SavedFilters.Where(f => f.UserId == userId && f.Entity == FieldEntity.Contact).OrderBy(f => f.NameKey).ThenBy(f => f.Id);

    /// <summary>Saved filters of all users by name.</summary>
    public static IQueryable<SavedFilter> SavedAs(CrmDb db, string nameKey) =>
        db.SavedFilters.Where(f => f.NameKey == nameKey && f.Entity == FieldEntity.Contact).OrderBy(f => f.Id);

    /// <summary>The condition tree as one expression.</summary>
    internal static Expression<Func<Contact, bool>> CriterionOf(CrmDb db, FilterFields fields, ContactFilter filter)
    {
        var scope = new FilterScope(db.Reader, db.Now, fields.Zone);
        Expression<Func<Contact, bool>> notArchived = c => c.ArchivedAt == null;
        var tree = CriterionOf(fields, filter, scope);
        if (filter.AllConditions.Any(c => fields.Find(c.Field)?.Name == "archived"))
            return tree ?? Criteria.Always(true);
        return tree is null ? notArchived : Criteria.All([notArchived, tree]);
    }

    /// <summary>
    /// For each condition that must hold and has an index of its own: the keys of the contacts that it can hold for. The store's rows are
    /// counted before one of them leads.
    /// </summary>
    public static IEnumerable<IQueryable<long>> CandidatesOf(CrmDb db, FilterFields fields, ContactFilter filter)
    {
        if (filter.Match == FilterMatch.Any && filter.AllConditions.Count() > 1)
            return [];
        var scope = new FilterScope(db.Reader, db.Now, fields.Zone);
        return filter.Conditions.Select(c => fields.Find(c.Field)?.Candidates?.Invoke(c, scope, db)).OfType<IQueryable<long>>();
    }

    // A group without conditions says nothing, whatever its match.
    private static Expression<Func<Contact, bool>>? CriterionOf(FilterFields fields, ContactFilter filter, FilterScope scope)
    {
        var parts = filter.Conditions.Select(c => fields.Find(c.Field)!.Translate(c, scope))
            .Concat(filter.Groups.Select(g => CriterionOf(fields, g, scope)).OfType<Expression<Func<Contact, bool>>>()).ToList();
        if (parts.Count == 0)
            return null;
        return filter.Match == FilterMatch.Any ? Criteria.Any(parts) : Criteria.All(parts);
    }
}
