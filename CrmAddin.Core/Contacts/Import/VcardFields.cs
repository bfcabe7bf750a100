namespace CrmAddin.Core.Contacts.Import;

/// <summary>Makes a person of the properties of a card (RFC 6350, RFC 2426, vCard 2.1, and what Apple, Google, Microsoft and Evolution add).</summary>
internal static class VcardFields
{
    /// <summary>What our own properties begin with: one for each field that vCard has no property for.</summary>
    public const string OwnPrefix = "X-CRM-";

    private static readonly Dictionary<string, ImportField> Simple = new(StringComparer.Ordinal)
    {
        ["FN"] = ImportField.DisplayName,
        ["TITLE"] = ImportField.JobTitle,
        ["NOTE"] = ImportField.Notes,
        ["UID"] = ImportField.Id,
        ["LANG"] = ImportField.Language,
        ["X-SPOUSE"] = ImportField.Spouse,
        ["X-MS-SPOUSE"] = ImportField.Spouse,
        ["X-EVOLUTION-SPOUSE"] = ImportField.Spouse,
        ["X-KADDRESSBOOK-X-SPOUSESNAME"] = ImportField.Spouse,
        ["X-PHONETIC-FIRST-NAME"] = ImportField.NameOtherScript,
        ["X-PHONETIC-LAST-NAME"] = ImportField.NameOtherScript,
    };

    private static readonly Dictionary<string, string> Networks = new(StringComparer.Ordinal)
    {
        ["X-TWITTER"] = "twitter",
        ["X-LINKEDIN"] = "linkedin",
        ["X-FACEBOOK"] = "facebook",
        ["X-SKYPE"] = "other",
        ["X-SKYPE-USERNAME"] = "other",
        ["X-AIM"] = "other",
        ["X-ICQ"] = "other",
        ["X-JABBER"] = "other",
        ["X-YAHOO"] = "other",
        ["X-MSN"] = "other",
        ["X-GOOGLE-TALK"] = "other",
        ["X-QQ"] = "other",
        ["X-MS-IMADDRESS"] = "other",
    };

    private static readonly Dictionary<string, ImportField> Own = Enum.GetValues<ImportField>().ToDictionary(NameOf, f => f, StringComparer.Ordinal);

    /// <summary>The name of our own property for a field: X-CRM-BEST-TIME-TO-CALL.</summary>
    public static string NameOf(ImportField field) =>
        OwnPrefix + string.Concat(field.ToString().Select((c, i) => i > 0 && char.IsAsciiLetterUpper(c) ? $"-{c}" : c.ToString())).ToUpperInvariant();

    /// <summary>The person of a card, or the reason why it makes none.</summary>
    public static (ContactRecord? Contact, RowRefusal? Refusal) Read(IReadOnlyList<VcardProperty> properties)
    {
        var builder = new RecordBuilder();
        var reader = new Reader(properties, builder);
        // The preferred phone or address first, the others as they stand.
        foreach (var property in properties.OrderBy(p => p.Preference))
            reader.Take(property);
        reader.TakeUrls();
        return builder.Build();
    }

    private sealed class Reader(IReadOnlyList<VcardProperty> properties, RecordBuilder builder)
    {
        private readonly List<VcardProperty> _urls = [];
        private bool _hasTitle = properties.Any(p => p.Name == "TITLE" && p.Text.Length > 0);
        private int _number;

        public void Take(VcardProperty property)
        {
            _number++;
            if (Simple.TryGetValue(property.Name, out var field))
                builder.Add(new(field), VcardText.Unescape(property.Value));
            else if (property.Name.StartsWith(OwnPrefix, StringComparison.Ordinal))
                TakeOwn(property);
            else if (Networks.TryGetValue(property.Name, out var network))
                Labelled(ImportField.ProfileKind, ImportField.Profile, network, property.Text);
            else
                TakeOther(property);
        }

        // The first page is the person's web page, further ones are profiles.
        public void TakeUrls()
        {
            foreach (var (i, url) in _urls.Index())
            {
                _number++;
                if (i == 0)
                    builder.Add(new(ImportField.Website), url.Text);
                else
                    builder.Add(new(ImportField.Profile, null, _number), url.Text);
            }
        }

        private void TakeOther(VcardProperty property)
        {
            switch (property.Name)
            {
                case "N":
                    TakeName(VcardText.Split(property.Value, ';'));
                    break;
                case "ORG":
                    builder.Add(new(ImportField.Account), VcardText.Unescape(VcardText.Split(property.Value, ';')[0]));
                    break;
                case "ROLE" when !_hasTitle:
                    _hasTitle = true;
                    builder.Add(new(ImportField.JobTitle), property.Text);
                    break;
                case "TEL":
                    Labelled(ImportField.PhoneKind, ImportField.Phone, PhoneLabel(property), WithoutScheme(property.Text, "tel:").Replace(";ext=", " ext. ", StringComparison.OrdinalIgnoreCase));
                    break;
                case "EMAIL":
                    Labelled(ImportField.EmailKind, ImportField.Email, PlaceLabel(property), property.Text);
                    break;
                case "ADR":
                    TakeAddress(property);
                    break;
                case "URL":
                    _urls.Add(property);
                    break;
                case "CATEGORIES":
                    foreach (var category in VcardText.Split(property.Value, ','))
                        builder.Add(new(ImportField.Groups), FieldText.Join([VcardText.Unescape(category).Trim()]));
                    break;
                case "X-SOCIALPROFILE" or "SOCIALPROFILE":
                    Labelled(ImportField.ProfileKind, ImportField.Profile, property.Types.FirstOrDefault(t => t != "pref") ?? property["SERVICE-TYPE"], SocialAddress(property));
                    break;
                case "IMPP":
                    var colon = property.Text.IndexOf(':', StringComparison.Ordinal);
                    Labelled(ImportField.ProfileKind, ImportField.Profile, property["X-SERVICE-TYPE"] ?? (colon > 0 ? property.Text[..colon] : "other"), property.Text);
                    break;
                case "TZ" when property.Text.Contains('/', StringComparison.Ordinal):
                    builder.Add(new(ImportField.TimeZone), property.Text);
                    break;
                default:
                    TakePersonal(property);
                    break;
            }
        }

        private void TakePersonal(VcardProperty property)
        {
            switch (property.Name)
            {
                case "BDAY":
                    AddDay(ImportField.Birthday, property);
                    break;
                case "ANNIVERSARY" or "X-ANNIVERSARY" or "X-MS-ANNIVERSARY" or "X-EVOLUTION-ANNIVERSARY" or "X-KADDRESSBOOK-X-ANNIVERSARY":
                    AddDay(ImportField.Anniversary, property);
                    break;
                case "X-ABDATE" when Label(property) == "anniversary":
                    AddDay(ImportField.Anniversary, property);
                    break;
                case "RELATED":
                    TakeRelation(property, property.Types.FirstOrDefault(t => t is "spouse" or "child"));
                    break;
                case "X-ABRELATEDNAMES":
                    TakeRelation(property, Label(property));
                    break;
                case "X-CHILD" or "X-MS-CHILD" or "X-EVOLUTION-CHILD":
                    TakeRelation(property, "child");
                    break;
            }
        }

        private void TakeName(List<string> parts)
        {
            builder.Add(new(ImportField.FamilyName), VcardText.Part(parts, 0));
            builder.Add(new(ImportField.GivenName), VcardText.Part(parts, 1));
            builder.Add(new(ImportField.MiddleName), VcardText.Part(parts, 2));
            builder.Add(new(ImportField.Honorific), VcardText.Part(parts, 3));
            builder.Add(new(ImportField.Suffix), VcardText.Part(parts, 4));
        }

        private void TakeAddress(VcardProperty property)
        {
            var parts = VcardText.Split(property.Value, ';');
            if (parts.TrueForAll(p => p.Trim().Length == 0))
                return;
            Add(ImportField.AddressKind, PlaceLabel(property) ?? "work");
            Add(ImportField.Street, VcardText.Part(parts, 2));
            Add(ImportField.Street, VcardText.Part(parts, 1));
            Add(ImportField.Street, VcardText.Part(parts, 0));
            Add(ImportField.City, VcardText.Part(parts, 3));
            Add(ImportField.Region, VcardText.Part(parts, 4));
            Add(ImportField.Postcode, VcardText.Part(parts, 5));
            Add(ImportField.Country, VcardText.Part(parts, 6));
            Add(ImportField.District, Beside(property, NameOf(ImportField.District))?.Text ?? "");
            var place = property["GEO"] ?? Beside(property, "GEO")?.Value ?? OnlyGeo(property)?.Value ?? "";
            var degrees = WithoutScheme(place, "geo:").Split(',', ';');
            if (degrees.Length < 2)
                return;
            Add(ImportField.Latitude, degrees[0]);
            Add(ImportField.Longitude, degrees[1]);
        }

        // A position without a group belongs to the person's only address.
        private VcardProperty? OnlyGeo(VcardProperty address) =>
            properties.Count(p => p.Name == "ADR") == 1 ? properties.FirstOrDefault(p => p.Name == "GEO" && (p.Group.Length == 0 || p.Group == address.Group)) : null;

        private void TakeRelation(VcardProperty property, string? relation)
        {
            // A relation may be given by another card's id, which is no name.
            if (property.Text.StartsWith("urn:", StringComparison.OrdinalIgnoreCase) || relation is null)
                return;
            if (relation is "child" or "son" or "daughter")
            {
                builder.Add(new(ImportField.Child, null, _number), property.Text);
                builder.Add(new(ImportField.ChildBirthday, null, _number), Beside(property, NameOf(ImportField.ChildBirthday))?.Text ?? "");
                return;
            }
            builder.Add(new(ImportField.RelationKind, null, _number), relation);
            builder.Add(new(ImportField.Relation, null, _number), property.Text);
        }

        private void TakeOwn(VcardProperty property)
        {
            if (!Own.TryGetValue(property.Name, out var field))
                return;
            if (field == ImportField.Custom && property["X-KEY"] is { Length: > 0 } key)
                builder.Add(new(ImportField.Custom, key), VcardText.Unescape(property.Value));
            else if (field is not (ImportField.Custom or ImportField.District or ImportField.ChildBirthday))
                builder.Add(new(field), VcardText.Unescape(property.Value));
        }

        // Birthdays without a year ("--12-31") and in words ("about 1980") are dates to a card and none to us.
        private void AddDay(ImportField field, VcardProperty property)
        {
            var text = property.Text;
            if (FieldText.Day(text) is { } day && property["X-APPLE-OMIT-YEAR"] is null)
                builder.Add(new(field), ContactValues.Day(day)!);
        }

        private void Labelled(ImportField kind, ImportField field, string? label, string value)
        {
            builder.Add(new(kind, null, _number), label ?? "");
            builder.Add(new(field, null, _number), value);
        }

        private void Add(ImportField part, string value) => builder.Add(new(part, null, _number), value);

        private VcardProperty? Beside(VcardProperty property, string name) =>
            property.Group.Length == 0 ? null : properties.FirstOrDefault(p => p.Group == property.Group && p.Name == name);

        // Apple writes its own labels as "_$!<Home>!$_".
        private string? Label(VcardProperty property) =>
            Beside(property, "X-ABLABEL")?.Text.Replace("_$!<", "", StringComparison.Ordinal).Replace(">!$_", "", StringComparison.Ordinal).ToLowerInvariant();

        private string? PlaceLabel(VcardProperty property) =>
            property.Types.FirstOrDefault(t => t is "home" or "work" or "other") ?? Label(property);

        private string? PhoneLabel(VcardProperty property)
        {
            var types = property.Types.ToList();
            if (types.Exists(t => t.Contains("fax", StringComparison.Ordinal)))
                return "fax";
            return types.Find(t => t is "cell" or "iphone" or "mobile") ?? types.Find(t => t is "home" or "work") ?? Label(property);
        }

        private static string SocialAddress(VcardProperty property) =>
            property["X-USER"] is { Length: > 0 } user && property.Text.StartsWith("x-apple:", StringComparison.OrdinalIgnoreCase) ? user : property.Text;

        private static string WithoutScheme(string text, string scheme) =>
            text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? text[scheme.Length..] : text;
    }
}
