using CrmAddin.Core.Contacts;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Duplicates;

/// <summary>Remembers that two contacts are two people, or takes that back.</summary>
public sealed class DecideDuplicate(CrmDb db)
{
    /// <summary>Sets what was decided. Errors: <see cref="MayNotChange"/>, <see cref="PairUnknown"/>.</summary>
    /// <param name="aId">One contact.</param>
    /// <param name="bId">The other.</param>
    /// <param name="isSame">False for "not the same"; true opens the pair again.</param>
    /// <param name="cancel">Ends the work.</param>
    public async Task<Result<DuplicatePair>> RunAsync(long aId, long bId, bool isSame, CancellationToken cancel)
    {
        if (!db.Reader.MayChange)
            return new MayNotChange();
        var (first, second) = (Math.Min(aId, bId), Math.Max(aId, bId));
        await using var write = await db.BeginWriteAsync(cancel);
        if (await db.Contacts.CountAsync(c => c.Id == first || c.Id == second, cancel) < 2)
            return new PairUnknown(first, second);
        var pair = await DuplicateQuery.One(db, first, second).FirstOrDefaultAsync(cancel);
        if (pair is null)
        {
            if (isSame)
                return new PairUnknown(first, second);
            pair = new DuplicatePair { AId = first, BId = second, ReasonsJson = "[]", FoundAt = db.Now };
            db.DuplicatePairs.Add(pair);
        }
        pair.State = isSame ? PairState.Open : PairState.NotSame;
        pair.DecidedAt = isSame ? null : db.Now;
        pair.DecidedById = isSame ? null : db.Reader.UserId;
        await db.SaveChangesAsync(cancel);
        await write.CommitAsync(cancel);
        return pair;
    }
}
