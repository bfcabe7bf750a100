using CrmAddin.Core.Audit;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail;

/// <summary>A mailbox to log.</summary>
/// <param name="Address">Its address.</param>
/// <param name="DisplayName">Name as shown; the address where it is empty.</param>
/// <param name="OwnerId">Whose mailbox.</param>
/// <param name="TeamId">The team that reads its shared mail; the owner's where it is null.</param>
/// <param name="LogFrom">Mail that arrived before is left alone; null reads everything.</param>
public sealed record NewMailbox(string Address, string? DisplayName, long? OwnerId, long? TeamId, DateTimeOffset? LogFrom);

/// <summary>Begins to log a mailbox, once the mail server has shown that it knows it and lets us read it.</summary>
public sealed class AddMailbox(CrmDb db, IMailbox server)
{
    /// <summary>
    /// Adds the mailbox; the next round lists its folders and reads them. Errors: <see cref="MayNotAdminister"/>, <see cref="MailboxAddressWrong"/>,
    /// <see cref="MailboxOwnerUnknown"/>, <see cref="MailboxAlreadyLogged"/>, and what the mail server says (<see cref="MailboxUnknown"/>,
    /// <see cref="MailboxDenied"/>, …).
    /// </summary>
    public async Task<Result<Mailbox>> RunAsync(NewMailbox wanted, string from, CancellationToken cancel)
    {
        if (!db.Reader.MayAdminister)
            return new MayNotAdminister();
        var address = MailAddresses.KeyOf(wanted.Address);
        if (MailAddresses.DomainOf(address) is null || address.Any(char.IsWhiteSpace))
            return new MailboxAddressWrong(wanted.Address.Trim());
        var owner = wanted.OwnerId is null ? null : await db.Users.Include(u => u.Teams).AsNoTracking().FirstOrDefaultAsync(u => u.Id == wanted.OwnerId && u.IsActive, cancel);
        if ((wanted.OwnerId is not null && owner is null) || (wanted.TeamId is { } team && !await db.Teams.AnyAsync(t => t.Id == team, cancel)))
            return new MailboxOwnerUnknown();
        if (await db.Mailboxes.AnyAsync(m => m.Address == address, cancel))
            return new MailboxAlreadyLogged(address);
        if (await server.CheckAsync(address, cancel) is { } refused)
            return refused;

        db.Begin(ChangeOrigin.Administer, from, about: address);
        var mailbox = new Mailbox
        {
            Address = address,
            DisplayName = string.IsNullOrWhiteSpace(wanted.DisplayName) ? owner?.DisplayName ?? address : wanted.DisplayName.Trim(),
            OwnerId = wanted.OwnerId,
            TeamId = wanted.TeamId ?? owner?.Teams.Select(t => (long?)t.TeamId).FirstOrDefault(),
            LogFrom = wanted.LogFrom,
        };
        db.Mailboxes.Add(mailbox);
        try
        {
            await db.SaveChangesAsync(cancel);
            return mailbox;
        }
        catch (DbUpdateException e) when (db.IsDuplicate(e))
        {
            db.ChangeTracker.Clear();
            return new MailboxAlreadyLogged(address);
        }
    }
}
