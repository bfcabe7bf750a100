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
    : RuleError($"{File} has no header row with a name, an e-mail or a phone column. Put the column names into the first row, or name them with --map.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [File];
}

/// <summary>A quote is opened and never closed, or stands where it may not.</summary>
public sealed record QuotesBroken(string File, long Line)
    : RuleError($"{File}, line {Line}: a quotation mark is not closed, or stands in the middle of a value. Nothing was imported; mend the line and import again.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [File, Line];
}

/// <summary>The mapping names something that is not there.</summary>
public sealed record MappingWrong(string What) : RuleError($"The mapping is wrong: {What}.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [What];
}

/// <summary>The format is not one that is read.</summary>
public sealed record FormatUnknown(string Format) : RuleError($"The format \"{Format}\" cannot be imported. Use csv.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Format];
}
