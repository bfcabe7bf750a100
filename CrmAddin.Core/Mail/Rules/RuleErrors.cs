using CrmAddin.Core.Results;

namespace CrmAddin.Core.Mail.Rules;

/// <summary>Neither an address nor a domain.</summary>
public sealed record MailRuleMalformed(string Text) : RuleError($"\"{Text}\" is neither an e-mail address nor a domain. Write name@example.com or example.com.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Text];
}

/// <summary>The firm's own domain, or the user's own mailbox: the rule would stop all logging.</summary>
public sealed record MailRuleOfOwn(string Text) : RuleError($"{Text} is your own firm's or your own mailbox: a rule for it would concern every mail. Name the other side.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Text];
}

/// <summary>A domain where anybody has an address.</summary>
public sealed record MailRuleOfFreeMail(string Domain) : RuleError($"Anybody can have an address at {Domain}. Name the one address whose mail is always to be logged.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Domain];
}

/// <summary>There is a rule for this already.</summary>
public sealed record MailRuleThere(string Text) : ConflictError($"There is a rule for {Text} already. Remove it first to say something else.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Text];
}

/// <summary>No such rule, or not the reader's.</summary>
public sealed record MailRuleUnknown(long Id) : NotFoundError($"There is no rule {Id}, or it is not yours. Reload the page.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Id];
}

/// <summary>Only the owner of a mailbox decides about its mail.</summary>
public sealed record OnlyOwnerOfMailbox() : ForbiddenError("Only the owner of the mailbox decides about its mail.");

/// <summary>No mailbox of the reader holds this mail.</summary>
public sealed record MailNotInYourMailbox() : NotFoundError("This mail is in none of your logged mailboxes. It may have been deleted, or lie in a mailbox that is not logged.");

/// <summary>Everybody outside of the firm who takes part was erased on request.</summary>
public sealed record MailOfErased() : RuleError("Everybody outside of the firm who takes part in this mail was erased on request, so it is not logged.");

/// <summary>A draft is no mail yet.</summary>
public sealed record MailIsDraft() : RuleError("This is a draft. It is logged once it is sent.");

/// <summary>A mail that is marked private is shown to nobody but its owner.</summary>
public sealed record MailStaysPrivate() : RuleError("This mail is marked private or confidential by its sender, so nobody but you can read it here.");

/// <summary>The mail belongs to a confidential thread.</summary>
public sealed record ThreadIsConfidential() : RuleError("This mail belongs to a confidential thread. Take the mark off the thread first.");

/// <summary>Somebody else marked the thread.</summary>
public sealed record ThreadMarkedByOther() : ForbiddenError("Somebody else who takes part marked this thread confidential, and only they can take the mark off.");
