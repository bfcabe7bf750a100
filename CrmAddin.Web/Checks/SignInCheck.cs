using System.Runtime.CompilerServices;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Store;
using CrmAddin.Web.Graph;
using CrmAddin.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Checks;

/// <summary>Whether the directory gives the application a token.</summary>
public sealed class SignInCheck(GraphConnection connection, CrmDb db, StoreState store) : ICheck
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<CheckResult> RunAsync(CheckRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        var signedIn = await connection.SignInAsync(cancel);
        if (signedIn.Succeeded)
            yield return new CheckResult("sign-in", CheckState.Fine, UiTexts.T(signedIn.Value ? "check.sign-in.fine" : "check.sign-in.none-needed"));
        else if (signedIn.Error is MailServerNotConfigured && store.IsWell && !await db.Mailboxes.IgnoreQueryFilters().AnyAsync(cancel))
            yield return new CheckResult("sign-in", CheckState.Skipped, UiTexts.T("check.sign-in.no-mailbox", UiTexts.Sentence(signedIn.Error)));
        else
            yield return new CheckResult("sign-in", CheckState.Failed, UiTexts.Sentence(signedIn.Error));
    }
}
