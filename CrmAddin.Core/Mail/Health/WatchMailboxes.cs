using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Health;

/// <summary>What administrators are to be told now. Whoever got it has it to himself.</summary>
/// <param name="Began">Outages that became alarms.</param>
/// <param name="Ended">Alarms whose mailbox works again.</param>
public sealed record OutageNews(IReadOnlyList<MailOutage> Began, IReadOnlyList<MailOutage> Ended);

/// <summary>
/// Notes which mailboxes have not come through for <see cref="MailSettings.AlarmAfterHours"/>, and hands out what is to be told of it:
/// each beginning and each end once, whichever host asks. Needs a scope of its own: it reads as the system.
/// </summary>
public sealed class WatchMailboxes(CrmDb db, MailSettings settings)
{
    private static readonly TimeSpan TellAgainAfter = TimeSpan.FromMinutes(15);

    /// <summary>Brings the outages up to date.</summary>
    public async Task NoteAsync(CancellationToken cancel)
    {
        db.ReadAs(Reader.System);
        var longAgo = db.Now.AddHours(-settings.AlarmAfterHours);
        await using var write = await db.BeginWriteAsync(cancel);
        var outages = await db.MailOutages.Include(o => o.Mailbox).ToDictionaryAsync(o => o.MailboxId, cancel);
        foreach (var silent in await HealthQuery.Silent(db, longAgo).ToListAsync(cancel))
            NoteSilent(silent, outages.GetValueOrDefault(silent.Id), longAgo);
        foreach (var outage in outages.Values)
            NoteEnd(outage);
        await db.SaveChangesAsync(cancel);
        await write.CommitAsync(cancel);
    }

    /// <summary>Takes what is to be told now; nobody else gets it any more.</summary>
    public async Task<OutageNews> TakeNewsAsync(CancellationToken cancel)
    {
        db.ReadAs(Reader.System);
        var now = db.Now;
        var news = await HealthQuery.Untold(db, now).ToListAsync(cancel);
        var (began, ended) = (new List<MailOutage>(), new List<MailOutage>());
        foreach (var outage in news)
        {
            await using var write = await db.BeginWriteAsync(cancel);
            var same = db.MailOutages.Where(o => o.Id == outage.Id && o.Since == outage.Since);
            var taken = outage.EndedAt is null
                ? await same.Where(o => o.ToldAt == null).ExecuteUpdateAsync(s => s.SetProperty(o => o.ToldAt, now).SetProperty(o => o.TellError, (string?)null), cancel)
                : await same.Where(o => o.EndToldAt == null).ExecuteUpdateAsync(s => s.SetProperty(o => o.EndToldAt, now).SetProperty(o => o.TellError, (string?)null), cancel);
            await write.CommitAsync(cancel);
            if (taken == 1)
                (outage.EndedAt is null ? began : ended).Add(outage);
        }
        return new OutageNews(began, ended);
    }

    /// <summary>Gives back what was certainly not told, to be tried again later.</summary>
    public async Task GiveBackAsync(IReadOnlyList<MailOutage> untold, Error error, CancellationToken cancel)
    {
        await using var write = await db.BeginWriteAsync(cancel);
        foreach (var outage in untold)
        {
            var same = db.MailOutages.Where(o => o.Id == outage.Id && o.Since == outage.Since);
            _ = outage.EndedAt is null
                ? await same.ExecuteUpdateAsync(s => s.SetProperty(o => o.ToldAt, (DateTimeOffset?)null).SetProperty(o => o.TellAgainAt, db.Now + TellAgainAfter).SetProperty(o => o.TellError, error.Sentence), cancel)
                : await same.ExecuteUpdateAsync(s => s.SetProperty(o => o.EndToldAt, (DateTimeOffset?)null).SetProperty(o => o.TellAgainAt, db.Now + TellAgainAfter).SetProperty(o => o.TellError, error.Sentence), cancel);
        }
        await write.CommitAsync(cancel);
    }

    private void NoteSilent(Mailbox mailbox, MailOutage? outage, DateTimeOffset longAgo)
    {
        // A mailbox that never came through has its time from the first look on.
        var since = mailbox.LastSuccessAt ?? db.Now;
        if (outage is null)
        {
            outage = new MailOutage { MailboxId = mailbox.Id, Since = since };
            db.MailOutages.Add(outage);
        }
        else if (outage.EndedAt is not null)
        {
            (outage.Since, outage.RaisedAt, outage.ToldAt, outage.EndedAt, outage.EndToldAt, outage.TellAgainAt, outage.TellError) = (since, null, null, null, null, null, null);
        }
        if (outage.RaisedAt is null && outage.Since <= longAgo)
            (outage.RaisedAt, outage.LastErrorCode) = (db.Now, mailbox.LastErrorCode);
    }

    private void NoteEnd(MailOutage outage)
    {
        if (!outage.Mailbox!.IsOn)
            db.MailOutages.Remove(outage);
        else if (outage.EndedAt is null && outage.Mailbox.LastSuccessAt > outage.Since)
            outage.EndedAt = outage.Mailbox.LastSuccessAt;
    }
}
