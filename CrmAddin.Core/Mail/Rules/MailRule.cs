using CrmAddin.Core.Users;

namespace CrmAddin.Core.Mail.Rules;

/// <summary>What a rule does with somebody's mail.</summary>
public enum MailRuleKind
{
    /// <summary>It is not logged.</summary>
    Never,
    /// <summary>It is logged although nobody knows the person, or a list sent it.</summary>
    Always,
}

/// <summary>
/// What is said beforehand about the mail of an address or a domain: by the firm for all mailboxes, or by a user for their own. A user's
/// rules are read by nobody else.
/// </summary>
public sealed class MailRule
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>Whose rule; null for the firm's.</summary>
    public long? OwnerId { get; set; }

    /// <summary>The owner's row.</summary>
    public User? Owner { get; set; }

    /// <summary>The owner again, 0 for the firm: in a unique index null would be like no other null.</summary>
    public long ScopeKey { get; set; }

    /// <summary>What it does.</summary>
    public MailRuleKind Kind { get; set; }

    /// <summary>Address or domain in lower case; a domain takes its subdomains with it. Unique among the rules of its owner.</summary>
    public required string Pattern { get; set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Who made it.</summary>
    public long? CreatedById { get; set; }
}
