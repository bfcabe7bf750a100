namespace CrmAddin.Core.Privacy;

/// <summary>What an erased person was known by.</summary>
public enum ErasedKeyKind
{
    /// <summary>An e-mail address.</summary>
    Email,
    /// <summary>A phone in E.164 form.</summary>
    Phone,
    /// <summary>The key that a file or mail brought the person in by.</summary>
    Origin,
    /// <summary>The contact's row, by key and moment of creation: what a restored backup is searched for.</summary>
    Row,
}

/// <summary>
/// All that is left of one address, phone or origin of an erased person: a keyed hash, so that import, mail logging and a restored
/// backup do not bring the person back. The key is kept outside the store.
/// </summary>
public sealed class ErasedPerson
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>What was hashed.</summary>
    public ErasedKeyKind Kind { get; set; }

    /// <summary>HMAC-SHA-256 in hex, with the key outside the store.</summary>
    public required string KeyedHash { get; set; }

    /// <summary>When the person was erased.</summary>
    public DateTimeOffset ErasedAt { get; set; }
}
