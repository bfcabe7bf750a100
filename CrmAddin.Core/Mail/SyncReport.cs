namespace CrmAddin.Core.Mail;

/// <summary>What one round of mail logging did in a mailbox; the shape that <c>crm sync --json</c> prints.</summary>
/// <param name="Mailbox">Address.</param>
/// <param name="Found">Messages in the folders that are logged.</param>
/// <param name="Read">Messages told in this round.</param>
/// <param name="Kept">Mails logged in this round.</param>
/// <param name="Dropped">Mails not logged in this round, by reason.</param>
/// <param name="LastSuccess">Last round that came through.</param>
/// <param name="NextRun">When the mailbox is looked at next.</param>
/// <param name="Error">What stood in the way, in words; null when all is well.</param>
/// <param name="Seconds">How long the round took.</param>
public sealed record SyncReport(
    string Mailbox, int Found, int Read, int Kept, IReadOnlyDictionary<string, int> Dropped,
    DateTimeOffset? LastSuccess, DateTimeOffset? NextRun, string? Error, double Seconds);
