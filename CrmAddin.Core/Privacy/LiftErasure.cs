using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Privacy;

/// <summary>Lets an erased person back in who agreed anew: their addresses and phones hold no longer. Part of a save; the caller commits.</summary>
public sealed class LiftErasure(CrmDb db, ErasedHashes hashes, ErasuresFile erasures)
{
    /// <summary>Forgets the hashes of what was found.</summary>
    public async Task RunAsync(ErasedMatches matches, CancellationToken cancel)
    {
        var keys = matches.Emails.Select(e => new ErasedKey(ErasedKeyKind.Email, hashes.Of(ErasedKeyKind.Email, e)))
            .Concat(matches.Phones.Select(p => new ErasedKey(ErasedKeyKind.Phone, hashes.Of(ErasedKeyKind.Phone, p))))
            .Concat(matches.Origins.Select(o => new ErasedKey(ErasedKeyKind.Origin, hashes.Of(ErasedKeyKind.Origin, o)))).ToList();
        var all = keys.ConvertAll(k => k.Hash);
        erasures.Add(new ErasureLine(db.Now, [], keys, IsLifted: true));
        db.ErasedPersons.RemoveRange(await db.ErasedPersons.Where(e => all.Contains(e.KeyedHash)).ToListAsync(cancel));
    }
}
