using System.Globalization;
using System.Linq.Expressions;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Filters;

/// <summary>The firm's own fields of contacts and of their accounts as fields of filters.</summary>
internal static class CustomFilterFields
{
    /// <summary>A field of contacts.</summary>
    public static FilterField OfContact(CustomField field) => Field("custom:", field, c => c.CustomValues, (condition, scope, db) =>
        Comparisons.PositiveOf(condition.Operator).IsNegative || condition.Operator == FilterOperator.HasValue || field.Kind == CustomFieldKind.YesNo ? null
            : db.CustomFieldValues.AsNoTracking().Where(v => v.ContactId != null).Where(Test(field, condition.Operator, condition, scope)).Select(v => v.ContactId!.Value));

    /// <summary>A field of accounts, asked of the contact's account.</summary>
    public static FilterField OfAccount(CustomField field) => Field("account.custom:", field, c => c.Account!.CustomValues, null);

    private static FilterField Field(
        string prefix, CustomField field, Expression<Func<Contact, IEnumerable<CustomFieldValue>>> values, Func<FilterCondition, FilterScope, CrmDb, IQueryable<long>?>? candidates) => new()
        {
            Name = prefix + field.Key,
            Kind = KindOf(field.Kind),
            Section = FilterSection.Custom,
            Custom = field,
            IsYearly = field.Kind == CustomFieldKind.Date,
            Options = [.. field.Choices.OrderBy(c => c.Position).Select(c => new FilterOption(c.Id.ToString(CultureInfo.InvariantCulture), c.Name, c.NameArabic))],
            Translate = (condition, scope) => field.Kind == CustomFieldKind.YesNo && condition.Values is ["no"]
                ? Criteria.Not(Criteria.AnyPart(values, Test(field, FilterOperator.Is, condition with { Values = ["yes"] }, scope)))
                : ContactFilterFields.Turned(condition, positive => Criteria.AnyPart(values, Test(field, positive, condition, scope))),
            Candidates = candidates,
        };

    private static FilterKind KindOf(CustomFieldKind kind) => kind switch
    {
        CustomFieldKind.Number or CustomFieldKind.Money => FilterKind.Number,
        CustomFieldKind.Date => FilterKind.Day,
        CustomFieldKind.YesNo => FilterKind.YesNo,
        CustomFieldKind.Choice or CustomFieldKind.MultiChoice or CustomFieldKind.ContactLink => FilterKind.Choice,
        _ => FilterKind.Text,
    };

    private static Expression<Func<CustomFieldValue, bool>> Test(CustomField field, FilterOperator positive, FilterCondition condition, FilterScope scope)
    {
        var id = field.Id;
        return Criteria.All([v => v.CustomFieldId == id, ValueTest(field.Kind, positive, condition, scope)]);
    }

    private static Expression<Func<CustomFieldValue, bool>> ValueTest(CustomFieldKind kind, FilterOperator positive, FilterCondition condition, FilterScope scope)
    {
        if (positive == FilterOperator.HasValue)
            return v => true;
        var keys = ContactFilterFields.Keys(condition).ConvertAll(k => (long?)k);
        return kind switch
        {
            CustomFieldKind.Number or CustomFieldKind.Money => Criteria.Over<CustomFieldValue, decimal?>(v => v.Number, Comparisons.Amount(positive, ContactFilterFields.Numbers(condition))),
            CustomFieldKind.YesNo => v => v.Number == 1,
            CustomFieldKind.Date => Criteria.Over<CustomFieldValue, DateOnly?>(v => v.Day, Comparisons.Day(positive, condition.Values, scope.Today)),
            CustomFieldKind.Choice or CustomFieldKind.MultiChoice => v => v.ChoiceId != null && keys.Contains(v.ChoiceId),
            CustomFieldKind.ContactLink => v => v.LinkedContactId != null && keys.Contains(v.LinkedContactId),
            _ => Criteria.Over<CustomFieldValue, string?>(v => v.TextKey, Comparisons.Folded(positive, condition.Values)),
        };
    }
}
