using CrmAddin.Core.Contacts;
using CrmAddin.Core.Store;
using CrmAddin.Reports.Acquisition;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Reports.Cltv;

/// <summary>An account's industry.</summary>
public sealed record IndustryRead(long AccountId, string Name, string? NameArabic);

/// <summary>Level and source of a contact.</summary>
public sealed record ContactTraitsRead(long Id, long? AccountId, ContactLevel? Level, string? Source, string? SourceArabic);

/// <summary>A cost of winning customers.</summary>
public sealed record WinningCostRead(DateOnly SpentOn, decimal Amount, string Currency);

/// <summary>Reads for the workbook of customer lifetime value. All of them are held to the reader of the context.</summary>
public static class CltvQuery
{
    /// <summary>Industries of accounts.</summary>
    public static IQueryable<IndustryRead> Industries(CrmDb db) => db.Accounts.AsNoTracking().Where(a => a.IndustryId != null)
        .Select(a => new IndustryRead(a.Id, a.Industry!.Name, a.Industry.NameArabic));

    /// <summary>Contacts with a level or a source who bought, or whose account did.</summary>
    public static IQueryable<ContactTraitsRead> Contacts(CrmDb db) => db.Contacts.AsNoTracking()
        .Where(c => (c.Level != null || c.SourceId != null)
            && (db.Purchases.Any(p => p.ContactId == c.Id || (c.AccountId != null && p.AccountId == c.AccountId))
                || db.DealContacts.Any(d => d.ContactId == c.Id)
                || (c.AccountId != null && db.Deals.Any(d => d.AccountId == c.AccountId))))
        .Select(c => new ContactTraitsRead(c.Id, c.AccountId, c.Level, c.Source!.Name, c.Source.NameArabic));

    /// <summary>Marketing and sales costs from a day on and up to another.</summary>
    public static IQueryable<WinningCostRead> Costs(CrmDb db, DateOnly from, DateOnly to) => AcquisitionQuery.CostsOf(db, from, to.AddDays(1))
        .Select(c => new WinningCostRead(c.SpentOn, c.Amount, c.Currency));
}
