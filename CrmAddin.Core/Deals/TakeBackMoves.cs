using CrmAddin.Core.Firm;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Deals;

/// <summary>
/// What taking back a change of a deal does to the history of its moves. What is taken back on the day on which it was changed was a mistake and
/// never happened: it counts neither as a stay in a stage nor as slippage. Past days were reported with what stood then, so that an older move
/// stays and is followed by one back. Saves nothing.
/// </summary>
public sealed class TakeBackMoves(CrmDb db, FirmSettings firm)
{
    private Dictionary<(long DealId, DealMoveKind Kind), Stack<DealMove>> _moves = [];
    private bool _isOfToday;

    /// <summary>Reads the moves of the deals whose change of a moment is about to be taken back.</summary>
    public async Task LoadAsync(IReadOnlyCollection<long> dealIds, DateTimeOffset changedAt, CancellationToken cancel)
    {
        _isOfToday = ReportPeriod.DayOf(changedAt, firm.Zone) == ReportPeriod.DayOf(db.Now, firm.Zone);
        var moves = dealIds.Count == 0 ? [] : await db.DealMoves.Where(m => EF.Parameter(dealIds).Contains(m.DealId)).OrderBy(m => m.At).ThenBy(m => m.Id).ToListAsync(cancel);
        _moves = moves.GroupBy(m => (m.DealId, m.Kind)).ToDictionary(group => group.Key, group => new Stack<DealMove>(group));
    }

    /// <summary>Notes that a field of a deal gets its old value back; fields whose changes are no moves are left alone.</summary>
    public void Note(Deal deal, string field, object? old)
    {
        if (MoveBack(deal, field, old) is not { } back)
            return;
        (back.DealId, back.At, back.ByUserId) = (deal.Id, db.Now, db.Reader.UserId);
        if (_isOfToday && _moves.TryGetValue((deal.Id, back.Kind), out var moves) && moves.TryPeek(out var last) && back.IsOppositeOf(last))
            db.DealMoves.Remove(moves.Pop());
        else
            db.DealMoves.Add(back);
    }

    private static DealMove? MoveBack(Deal deal, string field, object? old) => field switch
    {
        nameof(Deal.StageId) => new() { Kind = DealMoveKind.Stage, FromStageId = deal.StageId, ToStageId = (long?)old },
        nameof(Deal.Amount) => new() { Kind = DealMoveKind.Amount, FromAmount = deal.Amount, ToAmount = (decimal?)old },
        nameof(Deal.ExpectedCloseOn) => new() { Kind = DealMoveKind.ExpectedClose, FromExpectedCloseOn = deal.ExpectedCloseOn, ToExpectedCloseOn = (DateOnly?)old },
        _ => null,
    };
}
