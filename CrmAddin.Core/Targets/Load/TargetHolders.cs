using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Targets.Load;

/// <summary>Who and what can have a target, by name: nobody comes into being by being given one.</summary>
internal sealed class TargetHolders(CrmDb db)
{
    private readonly Dictionary<(TargetScope Scope, string Key), long> _holders = [];

    /// <summary>Reads the people, teams and products.</summary>
    public async Task LoadAsync(CancellationToken cancel)
    {
        foreach (var team in await db.Teams.AsNoTracking().OrderBy(team => team.Id).ToListAsync(cancel))
            Add(TargetScope.Team, team.Id, team.Name, team.NameArabic);
        foreach (var user in await db.Users.AsNoTracking().OrderBy(user => user.Id).Select(user => new { user.Id, user.DisplayName, user.UserName }).ToListAsync(cancel))
            Add(TargetScope.Person, user.Id, user.DisplayName, user.UserName);
        foreach (var product in await db.Products.AsNoTracking().OrderBy(product => product.Id).ToListAsync(cancel))
            Add(TargetScope.Product, product.Id, product.Name, product.NameArabic);
    }

    /// <summary>The holder's key; null for the company, and where nobody is called so.</summary>
    public long? Find(TargetScope scope, string? name) => _holders.TryGetValue((scope, SearchText.Compact(name)), out var id) ? id : null;

    private void Add(TargetScope scope, long id, params string?[] names)
    {
        foreach (var name in names.Where(name => !string.IsNullOrWhiteSpace(name)))
            _holders.TryAdd((scope, SearchText.Compact(name)), id);
    }
}
