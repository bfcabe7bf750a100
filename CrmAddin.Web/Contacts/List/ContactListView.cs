using CrmAddin.Core.Contacts;
using CrmAddin.Core.Filters;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Results;
using CrmAddin.Core.Search;
using CrmAddin.Core.Users;
using CrmAddin.Web.Texts;

namespace CrmAddin.Web.Contacts.List;

/// <summary>What the list shows.</summary>
public sealed record ContactListView
{
    /// <summary>What was asked for.</summary>
    public required ContactListRequest Request { get; init; }

    /// <summary>Every field that can be asked.</summary>
    public required FilterFields Fields { get; init; }

    /// <summary>The filter that is applied.</summary>
    public ContactFilter Filter { get; init; } = ContactFilter.Everybody;

    /// <summary>The rows of the form.</summary>
    public IReadOnlyList<ConditionDraft> Drafts { get; init; } = [];

    /// <summary>The saved filter that is open.</summary>
    public SavedFilter? Open { get; init; }

    /// <summary>Filters of the reader.</summary>
    public IReadOnlyList<SavedFilter> SavedFilters { get; init; } = [];

    /// <summary>Why the filter cannot be applied.</summary>
    public Error? Refusal { get; init; }

    /// <summary>Hits of a search; null where none is asked for.</summary>
    public IReadOnlyList<ExplainedHit>? Hits { get; init; }

    /// <summary>A page of the list; null while something is searched.</summary>
    public PageOfContacts? Page { get; init; }

    /// <summary>Users that contacts may be given to.</summary>
    public IReadOnlyList<User> Owners { get; init; } = [];

    /// <summary>The last change of a selection, to be taken back.</summary>
    public SelectionOutcome? Changed { get; init; }

    /// <summary>The rows that are shown.</summary>
    public IReadOnlyList<ContactListRow> Rows => Hits is not null ? [.. Hits.Select(h => h.Row)] : Page?.Rows ?? [];

    /// <summary>The address of a list that is this one but for the page.</summary>
    public string AddressOf(string? after) => "/app/contacts?" + string.Join('&', new (string Name, string? Value)[]
    {
        ("find", Request.Find), ("filter", Filter.IsEmpty ? null : Filter.ToJson()), ("sort", Request.Sort == ContactSort.Name ? null : Request.Sort.ToString().ToLowerInvariant()),
        ("after", after), ("match", Filter.Match.ToString().ToLowerInvariant()),
    }.Where(p => p.Value is not null).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}"));

    /// <summary>The address that takes this list out of the house.</summary>
    public string ExportAddress => "/app/contacts/export" + (Filter.IsEmpty ? "" : "?filter=" + Uri.EscapeDataString(Filter.ToJson()));

    /// <summary>The label of a field.</summary>
    public static string LabelOf(FilterField field) => field.Custom?.NameIn(UiTexts.Language) ?? UiTexts.T("filter.field." + field.Name);

    /// <summary>The name of a choice's value.</summary>
    public static string NameOf(FilterOption option) => option.NameIn(UiTexts.Language) ?? UiTexts.T("filter.option." + option.Value);

    /// <summary>A condition in words.</summary>
    public string InWords(FilterCondition condition)
    {
        if (Fields.Find(condition.Field) is not { } field)
            return condition.Field;
        var asked = UiTexts.T("filter.operator." + condition.Operator);
        var comma = UiTexts.Language == "ar" ? "، " : ", ";
        var values = FilterField.NeedsSpan(condition.Operator) && condition.Values is [var count, var unit]
            ? UiTexts.T("filter.span", count, UiTexts.T("filter.unit." + unit))
            : string.Join(condition.Operator == FilterOperator.Between ? " – " : comma, condition.Values.Select(v => ValueInWords(field, condition.Operator, v)));
        return field.Kind == FilterKind.YesNo ? $"{LabelOf(field)}: {values}" : $"{LabelOf(field)} {asked} {values}".TrimEnd();
    }

    private static string ValueInWords(FilterField field, FilterOperator asked, string value) => field.Kind switch
    {
        FilterKind.YesNo => UiTexts.T("filter.option." + value),
        FilterKind.Choice or FilterKind.Member => field.Options.FirstOrDefault(o => o.Value == value) is { } option ? NameOf(option) : value,
        FilterKind.Day or FilterKind.Moment when value == "today" => UiTexts.T("filter.today"),
        FilterKind.Day or FilterKind.Moment when asked == FilterOperator.InMonth => Format.MonthName(int.Parse(value, System.Globalization.CultureInfo.InvariantCulture)),
        _ => value,
    };

    /// <summary>Items that contacts can be put on.</summary>
    public IEnumerable<(LookupKind Kind, FilterOption Item)> Lists => new[] { LookupKind.Group, LookupKind.ContactType, LookupKind.Tag }
        .SelectMany(k => Fields.All.First(f => f.List == k).Options.Select(o => (k, o)));
}
