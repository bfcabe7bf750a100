using CrmAddin.Core.Filters;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Results;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Contacts.List;

/// <summary>Reads what the list of contacts shows: hits of a search, or a page of a filter.</summary>
public sealed class ReadContactList(CrmDb db, FirmSettings firm, FindContacts find, ExplainHits explain, ListContacts list)
{
    private const int MostFiltered = 500;

    /// <summary>Reads it; what stands wrong in the filter is told in the view and nothing is listed.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="rows">Most rows.</param>
    /// <param name="withForm">Whether the form around the rows is wanted too.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<ContactListView> RunAsync(ContactListRequest request, int rows, bool withForm, CancellationToken cancel)
    {
        // As one types nothing is filtered most of the time, and then the fields need not be read.
        var needsFields = withForm || request is not { Filter: null, Saved: null, Groups.Count: 0 } || request.Drafts.Any(d => d.IsFilledIn);
        var fields = needsFields ? await FilterFields.ReadAsync(db, firm, cancel) : FilterFields.BuiltIn;
        var saved = withForm ? await ContactFilterQuery.SavedBy(db, db.Reader.UserId).AsNoTracking().ToListAsync(cancel) : [];
        var open = request.Saved is { } id ? saved.Find(f => f.Id == id) : request.IsBare ? saved.Find(f => f.IsDefault) : null;
        var view = new ContactListView { Request = request, Fields = fields, SavedFilters = saved, Open = open, Drafts = request.Drafts, Owners = withForm ? await OwnersAsync(cancel) : [] };
        if (request.Saved is not null && open is null && withForm)
            return view with { Refusal = new SavedFilterUnknown(request.Saved.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)) };

        var filter = Checked(open is null ? request.ToFilter() : ContactFilter.Parse(open.FilterJson), fields);
        if (!filter.Succeeded)
            return view with { Refusal = filter.Error };
        view = view with { Filter = filter.Value };
        if (open is not null || request.Filter is not null)
            view = view with { Drafts = [.. filter.Value.Conditions.Select(ConditionDraft.Of)] };
        var applied = new AppliedFilter(fields, filter.Value);
        return request.Find is not null
            ? view with { Hits = await HitsAsync(request.Find, applied, rows, cancel) }
            : view with { Page = await list.RunAsync(applied, request.Sort, request.After, rows, cancel) };
    }

    private static Result<ContactFilter> Checked(Result<ContactFilter> parsed, FilterFields fields) => parsed.Succeeded ? fields.Check(parsed.Value) : parsed;

    private async Task<IReadOnlyList<ExplainedHit>> HitsAsync(string text, AppliedFilter? filter, int rows, CancellationToken cancel)
    {
        var hits = await find.RunAsync(text, filter is null || filter.Filter.IsEmpty ? rows : MostFiltered, cancel);
        if (filter is not null)
            hits = [.. (await FilterHits.RunAsync(db, filter, hits, cancel)).Take(rows)];
        return await explain.RunAsync(hits, UiTexts.Language, cancel);
    }

    private async Task<List<User>> OwnersAsync(CancellationToken cancel) => db.Reader.MayGiveAway
        ? await db.Users.AsNoTracking().Where(u => u.IsActive && (db.Reader.SeesAll || u.Teams.Any(t => db.Reader.TeamIds.Contains(t.TeamId)))).OrderBy(u => u.DisplayName).ToListAsync(cancel)
        : [];
}
