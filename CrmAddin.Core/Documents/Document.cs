using CrmAddin.Core.Accounts;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Store;

namespace CrmAddin.Core.Documents;

/// <summary>What a document is.</summary>
public enum DocumentKind
{
    /// <summary>A contract.</summary>
    Contract,
    /// <summary>A firm's commercial register (السجل التجاري).</summary>
    CommercialRegister,
    /// <summary>A specification.</summary>
    Specification,
    /// <summary>An identity document.</summary>
    Identity,
    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>A file on a contact, account or deal; one of the three keys is set.</summary>
public sealed class Document : ITimed, IAudited
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The contact it belongs to.</summary>
    public long? ContactId { get; set; }

    /// <summary>The contact's row.</summary>
    public Contact? Contact { get; set; }

    /// <summary>The account it belongs to.</summary>
    public long? AccountId { get; set; }

    /// <summary>The account's row.</summary>
    public Account? Account { get; set; }

    /// <summary>The deal it belongs to.</summary>
    public long? DealId { get; set; }

    /// <summary>The deal's row.</summary>
    public Deal? Deal { get; set; }

    /// <summary>What it is.</summary>
    public DocumentKind Kind { get; set; }

    /// <summary>Name of the file, without any path.</summary>
    public required string FileName { get; set; }

    /// <summary>Media type by content.</summary>
    public required string ContentType { get; set; }

    /// <summary>Size in bytes.</summary>
    public long SizeBytes { get; set; }

    /// <summary>SHA-256 of the content, in hex.</summary>
    public required string Sha256 { get; set; }

    /// <summary>Who uploaded it.</summary>
    public long? UploadedById { get; set; }

    /// <summary>When somebody removed it; null while it stands. A removed document can be taken back.</summary>
    public DateTimeOffset? RemovedAt { get; set; }

    /// <summary>The bytes; loaded only to be sent.</summary>
    public DocumentContent? Content { get; set; }

    /// <inheritdoc/>
    public DateTimeOffset CreatedAt { get; set; }

    /// <inheritdoc/>
    public DateTimeOffset ChangedAt { get; set; }

    /// <inheritdoc/>
    public (string Entity, long Id)? AuditRoot => this switch
    {
        { ContactId: { } id } => (nameof(Contact), id),
        { AccountId: { } id } => (nameof(Account), id),
        { DealId: { } id } => (nameof(Deal), id),
        _ => null,
    };
}

/// <summary>The bytes of a document, in a table of their own so that lists never read them.</summary>
public sealed class DocumentContent
{
    /// <summary>The document.</summary>
    public long DocumentId { get; set; }

    /// <summary>The file.</summary>
    public required byte[] Bytes { get; set; }
}
