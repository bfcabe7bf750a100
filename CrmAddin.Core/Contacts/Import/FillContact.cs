using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Search;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>
/// Puts what a record says on a contact: single values are replaced, lists grow, and what the record does not say stays. Says which
/// fields changed.
/// </summary>
internal sealed class FillContact(ImportNames names, LevelRule levels, string? sourceOfAll, string provenance, DateTimeOffset at)
{
    private readonly Dictionary<string, string> _provenance = new(StringComparer.Ordinal);
    private readonly List<string> _changed = [];

    /// <summary>Fields of the last contact that the record changed; none when it said nothing new.</summary>
    public IReadOnlyList<string> Changed => _changed;

    public void Run(Contact contact, RecordToImport row)
    {
        _changed.Clear();
        var record = row.Contact;
        var isNew = contact.Id == 0;
        foreach (var field in ContactFields.Texts)
        {
            if (field.Given(record)?.Trim() is not { Length: > 0 } given || given == field.Kept(contact))
                continue;
            field.Keep(contact, given);
            Note(field.Provenance);
        }
        foreach (var field in ContactFields.Values)
        {
            if (field.Given(record) is not { } given || given.Equals(field.Kept(contact)))
                continue;
            field.Keep(contact, given);
            Note(field.Provenance);
        }
        FillLevel(contact, record);
        // A row that names a known person in the other script does not rename them.
        var isOtherScript = !isNew && row.NameKey == SearchText.Fold(contact.NameOtherScript) && row.NameKey != contact.SortKey;
        if (row.NameKey.Length > 0 && contact.DisplayName != row.ShownName && !isOtherScript)
        {
            contact.DisplayName = row.ShownName;
            Note("name");
        }
        FillReach(contact, row);
        FillPlaces(contact, record);
        FillNames(contact, record, isNew);
        FillCustom(contact, record);
        if (_changed.Count > 0)
            contact.ProvenanceJson = NoteProvenance(contact.ProvenanceJson);
    }

    // A level that the file states is kept where the scores do not say another.
    private void FillLevel(Contact contact, ContactRecord record)
    {
        var level = levels.Of(contact) ?? record.Level ?? contact.Level;
        if (level == contact.Level)
            return;
        contact.Level = level;
        Note("level");
    }

    private void FillReach(Contact contact, RecordToImport row)
    {
        foreach (var given in row.Emails.Where(e => !contact.Emails.Exists(x => x.AddressKey == e.AddressKey)))
        {
            contact.Emails.Add(new ContactEmail { Address = given.Address, AddressKey = given.AddressKey, Kind = given.Kind, IsPrimary = contact.Emails.Count == 0 });
            Note("emails");
        }
        foreach (var given in row.Phones.Where(p => !contact.Phones.Exists(x => x.Raw == p.Raw || (p.E164 is not null && x.E164 == p.E164))))
        {
            contact.Phones.Add(new ContactPhone { Raw = given.Raw, E164 = given.E164, Kind = given.Kind, IsPrimary = contact.Phones.Count == 0 });
            Note("phones");
        }
    }

    private void FillPlaces(Contact contact, ContactRecord record)
    {
        foreach (var place in record.Addresses)
        {
            var address = new PostalAddress
            {
                Kind = place.Kind,
                Street = place.Street,
                District = place.District,
                City = place.City,
                Region = place.Region,
                Postcode = place.Postcode,
                Country = place.Country,
                Latitude = place.Latitude,
                Longitude = place.Longitude,
            };
            var line = address.OneLine();
            if (line.Length == 0 || contact.Addresses.Exists(a => a.OneLine() == line))
                continue;
            contact.Addresses.Add(address);
            Note("address");
        }
        foreach (var profile in record.Profiles.Where(p => !contact.Profiles.Exists(x => string.Equals(x.Url, p.Url, StringComparison.OrdinalIgnoreCase))))
        {
            contact.Profiles.Add(new ContactProfile { Kind = profile.Kind, Url = profile.Url });
            Note("profiles");
        }
        foreach (var child in record.Children)
        {
            var known = contact.Children.Find(c => SearchText.Fold(c.Name) == SearchText.Fold(child.Name));
            if (known is null)
                contact.Children.Add(new ContactChild { Name = child.Name, BirthdayOn = child.BirthdayOn });
            else if (child.BirthdayOn is { } birthday && known.BirthdayOn != birthday)
                known.BirthdayOn = birthday;
            else
                continue;
            Note("children");
        }
    }

    private void FillNames(Contact contact, ContactRecord record, bool isNew)
    {
        if (record.Account is { } firm && names.Account(firm) is { } account && contact.AccountId != account.Id)
        {
            contact.AccountId = account.Id;
            // A tracked contact finds its firm by the key; a new one is written as it stands and its search keys need the name.
            contact.Account = isNew ? account : null;
            Note("account");
        }
        if ((record.Source ?? sourceOfAll) is { } source && contact.SourceId is null)
        {
            contact.SourceId = names.Lookup(LookupKind.Source, source).Id;
            Note("source");
        }
        AddLookups(contact, LookupKind.Group, record.Groups, "groups", isNew);
        AddLookups(contact, LookupKind.ContactType, record.Types, "types", isNew);
        AddLookups(contact, LookupKind.Tag, record.Tags, "tags", isNew);
        if (isNew && record.Owner is { } name && names.Owner(name) is { } owner)
            (contact.OwnerId, contact.TeamId) = (owner.UserId, owner.TeamId);
    }

    private void AddLookups(Contact contact, LookupKind kind, IReadOnlyList<string> given, string field, bool isNew)
    {
        foreach (var item in given.Select(name => names.Lookup(kind, name)))
        {
            if (contact.Lookups.Exists(l => l.LookupItemId == item.Id))
                continue;
            contact.Lookups.Add(new ContactLookup { LookupItemId = item.Id, LookupItem = isNew ? item : null });
            Note(field);
        }
    }

    private void FillCustom(Contact contact, ContactRecord record)
    {
        foreach (var (name, text) in record.Custom)
        {
            if (names.Field(name) is not { } field)
                continue;
            // A text that means no value has refused the row before.
            if (names.ValuesOf(field, text).Value is not { Count: > 0 } given)
                continue;
            var kept = contact.CustomValues.FindAll(v => v.CustomFieldId == field.Id);
            if (given.All(g => kept.Exists(k => IsSame(k, g))))
                continue;
            if (field.Kind == CustomFieldKind.MultiChoice)
                contact.CustomValues.AddRange(given.Where(g => !kept.Exists(k => IsSame(k, g))));
            else if (kept.Count == 0)
                contact.CustomValues.Add(given[0]);
            else
                Replace(kept[0], given[0]);
            Note($"custom:{field.Key}");
        }
    }

    private static bool IsSame(CustomFieldValue a, CustomFieldValue b) =>
        (a.Text, a.Number, a.Day, a.ChoiceId, a.LinkedContactId) == (b.Text, b.Number, b.Day, b.ChoiceId, b.LinkedContactId);

    private static void Replace(CustomFieldValue kept, CustomFieldValue given) =>
        (kept.Text, kept.Number, kept.Day, kept.ChoiceId, kept.LinkedContactId) = (given.Text, given.Number, given.Day, given.ChoiceId, given.LinkedContactId);

    private void Note(string field)
    {
        if (!_changed.Contains(field))
            _changed.Add(field);
    }

    // Most rows of a file fill the same fields, so the text is made once for each set of them.
    private string NoteProvenance(string? before)
    {
        if (!string.IsNullOrEmpty(before))
            return Json(before);
        var key = string.Join(',', _changed);
        if (!_provenance.TryGetValue(key, out var known))
            _provenance[key] = known = Json(null);
        return known;
    }

    private string Json(string? before) => Provenance.Read(before).Set(_changed, new FieldProvenance(provenance, at)).ToJson();
}
