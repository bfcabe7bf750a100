using CrmAddin.Core.Audit;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Results;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Lookups;

/// <summary>Adds, renames, moves or retires an item of a list.</summary>
public sealed class SaveLookupItem(CrmDb db)
{
    /// <summary>
    /// Saves the item; people are found by its new name at once where it is a tag. Errors: <see cref="MayNotAdminister"/>,
    /// <see cref="LookupItemUnknown"/>, <see cref="LookupNeedsName"/>, <see cref="LookupNameTaken"/>.
    /// </summary>
    /// <param name="id">The item; null for a new one.</param>
    /// <param name="kind">The list; an item never moves to another.</param>
    /// <param name="name">Name in English.</param>
    /// <param name="nameArabic">Name in Arabic.</param>
    /// <param name="isRetired">No longer offered; people who have it keep it.</param>
    /// <param name="from">Where the change comes from.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<LookupItem>> RunAsync(long? id, LookupKind kind, string? name, string? nameArabic, bool isRetired, string from, CancellationToken cancel)
    {
        if (!db.Reader.MayAdminister)
            return new MayNotAdminister();
        var shown = Text(name) ?? Text(nameArabic);
        if (shown is null || SearchText.Fold(shown).Length == 0)
            return new LookupNeedsName();
        var item = id is null ? new LookupItem { Kind = kind, Name = shown } : await db.LookupItems.FirstOrDefaultAsync(i => i.Id == id, cancel);
        if (item is null)
            return new LookupItemUnknown(id!.Value);
        db.Begin(ChangeOrigin.Administer, from, about: shown);
        if (item.Id == 0)
        {
            item.Position = (await db.LookupItems.Where(i => i.Kind == kind).MaxAsync(i => (int?)i.Position, cancel) ?? -1) + 1;
            db.LookupItems.Add(item);
        }
        (item.Name, item.NameArabic, item.IsRetired) = (shown, Text(nameArabic), isRetired);
        try
        {
            await db.SaveChangesAsync(cancel);
            return item;
        }
        catch (DbUpdateException e) when (db.IsDuplicate(e))
        {
            db.ChangeTracker.Clear();
            return new LookupNameTaken(shown);
        }
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
