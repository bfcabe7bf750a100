using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CrmAddin.Core.Mail;

/// <summary>
/// What makes a mail the same mail in every mailbox: Message-ID, sender and sent time together, because the id alone is the
/// sender's to choose. Without an id the mailbox' own id serves.
/// </summary>
public static class MailIdentity
{
    /// <summary>SHA-256 of the identity, in hex.</summary>
    public static string Of(MailboxMessage message, string mailbox)
    {
        if (string.IsNullOrWhiteSpace(message.InternetMessageId))
            return Sha256($"item\n{mailbox}\n{message.Id}");
        var sender = MailAddresses.KeyOf(message.From?.Address);
        var sent = message.SentAt?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return Sha256($"mail\n{message.InternetMessageId.Trim()}\n{sender}\n{sent}");
    }

    /// <summary>SHA-256 of a Message-ID header, in hex.</summary>
    public static string OfMessageId(string messageId) => Sha256(messageId.Trim());

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
