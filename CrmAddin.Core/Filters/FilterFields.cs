using System.Globalization;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Results;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Filters;

/// <summary>Every field that contacts can be filtered by, the firm's own included, with the values that its lists offer.</summary>
public sealed class FilterFields
{
    private readonly Dictionary<string, FilterField> _byName;

    /// <summary>The built-in fields alone, with empty lists; days begin at UTC midnight.</summary>
    public FilterFields()
        : this([], [], [], [], TimeZoneInfo.Utc)
    {
    }

    /// <summary>The built-in fields and the firm's own, with what their lists offer; <see cref="ReadAsync"/> reads them.</summary>
    public FilterFields(IReadOnlyList<CustomField> custom, IReadOnlyList<LookupItem> lists, IReadOnlyList<User> users, IReadOnlyList<Team> teams, TimeZoneInfo zone)
    {
        Zone = zone;
        All =
        [
            .. ContactFilterFields.BuiltIn(lists, users, teams),
            .. custom.Where(f => f.Entity == FieldEntity.Contact).Select(CustomFilterFields.OfContact),
            .. custom.Where(f => f.Entity == FieldEntity.Account).Select(CustomFilterFields.OfAccount),
        ];
        _byName = All.ToDictionary(f => f.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The built-in fields alone, for those who ask for none.</summary>
    public static FilterFields BuiltIn { get; } = new();

    /// <summary>The fields, in the order of screens.</summary>
    public IReadOnlyList<FilterField> All { get; }

    /// <summary>Where days begin.</summary>
    internal TimeZoneInfo Zone { get; }

    /// <summary>Reads the firm's own fields and the lists' items.</summary>
    public static async Task<FilterFields> ReadAsync(CrmDb db, FirmSettings firm, CancellationToken cancel)
    {
        var custom = await db.CustomFields.AsNoTracking().Where(f => !f.IsRetired && (f.Entity == FieldEntity.Contact || f.Entity == FieldEntity.Account))
            .Include(f => f.Choices).OrderBy(f => f.Position).ThenBy(f => f.Id).ToListAsync(cancel);
        var lists = await db.LookupItems.AsNoTracking()
            .Where(i => i.Kind == LookupKind.Source || i.Kind == LookupKind.Group || i.Kind == LookupKind.ContactType || i.Kind == LookupKind.Tag || i.Kind == LookupKind.Industry)
            .OrderBy(i => i.Position).ThenBy(i => i.NameKey).ToListAsync(cancel);
        var users = await db.Users.AsNoTracking().OrderBy(u => u.DisplayName).ToListAsync(cancel);
        var teams = await db.Teams.AsNoTracking().OrderBy(t => t.Name).ToListAsync(cancel);
        return new(custom, lists, users, teams, firm.Zone);
    }

    /// <summary>A field by its stable name; null when there is none.</summary>
    public FilterField? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>
    /// The filter with the values of lists as keys, ready to be applied. Errors: <see cref="FilterFieldUnknown"/>, <see cref="FilterOperatorUnfit"/>,
    /// <see cref="FilterValueMissing"/>, <see cref="FilterValueWrong"/>, <see cref="FilterTooLarge"/>.
    /// </summary>
    public Result<ContactFilter> Check(ContactFilter filter)
    {
        var conditions = new List<FilterCondition>();
        foreach (var condition in filter.Conditions)
        {
            var read = Check(condition);
            if (!read.Succeeded)
                return read.Error;
            conditions.Add(read.Value);
        }
        var groups = new List<ContactFilter>();
        foreach (var group in filter.Groups)
        {
            var read = Check(group);
            if (!read.Succeeded)
                return read.Error;
            groups.Add(read.Value);
        }
        var whole = filter with { Conditions = conditions, Groups = groups };
        return whole.AllConditions.Count() > ContactFilter.MostConditions ? new FilterTooLarge(ContactFilter.MostConditions) : whole;
    }

    private Result<FilterCondition> Check(FilterCondition condition)
    {
        if (Find(condition.Field) is not { } field)
            return new FilterFieldUnknown(condition.Field);
        if (!field.Operators.Contains(condition.Operator))
            return new FilterOperatorUnfit(field.Name, JsonName(condition.Operator));
        if (FilterField.NeedsNoValue(condition.Operator))
            return new FilterCondition(field.Name, condition.Operator, []);
        var values = condition.Values.Select(v => v.Trim()).Where(v => v.Length > 0).ToList();
        if (values.Count == 0 || (condition.Operator == FilterOperator.Between && values.Count != 2))
            return new FilterValueMissing(field.Name);
        if (FilterField.NeedsSpan(condition.Operator))
            return Comparisons.IsSpan(values) ? new FilterCondition(field.Name, condition.Operator, values) : new FilterValueWrong(field.Name, string.Join(' ', values));
        var read = new List<string>();
        foreach (var value in values)
        {
            if (Read(field, condition.Operator, value) is not { } key)
                return new FilterValueWrong(field.Name, value);
            read.Add(key);
        }
        return new FilterCondition(field.Name, condition.Operator, read);
    }

    /// <summary>The value in the form that conditions hold; null when it does not fit.</summary>
    private static string? Read(FilterField field, FilterOperator asked, string value)
    {
        switch (field.Kind)
        {
            case FilterKind.Number:
                return CustomFieldText.Number(value)?.ToString(CultureInfo.InvariantCulture);
            case FilterKind.Day or FilterKind.Moment when asked == FilterOperator.InMonth:
                return CustomFieldText.Number(value) is >= 1 and <= 12 and var month ? ((int)month).ToString(CultureInfo.InvariantCulture) : null;
            case FilterKind.Day or FilterKind.Moment:
                return value == "today" ? value : CustomFieldText.Day(value)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            case FilterKind.YesNo:
                return CustomFieldText.YesNo(value) switch { true => "yes", false => "no", null => null };
            case FilterKind.Choice or FilterKind.Member:
                return OptionOf(field, value);
            default:
                return value.Length <= 500 ? value : null;
        }
    }

    // A key of an item that was merged away or removed finds nobody and is no mistake of the reader's.
    private static string? OptionOf(FilterField field, string value)
    {
        if (field.Options.FirstOrDefault(o => o.Value.Equals(value, StringComparison.OrdinalIgnoreCase)) is { } option)
            return option.Value;
        var folded = SearchText.Fold(value);
        if (folded.Length > 0 && field.Options.FirstOrDefault(o => SearchText.Fold(o.Name) == folded || SearchText.Fold(o.NameArabic) == folded) is { } named)
            return named.Value;
        return field.Options.All(o => o.Name is null) && field.Options.Count > 0 ? null
            : long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var key) ? key.ToString(CultureInfo.InvariantCulture) : null;
    }

    private static string JsonName(FilterOperator asked) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(asked.ToString());
}
