using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CrmAddin.Core.Privacy;

namespace CrmAddin.Core.Mail.Notifications;

/// <summary>
/// The secret that a subscription is made with and that every notification brings back: the mailbox' key and an HMAC over it. It is
/// derived from the key of mail logging, so that the store holds nothing with which a notification could be forged.
/// </summary>
public sealed class ClientStates
{
    // Keeps these hashes apart from those of dropped mail, which have the same key.
    private const string Purpose = "subscription:";
    private const char Separator = '.';

    private readonly KeyedHash _hash;

    private ClientStates(KeyedHash hash) => _hash = hash;

    /// <summary>With the key of the settings: given, or kept in a file that is made on first use.</summary>
    /// <exception cref="InvalidOperationException">The configured key is no base64 or too short.</exception>
    public static ClientStates Load(MailSettings settings) => new(KeyedHash.Load(settings.HashKey, "Crm:Mail:HashKey", settings.HashKeyFile));

    /// <summary>The secret of a mailbox' subscription; Graph allows 128 characters.</summary>
    public string Of(long mailboxId)
    {
        var mailbox = mailboxId.ToString(CultureInfo.InvariantCulture);
        return $"{mailbox}{Separator}{_hash.Of(Purpose + mailbox)}";
    }

    /// <summary>The mailbox of a genuine secret; null for any other. Takes as long for a nearly right one as for a wrong one.</summary>
    public long? MailboxOf(string? clientState)
    {
        if (clientState is null || clientState.IndexOf(Separator, StringComparison.Ordinal) is not (> 0 and var end)
            || !long.TryParse(clientState.AsSpan(0, end), NumberStyles.None, CultureInfo.InvariantCulture, out var mailbox))
            return null;
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(clientState), Encoding.UTF8.GetBytes(Of(mailbox))) ? mailbox : null;
    }

    /// <summary>SHA-256 of the secret, in hex.</summary>
    public string Fingerprint(long mailboxId) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Of(mailboxId))));
}
