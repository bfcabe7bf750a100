using System.Security.Cryptography;
using CrmAddin.Core.Accounts;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Documents;

/// <summary>Puts a file on a contact, account or deal.</summary>
public sealed class KeepDocument(CrmDb db)
{
    /// <summary>Largest document in megabytes.</summary>
    public const int MostMegabytes = 25;

    /// <summary>
    /// Keeps the file. Errors: <see cref="MayNotChange"/>, <see cref="DocumentOwnerUnknown"/>, <see cref="DocumentMissing"/>,
    /// <see cref="DocumentTooLarge"/>, <see cref="DocumentTypeUnknown"/>.
    /// </summary>
    public async Task<Result<Document>> RunAsync(DocumentOwner owner, string? fileName, DocumentKind kind, Stream content, string from, CancellationToken cancel)
    {
        if (!db.Reader.MayChange)
            return new MayNotChange();
        if (!await IsSeenAsync(owner, cancel))
            return new DocumentOwnerUnknown();
        var bytes = await ReadAsync(content, cancel);
        if (bytes is null)
            return new DocumentTooLarge(MostMegabytes);
        if (bytes.Length == 0)
            return new DocumentMissing();
        if (DocumentType.Of(bytes, fileName ?? "") is not { } type)
            return new DocumentTypeUnknown(Path.GetFileName(fileName) ?? "");

        var document = new Document
        {
            ContactId = owner.Entity == nameof(Contact) ? owner.Id : null,
            AccountId = owner.Entity == nameof(Account) ? owner.Id : null,
            DealId = owner.Entity == nameof(Deal) ? owner.Id : null,
            Kind = kind,
            FileName = SafeFileName.Of(fileName, type),
            ContentType = type.ContentType,
            SizeBytes = bytes.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
            UploadedById = db.Reader.UserId,
            Content = new DocumentContent { Bytes = bytes },
        };
        db.Begin(ChangeOrigin.Edit, from);
        db.Documents.Add(document);
        await db.SaveChangesAsync(cancel);
        return document;
    }

    /// <summary>Whether the reader sees what a document is on.</summary>
    public async Task<bool> IsSeenAsync(DocumentOwner owner, CancellationToken cancel) => owner.Entity switch
    {
        nameof(Contact) => await db.Contacts.AnyAsync(c => c.Id == owner.Id, cancel),
        nameof(Account) => await db.Accounts.AnyAsync(a => a.Id == owner.Id, cancel),
        _ => await db.Deals.AnyAsync(d => d.Id == owner.Id, cancel),
    };

    // What a client says of the length proves nothing: no more is read than may be kept.
    private static async Task<byte[]?> ReadAsync(Stream content, CancellationToken cancel)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[81_920];
        int length;
        while ((length = await content.ReadAsync(buffer, cancel)) > 0)
        {
            kept.Write(buffer, 0, length);
            if (kept.Length > MostMegabytes * 1_048_576L)
                return null;
        }
        return kept.ToArray();
    }
}
