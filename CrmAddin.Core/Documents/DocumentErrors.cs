using CrmAddin.Core.Results;

namespace CrmAddin.Core.Documents;

/// <summary>No such document, or it belongs to something that the reader does not see.</summary>
public sealed record DocumentUnknown(long Id) : NotFoundError($"There is no document {Id}, or it belongs to another team.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Id];
}

/// <summary>What the document should be put on does not exist for this reader.</summary>
public sealed record DocumentOwnerUnknown() : NotFoundError("The contact, account or deal is not there, or it belongs to another team.");

/// <summary>No file was sent.</summary>
public sealed record DocumentMissing() : RuleError("Choose a file first; an empty file is not kept.");

/// <summary>The file is larger than documents may be.</summary>
public sealed record DocumentTooLarge(int MostMegabytes) : RuleError($"The file is too large; a document may have {MostMegabytes} MB.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [MostMegabytes];
}

/// <summary>The file's content is of no kind that is kept.</summary>
public sealed record DocumentTypeUnknown(string FileName)
    : RuleError($"\"{FileName}\" is not kept: its content is no PDF, picture, Office document, mail or plain text.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [FileName];
}
