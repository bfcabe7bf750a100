using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Rules;

/// <summary>Takes the mails of a rule "never" that were logged before it out of the log, from the reader's own mailboxes.</summary>
public sealed class ForgetMailsOfRule(CrmDb db, ForgetCopies forgetCopies)
{
    /// <summary>How many mails went. Errors: <see cref="MailRuleUnknown"/>.</summary>
    public async Task<Result<int>> RunAsync(long ruleId, CancellationToken cancel)
    {
        var rule = await db.MailRules.AsNoTracking().FirstOrDefaultAsync(r => r.Id == ruleId && r.Kind == MailRuleKind.Never, cancel);
        if (rule is null || db.Reader.UserId is not { } user)
            return new MailRuleUnknown(ruleId);
        var reader = db.Reader;
        db.ReadAs(Reader.System);
        try
        {
            var copies = await MailRuleQuery.CopiesWith(db, user, rule.Pattern).Select(c => c.Id).ToListAsync(cancel);
            await using (var write = await db.BeginWriteAsync(cancel))
            {
                await forgetCopies.RunAsync(copies, rule.OwnerId is null ? DropReason.Blocked : DropReason.OwnRule, cancel);
                await write.CommitAsync(cancel);
            }
            await db.ScrubAsync(cancel);
            return copies.Count;
        }
        finally
        {
            db.ReadAs(reader);
        }
    }
}
