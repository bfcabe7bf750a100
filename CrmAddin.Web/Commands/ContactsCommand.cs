using System.CommandLine;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Filters;
using CrmAddin.Core.Results;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using CrmAddin.Web.Contacts;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Commands;

/// <summary>Nothing says whom to find.</summary>
public sealed record FindNeedsText() : RuleError("Write what to find, or name a saved filter with --filter.");

/// <summary><c>crm contacts find</c>: the same search as the pane, or a saved filter.</summary>
public static class ContactsCommand
{
    private const int MostSearched = 5_000;
    private const int RowsAtATime = 500;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var text = new Argument<string?>("text") { Description = "Name in either script, e-mail, phone digits, firm, tag.", Arity = ArgumentArity.ZeroOrOne };
        var limit = new Option<int>("--limit") { Description = "Most contacts to print.", DefaultValueFactory = _ => 20 };
        var filter = new Option<string?>("--filter") { Description = "Name of a saved filter, or USER/NAME: only people it holds for." };
        var find = new Command("find", "Finds contacts, best first.") { text, limit, filter, JsonOption.Create() };
        find.SetAction((call, cancel) => CommandHost.RunAsync(mayMakeStore: false, (services, db) =>
            RunAsync(services, db, call.GetValue(text), call.GetValue(filter), call.GetValue(limit), cancel), cancel));
        return new Command("contacts", "Works with contacts.") { find };
    }

    private static async Task<int> RunAsync(IServiceProvider services, CrmDb db, string? text, string? filterName, int limit, CancellationToken cancel)
    {
        if (text is null && filterName is null)
            return CommandOutput.Fail(new FindNeedsText(), CommandOutput.WrongCall);
        AppliedFilter? filter = null;
        if (filterName is not null)
        {
            var applied = await services.GetRequiredService<ApplyFilter>().RunSavedAsync(filterName, cancel);
            if (!applied.Succeeded)
                return CommandOutput.Fail(applied.Error);
            filter = applied.Value;
        }
        if (text is null)
            await PrintListAsync(services.GetRequiredService<ListContacts>(), db, filter!, limit, cancel);
        else
            await PrintHitsAsync(services.GetRequiredService<FindContacts>(), db, text, filter, limit, cancel);
        return CommandOutput.Done;
    }

    private static async Task PrintHitsAsync(FindContacts search, CrmDb db, string text, AppliedFilter? filter, int limit, CancellationToken cancel)
    {
        var hits = await search.RunAsync(text, filter is null ? limit : MostSearched, cancel);
        if (filter is not null)
            hits = [.. (await FilterHits.RunAsync(db, filter, hits, cancel)).Take(limit)];
        foreach (var some in hits.Chunk(RowsAtATime))
        {
            var ids = some.Select(h => h.ContactId).ToList();
            var rows = await ContactQuery.Rows(db, ids).ToDictionaryAsync(c => c.Id, cancel);
            foreach (var hit in some.Where(h => rows.ContainsKey(h.ContactId)))
                CommandOutput.WriteJson(FoundContact.From(hit, rows[hit.ContactId]));
        }
    }

    // The command line has time: a page that was cut short goes on.
    private static async Task PrintListAsync(ListContacts list, CrmDb db, AppliedFilter filter, int limit, CancellationToken cancel)
    {
        string? after = null;
        do
        {
            var page = await list.RunAsync(filter, ContactSort.Name, after, Math.Min(limit, RowsAtATime), cancel);
            var rows = await ContactQuery.Rows(db, [.. page.Rows.Select(r => r.Id)]).ToDictionaryAsync(c => c.Id, cancel);
            foreach (var row in page.Rows.Where(r => rows.ContainsKey(r.Id)))
                CommandOutput.WriteJson(FoundContact.From(new ContactHit(row.Id, SearchKeyKind.Name, row.SortKey, 0, []), rows[row.Id]));
            limit -= page.Rows.Count;
            after = page.Next;
        }
        while (after is not null && limit > 0);
    }
}
