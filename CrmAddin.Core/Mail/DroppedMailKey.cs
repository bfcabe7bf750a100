using CrmAddin.Core.Privacy;

namespace CrmAddin.Core.Mail;

/// <summary>The key of the hashes of dropped mail.</summary>
public sealed class DroppedMailKey
{
    private readonly KeyedHash _hash;

    private DroppedMailKey(KeyedHash hash) => _hash = hash;

    /// <summary>The key of the settings: given, or kept in a file that is made on first use.</summary>
    /// <exception cref="InvalidOperationException">The configured key is no base64 or too short.</exception>
    public static DroppedMailKey Load(MailSettings settings) => new(KeyedHash.Load(settings.HashKey, "Crm:Mail:HashKey", settings.HashKeyFile));

    /// <summary>HMAC-SHA-256 of a text, in hex.</summary>
    public string Hash(string text) => _hash.Of(text);
}
