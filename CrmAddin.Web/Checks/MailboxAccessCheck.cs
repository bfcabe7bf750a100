using System.Runtime.CompilerServices;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Web.Graph;
using CrmAddin.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Checks;

/// <summary>Whether the application may read every mailbox that is logged, and none that it should not: one request a mailbox.</summary>
public sealed class MailboxAccessCheck(CrmDb db, StoreState store, GraphAccess access) : ICheck
{
    private const int MailboxesAtATime = 8;

    /// <inheritdoc/>
    public async IAsyncEnumerable<CheckResult> RunAsync(CheckRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (!store.IsWell)
        {
            yield return new CheckResult("mailbox", CheckState.Skipped, UiTexts.T("check.needs-store"));
            yield break;
        }
        var mailboxes = await db.Mailboxes.IgnoreQueryFilters().Where(m => m.IsOn).OrderBy(m => m.Address).Select(m => m.Address).ToListAsync(cancel);
        if (mailboxes.Count == 0)
            yield return new CheckResult("mailbox", CheckState.Skipped, UiTexts.T("check.mailbox.none"));
        foreach (var some in mailboxes.Chunk(MailboxesAtATime))
            foreach (var (mailbox, fault) in some.Zip(await Task.WhenAll(some.Select(m => access.ReadAsync(m, cancel)))))
                yield return fault is null
                    ? new CheckResult("mailbox", CheckState.Fine, UiTexts.T("check.mailbox.fine", mailbox))
                    : new CheckResult("mailbox", CheckState.Failed, $"{mailbox}: {UiTexts.Sentence(fault)}");
        yield return await ScopeAsync(request.OutsideMailbox, mailboxes, cancel);
    }

    // Grants add up: a consent for the whole directory lets through what the scope of Exchange would refuse.
    private async Task<CheckResult> ScopeAsync(string? outside, List<string> mailboxes, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(outside))
            return new CheckResult("scope", CheckState.Skipped, UiTexts.T("check.scope.nobody"));
        outside = MailAddresses.KeyOf(outside);
        if (mailboxes.Contains(outside))
            return new CheckResult("scope", CheckState.Warning, UiTexts.T("check.scope.logged", outside));
        return await access.ReadAsync(outside, cancel) switch
        {
            MailboxDenied => new CheckResult("scope", CheckState.Fine, UiTexts.T("check.scope.fine", outside)),
            null => new CheckResult("scope", CheckState.Warning, UiTexts.T("check.scope.open", outside)),
            Error other => new CheckResult("scope", CheckState.Warning, UiTexts.T("check.scope.unclear", outside, UiTexts.Sentence(other))),
        };
    }
}
