using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Results;

namespace CrmAddin.Web.Imports;

/// <summary>An import as its page shows it.</summary>
/// <param name="Run">The import.</param>
/// <param name="Check">Its dry run; null when none was asked for.</param>
/// <param name="Undone">What taking it back did; null when that is not known.</param>
public sealed record ImportView(ImportRun Run, ImportCheck? Check, UndoImportOutcome? Undone)
{
    /// <summary>Whether something goes on that the page should follow.</summary>
    public bool IsMoving => Check is { IsRunning: true } || Run.State is ImportState.Queued or ImportState.Running or ImportState.Undoing;
}

/// <summary>The columns of an uploaded file as its page shows them.</summary>
/// <param name="Columns">Columns with what they fill; none for vCards.</param>
/// <param name="Fields">The firm's own fields.</param>
/// <param name="Saved">Choices that the reader saved.</param>
/// <param name="Error">Why the file cannot be read; null when it can.</param>
public sealed record ColumnsView(IReadOnlyList<ChosenColumn> Columns, IReadOnlyList<CustomField> Fields, IReadOnlyList<ImportMapping> Saved, Error? Error);
