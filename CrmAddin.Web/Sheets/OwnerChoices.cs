using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Sheets;

/// <summary>The people whom the reader may give records to, by the names that stand on a sheet.</summary>
public sealed class OwnerChoices
{
    private readonly Dictionary<long, string> _names;

    private OwnerChoices(Dictionary<long, string> names) => _names = names;

    /// <summary>Reads them; none where the reader may not give anything away. Who shares a name is shown with the name for signing in.</summary>
    public static async Task<OwnerChoices> ReadAsync(CrmDb db, CancellationToken cancel)
    {
        var users = db.Reader.MayGiveAway ? await NewOwner.Offered(db).OrderBy(u => u.DisplayName).ThenBy(u => u.Id).ToListAsync(cancel) : [];
        var shared = users.GroupBy(u => u.DisplayName, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new(users.ToDictionary(u => u.Id, u => shared.Contains(u.DisplayName) ? $"{u.DisplayName} ({u.UserName})" : u.DisplayName));
    }

    /// <summary>The column of the owner.</summary>
    public SheetColumn Column => _names.Count == 0 ? new("owner", SheetKind.Text, false) : new("owner", SheetKind.Choice, true, [.. _names.Values]);

    /// <summary>An owner as the sheet shows them.</summary>
    public string? TextOf(User? owner) => owner is null ? null : _names.GetValueOrDefault(owner.Id, owner.DisplayName);

    /// <summary>The owner that a change names: 0 for an emptied cell; null where the owner is not changed.</summary>
    public long? Changed(IReadOnlyDictionary<string, string?> changes) =>
        !changes.TryGetValue("owner", out var name) ? null : name is null ? 0 : _names.First(one => one.Value == name).Key;
}
