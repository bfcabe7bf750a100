using CrmAddin.Core.Accounts;
using CrmAddin.Core.Activities.Calendar;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Leads;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;

namespace CrmAddin.Core.Activities;

/// <summary>What kind of work it is.</summary>
public enum ActivityKind
{
    /// <summary>A telephone call.</summary>
    Call,
    /// <summary>A meeting at a time.</summary>
    Appointment,
    /// <summary>Report of a visit to a customer.</summary>
    Visit,
    /// <summary>Something to do by a day.</summary>
    Task,
    /// <summary>Something to remember.</summary>
    Note,
}

/// <summary>Whether it was done.</summary>
public enum ActivityState
{
    /// <summary>Ahead of us.</summary>
    Open,
    /// <summary>Done.</summary>
    Done,
    /// <summary>Called off.</summary>
    Cancelled,
}

/// <summary>A call, appointment, visit, task or note on people, firms and deals.</summary>
public sealed class Activity : IVersioned, IOwned, ITimed, IAudited
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>Kind.</summary>
    public ActivityKind Kind { get; set; }

    /// <summary>State.</summary>
    public ActivityState State { get; set; }

    /// <summary>What it is about.</summary>
    public string Subject { get; set; } = "";

    /// <summary>Why: the purpose of a call or meeting.</summary>
    public string? Purpose { get; set; }

    /// <summary>What came of it; the text of a note.</summary>
    public string? Result { get; set; }

    /// <summary>Where.</summary>
    public string? Place { get; set; }

    /// <summary>When it begins, or began.</summary>
    public DateTimeOffset? StartsAt { get; set; }

    /// <summary>When it ends.</summary>
    public DateTimeOffset? EndsAt { get; set; }

    /// <summary>Whether it takes the whole day.</summary>
    public bool IsAllDay { get; set; }

    /// <summary>Last day on which it may be done.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>When it was done.</summary>
    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>How it repeats: an RRULE of RFC 5545; null happens once.</summary>
    public string? RecurrenceRule { get; set; }

    /// <summary>The firm.</summary>
    public long? AccountId { get; set; }

    /// <summary>The firm's row.</summary>
    public Account? Account { get; set; }

    /// <summary>The enquiry.</summary>
    public long? LeadId { get; set; }

    /// <summary>The enquiry's row.</summary>
    public Lead? Lead { get; set; }

    /// <summary>The deal.</summary>
    public long? DealId { get; set; }

    /// <summary>The deal's row.</summary>
    public Deal? Deal { get; set; }

    /// <summary>People who take part.</summary>
    public List<ActivityContact> Contacts { get; } = [];

    /// <summary>The calendars that it was read out of; null for what people noted themselves.</summary>
    public LoggedMeeting? Meeting { get; set; }

    /// <inheritdoc/>
    public long? OwnerId { get; set; }

    /// <summary>The owner's row.</summary>
    public User? Owner { get; set; }

    /// <inheritdoc/>
    public long? TeamId { get; set; }

    /// <inheritdoc/>
    public DateTimeOffset CreatedAt { get; set; }

    /// <inheritdoc/>
    public DateTimeOffset ChangedAt { get; set; }

    /// <inheritdoc/>
    public int Version { get; set; }
}

/// <summary>A person in an activity.</summary>
public sealed class ActivityContact
{
    /// <summary>The activity.</summary>
    public long ActivityId { get; set; }

    /// <summary>The activity's row.</summary>
    public Activity? Activity { get; set; }

    /// <summary>The contact.</summary>
    public long ContactId { get; set; }

    /// <summary>The contact's row.</summary>
    public Contact? Contact { get; set; }
}
