using System.Globalization;
using CrmAddin.Core.Results;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>The file is not there or may not be read.</summary>
public sealed record FileUnreadable(string File, string Reason) : NotFoundError($"{File} cannot be read: {Reason}.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [File, Reason];

    /// <summary>The error of a failed opening.</summary>
    public static FileUnreadable From(string file, Exception e) =>
        new(file, e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : e.Message.TrimEnd('.'));
}

/// <summary>The file has no header that says what its columns are.</summary>
public sealed record HeaderMissing(string File)
    : RuleError($"{File} has no header row with a name, an e-mail or a phone column. Put the column names into the first row, or say which column is what.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [File];
}

/// <summary>A quote is opened and never closed, or stands where it may not.</summary>
public sealed record QuotesBroken(string File, long Line)
    : RuleError($"{File}, line {Line}: a quotation mark is not closed, or stands in the middle of a value. Mend the line and import again.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [File, Line];
}

/// <summary>The file cannot be read further from a place on.</summary>
public sealed record FileBroken(string File, long Line, string What) : RuleError($"{File}, line {Line}: {What}. Mend the file and import again.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [File, Line, What];
}

/// <summary>The file is of a kind that holds no contacts for us.</summary>
public sealed record FileNotContacts(string File, string What) : RuleError($"{File} {What}.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [File, What];

    /// <summary>An .xls workbook, or one with a password.</summary>
    public static FileNotContacts OldOrEncryptedWorkbook(string file) =>
        new(file, "is a workbook of the old kind (.xls) or asks for a password. Save it as .xlsx without a password and import that");

    /// <summary>A document, a picture or another markup.</summary>
    public static FileNotContacts Document(string file) => new(file, "is neither CSV nor a workbook nor vCards. Export the contacts as one of these and import that");

    /// <summary>A text without a card.</summary>
    public static FileNotContacts NoCards(string file) => new(file, "holds no vCard: there is no line BEGIN:VCARD. Export the contacts again as .vcf and import that");

    /// <summary>A zip that is no workbook, or a workbook that is cut off.</summary>
    public static FileNotContacts Workbook(string file) => new(file, "is no whole workbook. Open it in Excel, save it as .xlsx and import that");
}

/// <summary>The file is larger than an import may be, or unpacks to more.</summary>
public sealed record FileTooLarge(string File, string What) : RuleError($"{File} is too large to import: {What}. Split it and import the parts.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [File, What];

    /// <summary>More columns than may be.</summary>
    public static FileTooLarge Columns(string file, int columns) => new(file, string.Create(CultureInfo.InvariantCulture, $"it has more than {columns:N0} columns"));

    /// <summary>More bytes than may be.</summary>
    public static FileTooLarge Bytes(string file, long megabytes) => new(file, string.Create(CultureInfo.InvariantCulture, $"it holds more than {megabytes:N0} MB"));
}

/// <summary>The mapping names something that is not there.</summary>
public sealed record MappingWrong(string What) : RuleError($"The mapping is wrong: {What}.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [What];
}

/// <summary>The format is not one that is read or written.</summary>
public sealed record FormatUnknown(string Format) : RuleError($"The format \"{Format}\" is not one for contacts. Use csv, xlsx or vcf.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Format];
}

/// <summary>There is no such import, or it is not the reader's.</summary>
public sealed record ImportRunUnknown(long Id) : NotFoundError($"There is no import {Id}.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Id];
}

/// <summary>The same import is being run by somebody else.</summary>
public sealed record ImportRunsElsewhere(string File) : ConflictError($"{File} is being imported by another program already. Wait until that has ended.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [File];
}

/// <summary>The import was taken back before.</summary>
public sealed record ImportUndoneAlready(long Id) : ConflictError($"Import {Id} was taken back already.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Id];
}
