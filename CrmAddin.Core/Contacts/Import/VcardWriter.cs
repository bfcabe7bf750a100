using System.Globalization;
using System.Text;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>
/// Writes people as vCards 3.0 (RFC 2426), the version that Outlook, Google and Apple all read; what vCard has no property for stands in
/// X-CRM- properties, so that our own import loses nothing.
/// </summary>
public static class VcardWriter
{
    // RFC 2426, 2.6: lines are folded at 75 octets.
    private const int MaxLineBytes = 75;

    private static readonly ImportField[] OwnFields =
    [
        ImportField.NameOtherScript, ImportField.Source, ImportField.Types, ImportField.Tags, ImportField.Status, ImportField.Level, ImportField.EngagementScore,
        ImportField.InterestScore, ImportField.AbilityScore, ImportField.BestTimeToCall, ImportField.SpouseBirthday, ImportField.Hobbies, ImportField.Education,
        ImportField.Interests, ImportField.Lifestyle, ImportField.Budget, ImportField.BudgetCurrency, ImportField.PurchasePreferences, ImportField.Concerns,
        ImportField.DoNotContact, ImportField.Owner,
    ];

    /// <summary>Adds the card of a person to a text.</summary>
    public static void Append(StringBuilder cards, ContactRecord person)
    {
        var card = new Card(cards);
        card.Line("BEGIN", "VCARD");
        card.Line("VERSION", "3.0");
        card.Text("UID", person.FileId);
        card.Structured("N", person.FamilyName, person.GivenName, person.MiddleName, person.Honorific, person.Suffix);
        card.Text("FN", ShownName(person));
        card.Structured("ORG", person.Account);
        card.Text("TITLE", person.JobTitle);
        AppendReach(card, person);
        AppendAddresses(card, person.Addresses);
        card.Text("URL", person.Website);
        foreach (var profile in person.Profiles)
            card.Text($"X-SOCIALPROFILE;TYPE={profile.Kind.ToString().ToLowerInvariant()}", profile.Url);
        AppendPersonal(card, person);
        foreach (var field in OwnFields)
            card.Text(VcardFields.NameOf(field), ContactValues.Text(person, field));
        foreach (var (name, value) in person.Custom)
            card.Text($"{VcardFields.NameOf(ImportField.Custom)};X-KEY={Parameter(name)}", value);
        card.Line("END", "VCARD");
    }

    private static string ShownName(ContactRecord person)
    {
        var name = ContactRecordRule.ShownName(person);
        return name.Length > 0 ? name : person.Emails.Count > 0 ? person.Emails[0].Address : person.Account ?? "?";
    }

    private static void AppendReach(Card card, ContactRecord person)
    {
        foreach (var (i, phone) in person.Phones.Index())
            card.Text($"TEL;TYPE={TypeOf(phone.Kind)}{(i == 0 ? ",PREF" : "")}", phone.Raw);
        foreach (var (i, email) in person.Emails.Index())
            card.Text($"EMAIL;TYPE=INTERNET,{TypeOf(email.Kind)}{(i == 0 ? ",PREF" : "")}", email.Address);
    }

    private static void AppendAddresses(Card card, IReadOnlyList<AddressValue> addresses)
    {
        foreach (var address in addresses)
        {
            var group = card.NextGroup();
            card.Line($"{group}ADR;TYPE={TypeOf(address.Kind)}", string.Join(';', new[] { null, null, address.Street, address.City, address.Region, address.Postcode, address.Country }
                .Select(p => VcardText.Escape(p ?? ""))));
            card.Text(group + VcardFields.NameOf(ImportField.District), address.District);
            if (address is { Latitude: { } latitude, Longitude: { } longitude })
                card.Line(group + "GEO", string.Create(CultureInfo.InvariantCulture, $"{latitude:R};{longitude:R}"));
        }
    }

    private static void AppendPersonal(Card card, ContactRecord person)
    {
        card.Text("BDAY", ContactValues.Day(person.BirthdayOn));
        if (ContactValues.Day(person.AnniversaryOn) is { } anniversary)
        {
            card.Text("X-ANNIVERSARY", anniversary);
            card.Labelled("X-ABDATE", anniversary, "_$!<Anniversary>!$_");
        }
        if (person.SpouseName is not null)
        {
            card.Text("X-SPOUSE", person.SpouseName);
            card.Labelled("X-ABRELATEDNAMES", person.SpouseName, "_$!<Spouse>!$_");
        }
        foreach (var child in person.Children)
        {
            var group = card.Labelled("X-ABRELATEDNAMES", child.Name, "_$!<Child>!$_");
            card.Text(group + VcardFields.NameOf(ImportField.ChildBirthday), ContactValues.Day(child.BirthdayOn));
        }
        card.Text("NOTE", person.Notes);
        if (person.Groups.Count > 0)
            card.Line("CATEGORIES", string.Join(',', person.Groups.Select(VcardText.Escape)));
        card.Text("LANG", person.Language);
        var isZone = person.TimeZone?.Contains('/', StringComparison.Ordinal) ?? false;
        card.Text(isZone ? "TZ;VALUE=text" : VcardFields.NameOf(ImportField.TimeZone), person.TimeZone);
    }

    private static string TypeOf(PhoneKind kind) => kind switch
    {
        PhoneKind.Mobile => "CELL,VOICE",
        PhoneKind.Home => "HOME,VOICE",
        PhoneKind.Fax => "WORK,FAX",
        _ => "WORK,VOICE",
    };

    private static string TypeOf(AddressKind kind) => kind.ToString().ToUpperInvariant();

    // RFC 6868 names the characters that a parameter cannot hold.
    private static string Parameter(string value) => $"\"{value.Replace("^", "^^", StringComparison.Ordinal).Replace("\n", "^n", StringComparison.Ordinal).Replace("\"", "^'", StringComparison.Ordinal)}\"";

    /// <summary>A card in the writing.</summary>
    private sealed class Card(StringBuilder text)
    {
        private int _groups;

        public string NextGroup() => string.Create(CultureInfo.InvariantCulture, $"item{++_groups}.");

        public void Text(string head, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                Line(head, VcardText.Escape(value));
        }

        public void Structured(string head, params ReadOnlySpan<string?> parts)
        {
            var value = new StringBuilder();
            foreach (var part in parts)
                value.Append(VcardText.Escape(part ?? "")).Append(';');
            value.Length--;
            // A card must have a name property, filled or not; an empty firm is left out.
            if (value.Length >= parts.Length || parts.Length > 1)
                Line(head, value.ToString());
        }

        public string Labelled(string name, string value, string label)
        {
            var group = NextGroup();
            Text(group + name, value);
            Line(group + "X-ABLabel", label);
            return group;
        }

        public void Line(string head, string value)
        {
            var octets = 0;
            foreach (var rune in $"{head}:{value}".EnumerateRunes())
            {
                if (octets + rune.Utf8SequenceLength > MaxLineBytes)
                {
                    text.Append("\r\n ");
                    octets = 1;
                }
                text.Append(rune.ToString());
                octets += rune.Utf8SequenceLength;
            }
            text.Append("\r\n");
        }
    }
}
