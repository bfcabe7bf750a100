using CrmAddin.Core.Results;

namespace CrmAddin.Core.Schedules;

/// <summary>The reader's role does not schedule reports.</summary>
public sealed record MayNotSchedule() : ForbiddenError("Your role may not schedule reports. Ask a manager or an administrator.");

/// <summary>No such schedule, or it is somebody else's.</summary>
public sealed record ScheduleUnknown(long Id) : NotFoundError($"There is no schedule {Id}, or it is somebody else's.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Id];
}

/// <summary>Nobody would get the report.</summary>
public sealed record ScheduleNeedsReaders() : RuleError("Choose at least one person who gets the report.");

/// <summary>Somebody among the readers cannot get mail.</summary>
public sealed record ReaderWithoutAddress(string Name) : RuleError($"{Name} has no e-mail address to sign in with, or no longer works here. Choose somebody else.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Name];
}

/// <summary>The day or hour is none.</summary>
public sealed record ScheduleTimeWrong() : RuleError("The time is not possible: a day of the month is 1 to 31, an hour 0 to 23.");

/// <summary>The currency is no code of ISO 4217.</summary>
public sealed record ScheduleCurrencyWrong(string Currency) : RuleError($"\"{Currency}\" is no currency code of ISO 4217 like USD.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Currency];
}

/// <summary>Somebody else changed the schedule.</summary>
public sealed record ScheduleChanged() : ConflictError("Somebody changed this schedule in the meantime. Reload and try again.");

/// <summary>It was sent a moment ago.</summary>
public sealed record ScheduleSentJustNow() : ConflictError("This report was sent less than a minute ago. Look below whether it went out.");

/// <summary>No mailbox is set up from which reports are sent.</summary>
public sealed record ReportSenderMissing() : RuleError("No mailbox is set up from which reports are sent. Set Crm:Mail:ReportSender or Crm:Mail:AlarmSender.");

/// <summary>The work was cut off while the mail server was being asked.</summary>
public sealed record SendingCutOff() : RuleError("The program ended while this mail was being sent, so nobody knows whether it went out. Ask the reader, or send it again.");
