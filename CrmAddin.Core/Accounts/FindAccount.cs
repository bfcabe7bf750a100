using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Accounts;

/// <summary>Finds the firm that a name or an address belongs to.</summary>
public static class FindAccount
{
    /// <summary>The account of a name, in either script; null when there is none that the reader sees.</summary>
    public static async Task<Account?> ByNameAsync(CrmDb db, string name, CancellationToken cancel)
    {
        var key = SearchText.Fold(name);
        return await db.Accounts.Where(a => a.NameKey == key || a.OtherNameKey == key).OrderBy(a => a.Id).FirstOrDefaultAsync(cancel);
    }

    /// <summary>The account that owns the domain of an address, or the nearest domain above it; null when there is none.</summary>
    public static async Task<Account?> ByAddressAsync(CrmDb db, string address, CancellationToken cancel)
    {
        var domains = Domains(address);
        var found = await db.AccountDomains.Where(d => domains.Contains(d.Domain)).Include(d => d.Account).ToListAsync(cancel);
        return found.MaxBy(d => d.Domain.Length)?.Account;
    }

    private static List<string> Domains(string address)
    {
        var labels = address[(address.LastIndexOf('@') + 1)..].Trim().ToLowerInvariant().Split('.');
        return [.. Enumerable.Range(0, Math.Max(0, labels.Length - 1)).Select(i => string.Join('.', labels[i..]))];
    }
}
