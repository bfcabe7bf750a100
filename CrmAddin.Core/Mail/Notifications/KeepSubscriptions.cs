using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Notifications;

/// <summary>What upkeep did.</summary>
/// <param name="Looked">Subscriptions looked at.</param>
/// <param name="Failed">Those of them that could not be brought up to date.</param>
public sealed record SubscriptionUpkeep(int Looked, int Failed);

/// <summary>
/// Keeps one subscription for every mailbox that is on: makes, renews long before the end, heals what the server has forgotten, and
/// ends those of mailboxes that were switched off. A subscription is only made after looking for one that is there already, because
/// an earlier answer may have been lost. Hosts share the work by claiming a row at a time. Needs a scope of its own.
/// </summary>
public sealed class KeepSubscriptions(CrmDb db, ISubscriptionServer server, ClientStates clientStates, MailSettings settings)
{
    /// <summary>How long a subscription is asked for: less than every limit that Graph has had for mail.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(4_200);

    private static readonly TimeSpan ClaimTime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromHours(1);

    private List<ServerSubscription>? _found;

    /// <summary>Looks at everything that is due. Errors: <see cref="NotificationUrlWrong"/>; a failure of one mailbox is noted with it.</summary>
    public async Task<Result<SubscriptionUpkeep>> RunAsync(CancellationToken cancel)
    {
        db.ReadAs(Reader.System);
        NotificationAddress? address = null;
        if (!string.IsNullOrWhiteSpace(settings.NotificationUrl))
        {
            var configured = NotificationAddress.From(settings.NotificationUrl);
            if (!configured.Succeeded)
                return configured.Error;
            address = configured.Value;
            await AddMissingAsync(cancel);
        }
        var due = address is null
            ? await db.MailSubscriptions.OrderBy(s => s.Id).Select(s => s.Id).ToListAsync(cancel)
            : await SubscriptionQuery.Due(db, db.Now).ToListAsync(cancel);
        var (looked, failed) = (0, 0);
        foreach (var id in due)
        {
            if (!await ClaimAsync(id, cancel))
                continue;
            db.ChangeTracker.Clear();
            var row = await db.MailSubscriptions.Include(s => s.Mailbox).SingleOrDefaultAsync(s => s.Id == id, cancel);
            if (row is null)
                continue;
            var error = address is null || !row.Mailbox!.IsOn ? await EndAsync(row, cancel) : await KeepAsync(row, address, cancel);
            looked++;
            if (error is not null)
                failed++;
        }
        return new SubscriptionUpkeep(looked, failed);
    }

    private async Task AddMissingAsync(CancellationToken cancel)
    {
        foreach (var mailbox in await SubscriptionQuery.MailboxesWithout(db).ToListAsync(cancel))
        {
            db.MailSubscriptions.Add(new MailSubscription { MailboxId = mailbox, NextCheckAt = db.Now });
            try
            {
                await db.SaveChangesAsync(cancel);
            }
            catch (DbUpdateException e) when (db.IsDuplicate(e))
            {
                // Another host added it in this moment.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<bool> ClaimAsync(long id, CancellationToken cancel)
    {
        var now = db.Now;
        await using var write = await db.BeginWriteAsync(cancel);
        var claimed = await db.MailSubscriptions.Where(s => s.Id == id && (s.ClaimedUntil == null || s.ClaimedUntil <= now))
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.ClaimedUntil, now + ClaimTime), cancel);
        await write.CommitAsync(cancel);
        return claimed == 1;
    }

    private async Task<Error?> KeepAsync(MailSubscription row, NotificationAddress address, CancellationToken cancel)
    {
        var isOurs = row.NotificationUrl == address.Notifications.ToString() && row.ClientStateHash == clientStates.Fingerprint(row.MailboxId);
        if (row.GraphId is { } outdated && !isOurs)
        {
            if (await server.DeleteAsync(row.Mailbox!.Address, outdated, cancel) is { } error and not SubscriptionGone)
                return await NoteAsync(row, error, cancel);
            row.GraphId = null;
        }
        if (row.GraphId is { } current)
        {
            var renewed = await server.RenewAsync(row.Mailbox!.Address, current, db.Now + Lifetime, cancel);
            if (renewed.Succeeded)
                return await NoteAsync(row, current, renewed.Value, address, isNew: false, cancel);
            if (renewed.Error is not SubscriptionGone)
                return await NoteAsync(row, renewed.Error, cancel);
        }
        var made = await FindOrCreateAsync(row, address, cancel);
        return made.Succeeded
            ? await NoteAsync(row, made.Value.Id, made.Value.ExpiresAt, address, isNew: true, cancel)
            : await NoteAsync(row, made.Error, cancel);
    }

    private async Task<Result<ServerSubscription>> FindOrCreateAsync(MailSubscription row, NotificationAddress address, CancellationToken cancel)
    {
        var mailbox = row.Mailbox!.Address;
        var adopted = await AdoptAsync(row, address, cancel);
        if (!adopted.Succeeded)
            return adopted.Error;
        if (adopted.Value.Found is { } found)
            return found;
        var created = await server.CreateAsync(mailbox, address, clientStates.Of(row.MailboxId), db.Now + Lifetime, cancel);
        if (created.Error is not SubscriptionExists)
            return created;
        // The list was older than the subscription.
        _found = null;
        adopted = await AdoptAsync(row, address, cancel);
        return !adopted.Succeeded ? adopted.Error : adopted.Value.Found is { } late ? late : created.Error;
    }

    private async Task<Result<Adopted>> AdoptAsync(MailSubscription row, NotificationAddress address, CancellationToken cancel)
    {
        var mailbox = row.Mailbox!.Address;
        if (_found is null)
        {
            var listed = await server.ListAsync(cancel);
            if (listed.Error is { } error and not MailboxDenied)
                return error;
            // Who may subscribe may not always list; a subscription that is there already then shows as a conflict until it runs out.
            _found = listed.Value ?? [];
        }
        var same = _found.FindAll(s => string.Equals(s.Mailbox, mailbox, StringComparison.OrdinalIgnoreCase));
        if (same.Find(s => s.NotificationUrl != address.Notifications.ToString()) is { } others)
            return new SubscriptionTaken(Uri.TryCreate(others.NotificationUrl, UriKind.Absolute, out var url) ? url.Host : others.NotificationUrl);
        foreach (var subscription in same)
        {
            _found.Remove(subscription);
            if (subscription.ClientState is null || subscription.ClientState == clientStates.Of(row.MailboxId))
            {
                var renewed = await server.RenewAsync(mailbox, subscription.Id, db.Now + Lifetime, cancel);
                if (renewed.Succeeded)
                    return new Adopted(subscription with { ExpiresAt = renewed.Value });
                if (renewed.Error is not SubscriptionGone)
                    return renewed.Error;
            }
            else if (await server.DeleteAsync(mailbox, subscription.Id, cancel) is { } refused and not SubscriptionGone)
            {
                return refused;
            }
        }
        return new Adopted(null);
    }

    private async Task<Error?> EndAsync(MailSubscription row, CancellationToken cancel)
    {
        if (row.GraphId is { } id && await server.DeleteAsync(row.Mailbox!.Address, id, cancel) is { } error and not SubscriptionGone)
            return await NoteAsync(row, error, cancel);
        db.MailSubscriptions.Remove(row);
        await db.SaveChangesAsync(cancel);
        return null;
    }

    private async Task<Error?> NoteAsync(MailSubscription row, string id, DateTimeOffset expiresAt, NotificationAddress address, bool isNew, CancellationToken cancel)
    {
        (row.GraphId, row.ExpiresAt) = (id, expiresAt);
        (row.NotificationUrl, row.ClientStateHash) = (address.Notifications.ToString(), clientStates.Fingerprint(row.MailboxId));
        (row.LastError, row.LastErrorCode, row.FailureCount) = (null, null, 0);
        // Renewed at half of its time: a weekend on which nothing answers costs no subscription.
        row.NextCheckAt = db.Now + ((expiresAt - db.Now) / 2);
        row.ClaimedUntil = null;
        await using var write = await db.BeginWriteAsync(cancel);
        await db.SaveChangesAsync(cancel);
        // What happened before the subscription began was told to nobody.
        if (isNew)
            await db.Mailboxes.Where(m => m.Id == row.MailboxId).ExecuteUpdateAsync(s => s.SetProperty(m => m.NextRunAt, db.Now), cancel);
        await write.CommitAsync(cancel);
        return null;
    }

    private async Task<Error?> NoteAsync(MailSubscription row, Error error, CancellationToken cancel)
    {
        if (row.ExpiresAt <= db.Now || error is SubscriptionGone)
            (row.GraphId, row.ExpiresAt) = (null, null);
        (row.LastError, row.LastErrorCode) = (error.Sentence, error.Code);
        var wait = FirstRetry * Math.Pow(2, Math.Min(row.FailureCount++, 10));
        row.NextCheckAt = db.Now + (wait < LongestRetry ? wait : LongestRetry);
        row.ClaimedUntil = row.Mailbox!.IsOn ? null : row.NextCheckAt;
        await db.SaveChangesAsync(cancel);
        return error;
    }

    private sealed record Adopted(ServerSubscription? Found);
}
