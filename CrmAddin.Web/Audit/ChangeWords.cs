using System.Globalization;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Firm;
using CrmAddin.Web.Texts;

namespace CrmAddin.Web.Audit;

/// <summary>Says in words what the journal holds: entities, fields and values in the reader's language.</summary>
public static class ChangeWords
{
    private static readonly Dictionary<string, string> PrefixOfEnum = new()
    {
        ["ContactStatus"] = "status.",
        ["PhoneKind"] = "phone-kind.",
        ["AddressKind"] = "address-kind.",
        ["ProfileKind"] = "profile-kind.",
        ["StageKind"] = "stage-kind.",
        ["DealTrack"] = "deal-track.",
        ["LookupKind"] = "lookup-kind.",
        ["CustomFieldKind"] = "field-kind.",
        ["FieldEntity"] = "field-entity.",
        ["DocumentKind"] = "document-kind.",
        ["ActivityKind"] = "activity-kind.",
        ["ActivityState"] = "activity-state.",
    };

    /// <summary>What kind of row changed: "phone", "deal".</summary>
    public static string Entity(string entity) => UiTexts.Find("audit.entity." + entity) ?? entity;

    /// <summary>Label of a field.</summary>
    public static string Field(string entity, string field) => UiTexts.Find($"audit.field.{entity}.{field}")
        ?? UiTexts.Find("audit.field." + field)
        ?? UiTexts.Find("field." + Camel(field.EndsWith("Id", StringComparison.Ordinal) ? field[..^2] : field))
        ?? field;

    /// <summary>A value in words; a dash for none.</summary>
    public static string Value(object? value, ReferredName? name, string field, string? currency, FirmSettings firm) => value switch
    {
        null => "—",
        _ when name is not null => name.In(UiTexts.Language),
        Enum named => EnumName(named),
        bool flag => UiTexts.T(flag ? "audit.yes" : "audit.no"),
        DateOnly day => Format.Day(day),
        DateTimeOffset moment => Format.Moment(moment, firm.Zone),
        decimal amount when IsMoney(field) => Format.Money(amount, currency ?? firm.Currency),
        decimal number => number.ToString("0.####", CultureInfo.InvariantCulture),
        long key when field.EndsWith("Id", StringComparison.Ordinal) => UiTexts.T("audit.not-seen", key.ToString(CultureInfo.InvariantCulture)),
        string text => text,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>The name of a value out of a fixed set.</summary>
    public static string EnumName(Enum value)
    {
        var type = value.GetType().Name;
        var named = PrefixOfEnum.TryGetValue(type, out var prefix) ? UiTexts.Find(prefix + value) : null;
        return named ?? UiTexts.Find($"audit.value.{type}.{value}") ?? value.ToString();
    }

    /// <summary>From where something was changed: an address as it stands, a place of the product by its name.</summary>
    public static string Place(string from) => UiTexts.Find("audit.place." + from.Replace(' ', '-')) ?? from;

    /// <summary>Where a captured value came from: "from the signature of message …".</summary>
    public static string Origin(string from)
    {
        foreach (var (start, key) in new[] { ("signature of message ", "provenance.signature"), ("header of message ", "provenance.header"), ("message ", "provenance.message"), ("import ", "provenance.import") })
        {
            if (from.StartsWith(start, StringComparison.Ordinal))
                return UiTexts.T(key, from[start.Length..]);
        }
        return from switch
        {
            "typed" => UiTexts.T("provenance.typed"),
            "mail" => UiTexts.T("provenance.mail"),
            _ => from,
        };
    }

    private static bool IsMoney(string field) => field is "Budget" or "Amount" or "UnitPrice" or "ListPrice" or "Cost";

    private static string Camel(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name[1..];
}
