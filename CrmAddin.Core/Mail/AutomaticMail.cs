using System.Text.RegularExpressions;

namespace CrmAddin.Core.Mail;

/// <summary>Tells what machines send from what people write, by the marks of the standards. A role in the name (info@) is no such mark.</summary>
internal static partial class AutomaticMail
{
    /// <summary>Why nobody wrote this mail to anybody, with the mark that says so; null for a mail between people.</summary>
    public static DropMail? Find(MailboxMessage mail) => Report(mail) ?? Meeting(mail) ?? Bulk(mail);

    // RFC 6522 is the container; RFC 3464 delivery reports, RFC 8098 receipts. A report of another type (RFC 5965, abuse) is a delivery report to us.
    private static DropMail? Report(MailboxMessage mail)
    {
        var type = mail.Header("Content-Type")?.Trim() ?? "";
        if (type.StartsWith("message/disposition-notification", StringComparison.OrdinalIgnoreCase))
            return new DropMail(DropReason.ReadReceipt, "Content-Type");
        if (type.StartsWith("message/delivery-status", StringComparison.OrdinalIgnoreCase))
            return new DropMail(DropReason.DeliveryReport, "Content-Type");
        if (type.StartsWith("multipart/report", StringComparison.OrdinalIgnoreCase))
            return new DropMail(ReportType().Match(type).Groups[1].Value.Equals("disposition-notification", StringComparison.OrdinalIgnoreCase) ? DropReason.ReadReceipt : DropReason.DeliveryReport, "Content-Type");
        return mail.Header("X-Failed-Recipients") is null ? null : new DropMail(DropReason.DeliveryReport, "X-Failed-Recipients");
    }

    // RFC 6047: a calendar part with a method is the calendar's own message; MS-OXCMAIL marks it by its content class.
    private static DropMail? Meeting(MailboxMessage mail)
    {
        if (mail.IsMeeting)
            return new DropMail(DropReason.Meeting);
        if (mail.Header("Content-Class")?.Trim().Equals("urn:content-classes:calendarmessage", StringComparison.OrdinalIgnoreCase) == true)
            return new DropMail(DropReason.Meeting, "Content-Class");
        return CalendarPart().IsMatch(mail.Header("Content-Type")?.Trim() ?? "") ? new DropMail(DropReason.Meeting, "Content-Type") : null;
    }

    // RFC 2919 (List-Id), RFC 2369 (List-*), RFC 3834 (Auto-Submitted), RFC 5321 4.5.5 (the empty Return-Path); Precedence is older than its standards.
    private static DropMail? Bulk(MailboxMessage mail)
    {
        foreach (var list in (string[])["List-Id", "List-Unsubscribe", "List-Post"])
        {
            if (mail.Header(list) is not null)
                return new DropMail(DropReason.BulkOrAutomatic, list);
        }
        if (mail.Header("Precedence")?.Trim().ToLowerInvariant() is "bulk" or "list" or "junk" or "auto_reply")
            return new DropMail(DropReason.BulkOrAutomatic, "Precedence");
        if (mail.Header("Auto-Submitted") is { } automatic && !WordOf(automatic).Equals("no", StringComparison.OrdinalIgnoreCase))
            return new DropMail(DropReason.BulkOrAutomatic, "Auto-Submitted");
        if (mail.Header("Return-Path")?.Trim() == "<>")
            return new DropMail(DropReason.BulkOrAutomatic, "Return-Path");
        return mail.From is { } from && Machine().IsMatch(MailAddresses.KeyOf(from.Address)) ? new DropMail(DropReason.BulkOrAutomatic, "From") : null;
    }

    // The value may carry comments and parameters around its one word.
    private static string WordOf(string value) => Comment().Replace(value, "").Split(';')[0].Trim();

    [GeneratedRegex(@"^(no[-_.]?reply|do[-_.]?not[-_.]?reply|mailer-daemon|postmaster|bounces?)([-_.+=][^@]*)?@")]
    private static partial Regex Machine();

    [GeneratedRegex(@"report-type\s*=\s*""?([\w.+-]+)", RegexOptions.IgnoreCase)]
    private static partial Regex ReportType();

    [GeneratedRegex(@"^text/calendar\b.*\bmethod\s*=", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex CalendarPart();

    [GeneratedRegex(@"\([^()]*\)")]
    private static partial Regex Comment();
}
