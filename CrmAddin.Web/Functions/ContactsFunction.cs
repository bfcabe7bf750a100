using CrmAddin.Core.Contacts;
using CrmAddin.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Functions;

/// <summary>CRM.CONTACTS(segment): the people of a saved filter or a group as rows.</summary>
public sealed class ContactsFunction(FindSegment segments, ReadContactRows rows) : ICellFunction
{
    private static readonly string[] Headings =
        ["sheet.number", "sheet.name", "sheet.job-title", "sheet.account", "sheet.email", "sheet.phone", "sheet.status", "sheet.level", "sheet.owner"];

    /// <inheritdoc/>
    public string Name => "CONTACTS";

    /// <inheritdoc/>
    public IReadOnlyList<FunctionParameter> Parameters { get; } = [new("segment")];

    /// <inheritdoc/>
    public bool Spills => true;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CellAnswer>> RunAsync(IReadOnlyList<CellArguments> cells, CancellationToken cancel)
    {
        List<CellAnswer> answers = [];
        foreach (var cell in cells)
        {
            var segment = await segments.RunAsync(cell.Text(0) ?? "", cancel);
            answers.Add(segment.Succeeded ? await AnswerAsync(segment.Value.Contacts, cancel) : CellAnswer.Of(segment.Error));
        }

        return answers;
    }

    private async Task<CellAnswer> AnswerAsync(IQueryable<Contact> segment, CancellationToken cancel)
    {
        var ids = await segment.OrderBy(c => c.SortKey).ThenBy(c => c.Id).Select(c => c.Id).Take(SpilledRows.Most + 1).ToListAsync(cancel);
        return SpilledRows.Of(await rows.RunAsync(ids, cancel), Headings, Row);
    }

    private static object?[] Row(ContactListRow contact) =>
    [
        contact.Id,
        contact.DisplayName,
        contact.JobTitle,
        contact.AccountIn(UiTexts.Language),
        contact.Emails.Count > 0 ? contact.Emails[0].Address : null,
        contact.Phones.Count > 0 ? contact.Phones[0].Raw : null,
        contact.Status is { } status ? UiTexts.T("status." + status) : null,
        contact.Level?.ToString(),
        contact.OwnerName,
    ];
}
