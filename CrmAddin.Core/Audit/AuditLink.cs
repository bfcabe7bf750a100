using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CrmAddin.Core.Audit;

/// <summary>
/// A link of the audit chain: what one transaction added to one change set, under a digest that includes the link before it. It speaks of
/// values by their digests alone, so that it stays whole when a person is erased.
/// </summary>
public sealed class AuditLink
{
    /// <summary>Place in the chain, from 1 without gaps.</summary>
    public long Id { get; set; }

    /// <summary>The change set.</summary>
    public long ChangeSetId { get; set; }

    /// <summary>First of the change set's entries that the link holds; null where it holds none.</summary>
    public long? FirstEntryId { get; set; }

    /// <summary>Last of them.</summary>
    public long? LastEntryId { get; set; }

    /// <summary>How many they are.</summary>
    public int EntryCount { get; set; }

    /// <summary>Random salt of <see cref="AboutDigest"/>, in hex; cleared with the text.</summary>
    public string? AboutSalt { get; set; }

    /// <summary>SHA-256 over salt and the change set's <see cref="ChangeSet.About"/>, in hex; null where there was no text.</summary>
    public string? AboutDigest { get; set; }

    /// <summary>SHA-256 over the link before, the change set's head and the entries with the digests of their values, in hex.</summary>
    public required string Digest { get; set; }

    /// <summary>The link that follows <paramref name="previous"/>. Entries have their keys and values.</summary>
    internal static AuditLink After(AuditLink? previous, ChangeSet set, IReadOnlyList<AuditEntry> entries)
    {
        var ordered = entries.OrderBy(e => e.Id).ToList();
        var salt = set.About is null ? null : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var link = new AuditLink
        {
            Id = (previous?.Id ?? 0) + 1,
            ChangeSetId = set.Id,
            FirstEntryId = ordered.Count == 0 ? null : ordered[0].Id,
            LastEntryId = ordered.Count == 0 ? null : ordered[^1].Id,
            EntryCount = ordered.Count,
            AboutSalt = salt,
            AboutDigest = set.About is null ? null : AboutDigestOf(salt!, set.About),
            Digest = "",
        };
        link.Digest = link.DigestOf(previous?.Digest, set, ordered);
        return link;
    }

    /// <summary>The digest that the link must have. Entries are in order of their keys.</summary>
    internal string DigestOf(string? previousDigest, ChangeSet set, IReadOnlyList<AuditEntry> entries)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, previousDigest);
        Add(hash, Id);
        Add(hash, set.Id);
        // The store keeps microseconds.
        Add(hash, set.At.UtcTicks / TimeSpan.TicksPerMicrosecond);
        Add(hash, set.UserId ?? 0);
        Add(hash, set.From);
        Add(hash, set.Origin.ToString());
        Add(hash, set.SourceHash);
        Add(hash, AboutDigest);
        Add(hash, FirstEntryId ?? 0);
        Add(hash, LastEntryId ?? 0);
        Add(hash, EntryCount);
        foreach (var entry in entries)
            Add(hash, entry);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>SHA-256 over salt and text, in hex.</summary>
    internal static string AboutDigestOf(string salt, string about) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{salt}\n{about}")));

    private static void Add(IncrementalHash hash, AuditEntry entry)
    {
        Add(hash, entry.Id);
        Add(hash, entry.Entity);
        Add(hash, entry.EntityId);
        Add(hash, entry.RootEntity);
        Add(hash, entry.RootId);
        Add(hash, entry.Action.ToString());
        Add(hash, entry.Values.Count);
        foreach (var value in entry.Values.OrderBy(v => v.Id))
        {
            Add(hash, value.Id);
            Add(hash, value.Field);
            Add(hash, value.Digest);
        }
    }

    private static void Add(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }

    // A text goes in with its length: no two rows of texts run together to the same bytes.
    private static void Add(IncrementalHash hash, string? text)
    {
        var bytes = Encoding.UTF8.GetBytes(text ?? "");
        Add(hash, text is null ? -1 : bytes.Length);
        hash.AppendData(bytes);
    }
}
