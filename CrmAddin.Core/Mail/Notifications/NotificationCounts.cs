using System.Diagnostics.Metrics;

namespace CrmAddin.Core.Mail.Notifications;

/// <summary>What became of notifications since this host started; also offered as the meter "CrmAddin.Mail".</summary>
public sealed class NotificationCounts
{
    private readonly Counter<long> _counter;
    private long _stored;
    private long _forged;
    private long _unknown;

    /// <summary>Makes the meter.</summary>
    public NotificationCounts(IMeterFactory meters) =>
        _counter = meters.Create("CrmAddin.Mail").CreateCounter<long>("crm.mail.notifications", unit: "{notification}", description: "Notifications received, by outcome.");

    /// <summary>Notifications that were queued.</summary>
    public long Stored => Interlocked.Read(ref _stored);

    /// <summary>Notifications that came with a wrong secret.</summary>
    public long Forged => Interlocked.Read(ref _forged);

    /// <summary>Notifications of subscriptions that are not ours any more.</summary>
    public long Unknown => Interlocked.Read(ref _unknown);

    /// <summary>Counts queued ones.</summary>
    public void NoteStored(int count) => Note(ref _stored, count, "stored");

    /// <summary>Counts those with a wrong secret.</summary>
    public void NoteForged(int count) => Note(ref _forged, count, "forged");

    /// <summary>Counts those of unknown subscriptions.</summary>
    public void NoteUnknown(int count) => Note(ref _unknown, count, "unknown");

    private void Note(ref long total, int count, string outcome)
    {
        if (count == 0)
            return;
        Interlocked.Add(ref total, count);
        _counter.Add(count, new KeyValuePair<string, object?>("outcome", outcome));
    }
}
