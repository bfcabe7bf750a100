using CrmAddin.Core.Activities;
using CrmAddin.Core.Store;

namespace CrmAddin.Web.Demo;

/// <summary>What the sample firm's people did on their deals over half a year, and what they have yet to do.</summary>
internal static class DemoActivities
{
    private const int DaysBack = 180;

    private static readonly (ActivityKind Kind, string Subject, string Arabic, int Minutes)[] _kinds =
    [
        (ActivityKind.Call, "Call about the offer", "مكالمة بشأن العرض", 15),
        (ActivityKind.Visit, "Visit on site", "زيارة الموقع", 90),
        (ActivityKind.Appointment, "Meeting in the showroom", "اجتماع في المعرض", 60),
        (ActivityKind.Task, "Send the revised offer", "إرسال العرض المعدل", 0),
        (ActivityKind.Call, "Call after delivery", "مكالمة بعد التسليم", 10),
        (ActivityKind.Note, "Note on the needs", "ملاحظة عن الاحتياجات", 0),
    ];

    /// <summary>Adds the activities.</summary>
    public static void Add(CrmDb db, DemoWorld world)
    {
        for (var daysAgo = DaysBack; daysAgo >= -14; daysAgo--)
        {
            // Friday and Saturday are free.
            if (world.Today.AddDays(-daysAgo).DayOfWeek is DayOfWeek.Friday or DayOfWeek.Saturday)
                continue;
            for (var i = 0; i < 1 + (daysAgo + 28) % 3; i++)
                db.Activities.Add(One(world, daysAgo, (daysAgo + DaysBack) * 3 + i));
        }
    }

    private static Activity One(DemoWorld world, int daysAgo, int i)
    {
        var deal = world.Deals[i * 7 % world.Deals.Count];
        var (kind, subject, arabic, minutes) = _kinds[i % _kinds.Length];
        var at = world.Moment(daysAgo, i * 47);
        var state = StateOf(daysAgo, i);
        var activity = new Activity
        {
            Kind = kind,
            State = state,
            Subject = i % 2 == 0 ? arabic : subject,
            StartsAt = kind == ActivityKind.Task ? null : at,
            EndsAt = minutes == 0 ? null : at.AddMinutes(minutes),
            DueOn = kind == ActivityKind.Task ? DateOnly.FromDateTime(at.UtcDateTime) : null,
            DoneAt = state == ActivityState.Done ? at.AddMinutes(minutes) : null,
            Account = deal.Account,
            Deal = deal,
            OwnerId = deal.OwnerId,
            TeamId = deal.TeamId,
        };
        activity.Contacts.Add(new ActivityContact { Contact = deal.Contacts[0].Contact });
        return activity;
    }

    private static ActivityState StateOf(int daysAgo, int i)
    {
        if (i % 17 == 3)
            return ActivityState.Cancelled;
        return daysAgo > 0 && i % 11 != 5 ? ActivityState.Done : ActivityState.Open;
    }
}
