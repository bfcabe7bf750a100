using CrmAddin.Core.Contacts.Outlook;
using Microsoft.Graph.Models;
using GraphContact = Microsoft.Graph.Models.Contact;
using Pair = System.Collections.Generic.KeyValuePair<string, string?>;

namespace CrmAddin.Web.Graph;

/// <summary>Turns Graph's contacts into cards and cards into Graph's contacts; nothing of Graph's goes further than this folder.</summary>
internal static class GraphCards
{
    /// <summary>The property by which a card names its contact, in the set of public strings.</summary>
    public const string CrmId = "String {66f5a359-4659-4638-81a3-d1d2b2f5c5b4} Name CrmId";

    /// <summary>What is asked of every card.</summary>
    public static readonly string[] Select =
    [
        "id", "parentFolderId", "changeKey", "title", "givenName", "middleName", "surname", "generation", "displayName", "jobTitle", "companyName", "businessHomePage",
        "emailAddresses", "businessPhones", "mobilePhone", "homePhones", "businessAddress", "homeAddress", "otherAddress",
    ];

    public static readonly string[] Expand = [$"singleValueExtendedProperties($filter=id eq '{CrmId}')"];

    public static bool IsRemoved(GraphContact contact) => contact.AdditionalData.ContainsKey("@removed");

    public static HeldCard From(GraphContact c) => new(c.Id!, c.ChangeKey, new OutlookCard(
    [
        new Pair("honorific", c.Title),
        new Pair("givenName", c.GivenName),
        new Pair("middleName", c.MiddleName),
        new Pair("familyName", c.Surname),
        new Pair("suffix", c.Generation),
        new Pair("displayName", c.DisplayName),
        new Pair("jobTitle", c.JobTitle),
        new Pair("account", c.CompanyName),
        new Pair("website", c.BusinessHomePage),
        new Pair("emails", Lines(c.EmailAddresses?.Select(e => e.Address))),
        new Pair("businessPhones", Lines(c.BusinessPhones)),
        new Pair("mobilePhone", c.MobilePhone),
        new Pair("homePhones", Lines(c.HomePhones)),
        new Pair("businessAddress", Lines(c.BusinessAddress)),
        new Pair("homeAddress", Lines(c.HomeAddress)),
        new Pair("otherAddress", Lines(c.OtherAddress)),
    ]))
    {
        CrmId = long.TryParse(c.SingleValueExtendedProperties?.Find(p => string.Equals(p.Id, CrmId, StringComparison.OrdinalIgnoreCase))?.Value, out var id) ? id : null,
    };

    /// <summary>The fields to write, and the property that names the contact.</summary>
    public static GraphContact ToGraph(CardWrite write)
    {
        var contact = new GraphContact
        {
            SingleValueExtendedProperties = [new SingleValueLegacyExtendedProperty { Id = CrmId, Value = write.CrmId.ToString(System.Globalization.CultureInfo.InvariantCulture) }],
        };
        foreach (var field in write.Fields)
            Put(contact, field, write.Card!);
        return contact;
    }

    private static void Put(GraphContact contact, string field, OutlookCard card)
    {
        var text = card[field];
        switch (field)
        {
            case "honorific": contact.Title = text; break;
            case "givenName": contact.GivenName = text; break;
            case "middleName": contact.MiddleName = text; break;
            case "familyName": contact.Surname = text; break;
            case "suffix": contact.Generation = text; break;
            case "displayName": contact.DisplayName = text; break;
            case "jobTitle": contact.JobTitle = text; break;
            case "account": contact.CompanyName = text; break;
            case "website": contact.BusinessHomePage = text; break;
            case "emails": contact.EmailAddresses = [.. card.Lines(field).Select(a => new EmailAddress { Address = a, Name = card["displayName"] ?? a })]; break;
            case "businessPhones": contact.BusinessPhones = [.. card.Lines(field)]; break;
            case "mobilePhone": contact.MobilePhone = text; break;
            case "homePhones": contact.HomePhones = [.. card.Lines(field)]; break;
            case "businessAddress": contact.BusinessAddress = Address(card.Lines(field)); break;
            case "homeAddress": contact.HomeAddress = Address(card.Lines(field)); break;
            case "otherAddress": contact.OtherAddress = Address(card.Lines(field)); break;
            default: throw new InvalidOperationException($"A card has no field \"{field}\".");
        }
    }

    private static PhysicalAddress Address(IReadOnlyList<string> lines) => new()
    {
        Street = At(lines, 0),
        City = At(lines, 1),
        State = At(lines, 2),
        PostalCode = At(lines, 3),
        CountryOrRegion = At(lines, 4),
    };

    private static string At(IReadOnlyList<string> lines, int line) => line < lines.Count ? lines[line] : "";

    private static string? Lines(PhysicalAddress? a) =>
        a is null ? null : string.Join('\n', a.Street?.ReplaceLineEndings(" "), a.City, a.State, a.PostalCode, a.CountryOrRegion).TrimEnd('\n');

    private static string? Lines(IEnumerable<string?>? values) =>
        values is null ? null : string.Join('\n', values.Where(v => !string.IsNullOrWhiteSpace(v)).Select(v => v!.Trim()));
}
