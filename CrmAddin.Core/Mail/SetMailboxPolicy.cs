using CrmAddin.Core.Audit;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail;

/// <summary>How a mailbox is logged.</summary>
/// <param name="IsOn">Whether mail is logged from it.</param>
/// <param name="Visibility">Who reads what is logged from it.</param>
/// <param name="LogFrom">Mail that arrived before is left alone; null reads everything.</param>
/// <param name="ContactCreation">Whose senders and recipients become contacts by themselves.</param>
public sealed record MailboxPolicy(bool IsOn, MailVisibility Visibility, DateTimeOffset? LogFrom, ContactCreation ContactCreation);

/// <summary>
/// Changes how a mailbox is logged. An administrator may change everything, the owner narrow who reads its mail. An earlier date reads
/// what was passed over; a narrower visibility holds for what is logged already, a wider one for what comes.
/// </summary>
public sealed class SetMailboxPolicy(CrmDb db)
{
    /// <summary>
    /// Sets the policy. Errors: <see cref="MailboxNotFound"/>, <see cref="MailboxNotYours"/>, <see cref="OwnerMayOnlyNarrow"/>,
    /// <see cref="MailboxBusy"/>.
    /// </summary>
    public async Task<Result<Mailbox>> RunAsync(long mailboxId, MailboxPolicy policy, string from, CancellationToken cancel)
    {
        var mailbox = await db.Mailboxes.Include(m => m.Folders).FirstOrDefaultAsync(m => m.Id == mailboxId, cancel);
        if (mailbox is null)
            return new MailboxNotFound(mailboxId);
        if (!MailboxQuery.MayManage(mailbox, db.Reader))
            return new MailboxNotYours();
        if (!db.Reader.MayAdminister && !OnlyNarrows(mailbox, policy))
            return new OwnerMayOnlyNarrow();

        await using var write = await db.BeginWriteAsync(cancel);
        db.Begin(ChangeOrigin.Administer, from, about: mailbox.Address);
        db.NoteUntracked(nameof(Mailbox), mailbox.Id, Changes(mailbox, policy));
        if (IsEarlier(policy.LogFrom, mailbox.LogFrom))
            mailbox.Folders.Where(f => f.IsInScope).ToList().ForEach(FindFolders.ReadAnew);
        var before = mailbox.Visibility;
        (mailbox.IsOn, mailbox.Visibility, mailbox.LogFrom, mailbox.ContactCreation) = (policy.IsOn, policy.Visibility, policy.LogFrom, policy.ContactCreation);
        mailbox.NextRunAt = null;
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return new MailboxBusy(mailbox.Address);
        }
        if (policy.Visibility > before)
            await NarrowLoggedAsync(mailbox.Id, policy.Visibility, cancel);
        await write.CommitAsync(cancel);
        return mailbox;
    }

    private static bool OnlyNarrows(Mailbox mailbox, MailboxPolicy policy) =>
        policy.Visibility >= mailbox.Visibility && policy == new MailboxPolicy(mailbox.IsOn, policy.Visibility, mailbox.LogFrom, mailbox.ContactCreation);

    private static bool IsEarlier(DateTimeOffset? from, DateTimeOffset? before) => before is not null && (from is null || from < before);

    private static List<(string Field, object? Before, object? After)> Changes(Mailbox mailbox, MailboxPolicy policy)
    {
        (string Field, object? Before, object? After)[] all =
        [
            (nameof(Mailbox.IsOn), mailbox.IsOn, policy.IsOn),
            (nameof(Mailbox.Visibility), mailbox.Visibility, policy.Visibility),
            (nameof(Mailbox.LogFrom), mailbox.LogFrom, policy.LogFrom),
            (nameof(Mailbox.ContactCreation), mailbox.ContactCreation, policy.ContactCreation),
        ];
        return [.. all.Where(c => !Equals(c.Before, c.After))];
    }

    private async Task NarrowLoggedAsync(long mailboxId, MailVisibility visibility, CancellationToken cancel)
    {
        var wider = Enum.GetValues<MailVisibility>().Where(v => v < visibility).ToList();
        await db.MessageCopies.IgnoreQueryFilters().Where(c => c.MailboxId == mailboxId && wider.Contains(c.Visibility))
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.Visibility, visibility), cancel);
    }
}
