using CrmAddin.Core.Mail;
using CrmAddin.Core.Results;

namespace CrmAddin.Core.Activities.Calendar;

/// <summary>
/// The calendars of the mail server, as far as logging meetings needs them. Mailboxes are named by address. Expected failures come as the
/// errors of <c>CalendarErrors.cs</c> and <c>MailErrors.cs</c>.
/// </summary>
public interface IMailboxCalendar
{
    /// <summary>The next page of what changed in a window; from the beginning where the cursor is null, which also fixes the window.</summary>
    /// <returns>The page, or <see cref="CursorLost"/> when the server has forgotten the cursor.</returns>
    Task<Result<CalendarPage>> ReadPageAsync(string mailbox, CalendarWindow window, string? cursor, CancellationToken cancel);

    /// <summary>One whole entry, or <see cref="EventGone"/>.</summary>
    Task<Result<CalendarEvent>> ReadEventAsync(string mailbox, string eventId, CancellationToken cancel);
}
