using CrmAddin.Core.Metrics;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Purchases;

/// <summary>Who a contact is by now: those that were merged are one customer.</summary>
public sealed class SurvivorsOf
{
    private readonly Dictionary<long, long> _into;

    private SurvivorsOf(Dictionary<long, long> into) => _into = into;

    /// <summary>Reads who was merged into whom.</summary>
    public static async Task<SurvivorsOf> ReadAsync(CrmDb db, CancellationToken cancel) =>
        new(await SaleQuery.Merged(db).ToDictionaryAsync(merged => merged.Id, merged => merged.IntoId, cancel));

    /// <summary>The contact that stands for the given one.</summary>
    public long Contact(long id)
    {
        while (_into.TryGetValue(id, out var into))
            id = into;
        return id;
    }

    /// <summary>The customer: the account where there is one, else the contact; null for nobody.</summary>
    public CustomerKey? Customer(long? accountId, long? contactId) => (accountId, contactId) switch
    {
        ({ } account, _) => new(true, account),
        (_, { } contact) => new(false, Contact(contact)),
        _ => null,
    };
}
