using CrmAddin.Core.Audit;
using CrmAddin.Core.Results;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.CustomFields;

/// <summary>A custom field as the form hands it in.</summary>
/// <param name="Id">The field to change; null for a new one.</param>
/// <param name="Version">The version that the reader saw; needed for a change.</param>
/// <param name="Entity">What it belongs to; a field never moves.</param>
/// <param name="Kind">What it holds; kept once the field has values.</param>
/// <param name="Name">Label in English.</param>
/// <param name="NameArabic">Label in Arabic.</param>
/// <param name="Position">Order on the screen; null for the end.</param>
/// <param name="IsRetired">No longer offered.</param>
/// <param name="Choices">Items of a choice, one a line, as "English" or "English | العربية"; items that are gone are retired.</param>
public sealed record CustomFieldDraft(
    long? Id, int? Version, FieldEntity Entity, CustomFieldKind Kind, string? Name, string? NameArabic, int? Position = null, bool IsRetired = false, IReadOnlyList<string>? Choices = null);

/// <summary>Makes or changes a custom field.</summary>
public sealed class SaveCustomField(CrmDb db)
{
    /// <summary>
    /// Saves the field. Errors: <see cref="MayNotAdminister"/>, <see cref="CustomFieldUnknown"/>, <see cref="CustomFieldNeedsName"/>,
    /// <see cref="CustomFieldNeedsChoices"/>, <see cref="CustomFieldNameTaken"/>, <see cref="CustomFieldHasValues"/>, <see cref="CustomFieldChangedMeanwhile"/>.
    /// </summary>
    public async Task<Result<CustomField>> RunAsync(CustomFieldDraft draft, string from, CancellationToken cancel)
    {
        if (!db.Reader.MayAdminister)
            return new MayNotAdminister();
        var name = Text(draft.Name) ?? Text(draft.NameArabic);
        if (name is null || SearchText.Fold(name).Length == 0)
            return new CustomFieldNeedsName();
        var choices = (draft.Choices ?? []).Select(ReadChoice).Where(c => c.Name.Length > 0).DistinctBy(c => SearchText.Fold(c.Name)).ToList();
        if (choices.Count == 0 && draft.Kind is CustomFieldKind.Choice or CustomFieldKind.MultiChoice && draft.Choices is { Count: 0 })
            return new CustomFieldNeedsChoices(name);

        var field = draft.Id is { } id
            ? await db.CustomFields.Include(f => f.Choices).FirstOrDefaultAsync(f => f.Id == id, cancel)
            : new CustomField { Key = KeyOf(name), Name = name, Entity = draft.Entity, Kind = draft.Kind, Position = await NextPositionAsync(draft.Entity, cancel) };
        if (field is null)
            return new CustomFieldUnknown(name);
        if (draft is { Id: not null, Version: { } seen } && seen != field.Version)
            return new CustomFieldChangedMeanwhile(field.Name);
        if (field.Kind != draft.Kind && await db.CustomFieldValues.AnyAsync(v => v.CustomFieldId == field.Id, cancel))
            return new CustomFieldHasValues(field.Name);

        db.Begin(ChangeOrigin.Administer, from, about: name);
        if (field.Id == 0)
            db.CustomFields.Add(field);
        (field.Name, field.NameArabic, field.Kind, field.IsRetired) = (name, Text(draft.NameArabic), draft.Kind, draft.IsRetired);
        field.Position = draft.Position ?? field.Position;
        if (draft.Choices is not null)
            SetChoices(field, choices);
        return await SaveAsync(field, cancel);
    }

    /// <summary>The key of a new field: its folded name with hyphens.</summary>
    public static string KeyOf(string name) => SearchText.Fold(name).Replace(' ', '-');

    private async Task<Result<CustomField>> SaveAsync(CustomField field, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return field;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return new CustomFieldChangedMeanwhile(field.Name);
        }
        catch (DbUpdateException e) when (db.IsDuplicate(e))
        {
            db.ChangeTracker.Clear();
            return new CustomFieldNameTaken(field.Name);
        }
    }

    private async Task<int> NextPositionAsync(FieldEntity entity, CancellationToken cancel) =>
        (await db.CustomFields.Where(f => f.Entity == entity).MaxAsync(f => (int?)f.Position, cancel) ?? -1) + 1;

    private static void SetChoices(CustomField field, List<(string Name, string? Arabic)> choices)
    {
        foreach (var gone in field.Choices.Where(c => !choices.Exists(x => SearchText.Fold(x.Name) == SearchText.Fold(c.Name))))
            gone.IsRetired = true;
        for (var i = 0; i < choices.Count; i++)
        {
            var (name, arabic) = choices[i];
            var choice = field.Choices.Find(c => SearchText.Fold(c.Name) == SearchText.Fold(name));
            if (choice is null)
                field.Choices.Add(choice = new CustomFieldChoice { Name = name });
            (choice.Name, choice.NameArabic, choice.Position, choice.IsRetired) = (name, arabic ?? choice.NameArabic, i, false);
        }
    }

    private static (string Name, string? Arabic) ReadChoice(string line)
    {
        var parts = line.Split('|', 2, StringSplitOptions.TrimEntries);
        return (parts[0], parts.Length > 1 ? Text(parts[1]) : null);
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
