using CrmAddin.Core.Results;

namespace CrmAddin.Core.Activities.Calendar;

/// <summary>The entry is not in the calendar any more.</summary>
public sealed record EventGone() : NotFoundError("The entry is no longer in the calendar.");

/// <summary>The application may not read this calendar.</summary>
public sealed record CalendarDenied(string Mailbox)
    : ForbiddenError($"The mail server does not let this application read the calendar of {Mailbox}. Grant it Calendars.Read for that mailbox, or turn its calendar off.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Mailbox];
}
