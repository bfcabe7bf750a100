using System.CommandLine;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using CrmAddin.Web.Contacts;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Commands;

/// <summary><c>crm contacts find</c>: the same search as the pane.</summary>
public static class ContactsCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var text = new Argument<string>("text") { Description = "Name in either script, e-mail, phone digits, firm, tag." };
        var limit = new Option<int>("--limit") { Description = "Most contacts to print.", DefaultValueFactory = _ => 20 };
        var find = new Command("find", "Finds contacts, best first.") { text, limit, JsonOption.Create() };
        find.SetAction((call, cancel) => CommandHost.RunAsync(mayMakeStore: false, async (services, db) =>
        {
            await PrintAsync(services.GetRequiredService<FindContacts>(), db, call.GetRequiredValue(text), call.GetValue(limit), cancel);
            return CommandOutput.Done;
        }, cancel));
        return new Command("contacts", "Works with contacts.") { find };
    }

    private static async Task PrintAsync(FindContacts search, CrmDb db, string text, int limit, CancellationToken cancel)
    {
        var hits = await search.RunAsync(text, limit, cancel);
        foreach (var some in hits.Chunk(500))
        {
            var ids = some.Select(h => h.ContactId).ToList();
            var rows = await ContactQuery.Rows(db, ids).ToDictionaryAsync(c => c.Id, cancel);
            foreach (var hit in some.Where(h => rows.ContainsKey(h.ContactId)))
                CommandOutput.WriteJson(FoundContact.From(hit, rows[hit.ContactId]));
        }
    }
}
