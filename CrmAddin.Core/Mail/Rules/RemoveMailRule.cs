using CrmAddin.Core.Audit;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Rules;

/// <summary>A rule that is gone.</summary>
/// <param name="Rule">What it said, for whoever wants it back.</param>
/// <param name="LoggedNow">Mails that it had kept out and that are logged now.</param>
public sealed record RemovedRule(MailRule Rule, int LoggedNow);

/// <summary>Takes a rule away. What it kept out is asked for again, where an address or a contact's address says what to ask for.</summary>
public sealed class RemoveMailRule(CrmDb db, LookBackForRule lookBack)
{
    /// <summary>The rule as it was. Errors: <see cref="MailRuleUnknown"/>, <see cref="MayNotAdminister"/>.</summary>
    public async Task<Result<RemovedRule>> RunAsync(long id, string from, CancellationToken cancel)
    {
        var rule = await db.MailRules.FirstOrDefaultAsync(r => r.Id == id, cancel);
        if (rule is null)
            return new MailRuleUnknown(id);
        if (rule.OwnerId is null && !db.Reader.MayAdminister)
            return new MayNotAdminister();
        if (rule.OwnerId is null)
            db.Begin(ChangeOrigin.Administer, from, $"removed {rule.Kind}: {rule.Pattern}");
        db.MailRules.Remove(rule);
        await db.SaveChangesAsync(cancel);
        return new RemovedRule(rule, rule.Kind == MailRuleKind.Never ? await lookBack.RunAsync(rule, cancel) : 0);
    }
}
