using System.Text.Json.Nodes;
using GraphSimulator.Mailboxes;

namespace GraphSimulator.Contacts;

/// <summary>Fills the properties that Exchange gives to every contact.</summary>
internal static class ContactDefaults
{
    private static readonly string[] Texts =
    [
        "assistantName", "birthday", "businessHomePage", "companyName", "department", "displayName", "fileAs", "generation", "givenName", "initials",
        "jobTitle", "manager", "middleName", "mobilePhone", "nickName", "officeLocation", "personalNotes", "profession", "spouseName", "surname", "title",
    ];

    private static readonly string[] Lists = ["emailAddresses", "businessPhones", "homePhones", "imAddresses", "children", "categories"];

    private static readonly string[] Addresses = ["businessAddress", "homeAddress", "otherAddress"];

    public static void Fill(JsonObject json, string id, string folderId, DateTimeOffset now)
    {
        json["id"] = id;
        json["parentFolderId"] = folderId;
        json["createdDateTime"] ??= MessageDefaults.Instant(now);
        json["lastModifiedDateTime"] ??= MessageDefaults.Instant(now);
        json["displayName"] ??= string.Join(' ', new[] { json["givenName"], json["surname"] }.OfType<JsonNode>().Select(n => n.GetValue<string>()));
        foreach (var text in Texts)
            json.TryAdd(text, null);
        foreach (var list in Lists)
            json[list] ??= new JsonArray();
        foreach (var address in Addresses)
            json[address] ??= new JsonObject();
    }
}
