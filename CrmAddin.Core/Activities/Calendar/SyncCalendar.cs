using CrmAddin.Core.Mail;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Activities.Calendar;

/// <summary>
/// Brings the appointments of one calendar up to date, page by page. What a page brought and the cursor behind it are written in one
/// transaction, and only where the cursor is still the one that was read. The whole window is read anew when it must move on, when the
/// server has forgotten the cursor, and when people became known whose meetings were left out before.
/// </summary>
public sealed class SyncCalendar(CrmDb db, IMailboxCalendar calendar, CompleteEvents completeEvents, LogMeetings logMeetings, CalendarSettings settings, MailSettings mail)
{
    private const int MostFreshStarts = 2;
    private const int MostTriesAtOnePage = 3;

    /// <summary>Reads until the round is complete, where the mailbox' calendar is logged. The context reads as the system.</summary>
    /// <returns>Null when the round came through, or what stood in the way; what was read before it stays.</returns>
    public async Task<Error?> RunAsync(Mailbox mailbox, CancellationToken cancel)
    {
        if (!mailbox.LogsCalendar)
            return null;
        if (await BeginRoundAsync(mailbox, cancel) is { } notBegun)
            return notBegun;
        var freshStarts = 0;
        while (true)
        {
            db.ChangeTracker.Clear();
            var cursor = await db.CalendarCursors.AsNoTracking().SingleAsync(c => c.MailboxId == mailbox.Id, cancel);
            var page = await calendar.ReadPageAsync(mailbox.Address, new CalendarWindow(cursor.WindowFrom, cursor.WindowTo), cursor.Cursor, cancel);
            if (page is { Error: CursorLost } && cursor.Cursor is not null && freshStarts++ < MostFreshStarts)
            {
                if (await StartAgainAsync(mailbox, cursor, cancel) is { } moved)
                    return moved;
                continue;
            }
            if (!page.Succeeded)
                return page.Error;
            if (await StorePageAsync(mailbox, cursor, page.Value, cancel) is { } error)
                return error;
            if (page.Value.IsRoundComplete)
                return null;
        }
    }

    private async Task<Error?> BeginRoundAsync(Mailbox mailbox, CancellationToken cancel)
    {
        var cursor = await db.CalendarCursors.AsNoTracking().FirstOrDefaultAsync(c => c.MailboxId == mailbox.Id, cancel);
        if (cursor is not null)
            return await MustReadAnewAsync(cursor, cancel) ? await StartAgainAsync(mailbox, cursor, cancel) : null;
        var window = CalendarWindow.At(db.Now, mailbox.LogFrom, settings);
        try
        {
            db.CalendarCursors.Add(new CalendarCursor
            {
                MailboxId = mailbox.Id,
                WindowFrom = window.From,
                WindowTo = window.To,
                Round = 1,
                RoundBeganAt = db.Now,
                NewestEmailId = await NewestEmailIdAsync(cancel),
            });
            await db.SaveChangesAsync(cancel);
            return null;
        }
        catch (DbUpdateException e) when (db.IsDuplicate(e))
        {
            db.ChangeTracker.Clear();
            return new CursorMoved();
        }
    }

    private async Task<bool> MustReadAnewAsync(CalendarCursor cursor, CancellationToken cancel) =>
        new CalendarWindow(cursor.WindowFrom, cursor.WindowTo).MustMove(db.Now, settings)
        || (cursor.IsRoundComplete && db.Now - cursor.RoundBeganAt >= TimeSpan.FromMinutes(settings.LookAgainMinutes) && await NewestEmailIdAsync(cancel) > cursor.NewestEmailId);

    private async Task<long> NewestEmailIdAsync(CancellationToken cancel) => await db.ContactEmails.MaxAsync(e => (long?)e.Id, cancel) ?? 0;

    private async Task<Error?> StartAgainAsync(Mailbox mailbox, CalendarCursor cursor, CancellationToken cancel)
    {
        var window = CalendarWindow.At(db.Now, mailbox.LogFrom, settings);
        var newest = await NewestEmailIdAsync(cancel);
        await using var write = await db.BeginWriteAsync(cancel);
        var moved = await db.CalendarCursors.Where(c => c.MailboxId == mailbox.Id && c.CursorVersion == cursor.CursorVersion)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.Cursor, (string?)null)
                .SetProperty(c => c.CursorVersion, cursor.CursorVersion + 1)
                .SetProperty(c => c.IsRoundComplete, false)
                .SetProperty(c => c.Round, cursor.Round + 1)
                .SetProperty(c => c.RoundBeganAt, db.Now)
                .SetProperty(c => c.NewestEmailId, newest)
                .SetProperty(c => c.WindowFrom, window.From)
                .SetProperty(c => c.WindowTo, window.To), cancel);
        if (moved == 0)
            return new CursorMoved();
        await write.CommitAsync(cancel);
        return null;
    }

    private async Task<Error?> StorePageAsync(Mailbox mailbox, CalendarCursor cursor, CalendarPage page, CancellationToken cancel)
    {
        var whole = await completeEvents.RunAsync(mailbox, page, cursor, cancel);
        if (!whole.Succeeded)
            return whole.Error;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await CommitPageAsync(mailbox, cursor, page, whole.Value, cancel);
            }
            catch (DbUpdateException e) when (db.IsDuplicate(e) && attempt < MostTriesAtOnePage)
            {
                // Another mailbox logged the same meeting in this moment: decide again on what is there now.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<Error?> CommitPageAsync(Mailbox mailbox, CalendarCursor cursor, CalendarPage page, CompletedEvents events, CancellationToken cancel)
    {
        await using var write = await db.BeginWriteAsync(cancel);
        var moved = await db.CalendarCursors.Where(c => c.MailboxId == mailbox.Id && c.CursorVersion == cursor.CursorVersion)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.Cursor, page.Cursor)
                .SetProperty(c => c.CursorVersion, cursor.CursorVersion + 1)
                .SetProperty(c => c.IsRoundComplete, c => c.IsRoundComplete || page.IsRoundComplete)
                .SetProperty(c => c.LastSuccessAt, db.Now), cancel);
        if (moved == 0)
            return new CursorMoved();
        await logMeetings.RunAsync(mailbox, cursor.Round, events.Events, events.GoneIds, cancel);
        await MailboxLease.KeepAsync(db, mailbox.Id, mail, cancel);
        await write.CommitAsync(cancel);
        return null;
    }
}
