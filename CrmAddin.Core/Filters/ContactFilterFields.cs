using System.Globalization;
using System.Linq.Expressions;
using CrmAddin.Core.Consent;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Filters;

// Expressions become SQL, where no culture is at work and the engines know none of the overloads that name one.
#pragma warning disable CA1304, CA1310, CA1311, CA1847, CA1866

/// <summary>The built-in fields of a contact and its account, and what conditions on them mean.</summary>
internal static class ContactFilterFields
{
    private const string Me = "me";
    private const string Mine = "mine";

    /// <summary>The fields, in the order of screens.</summary>
    public static IEnumerable<FilterField> BuiltIn(IReadOnlyList<LookupItem> lists, IReadOnlyList<User> users, IReadOnlyList<Team> teams) =>
    [
        Name(),
        Text("givenName", FilterSection.Person, c => c.GivenName),
        Text("middleName", FilterSection.Person, c => c.MiddleName),
        Text("familyName", FilterSection.Person, c => c.FamilyName),
        Text("honorific", FilterSection.Person, c => c.Honorific),
        Text("suffix", FilterSection.Person, c => c.Suffix),
        Text("nameOtherScript", FilterSection.Person, c => c.NameOtherScript),
        Text("jobTitle", FilterSection.Person, c => c.JobTitle),
        Text("language", FilterSection.Person, c => c.Language),
        Text("notes", FilterSection.Person, c => c.CorrespondenceNotes),

        Email(),
        EmailDomain(),
        Phone(),
        PartText("street", FilterSection.Reach, c => c.Addresses, a => a.Street),
        PartText("district", FilterSection.Reach, c => c.Addresses, a => a.District),
        PartText("city", FilterSection.Reach, c => c.Addresses, a => a.City),
        PartText("region", FilterSection.Reach, c => c.Addresses, a => a.Region),
        PartText("postcode", FilterSection.Reach, c => c.Addresses, a => a.Postcode),
        PartText("country", FilterSection.Reach, c => c.Addresses, a => a.Country),
        PartText("profile", FilterSection.Reach, c => c.Profiles, p => p.Url),
        Text("website", FilterSection.Reach, c => c.Website),
        Text("timeZone", FilterSection.Reach, c => c.TimeZone),
        Text("bestTimeToCall", FilterSection.Reach, c => c.BestTimeToCall),
        YesNo("hasPhone", FilterSection.Reach, c => c.Phones.Any()),
        YesNo("hasEmail", FilterSection.Reach, c => c.Emails.Any()),
        YesNo("hasAddress", FilterSection.Reach, c => c.Addresses.Any()),
        YesNo("hasBouncedEmail", FilterSection.Reach, c => c.Emails.Any(e => e.State == EmailState.Bounced)),
        YesNo("doNotContact", FilterSection.Reach, c => c.DoNotContact),
        Consent(),

        Enumerated<ContactStatus>("status", c => c.Status),
        Enumerated<ContactLevel>("level", c => c.Level),
        Number("engagementScore", FilterSection.Standing, c => c.EngagementScore),
        Number("interestScore", FilterSection.Standing, c => c.InterestScore),
        Number("abilityScore", FilterSection.Standing, c => c.AbilityScore),
        Lookup("group", LookupKind.Group, lists),
        Lookup("type", LookupKind.ContactType, lists),
        Lookup("tag", LookupKind.Tag, lists),
        Source(lists),
        Owner(users),
        Team(teams),
        Completeness(),
        YesNo("archived", FilterSection.Standing, c => c.ArchivedAt != null),

        Moment("lastContactedAt", c => c.LastContactedAt, (test, db) => db.Contacts.IgnoreQueryFilters().Where(Criteria.Over<Contact, DateTimeOffset?>(c => c.LastContactedAt, test)).Select(c => c.Id)),
        Moment("createdAt", c => c.CreatedAt, null),
        Moment("changedAt", c => c.ChangedAt, (test, db) => db.Contacts.IgnoreQueryFilters().Where(Criteria.Over<Contact, DateTimeOffset?>(c => c.ChangedAt, test)).Select(c => c.Id)),
        Day("nextActionOn", FilterSection.Activity, c => c.NextActionOn, isYearly: false),
        Text("nextAction", FilterSection.Activity, c => c.NextAction),

        Day("birthdayOn", FilterSection.InnerCircle, c => c.BirthdayOn, isYearly: true),
        Day("anniversaryOn", FilterSection.InnerCircle, c => c.AnniversaryOn, isYearly: true),
        Text("spouseName", FilterSection.InnerCircle, c => c.SpouseName),
        Day("spouseBirthdayOn", FilterSection.InnerCircle, c => c.SpouseBirthdayOn, isYearly: true),
        PartText("childName", FilterSection.InnerCircle, c => c.Children, ch => ch.Name),
        PartDay("childBirthdayOn", FilterSection.InnerCircle, c => c.Children, ch => ch.BirthdayOn),
        Number("children", FilterSection.InnerCircle, c => c.Children.Count()),
        Text("hobbies", FilterSection.InnerCircle, c => c.Hobbies),
        Text("education", FilterSection.InnerCircle, c => c.Education),
        Text("interests", FilterSection.InnerCircle, c => c.Interests),
        Text("lifestyle", FilterSection.InnerCircle, c => c.Lifestyle),
        Amount("budget", FilterSection.InnerCircle, c => c.Budget),
        Text("budgetCurrency", FilterSection.InnerCircle, c => c.BudgetCurrency),
        Text("purchasePreferences", FilterSection.InnerCircle, c => c.PurchasePreferences),
        Text("concerns", FilterSection.InnerCircle, c => c.Concerns),

        Text("account", FilterSection.Account, c => c.Account!.Name),
        Text("account.nameOtherScript", FilterSection.Account, c => c.Account!.NameOtherScript),
        Text("account.interest", FilterSection.Account, c => c.Account!.Interest),
        Industry(lists),
        Number("account.employees", FilterSection.Account, c => c.Account!.Employees),
        Text("account.city", FilterSection.Account, c => c.Account!.City),
        Text("account.country", FilterSection.Account, c => c.Account!.Country),
        Text("account.website", FilterSection.Account, c => c.Account!.Website),
    ];

    /// <summary>A field of which a contact has any number of texts.</summary>
    public static FilterField PartText<TPart>(string name, FilterSection section, Expression<Func<Contact, IEnumerable<TPart>>> parts, Expression<Func<TPart, string?>> text) => new()
    {
        Name = name,
        Kind = FilterKind.Text,
        Section = section,
        Translate = (condition, _) => Turned(condition, positive => Criteria.AnyPart(parts, Criteria.Over(text, Comparisons.Text(positive, condition.Values)))),
    };

    /// <summary>The condition with its positive operator translated, turned round where it is a negative one.</summary>
    public static Expression<Func<Contact, bool>> Turned(FilterCondition condition, Func<FilterOperator, Expression<Func<Contact, bool>>> translate)
    {
        var (positive, isNegative) = Comparisons.PositiveOf(condition.Operator);
        var criterion = translate(positive);
        return isNegative ? Criteria.Not(criterion) : criterion;
    }

    /// <summary>Values of a condition as keys.</summary>
    public static List<long> Keys(FilterCondition condition) =>
        [.. condition.Values.Select(v => long.TryParse(v, CultureInfo.InvariantCulture, out var key) ? key : 0).Where(k => k > 0)];

    /// <summary>Values of a condition as numbers.</summary>
    public static List<decimal> Numbers(FilterCondition condition) => [.. condition.Values.Select(v => CustomFieldText.Number(v) ?? 0)];

    private static FilterField Text(string name, FilterSection section, Expression<Func<Contact, string?>> text) => new()
    {
        Name = name,
        Kind = FilterKind.Text,
        Section = section,
        Translate = (condition, _) => Turned(condition, positive => Criteria.Over(text, Comparisons.Text(positive, condition.Values))),
    };

    // By its folded form and, for beginnings, by the words of both scripts.
    private static FilterField Name() => new()
    {
        Name = "name",
        Kind = FilterKind.Text,
        Section = FilterSection.Person,
        Translate = (condition, _) => Turned(condition, positive => positive == FilterOperator.HasValue
            ? c => c.DisplayName != ""
            : Criteria.Any(condition.Values.Select(v => SearchText.Fold(v)).Select(v => NameIs(positive, v)))),
        Candidates = (condition, _, db) => condition is { Operator: FilterOperator.Is or FilterOperator.StartsWith, Values: [var only] } && SearchText.Fold(only) is { Length: > 0 } folded
            ? SearchQuery.AllNames(db, condition.Operator == FilterOperator.Is ? KeyRange.Exactly(folded) : KeyRange.StartingWith(folded)).Select(c => c.Id)
            : null,
    };

    private static Expression<Func<Contact, bool>> NameIs(FilterOperator positive, string folded) => positive switch
    {
        FilterOperator.Is => c => c.SortKey == folded,
        FilterOperator.StartsWith => c => c.SortKey.StartsWith(folded),
        _ => c => c.SortKey.Contains(folded) || c.SearchKeys.Any(k => k.Kind == SearchKeyKind.Name && k.Key.StartsWith(folded)),
    };

    private static FilterField Email() => new()
    {
        Name = "email",
        Kind = FilterKind.Text,
        Section = FilterSection.Reach,
        Translate = (condition, _) => Turned(condition, positive =>
            Criteria.AnyPart(c => c.Emails, Criteria.Over<ContactEmail, string?>(e => e.AddressKey, Comparisons.Text(positive, condition.Values)))),
        Candidates = (condition, _, db) =>
        {
            if (condition.Operator != FilterOperator.Is)
                return null;
            var keys = condition.Values.Select(ContactEmail.KeyOf).ToList();
            return db.ContactEmails.AsNoTracking().Where(e => keys.Contains(e.AddressKey)).Select(e => e.ContactId);
        },
    };

    // "alnoor.example" is its subdomains too.
    private static FilterField EmailDomain() => new()
    {
        Name = "emailDomain",
        Kind = FilterKind.Text,
        Section = FilterSection.Reach,
        Translate = (condition, _) => Turned(condition, positive =>
        {
            var domains = Domains(condition);
            return positive == FilterOperator.HasValue ? c => c.Emails.Any() : Criteria.Any(domains.Select<string, Expression<Func<Contact, bool>>>(domain => positive switch
            {
                FilterOperator.Is => Ends(domain),
                FilterOperator.StartsWith => Holds("@" + domain),
                _ => HoldsAfterAt(domain),
            }));
        }),
        Candidates = (condition, _, db) =>
        {
            if (condition is not { Operator: FilterOperator.Is, Values: [_] })
                return null;
            var key = ContactKeys.DomainMark + Domains(condition)[0];
            // A short subdomain has no key of its own; then the condition is asked of every contact.
            return key.Length <= ContactKeys.MaxLength && HasOwnKeys(key) ? db.SearchKeys.IgnoreQueryFilters().Where(k => k.Key == key).Select(k => k.ContactId) : null;
        },
    };

    private static List<string> Domains(FilterCondition condition) => [.. condition.Values.Select(v => v.Trim().TrimStart('@').ToLowerInvariant())];

    private static bool HasOwnKeys(string key) => key.IndexOf('.', StringComparison.Ordinal) is > 4 and < ContactKeys.MaxLength;

    private static Expression<Func<Contact, bool>> Ends(string domain)
    {
        var (whole, sub) = ("@" + domain, "." + domain);
        return c => c.Emails.Any(e => e.AddressKey.EndsWith(whole) || (e.AddressKey.Contains("@") && e.AddressKey.EndsWith(sub)));
    }

    private static Expression<Func<Contact, bool>> Holds(string part) => c => c.Emails.Any(e => e.AddressKey.Contains(part));

    private static Expression<Func<Contact, bool>> HoldsAfterAt(string part) =>
        c => c.Emails.Any(e => e.AddressKey.Substring(e.AddressKey.IndexOf("@") + 1).Contains(part));

    // Digits as they are dialled: "0501" and "+966 50 1" both hold "501".
    private static FilterField Phone() => new()
    {
        Name = "phone",
        Kind = FilterKind.Text,
        Section = FilterSection.Reach,
        Translate = (condition, _) => Turned(condition, positive => positive == FilterOperator.HasValue
            ? c => c.Phones.Any()
            : Criteria.Any(condition.Values.Select(v => PhoneIs(positive, v)))),
    };

    private static Expression<Func<Contact, bool>> PhoneIs(FilterOperator positive, string value)
    {
        var raw = value.Trim();
        var digits = SearchText.Digits(value);
        var national = digits.TrimStart('0');
        var international = "+" + (digits.StartsWith("00", StringComparison.Ordinal) ? digits[2..] : digits);
        return positive switch
        {
            _ when national.Length == 0 => c => c.Phones.Any(p => p.Raw.Contains(raw)),
            FilterOperator.Is => c => c.Phones.Any(p => p.E164 == international || p.Raw == raw || (p.E164 != null && digits.StartsWith("0") && p.E164.EndsWith(national) && p.Raw.EndsWith(national))),
            FilterOperator.StartsWith => c => c.Phones.Any(p => (p.E164 != null && p.E164.StartsWith(international)) || p.Raw.StartsWith(raw)),
            _ => c => c.Phones.Any(p => (p.E164 != null && p.E164.Contains(national)) || p.Raw.Contains(raw)),
        };
    }

    private static FilterField PartDay<TPart>(string name, FilterSection section, Expression<Func<Contact, IEnumerable<TPart>>> parts, Expression<Func<TPart, DateOnly?>> day) => new()
    {
        Name = name,
        Kind = FilterKind.Day,
        Section = section,
        IsYearly = true,
        Translate = (condition, scope) => Turned(condition, positive => Criteria.AnyPart(parts, Criteria.Over(day, Comparisons.Day(positive, condition.Values, scope.Today)))),
    };

    private static FilterField Day(string name, FilterSection section, Expression<Func<Contact, DateOnly?>> day, bool isYearly) => new()
    {
        Name = name,
        Kind = FilterKind.Day,
        Section = section,
        IsYearly = isYearly,
        Translate = (condition, scope) => Turned(condition, positive => Criteria.Over(day, Comparisons.Day(positive, condition.Values, scope.Today))),
    };

    private static FilterField Moment(
        string name, Expression<Func<Contact, DateTimeOffset?>> moment, Func<Expression<Func<DateTimeOffset?, bool>>, CrmDb, IQueryable<long>>? byIndex) => new()
        {
            Name = name,
            Kind = FilterKind.Moment,
            Section = FilterSection.Activity,
            Translate = (condition, scope) => Turned(condition, positive => Criteria.Over(moment, Comparisons.Moment(positive, condition.Values, scope.Now, scope.Zone))),
            Candidates = byIndex is null ? null : (condition, scope, db) =>
            {
                var (positive, isNegative) = Comparisons.PositiveOf(condition.Operator);
                return isNegative || positive == FilterOperator.HasValue ? null : byIndex(Comparisons.Moment(positive, condition.Values, scope.Now, scope.Zone), db);
            },
        };

    private static FilterField Number(string name, FilterSection section, Expression<Func<Contact, int?>> number) => new()
    {
        Name = name,
        Kind = FilterKind.Number,
        Section = section,
        Translate = (condition, _) => Turned(condition, positive => Criteria.Over(number, Comparisons.Number(positive, Numbers(condition)))),
    };

    private static FilterField Amount(string name, FilterSection section, Expression<Func<Contact, decimal?>> amount) => new()
    {
        Name = name,
        Kind = FilterKind.Number,
        Section = section,
        Translate = (condition, _) => Turned(condition, positive => Criteria.Over(amount, Comparisons.Amount(positive, Numbers(condition)))),
    };

    private static FilterField YesNo(string name, FilterSection section, Expression<Func<Contact, bool>> holds) => new()
    {
        Name = name,
        Kind = FilterKind.YesNo,
        Section = section,
        Translate = (condition, _) => condition.Values is ["yes"] ? holds : Criteria.Not(holds),
    };

    private static FilterField Enumerated<TEnum>(string name, Expression<Func<Contact, TEnum?>> value)
        where TEnum : struct, Enum => new()
        {
            Name = name,
            Kind = FilterKind.Choice,
            Section = FilterSection.Standing,
            Options = [.. Enum.GetNames<TEnum>().Select(n => new FilterOption(n))],
            Translate = (condition, _) => Turned(condition, positive =>
            {
                var wanted = condition.Values.Select(v => (TEnum?)Enum.Parse<TEnum>(v, ignoreCase: true)).ToList();
                return Criteria.Over(value, positive == FilterOperator.HasValue ? v => v != null : v => wanted.Contains(v));
            }),
        };

    private static FilterField Lookup(string name, LookupKind kind, IReadOnlyList<LookupItem> lists) => new()
    {
        Name = name,
        Kind = FilterKind.Choice,
        Section = FilterSection.Standing,
        List = kind,
        Options = ItemsOf(kind, lists),
        Translate = (condition, _) => Turned(condition, positive =>
        {
            var items = Keys(condition);
            return positive == FilterOperator.HasValue
                ? c => c.Lookups.Any(l => l.LookupItem!.Kind == kind)
                : c => c.Lookups.Any(l => items.Contains(l.LookupItemId));
        }),
        Candidates = (condition, _, db) =>
        {
            var items = Keys(condition);
            return condition.Operator == FilterOperator.Is ? db.ContactLookups.AsNoTracking().Where(l => items.Contains(l.LookupItemId)).Select(l => l.ContactId) : null;
        },
    };

    private static FilterField Source(IReadOnlyList<LookupItem> lists) => new()
    {
        Name = "source",
        Kind = FilterKind.Choice,
        Section = FilterSection.Standing,
        List = LookupKind.Source,
        Options = ItemsOf(LookupKind.Source, lists),
        Translate = (condition, _) => Turned(condition, positive =>
        {
            var items = Keys(condition).ConvertAll(i => (long?)i);
            return positive == FilterOperator.HasValue ? c => c.SourceId != null : c => items.Contains(c.SourceId);
        }),
        Candidates = (condition, _, db) =>
        {
            var items = Keys(condition).ConvertAll(i => (long?)i);
            return condition.Operator == FilterOperator.Is ? db.Contacts.IgnoreQueryFilters().Where(c => items.Contains(c.SourceId)).Select(c => c.Id) : null;
        },
    };

    private static FilterField Industry(IReadOnlyList<LookupItem> lists) => new()
    {
        Name = "account.industry",
        Kind = FilterKind.Choice,
        Section = FilterSection.Account,
        List = LookupKind.Industry,
        Options = ItemsOf(LookupKind.Industry, lists),
        Translate = (condition, _) => Turned(condition, positive =>
        {
            var items = Keys(condition).ConvertAll(i => (long?)i);
            return positive == FilterOperator.HasValue ? c => c.Account!.IndustryId != null : c => items.Contains(c.Account!.IndustryId);
        }),
    };

    private static List<FilterOption> ItemsOf(LookupKind kind, IReadOnlyList<LookupItem> lists) =>
        [.. lists.Where(i => i.Kind == kind).Select(i => new FilterOption(i.Id.ToString(CultureInfo.InvariantCulture), i.Name, i.NameArabic))];

    private static FilterField Owner(IReadOnlyList<User> users) => new()
    {
        Name = "owner",
        Kind = FilterKind.Choice,
        Section = FilterSection.Standing,
        Options = [new(Me), .. users.Select(u => new FilterOption(u.Id.ToString(CultureInfo.InvariantCulture), u.DisplayName))],
        Translate = (condition, scope) => Turned(condition, positive =>
        {
            var owners = Owners(condition, scope);
            return positive == FilterOperator.HasValue ? c => c.OwnerId != null : c => c.OwnerId != null && owners.Contains(c.OwnerId);
        }),
        Candidates = (condition, scope, db) =>
        {
            var owners = Owners(condition, scope);
            return condition.Operator == FilterOperator.Is ? db.Contacts.IgnoreQueryFilters().Where(c => c.OwnerId != null && owners.Contains(c.OwnerId)).Select(c => c.Id) : null;
        },
    };

    private static List<long?> Owners(FilterCondition condition, FilterScope scope) =>
        [.. Keys(condition).Select(k => (long?)k), .. condition.Values.Contains(Me) && scope.Reader.UserId is { } me ? new long?[] { me } : []];

    private static FilterField Team(IReadOnlyList<Team> teams) => new()
    {
        Name = "team",
        Kind = FilterKind.Choice,
        Section = FilterSection.Standing,
        Options = [new(Mine), .. teams.Select(t => new FilterOption(t.Id.ToString(CultureInfo.InvariantCulture), t.Name, t.NameArabic))],
        Translate = (condition, scope) => Turned(condition, positive =>
        {
            var keys = Keys(condition).Concat(condition.Values.Contains(Mine) ? scope.Reader.TeamIds : []).Select(k => (long?)k).ToList();
            return positive == FilterOperator.HasValue ? c => c.TeamId != null : c => c.TeamId != null && keys.Contains(c.TeamId);
        }),
    };

    // The same ten as Contacts.Completeness counts on a card; a moment of contact stands for a timeline.
    private static FilterField Completeness() => Number("completeness", FilterSection.Standing, c =>
        (c.DisplayName != "" ? 1 : 0)
        + (c.Phones.Any() ? 1 : 0)
        + (c.Emails.Any() ? 1 : 0)
        + (c.Addresses.Any() ? 1 : 0)
        + (c.LastContactedAt != null || (c.CorrespondenceNotes != null && c.CorrespondenceNotes != "") ? 1 : 0)
        + (c.SourceId != null ? 1 : 0)
        + (c.Status != null ? 1 : 0)
        + (c.Level != null ? 1 : 0)
        + (c.Lookups.Any(l => l.LookupItem!.Kind == LookupKind.Group) ? 1 : 0)
        + (c.Lookups.Any(l => l.LookupItem!.Kind == LookupKind.ContactType) ? 1 : 0));

    // As ConsentRule: the latest record holds, a withdrawal against a consent of the same moment, and do-not-contact over all.
    private static FilterField Consent() => new()
    {
        Name = "consent",
        Kind = FilterKind.Member,
        Section = FilterSection.Reach,
        Options = [.. Enum.GetValues<ConsentPurpose>().SelectMany(p => Enum.GetValues<ConsentChannel>().Select(ch => new FilterOption($"{p}.{ch}")))],
        Translate = (condition, _) => Turned(condition, _ => Criteria.Any(condition.Values.Select(ConsentGiven))),
    };

    private static Expression<Func<Contact, bool>> ConsentGiven(string value)
    {
        var parts = value.Split('.');
        var (purpose, channel) = (Enum.Parse<ConsentPurpose>(parts[0]), Enum.Parse<ConsentChannel>(parts[1]));
        return c => !c.DoNotContact && c.Consents.Where(r => r.Purpose == purpose && r.Channel == channel)
            .OrderByDescending(r => r.At).ThenByDescending(r => r.State).ThenByDescending(r => r.Id).Select(r => (ConsentState?)r.State).FirstOrDefault() == ConsentState.Given;
    }
}
