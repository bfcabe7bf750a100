using System.Globalization;
using CrmAddin.Core.Accounts;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Results;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using CrmAddin.Web.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Audit;

/// <summary>Routes of the journal: the history of a contact, account or deal as a fragment of its card, and the searchable page.</summary>
public static class AuditEndpoints
{
    private const int MostPeople = 50;

    /// <summary>Maps the routes.</summary>
    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/app/contacts/{id:long}/history", (long id, long? before, HttpContext http, CrmDb db, ReadHistory history, CancellationToken cancel) =>
            OfAsync(nameof(Contact), id, before, new ContactUnknown(id), http, db, history, cancel));
        routes.MapGet("/app/accounts/{id:long}/history", (long id, long? before, HttpContext http, CrmDb db, ReadHistory history, CancellationToken cancel) =>
            OfAsync(nameof(Account), id, before, new ChangeSetUnknown(id), http, db, history, cancel));
        routes.MapGet("/app/deals/{id:long}/history", (long id, long? before, HttpContext http, CrmDb db, ReadHistory history, CancellationToken cancel) =>
            OfAsync(nameof(Deal), id, before, new ChangeSetUnknown(id), http, db, history, cancel));
        routes.MapGet("/app/audit", SearchAsync);
        routes.MapPost("/app/audit/{id:long}/undo", UndoAsync);
    }

    private static async Task<IResult> OfAsync(
        string entity, long id, long? before, Error unknown, HttpContext http, CrmDb db, ReadHistory history, CancellationToken cancel)
    {
        if (await history.OfAsync(entity, id, before, cancel) is not { } page)
            return unknown.ToResponse(http);
        var path = $"/app/{entity.ToLowerInvariant()}s/{id.ToString(CultureInfo.InvariantCulture)}/history";
        var provenance = before is null ? await ProvenanceAsync(entity, id, db, cancel) : [];
        var custom = provenance.Count == 0 ? [] : await db.CustomFields.AsNoTracking().Where(f => f.Entity == FieldEntity.Contact).ToDictionaryAsync(f => f.Key, cancel);
        return new RazorComponentResult<HistorySection>(new { Page = page, Path = path, IsFirst = before is null, Provenance = provenance, Custom = custom });
    }

    private static async Task<List<(string Field, FieldProvenance From)>> ProvenanceAsync(string entity, long id, CrmDb db, CancellationToken cancel)
    {
        if (entity != nameof(Contact))
            return [];
        var json = await db.Contacts.Where(c => c.Id == id).Select(c => c.ProvenanceJson).FirstOrDefaultAsync(cancel);
        return [.. Provenance.Read(json).Fields.OrderByDescending(p => p.Value.At).ThenBy(p => p.Key, StringComparer.Ordinal).Select(p => (p.Key, p.Value))];
    }

    private static async Task<IResult> SearchAsync(HttpContext http, CrmDb db, ReadHistory history, FindContacts find, FirmSettings firm, CancellationToken cancel)
    {
        var asked = AuditSearch.Read(http.Request.Query);
        var people = string.IsNullOrWhiteSpace(asked.Person) ? null : (await find.RunAsync(asked.Person, MostPeople, cancel)).Select(h => h.ContactId).ToList();
        var page = await history.FindAsync(asked.ToFilter(people, firm), asked.Before, cancel);
        if (ErrorResponses.IsHtmx(http))
            return new RazorComponentResult<AuditResults>(new { Page = page, Search = asked });
        var users = await db.Users.AsNoTracking().OrderBy(u => u.DisplayName).Select(u => new KeyValuePair<long, string>(u.Id, u.DisplayName)).ToListAsync(cancel);
        return new RazorComponentResult<AuditPage>(new { Page = page, Search = asked, Users = users, Fields = ReadHistory.Fields(db) });
    }

    private static async Task<IResult> UndoAsync(long id, HttpContext http, UndoChangeSet undo, CancellationToken cancel)
    {
        var undone = await undo.RunAsync(id, http.Place(), cancel);
        if (!undone.Succeeded)
            return undone.Error.ToResponse(http);
        return ErrorResponses.IsHtmx(http) ? new RazorComponentResult<UndoneNotice>(new { Outcome = undone.Value }) : TypedResults.Ok(undone.Value);
    }
}

/// <summary>What the audit page is asked for.</summary>
public sealed record AuditSearch
{
    /// <summary>Name, address or phone of a person.</summary>
    public string? Person { get; init; }

    /// <summary>Entity and field: "Contact.JobTitle".</summary>
    public string? Field { get; init; }

    /// <summary>Who changed.</summary>
    public long? User { get; init; }

    /// <summary>What brought it about.</summary>
    public ChangeOrigin? Origin { get; init; }

    /// <summary>First day.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Text in a value.</summary>
    public string? Text { get; init; }

    /// <summary>The entry before which the page begins.</summary>
    public long? Before { get; init; }

    /// <summary>Reads the query; what cannot be read is left out.</summary>
    public static AuditSearch Read(IQueryCollection query)
    {
        string? One(string name) => query[name].FirstOrDefault() is { Length: > 0 } value ? value.Trim() : null;
        return new AuditSearch
        {
            Person = One("person"),
            Field = One("field"),
            User = long.TryParse(One("user"), CultureInfo.InvariantCulture, out var user) ? user : null,
            Origin = Enum.TryParse<ChangeOrigin>(One("origin"), out var origin) ? origin : null,
            From = One("from") is { } from ? CustomFieldText.Day(from) : null,
            To = One("to") is { } to ? CustomFieldText.Day(to) : null,
            Text = One("text"),
            Before = long.TryParse(One("before"), CultureInfo.InvariantCulture, out var before) ? before : null,
        };
    }

    /// <summary>The filter; days are the firm's.</summary>
    public HistoryFilter ToFilter(IReadOnlyList<long>? people, FirmSettings firm)
    {
        var parts = Field?.Split('.');
        return new HistoryFilter
        {
            ContactIds = people,
            Entity = parts is [var entity, _] ? entity : null,
            Field = parts is [_, var field] ? field : null,
            UserId = User,
            Origin = Origin,
            From = From is { } from ? StartOf(from, firm) : null,
            Before = To is { } to && to < DateOnly.MaxValue ? StartOf(to.AddDays(1), firm) : null,
            Text = Text,
        };
    }

    /// <summary>The address of the next page.</summary>
    public string Next(long before)
    {
        var parameters = new Dictionary<string, string?>
        {
            ["person"] = Person,
            ["field"] = Field,
            ["user"] = User?.ToString(CultureInfo.InvariantCulture),
            ["origin"] = Origin?.ToString(),
            ["from"] = From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["to"] = To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["text"] = Text,
            ["before"] = before.ToString(CultureInfo.InvariantCulture),
        };
        return "/app/audit?" + string.Join('&', parameters.Where(p => p.Value is not null).Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value!)}"));
    }

    private static DateTimeOffset StartOf(DateOnly day, FirmSettings firm)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, firm.Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
