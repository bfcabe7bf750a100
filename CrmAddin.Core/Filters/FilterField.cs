using System.Linq.Expressions;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Store;

namespace CrmAddin.Core.Filters;

/// <summary>What a field holds, and so what may be asked of it.</summary>
public enum FilterKind
{
    /// <summary>Free text.</summary>
    Text,
    /// <summary>One of a fixed or edited list of values.</summary>
    Choice,
    /// <summary>A number.</summary>
    Number,
    /// <summary>A day.</summary>
    Day,
    /// <summary>A moment.</summary>
    Moment,
    /// <summary>Yes or no.</summary>
    YesNo,
    /// <summary>A list that is only asked for its members: consent.</summary>
    Member,
}

/// <summary>Under which heading a field stands when one is chosen.</summary>
public enum FilterSection
{
    /// <summary>Name and person.</summary>
    Person,
    /// <summary>E-mail, phone and address.</summary>
    Reach,
    /// <summary>Status, lists, owner.</summary>
    Standing,
    /// <summary>Dates of work.</summary>
    Activity,
    /// <summary>Birthdays, family, interests.</summary>
    InnerCircle,
    /// <summary>The firm.</summary>
    Account,
    /// <summary>Fields that the firm added.</summary>
    Custom,
}

/// <summary>A value that a choice offers.</summary>
/// <param name="Value">What conditions hold.</param>
/// <param name="Name">English name; null where screens have a text of their own for it.</param>
/// <param name="NameArabic">Arabic name.</param>
public sealed record FilterOption(string Value, string? Name = null, string? NameArabic = null)
{
    /// <summary>The name in a language; null where screens have a text of their own.</summary>
    public string? NameIn(string language) => language == "ar" ? NameArabic ?? Name : Name;
}

/// <summary>A field that contacts are filtered by.</summary>
public sealed class FilterField
{
    /// <summary>Stable name: "city", "custom:closing-year", "account.custom:size".</summary>
    public required string Name { get; init; }

    /// <summary>What it holds.</summary>
    public required FilterKind Kind { get; init; }

    /// <summary>Where it stands.</summary>
    public required FilterSection Section { get; init; }

    /// <summary>Label of a custom field; null for built-in ones, whose label screens know by the name.</summary>
    public CustomField? Custom { get; init; }

    /// <summary>The list that its values are on, where an administrator edits it.</summary>
    public LookupKind? List { get; init; }

    /// <summary>What a choice offers.</summary>
    public IReadOnlyList<FilterOption> Options { get; init; } = [];

    /// <summary>Whether the day comes round every year: birthdays.</summary>
    public bool IsYearly { get; init; }

    /// <summary>What may be asked.</summary>
    public IReadOnlyList<FilterOperator> Operators => OperatorsOf(Kind, IsYearly);

    /// <summary>The condition as an expression. The condition was checked.</summary>
    internal Func<FilterCondition, FilterScope, Expression<Func<Contact, bool>>> Translate { get; init; } = (_, _) => _ => false;

    /// <summary>Keys of contacts that the condition can hold for, by an index of their own; null where there is none for the condition.</summary>
    internal Func<FilterCondition, FilterScope, CrmDb, IQueryable<long>?>? Candidates { get; init; }

    /// <summary>Whether the operator needs no value.</summary>
    public static bool NeedsNoValue(FilterOperator asked) => asked is FilterOperator.HasValue or FilterOperator.IsEmpty;

    /// <summary>Whether the operator needs a count and a unit.</summary>
    public static bool NeedsSpan(FilterOperator asked) =>
        asked is FilterOperator.InLast or FilterOperator.NotInLast or FilterOperator.InNext or FilterOperator.RecursInNext;

    private static FilterOperator[] OperatorsOf(FilterKind kind, bool isYearly) => kind switch
    {
        FilterKind.Text => OfTexts,
        FilterKind.Choice => OfChoices,
        FilterKind.Number => OfNumbers,
        FilterKind.Day => isYearly ? OfYearlyDays : OfDays,
        FilterKind.Moment => OfMoments,
        FilterKind.Member => OfMembers,
        _ => OfYesNo,
    };

    private static readonly FilterOperator[] OfTexts =
    [
        FilterOperator.Contains, FilterOperator.NotContains, FilterOperator.Is, FilterOperator.IsNot, FilterOperator.StartsWith, FilterOperator.HasValue, FilterOperator.IsEmpty,
    ];

    private static readonly FilterOperator[] OfChoices = [FilterOperator.Is, FilterOperator.IsNot, FilterOperator.HasValue, FilterOperator.IsEmpty];
    private static readonly FilterOperator[] OfMembers = [FilterOperator.Is, FilterOperator.IsNot];
    private static readonly FilterOperator[] OfYesNo = [FilterOperator.Is];

    private static readonly FilterOperator[] OfNumbers =
        [FilterOperator.AtLeast, FilterOperator.AtMost, FilterOperator.Is, FilterOperator.Between, FilterOperator.HasValue, FilterOperator.IsEmpty];

    private static readonly FilterOperator[] OfMoments =
    [
        FilterOperator.InLast, FilterOperator.NotInLast, FilterOperator.Before, FilterOperator.After, FilterOperator.Between, FilterOperator.Is, FilterOperator.HasValue, FilterOperator.IsEmpty,
    ];

    private static readonly FilterOperator[] OfDays = [.. OfMoments, FilterOperator.InNext];

    private static readonly FilterOperator[] OfYearlyDays = [FilterOperator.RecursInNext, FilterOperator.InMonth, .. OfDays];
}

/// <summary>What conditions are relative to.</summary>
/// <param name="Reader">Who "me" is.</param>
/// <param name="Now">Now.</param>
/// <param name="Zone">Where days begin.</param>
internal sealed record FilterScope(Users.Reader Reader, DateTimeOffset Now, TimeZoneInfo Zone)
{
    /// <summary>Today in the zone.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, Zone).DateTime);
}
