using CrmAddin.Core.Contacts;
using CrmAddin.Web.Http;

namespace CrmAddin.Web.Contacts;

/// <summary>Rows of phones and addresses, which the forms of contacts and accounts share.</summary>
public static class PostedParts
{
    /// <summary>Phones; null where the form showed none.</summary>
    public static List<PhoneValue>? Phones(this PostedForm form) =>
        form.All("phone")?.Select((raw, i) => new PhoneValue(raw.Trim(), form.NamedAt("phoneKind", i, PhoneKind.Work))).Where(p => p.Raw.Length > 0).ToList();

    /// <summary>Postal addresses; null where the form showed none.</summary>
    public static List<AddressValue>? Addresses(this PostedForm form) => form.All("street") is not { } streets ? null :
    [
        .. streets.Select((street, i) => new AddressValue(
                form.NamedAt("addressKind", i, AddressKind.Work), street, form.At("district", i), form.At("city", i), form.At("region", i), form.At("postcode", i), form.At("country", i)))
            .Where(a => (a.Street + a.District + a.City + a.Region + a.Postcode + a.Country).Trim().Length > 0),
    ];
}
