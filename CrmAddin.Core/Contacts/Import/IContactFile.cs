using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Results;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>The formats in which contacts come in and go out.</summary>
public enum ContactFileFormat
{
    /// <summary>Text with a separator; the first row names the columns.</summary>
    Csv,
    /// <summary>A workbook of Excel (.xlsx); the first row of a sheet names the columns.</summary>
    Xlsx,
    /// <summary>vCards, one or many a file.</summary>
    Vcf,
}

/// <summary>An open file of contacts. It is read once, from front to back, and holds no more than one record.</summary>
public interface IContactFile : IAsyncDisposable
{
    /// <summary>How the file is written.</summary>
    ContactFileFormat Format { get; }

    /// <summary>The file's header as read; empty for vCards, which have none.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>How much of the file has been read, 0 to 1.</summary>
    double Progress { get; }

    /// <summary>
    /// The next record; null at the end. A file that turns out to be broken throws <see cref="ContactFileBrokenException"/>, which
    /// carries the error to show.
    /// </summary>
    ValueTask<FileRecord?> ReadAsync(CancellationToken cancel);

    /// <summary>Goes past the next record without making a person of it; false at the end. What is broken throws as in <see cref="ReadAsync"/>.</summary>
    async ValueTask<bool> SkipAsync(CancellationToken cancel) => await ReadAsync(cancel) is not null;
}

/// <summary>One record of a file: a contact, or the reason why it cannot be one.</summary>
/// <param name="Line">Line of a text file, or row of a sheet, where the record begins; from 1.</param>
/// <param name="Contact">The person; null when the record is refused.</param>
/// <param name="Refusal">One sentence why it cannot be a contact; null when it can.</param>
/// <param name="Raw">The cells as they were, or the lines of a card.</param>
public sealed record FileRecord(long Line, ContactRecord? Contact, RowRefusal? Refusal, IReadOnlyList<string> Raw);

/// <summary>One format of contact files.</summary>
public interface IContactFileFormat
{
    /// <summary>Which.</summary>
    ContactFileFormat Format { get; }

    /// <summary>Opens a file and reads its header.</summary>
    Task<Result<IContactFile>> OpenAsync(ContactFileSource source, CancellationToken cancel);
}

/// <summary>A file to open.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="MapJson">The JSON of a <see cref="ColumnMap"/>; null to go by the header.</param>
/// <param name="CustomFields">The firm's own fields of contacts, whose names columns may bear.</param>
public sealed record ContactFileSource(string Path, string? MapJson, IReadOnlyList<CustomField> CustomFields);

/// <summary>A file that could be opened is broken further on.</summary>
public sealed class ContactFileBrokenException(Error error) : Exception(error.Sentence)
{
    /// <summary>What is broken and where, for a person.</summary>
    public Error Error { get; } = error;
}
