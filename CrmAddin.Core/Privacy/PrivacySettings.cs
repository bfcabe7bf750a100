namespace CrmAddin.Core.Privacy;

/// <summary>Where the traces of erased people are kept, and where files may hold a person; section <c>Crm:Privacy</c> of the configuration.</summary>
public sealed class PrivacySettings
{
    /// <summary>Key of the hashes of erased people, base64, at least 32 bytes; where it is empty, <see cref="HashKeyFile"/> holds one.</summary>
    public string? HashKey { get; set; }

    /// <summary>File that holds the key, outside the store; made on first use.</summary>
    public string HashKeyFile { get; set; } = Path.Combine("data", "keys", "person-hash.key");

    /// <summary>
    /// File of the erasures, outside the store and its backups: after an older store was restored they are made again from it. Hosts that
    /// share a store share this file.
    /// </summary>
    public string ErasuresFile { get; set; } = Path.Combine("data", "keys", "erasures.jsonl");

    /// <summary>Folder of the files of refused rows.</summary>
    public string RejectsFolder { get; set; } = Path.Combine("data", "rejects");
}
