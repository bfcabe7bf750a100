using System.Text.Json;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CrmAddin.Core.Contacts;

/// <summary>
/// Notes on a contact where its new values came from. A value that a form only sent back keeps the origin that it has, and one that is
/// emptied has none. Saves nothing.
/// </summary>
internal sealed class NoteProvenance(CrmDb db)
{
    private static readonly string[] Singles =
    [
        nameof(Contact.Honorific), nameof(Contact.GivenName), nameof(Contact.MiddleName), nameof(Contact.FamilyName), nameof(Contact.Suffix),
        nameof(Contact.NameOtherScript), nameof(Contact.JobTitle), nameof(Contact.Website), nameof(Contact.CorrespondenceNotes), nameof(Contact.Level),
        nameof(Contact.Language), nameof(Contact.TimeZone), nameof(Contact.BestTimeToCall), nameof(Contact.BirthdayOn), nameof(Contact.AnniversaryOn),
        nameof(Contact.SpouseName), nameof(Contact.SpouseBirthdayOn), nameof(Contact.Hobbies), nameof(Contact.Education), nameof(Contact.Interests),
        nameof(Contact.Lifestyle), nameof(Contact.Budget), nameof(Contact.PurchasePreferences), nameof(Contact.Concerns),
    ];

    /// <summary>Notes what the context is about to write of the contact.</summary>
    public async Task RunAsync(Contact contact, ContactDraft draft, FieldProvenance from, CancellationToken cancel)
    {
        db.ChangeTracker.DetectChanges();
        var row = db.Entry(contact);
        var provenance = Provenance.Read(contact.ProvenanceJson);
        foreach (var name in Singles)
            Note(JsonNamingPolicy.CamelCase.ConvertName(name), IsNew(row, name), row.Property(name).CurrentValue is not null);
        Note("name", IsNew(row, nameof(Contact.DisplayName)), isThere: true);
        Note("account", IsNew(row, nameof(Contact.AccountId)), contact.AccountId is not null || contact.Account is not null);
        Note("source", IsNew(row, nameof(Contact.SourceId)), contact.SourceId is not null);
        Note("emails", IsAnyNew(contact.Emails, nameof(ContactEmail.Address)), contact.Emails.Count > 0);
        Note("phones", IsAnyNew(contact.Phones, nameof(ContactPhone.Raw)), contact.Phones.Count > 0);
        Note("address", IsAnyNew(contact.Addresses), contact.Addresses.Count > 0);
        Note("profiles", IsAnyNew(contact.Profiles), contact.Profiles.Count > 0);
        Note("children", IsAnyNew(contact.Children), contact.Children.Count > 0);
        foreach (var key in await NewCustomAsync(contact, cancel))
            Note(RequiredFieldCheck.CustomPrefix + key, isNew: true, isThere: true);
        foreach (var (key, texts) in draft.Custom ?? new Dictionary<string, IReadOnlyList<string>>())
            Note(RequiredFieldCheck.CustomPrefix + key, isNew: false, texts.Any(t => !string.IsNullOrWhiteSpace(t)));
        contact.ProvenanceJson = provenance.Fields.Count == 0 ? null : provenance.ToJson();

        void Note(string field, bool isNew, bool isThere)
        {
            if (!isThere)
                provenance.Drop(field);
            else if (isNew)
                provenance.Set([field], from);
        }
    }

    private static bool IsNew(EntityEntry row, string property) => row.State == EntityState.Added || row.Property(property).IsModified;

    private bool IsAnyNew<TPart>(List<TPart> parts, string property)
        where TPart : class => parts.Exists(p => IsNew(db.Entry(p), property));

    private bool IsAnyNew<TPart>(List<TPart> parts)
        where TPart : class => parts.Exists(p => db.Entry(p).State is EntityState.Added or EntityState.Modified);

    private async Task<IReadOnlyList<string>> NewCustomAsync(Contact contact, CancellationToken cancel)
    {
        var fields = contact.CustomValues.Where(v => db.Entry(v).State is EntityState.Added or EntityState.Modified).Select(v => v.CustomFieldId).Distinct().ToList();
        return fields.Count == 0 ? [] : await db.CustomFields.Where(f => fields.Contains(f.Id)).Select(f => f.Key).ToListAsync(cancel);
    }
}
