using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Contacts;

/// <summary>What the contact form offers to choose from.</summary>
/// <param name="Sources">How we met; retired ones too, for people who have them.</param>
/// <param name="Groups">Database groups, likewise.</param>
/// <param name="Types">Contact types, likewise.</param>
/// <param name="Tags">Tags that are in use.</param>
/// <param name="Owners">Users who can look after a contact; none where the reader may not give one away.</param>
/// <param name="CustomFields">The firm's own fields.</param>
/// <param name="Required">Fields that must be filled.</param>
public sealed record FormLists(
    IReadOnlyList<LookupItem> Sources,
    IReadOnlyList<LookupItem> Groups,
    IReadOnlyList<LookupItem> Types,
    IReadOnlyList<LookupItem> Tags,
    IReadOnlyList<User> Owners,
    IReadOnlyList<CustomField> CustomFields,
    IReadOnlyList<string> Required)
{
    private const int MostTagsOffered = 300;

    /// <summary>Reads the items.</summary>
    public static async Task<FormLists> ReadAsync(CrmDb db, CancellationToken cancel)
    {
        var items = await db.LookupItems.AsNoTracking().Where(i => i.Kind != LookupKind.Tag).OrderBy(i => i.Position).ThenBy(i => i.Id).ToListAsync(cancel);
        var tags = await db.LookupItems.AsNoTracking().Where(i => i.Kind == LookupKind.Tag && !i.IsRetired).OrderBy(i => i.NameKey).Take(MostTagsOffered).ToListAsync(cancel);
        var owners = db.Reader.MayGiveAway
            ? await NewOwner.Offered(db).OrderBy(u => u.DisplayName).ToListAsync(cancel)
            : [];
        var fields = await CustomFieldQuery.Offered(db, FieldEntity.Contact).ToListAsync(cancel);
        var required = await db.RequiredFields.AsNoTracking().Where(r => r.Entity == FieldEntity.Contact).Select(r => r.Field).ToListAsync(cancel);
        IReadOnlyList<LookupItem> Of(LookupKind kind) => items.FindAll(i => i.Kind == kind);
        return new(Of(LookupKind.Source), Of(LookupKind.Group), Of(LookupKind.ContactType), tags, owners, fields, required);
    }
}
