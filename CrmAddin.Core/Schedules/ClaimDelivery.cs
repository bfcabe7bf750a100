using System.Text.Json;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Schedules;

/// <summary>
/// Who works on which delivery, and how it ended. A step is taken only from the state before it, so that two hosts never send one
/// delivery; the step to <see cref="DeliveryState.Sending"/> is in the store before the mail server is asked.
/// </summary>
public sealed class ClaimDelivery(CrmDb db)
{
    /// <summary>Tries before a delivery is given up.</summary>
    public const int MostAttempts = 6;

    private static readonly TimeSpan _tooLong = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan[] _waits =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6)];

    /// <summary>Claims the delivery that has waited longest; null when none is due.</summary>
    public async Task<ReportDelivery?> NextAsync(CancellationToken cancel)
    {
        var now = db.Now;
        foreach (var waiting in await ScheduleQuery.DueDeliveries(db, now).Take(20).ToListAsync(cancel))
        {
            var claimed = await ScheduleQuery.InState(db, waiting.Id, DeliveryState.Waiting).ExecuteUpdateAsync(
                set => set.SetProperty(one => one.State, DeliveryState.Preparing).SetProperty(one => one.StateSince, now).SetProperty(one => one.Attempts, one => one.Attempts + 1), cancel);
            if (claimed == 1)
                return await ScheduleQuery.Whole(db, waiting.Id).SingleAsync(cancel);
        }

        return null;
    }

    /// <summary>Notes that the mail server is asked from now on; false when somebody else has taken the delivery meanwhile.</summary>
    public async Task<bool> BeginSendingAsync(ReportDelivery delivery, CancellationToken cancel)
    {
        var now = db.Now;
        return await ScheduleQuery.InState(db, delivery.Id, DeliveryState.Preparing).Where(one => one.Attempts == delivery.Attempts)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.State, DeliveryState.Sending).SetProperty(one => one.StateSince, now), cancel) == 1;
    }

    /// <summary>Notes how a delivery ended. What surely did not go out is tried again later; what may have gone out is not.</summary>
    /// <param name="delivery">The delivery as it was claimed.</param>
    /// <param name="error">Why it did not go out; null when it did.</param>
    /// <param name="mayHaveGoneOut">Whether nobody knows.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task EndAsync(ReportDelivery delivery, Error? error, bool mayHaveGoneOut, CancellationToken cancel)
    {
        var now = db.Now;
        var isOver = delivery.Attempts >= MostAttempts;
        var state = error is null ? DeliveryState.Sent : mayHaveGoneOut ? DeliveryState.Unknown : isOver ? DeliveryState.Failed : DeliveryState.Waiting;
        var next = now + _waits[Math.Min(delivery.Attempts, _waits.Length) - 1];
        var (code, sentence) = (error?.Code, error?.Sentence[..Math.Min(error.Sentence.Length, 1000)]);
        var arguments = error is null ? null : JsonSerializer.Serialize(error.Arguments.Select(one => Convert.ToString(one, System.Globalization.CultureInfo.InvariantCulture)), JsonText.Readable);
        // Whoever took too long may have lost the delivery to another host: what that one notes counts.
        await ScheduleQuery.Deliveries(db, delivery.Id).Where(one => one.Attempts == delivery.Attempts).ExecuteUpdateAsync(
            set => set.SetProperty(one => one.State, state).SetProperty(one => one.StateSince, now).SetProperty(one => one.NextTryAt, next)
                .SetProperty(one => one.ErrorCode, code).SetProperty(one => one.Error, sentence).SetProperty(one => one.ErrorArgumentsJson, arguments), cancel);
    }

    /// <summary>
    /// Takes up what a program that ended left: what was only being prepared is tried again, what was being sent may have gone out.
    /// </summary>
    public async Task RecoverAsync(CancellationToken cancel)
    {
        var now = db.Now;
        var longAgo = now - _tooLong;
        var cutOff = new SendingCutOff();
        await ScheduleQuery.Left(db, DeliveryState.Preparing, longAgo)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.State, DeliveryState.Waiting).SetProperty(one => one.StateSince, now), cancel);
        await ScheduleQuery.Left(db, DeliveryState.Sending, longAgo).ExecuteUpdateAsync(
            set => set.SetProperty(one => one.State, DeliveryState.Unknown).SetProperty(one => one.StateSince, now)
                .SetProperty(one => one.ErrorCode, cutOff.Code).SetProperty(one => one.Error, cutOff.Sentence).SetProperty(one => one.ErrorArgumentsJson, "[]"), cancel);
    }
}
