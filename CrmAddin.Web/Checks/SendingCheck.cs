using System.Runtime.CompilerServices;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Web.Graph;
using CrmAddin.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Checks;

/// <summary>Whether alarms can be sent, where a sender is configured: the permission, and somebody to send them to.</summary>
public sealed class SendingCheck(MailSettings mail, GraphMailSender sender, CrmDb db, StoreState store) : ICheck
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<CheckResult> RunAsync(CheckRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(mail.AlarmSender))
        {
            yield return new CheckResult("sending", CheckState.Skipped, UiTexts.T("check.sending.none"));
            yield break;
        }
        if (await sender.CheckAsync(mail.AlarmSender, cancel) is { } fault)
            yield return new CheckResult("sending", CheckState.Failed, UiTexts.Sentence(fault));
        else if (store.IsWell && !await db.Users.AnyAsync(u => u.IsActive && u.Role == Role.Administrator && u.UserName.Contains('@'), cancel))
            yield return new CheckResult("sending", CheckState.Warning, UiTexts.T("check.sending.nobody"));
        else
            yield return new CheckResult("sending", CheckState.Fine, UiTexts.T("check.sending.fine", mail.AlarmSender));
    }
}
