using CrmAddin.Core.Metrics;
using CrmAddin.Core.Purchases;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Reports.Cltv;

/// <summary>Reads who customers are: name, segment, level and source, as far as the context's reader sees them.</summary>
internal static class ReadTraits
{
    /// <summary>The traits of a customer by key.</summary>
    public static async Task<Func<CustomerKey, CustomerTraits>> RunAsync(CrmDb db, IReadOnlyList<Sale> sales, string language, CancellationToken cancel)
    {
        var names = await CustomerNames.ReadAsync(db, language, cancel);
        var sources = await db.LookupItems.AsNoTracking().ToDictionaryAsync(item => item.Id, item => item.NameIn(language), cancel);
        var industries = await CltvQuery.Industries(db).ToDictionaryAsync(read => read.AccountId, read => In(language, read.Name, read.NameArabic), cancel);
        var contacts = await CltvQuery.Contacts(db).ToListAsync(cancel);
        var levels = contacts.Where(read => read.Level is not null)
            .SelectMany(read => Keys(read).Select(key => (key, read.Level))).GroupBy(pair => pair.key).ToDictionary(group => group.Key, group => group.Min(pair => pair.Level)!.ToString());
        var met = contacts.Where(read => read.Source is not null)
            .SelectMany(read => Keys(read).Select(key => (key, Source: In(language, read.Source, read.SourceArabic)))).GroupBy(pair => pair.key).ToDictionary(group => group.Key, group => group.First().Source);
        var first = sales.Where(sale => sale is { Customer: not null, SourceId: not null }).GroupBy(sale => sale.Customer!.Value)
            .ToDictionary(group => group.Key, group => sources.GetValueOrDefault(group.MinBy(sale => sale.Day)!.SourceId!.Value));
        return key => new(
            names.Of(key),
            key.IsAccount ? industries.GetValueOrDefault(key.Id) : null,
            levels.GetValueOrDefault(key),
            first.GetValueOrDefault(key) ?? met.GetValueOrDefault(key));
    }

    private static IEnumerable<CustomerKey> Keys(ContactTraitsRead read)
    {
        yield return new(false, read.Id);
        if (read.AccountId is { } account)
            yield return new(true, account);
    }

    private static string? In(string language, string? name, string? nameArabic) => language == "ar" ? nameArabic ?? name : name;
}
