using System.Runtime.CompilerServices;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Web.Commands;
using CrmAddin.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Checks;

/// <summary>What the store check found, for the checks that need the store.</summary>
public sealed class StoreState
{
    /// <summary>Whether the store can be read.</summary>
    public bool IsWell { get; set; }
}

/// <summary>Whether the store is there, answers and has the current schema.</summary>
public sealed class StoreCheck(CrmDb db, MigrateStore migrate, StoreState state) : ICheck
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<CheckResult> RunAsync(CheckRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (fault, contacts) = await LookAsync(cancel);
        state.IsWell = fault is null;
        yield return fault is null
            ? new CheckResult("store", CheckState.Fine, UiTexts.T("check.store.fine", migrate.ProviderName, migrate.Where, Format.Number(contacts)))
            : new CheckResult("store", CheckState.Failed, fault);
    }

    private async Task<(string? Fault, int Contacts)> LookAsync(CancellationToken cancel)
    {
        if (!migrate.Exists)
            return (UiTexts.Sentence(new StoreMissing(migrate.Where)), 0);
        var reader = db.Reader;
        try
        {
            var pending = (await db.Database.GetPendingMigrationsAsync(cancel)).Count();
            return pending > 0
                ? (UiTexts.T("check.store.old", Format.Number(pending), migrate.Where), 0)
                : (null, await db.ReadAs(Reader.System).Contacts.CountAsync(cancel));
        }
        catch (System.Data.Common.DbException e)
        {
            return (UiTexts.Sentence(new StoreUnavailable(migrate.Where, e.Message.TrimEnd('.'))), 0);
        }
        finally
        {
            db.ReadAs(reader);
        }
    }
}
