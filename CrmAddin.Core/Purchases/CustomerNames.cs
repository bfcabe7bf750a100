using CrmAddin.Core.Metrics;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Purchases;

/// <summary>What customers are called.</summary>
public sealed class CustomerNames
{
    private readonly Dictionary<CustomerKey, string> _names;

    private CustomerNames(Dictionary<CustomerKey, string> names) => _names = names;

    /// <summary>Reads the names in a language, as far as the context's reader sees the customers.</summary>
    public static async Task<CustomerNames> ReadAsync(CrmDb db, string language, CancellationToken cancel)
    {
        var names = new Dictionary<CustomerKey, string>();
        foreach (var account in await CustomerNameQuery.Accounts(db).ToListAsync(cancel))
            names[new(true, account.Id)] = account.NameIn(language);
        foreach (var contact in await CustomerNameQuery.Contacts(db).ToListAsync(cancel))
            names[new(false, contact.Id)] = contact.Name;
        return new(names);
    }

    /// <summary>The customer's name; null for one whom the reader does not see.</summary>
    public string? Of(CustomerKey customer) => _names.GetValueOrDefault(customer);
}
