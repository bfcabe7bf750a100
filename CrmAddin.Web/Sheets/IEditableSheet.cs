using CrmAddin.Core.Audit;
using CrmAddin.Core.Results;

namespace CrmAddin.Web.Sheets;

/// <summary>A record as a row of a sheet: its values by column.</summary>
/// <param name="Id">Key of the record.</param>
/// <param name="Version">Its version when it was read.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Values">Its values as text, by the columns' keys.</param>
public sealed record SheetRow(long Id, int Version, string Title, IReadOnlyDictionary<string, string?> Values);

/// <summary>Which records a sheet is to hold.</summary>
/// <param name="Pipeline">Deals of a pipeline.</param>
/// <param name="Team">Deals of a team.</param>
/// <param name="Owner">Deals of an owner.</param>
/// <param name="Segment">People of a saved filter or group.</param>
public sealed record SheetAsked(string? Pipeline, string? Team, string? Owner, string? Segment);

/// <summary>Records that can be edited on a sheet of Excel and sent back.</summary>
public interface IEditableSheet
{
    /// <summary>"deals" or "contacts".</summary>
    string Name { get; }

    /// <summary>Name of the entity in the journal.</summary>
    string Entity { get; }

    /// <summary>Whether a row that is new on the sheet may become a record.</summary>
    bool MayCreate { get; }

    /// <summary>The columns in order; the first is the record's number.</summary>
    Task<IReadOnlyList<SheetColumn>> ColumnsAsync(CancellationToken cancel);

    /// <summary>The records asked for, within what the reader sees; at most one more than a sheet holds.</summary>
    Task<Result<IReadOnlyList<SheetRow>>> ReadAsync(SheetAsked asked, int most, CancellationToken cancel);

    /// <summary>One record as it stands now; null where there is none or not for this reader.</summary>
    Task<SheetRow?> FindAsync(long id, CancellationToken cancel);

    /// <summary>Changes a record, or makes one for null, through the same action as the screens. Gives its key. Errors: those of the action.</summary>
    Task<Result<long>> SaveAsync(SheetRow? current, IReadOnlyDictionary<string, string?> changes, ChangeSet within, string from, CancellationToken cancel);
}
