using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Rules;

/// <summary>Reads of rules about mail, each within what the context's reader sees.</summary>
public static class MailRuleQuery
{
    /// <summary>The rules that decide about the mail of somebody's mailbox: theirs and the firm's.</summary>
    public static IQueryable<MailRule> For(CrmDb db, long? ownerId) =>
        db.MailRules.AsNoTracking().Where(r => r.OwnerId == null || r.OwnerId == ownerId);

    /// <summary>The reader's own rules, or the firm's, by address.</summary>
    public static IQueryable<MailRule> Listed(CrmDb db, long? ownerId) =>
        db.MailRules.AsNoTracking().Where(r => r.OwnerId == ownerId).OrderBy(r => r.Pattern);

    /// <summary>Copies in somebody's mailboxes of mails in which an address or a domain takes part.</summary>
    public static IQueryable<MessageCopy> CopiesWith(CrmDb db, long ownerId, string pattern)
    {
        var (domain, below) = ("%@" + Escaped(pattern), "%." + Escaped(pattern));
        var copies = db.MessageCopies.Where(c => c.OwnerId == ownerId);
        return pattern.Contains('@', StringComparison.Ordinal)
            ? copies.Where(c => c.Message!.Participants.Any(p => p.AddressKey == pattern))
            : copies.Where(c => c.Message!.Participants.Any(p => EF.Functions.Like(p.AddressKey, domain, "\\") || EF.Functions.Like(p.AddressKey, below, "\\")));
    }

    // An underscore stands in domains and means any character in a pattern.
    private static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal);
}
