using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Web.Functions;
using CrmAddin.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Sheets;

/// <summary>A level or status cannot be taken away again.</summary>
public sealed record CellMayNotBeEmpty(string Column) : RuleError($"{Column} can be changed and not emptied.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Column];
}

/// <summary>People on a sheet: name, job title, firm, first address and phone, status, level, owner and the firm's own fields can be changed; a new row becomes a new contact.</summary>
public sealed class ContactSheet(CrmDb db, FindSegment segments, SaveContact save) : IEditableSheet
{
    private OwnerChoices? _owners;
    private CustomColumns? _custom;

    /// <inheritdoc/>
    public string Name => "contacts";

    /// <inheritdoc/>
    public string Entity => nameof(Contact);

    /// <inheritdoc/>
    public bool MayCreate => true;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SheetColumn>> ColumnsAsync(CancellationToken cancel)
    {
        await LoadChoicesAsync(cancel);
        return _custom!.After(
        [
            new("number", SheetKind.Number, false),
            new("name", SheetKind.Text, true),
            new("job-title", SheetKind.Text, true),
            new("account", SheetKind.Text, true),
            new("email", SheetKind.Text, true),
            new("phone", SheetKind.Text, true),
            new("status", SheetKind.Choice, true, [.. Enum.GetValues<ContactStatus>().Select(StatusText)]),
            new("level", SheetKind.Choice, true, Enum.GetNames<ContactLevel>()),
            _owners!.Column,
        ]);
    }

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyList<SheetRow>>> ReadAsync(SheetAsked asked, int most, CancellationToken cancel)
    {
        var segment = await segments.RunAsync(asked.Segment?.Trim() ?? "", cancel);
        if (!segment.Succeeded)
            return segment.Error;
        var people = await SheetQuery.People(segment.Value.Contacts).Take(most).ToListAsync(cancel);
        await LoadChoicesAsync(cancel);
        return people.Select(Row).ToArray();
    }

    /// <inheritdoc/>
    public async Task<SheetRow?> FindAsync(long id, CancellationToken cancel)
    {
        await LoadChoicesAsync(cancel);
        return await SheetQuery.People(db.Contacts.Where(c => c.Id == id)).FirstOrDefaultAsync(cancel) is { } contact ? Row(contact) : null;
    }

    /// <inheritdoc/>
    public async Task<Result<long>> SaveAsync(SheetRow? current, IReadOnlyDictionary<string, string?> changes, ChangeSet within, string from, CancellationToken cancel)
    {
        foreach (var column in new[] { "status", "level" })
        {
            if (current is not null && changes.TryGetValue(column, out var text) && text is null)
                return new CellMayNotBeEmpty(UiTexts.T("sheet." + column));
        }

        var whole = current is null ? null : await ContactQuery.Whole(db, current.Id).AsNoTracking().FirstOrDefaultAsync(cancel);
        var saved = await save.RunAsync(Draft(current, whole, changes), new DraftOrigin(ChangeOrigin.Edit, from) { Within = within }, cancel);
        return saved.Succeeded ? saved.Value.Id : saved.Error;
    }

    private async Task LoadChoicesAsync(CancellationToken cancel)
    {
        _owners ??= await OwnerChoices.ReadAsync(db, cancel);
        _custom ??= await CustomColumns.ReadAsync(db, FieldEntity.Contact, cancel);
    }

    private ContactDraft Draft(SheetRow? current, Contact? whole, IReadOnlyDictionary<string, string?> changes)
    {
        // Null leaves a value as it is; empty text clears it.
        string? Of(string column) => changes.TryGetValue(column, out var text) ? text ?? "" : null;
        return new ContactDraft
        {
            Id = current?.Id,
            Version = current?.Version,
            DisplayName = Of("name"),
            JobTitle = Of("job-title"),
            AccountName = Of("account"),
            Emails = Of("email") is { } email ? First(whole?.Emails.OrderByDescending(e => e.IsPrimary).ThenBy(e => e.Id).Select(e => new EmailValue(e.Address, e.Kind)), email, (e, t) => e with { Address = t }, t => new EmailValue(t)) : null,
            Phones = Of("phone") is { } phone ? First(whole?.Phones.OrderByDescending(p => p.IsPrimary).ThenBy(p => p.Id).Select(p => new PhoneValue(p.Raw, p.Kind)), phone, (p, t) => p with { Raw = t }, t => new PhoneValue(t, PhoneKind.Work)) : null,
            Status = Of("status") is { Length: > 0 } status ? Enum.GetValues<ContactStatus>().First(s => StatusText(s) == status) : null,
            Level = Of("level") is { Length: > 0 } level ? Enum.Parse<ContactLevel>(level) : null,
            OwnerId = _owners!.Changed(changes),
            Custom = CustomColumns.Changed(changes),
        };
    }

    // The sheet shows the first of several; the others stay.
    private static List<T> First<T>(IEnumerable<T>? all, string text, Func<T, string, T> change, Func<string, T> make)
    {
        var list = all?.ToList() ?? [];
        if (text.Length == 0)
            return [.. list.Skip(1)];
        if (list.Count == 0)
            return [make(text)];
        list[0] = change(list[0], text);
        return list;
    }

    private static string StatusText(ContactStatus status) => UiTexts.T("status." + status);

    private SheetRow Row(Contact contact) => new(contact.Id, contact.Version, contact.DisplayName, _custom!.Fill(new()
    {
        ["number"] = SheetColumn.Text((decimal)contact.Id),
        ["name"] = contact.DisplayName,
        ["job-title"] = contact.JobTitle,
        ["account"] = contact.Account?.Name,
        ["email"] = contact.Emails.OrderByDescending(e => e.IsPrimary).ThenBy(e => e.Id).FirstOrDefault()?.Address,
        ["phone"] = contact.Phones.OrderByDescending(p => p.IsPrimary).ThenBy(p => p.Id).FirstOrDefault()?.Raw,
        ["status"] = contact.Status is { } status ? StatusText(status) : null,
        ["level"] = contact.Level?.ToString(),
        ["owner"] = _owners!.TextOf(contact.Owner),
    }, contact.CustomValues));
}
