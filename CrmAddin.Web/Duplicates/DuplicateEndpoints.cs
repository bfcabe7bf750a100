using CrmAddin.Core.Contacts;
using CrmAddin.Core.Duplicates;
using CrmAddin.Core.Duplicates.Matching;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Store;
using CrmAddin.Web.Http;
using CrmAddin.Web.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace CrmAddin.Web.Duplicates;

/// <summary>Routes of duplicates: the list, comparing two, merging, splitting again, and the look before a save.</summary>
public static class DuplicateEndpoints
{
    private const int PairsAPage = 50;
    private const int MostLookAlikes = 3;

    /// <summary>Maps the routes.</summary>
    public static void MapDuplicates(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/app/duplicates");
        pages.MapGet("", ListAsync);
        pages.MapPost("/scan", ScanAsync);
        pages.MapGet("/{aId:long}/{bId:long}", CompareAsync);
        pages.MapPost("/{aId:long}/{bId:long}/merge", MergeAsync);
        pages.MapPost("/{aId:long}/{bId:long}/decision", DecideAsync);
        routes.MapGet("/app/contacts/{id:long}/duplicates", OfContactAsync);
        routes.MapPost("/app/contacts/check", CheckAsync);
        routes.MapPost("/app/merges/{changeSetId:long}/split", SplitAsync);
    }

    private static async Task<IResult> ListAsync(
        string? state, double? minScore, double? belowScore, long? afterA, long? afterB, HttpContext http, CrmDb db, CancellationToken cancel)
    {
        var filter = DuplicateFilter.From(state, minScore, belowScore, afterA, afterB);
        var pairs = await DuplicateQuery.Page(db, filter.State, filter.MinScore, filter.BelowScore, filter.AfterA, filter.AfterB)
            .Include(p => p.A!.Emails).Include(p => p.A!.Account).Include(p => p.B!.Emails).Include(p => p.B!.Account)
            .Take(PairsAPage + 1).ToListAsync(cancel);
        var (shown, hasMore) = (pairs.Take(PairsAPage).ToList(), pairs.Count > PairsAPage);
        if (ErrorResponses.IsHtmx(http))
            return new RazorComponentResult<DuplicateRows>(new { Pairs = shown, Filter = filter, HasMore = hasMore });
        var scan = await db.DuplicateScans.AsNoTracking().FirstOrDefaultAsync(cancel);
        return new RazorComponentResult<DuplicatesPage>(new { Scan = scan, Pairs = shown, Filter = filter, HasMore = hasMore });
    }

    private static async Task<IResult> ScanAsync(HttpContext http, CurrentUser current, ISchedulerFactory schedulers, CancellationToken cancel)
    {
        if (!current.Reader.MayChange)
            return new MayNotChange().ToResponse(http);
        var scheduler = await schedulers.GetScheduler(cancel);
        await scheduler.TriggerJob(DuplicateWorker.Key, new JobDataMap { [DuplicateWorker.WholeStore] = true }, cancel);
        return ErrorResponses.IsHtmx(http)
            ? new RazorComponentResult<Pages.Notice>(new { Text = Texts.UiTexts.T("duplicates.scanning") }) { StatusCode = StatusCodes.Status202Accepted }
            : TypedResults.Accepted("/app/duplicates");
    }

    private static async Task<IResult> CompareAsync(long aId, long bId, HttpContext http, CrmDb db, FirmSettings firm, CancellationToken cancel) =>
        await ComparedPair.ReadAsync(db, firm, aId, bId, cancel) is { } pair
            ? new RazorComponentResult<ComparePage>(new { Pair = pair })
            : new PairUnknown(aId, bId).ToResponse(http);

    private static async Task<IResult> MergeAsync(long aId, long bId, HttpContext http, MergeContacts merge, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(http);
        var isA = form.One("survivor") != "b";
        var (versionA, versionB) = (form.Count("versionA") ?? -1, form.Count("versionB") ?? -1);
        if (form.Fault is { } fault)
            return fault.ToResponse(http);
        var choices = http.Request.HasFormContentType
            ? http.Request.Form.Where(f => f.Value.Count == 1 && f.Value[0] is "a" or "b" && f.Key != "survivor").ToDictionary(f => f.Key, f => (f.Value[0] == "b") == isA)
            : [];
        var request = isA ? new MergeRequest(aId, versionA, bId, versionB, choices) : new MergeRequest(bId, versionB, aId, versionA, choices);
        var merged = await merge.RunAsync(request, http.Place(), cancel);
        if (!merged.Succeeded)
            return merged.Error.ToResponse(http);
        http.Response.Headers["HX-Redirect"] = FormattableString.Invariant($"/app/contacts/{merged.Value.SurvivorId}?merged={merged.Value.ChangeSetId}");
        return TypedResults.Ok(merged.Value);
    }

    private static async Task<IResult> DecideAsync(long aId, long bId, HttpContext http, DecideDuplicate decide, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(http);
        var isSame = form.IsTicked("isSame");
        var decided = await decide.RunAsync(aId, bId, isSame, cancel);
        if (!decided.Succeeded)
            return decided.Error.ToResponse(http);
        http.Response.Headers["HX-Redirect"] = isSame ? FormattableString.Invariant($"/app/duplicates/{aId}/{bId}") : "/app/duplicates";
        return TypedResults.Ok(new { a = decided.Value.AId, b = decided.Value.BId, state = decided.Value.State.ToString() });
    }

    private static async Task<IResult> OfContactAsync(long id, long? merged, HttpContext http, CrmDb db, CancellationToken cancel)
    {
        if (!await db.Contacts.AnyAsync(c => c.Id == id, cancel))
            return new ContactUnknown(id).ToResponse(http);
        var view = await ContactDuplicatesView.ReadAsync(db, id, cancel);
        return new RazorComponentResult<ContactDuplicates>(new { View = view with { JustMerged = view.Merges.Any(m => m.ChangeSetId == merged) ? merged : null } });
    }

    private static async Task<IResult> SplitAsync(long changeSetId, HttpContext http, CrmDb db, SplitContacts split, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(http);
        var request = new SplitRequest(changeSetId, form.Named<LaterEdits>("laterEdits") ?? LaterEdits.Survivor, form.IsTicked("notSame"));
        var done = await split.RunAsync(request, http.Place(), cancel);
        if (!done.Succeeded)
            return done.Error.ToResponse(http);
        if (!ErrorResponses.IsHtmx(http))
            return TypedResults.Ok(done.Value);
        var view = await ContactDuplicatesView.ReadAsync(db, done.Value.SurvivorId, cancel);
        return new RazorComponentResult<ContactDuplicates>(new { View = view with { IsJustSplit = true } });
    }

    private static async Task<IResult> CheckAsync(HttpContext http, CrmDb db, CheckForDuplicates check, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(http);
        var likely = (await check.RunAsync(Draft(form), FindLikelyPairs.SuggestedFrom, cancel)).Take(MostLookAlikes).ToList();
        var ids = likely.Select(p => p.B).ToList();
        var contacts = await ContactQuery.Rows(db, ids).ToDictionaryAsync(c => c.Id, cancel);
        if (!ErrorResponses.IsHtmx(http))
            return TypedResults.Ok(likely.Select(p => new { id = p.B, name = contacts[p.B].DisplayName, score = p.Score, reasons = p.Reasons.Select(r => r.Kind.ToString()) }));
        IReadOnlyList<(Contact, double, IReadOnlyList<string>)> people = [.. likely.Select(p => (contacts[p.B], p.Score, (IReadOnlyList<string>)[.. ReasonTexts.Of(p.Reasons)]))];
        return new RazorComponentResult<LookAlikes>(new { People = people });
    }

    private static MatchPerson Draft(PostedForm form) => new(0)
    {
        GivenName = form.One("givenName"),
        FamilyName = form.One("familyName"),
        DisplayName = form.One("displayName"),
        NameOtherScript = form.One("nameOtherScript"),
        Emails = [.. (form.All("email") ?? []).Where(e => e.Trim().Length > 0)],
        Phones = [.. (form.All("phone") ?? []).Where(p => p.Trim().Length > 0)],
        BirthdayOn = form.Day("birthdayOn"),
        Account = form.One("account"),
        Addresses = [new MatchAddress(form.One("street") ?? form.One("address"), form.One("district"), form.One("city"), form.One("region"), form.One("postcode"))],
    };
}
