using System.Text.Json;
using CrmAddin.Core.Accounts;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts.Phones;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Contacts;

/// <summary>A phone as typed or captured.</summary>
public sealed record PhoneDraft(string Raw, PhoneKind Kind);

/// <summary>A contact as a form or a mail hands it in. Null leaves a value as it is; empty text clears it.</summary>
public sealed record ContactDraft
{
    /// <summary>The contact to change; null for a new one.</summary>
    public long? Id { get; init; }

    /// <summary>The version that the reader saw; needed for a change.</summary>
    public int? Version { get; init; }

    /// <summary>Honorific.</summary>
    public string? Honorific { get; init; }

    /// <summary>Given name.</summary>
    public string? GivenName { get; init; }

    /// <summary>Family name.</summary>
    public string? FamilyName { get; init; }

    /// <summary>Display name; made of given and family name where empty.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The name in the other script.</summary>
    public string? NameOtherScript { get; init; }

    /// <summary>Job title.</summary>
    public string? JobTitle { get; init; }

    /// <summary>Name of the firm: matched, or made.</summary>
    public string? AccountName { get; init; }

    /// <summary>Web page.</summary>
    public string? Website { get; init; }

    /// <summary>Address in one line.</summary>
    public string? Address { get; init; }

    /// <summary>Notes.</summary>
    public string? CorrespondenceNotes { get; init; }

    /// <summary>Language of the person.</summary>
    public string? Language { get; init; }

    /// <summary>Source, of the list; 0 clears it.</summary>
    public long? SourceId { get; init; }

    /// <summary>Status.</summary>
    public ContactStatus? Status { get; init; }

    /// <summary>Level.</summary>
    public ContactLevel? Level { get; init; }

    /// <summary>All e-mail addresses, the primary one first; null leaves them.</summary>
    public IReadOnlyList<string>? Emails { get; init; }

    /// <summary>All phones, the primary one first; null leaves them.</summary>
    public IReadOnlyList<PhoneDraft>? Phones { get; init; }

    /// <summary>All groups and types, by key of the list's item; null leaves them.</summary>
    public IReadOnlyList<long>? LookupItemIds { get; init; }
}

/// <summary>Where a draft comes from.</summary>
/// <param name="Origin">Edit or Capture.</param>
/// <param name="From">Address or place of the change.</param>
/// <param name="OriginKey">For a captured person the sender's key, so that two clicks make one contact.</param>
/// <param name="Provenance">What the values were taken from: "signature of message 12".</param>
public sealed record DraftOrigin(ChangeOrigin Origin, string From, string? OriginKey = null, string? Provenance = null);

/// <summary>Makes or changes a contact as one change set, with its firm where the firm is new.</summary>
public sealed class SaveContact(CrmDb db, FirmSettings firm)
{
    /// <summary>
    /// Saves the draft. Errors: <see cref="MayNotChange"/>, <see cref="ContactUnknown"/>, <see cref="ContactNeedsName"/>,
    /// <see cref="EmailMalformed"/>, <see cref="EmailBelongsToOther"/>, <see cref="LookupUnknown"/>, <see cref="ContactChangedMeanwhile"/>.
    /// </summary>
    public async Task<Result<Contact>> RunAsync(ContactDraft draft, DraftOrigin origin, CancellationToken cancel)
    {
        if (!db.Reader.MayChange)
            return new MayNotChange();
        if (await RefuseAsync(draft, cancel) is { } refusal)
            return refusal;

        var contact = draft.Id is { } id ? await ContactQuery.Whole(db, id).FirstOrDefaultAsync(cancel) : NewContact(draft, origin);
        if (contact is null)
            return new ContactUnknown(draft.Id!.Value);
        if (draft.Id is not null && draft.Version is { } seen && seen != contact.Version)
            return await ChangedMeanwhileAsync(contact, draft, cancel);

        db.Begin(origin.Origin, origin.From, about: contact.DisplayName);
        await ApplyAsync(contact, draft, cancel);
        NoteProvenance(contact, draft, origin);
        // A changed phone or address is a change of the contact: whoever edits it meanwhile must see a new version.
        if (contact.Id != 0 && db.ChangeTracker.HasChanges())
            db.Entry(contact).Property(c => c.ChangedAt).IsModified = true;
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            var current = await ContactQuery.Whole(db, contact.Id).FirstOrDefaultAsync(cancel);
            return current is null ? new ContactUnknown(contact.Id) : await ChangedMeanwhileAsync(current, draft, cancel);
        }
        catch (DbUpdateException e) when (origin.OriginKey is not null && db.IsDuplicate(e))
        {
            // Two colleagues pressed Save on the same sender in the same second: both get the one contact.
            db.ChangeTracker.Clear();
            return await db.Contacts.FirstAsync(c => c.OriginKey == origin.OriginKey, cancel);
        }
        return contact;
    }

    private async Task<Error?> RefuseAsync(ContactDraft draft, CancellationToken cancel)
    {
        if (draft.Id is null && string.IsNullOrWhiteSpace(draft.DisplayName + draft.GivenName + draft.FamilyName))
            return new ContactNeedsName();
        if (draft is { Id: not null, DisplayName.Length: 0, GivenName: null or "", FamilyName: null or "" })
            return new ContactNeedsName();
        foreach (var address in draft.Emails ?? [])
        {
            if (!IsEmail(address))
                return new EmailMalformed(address);
            var key = ContactEmail.KeyOf(address);
            var other = await ContactQuery.WithEmail(db, key).Where(c => c.Id != draft.Id).Select(c => new { c.Id, c.DisplayName }).FirstOrDefaultAsync(cancel);
            if (other is not null)
                return new EmailBelongsToOther(address, other.Id, other.DisplayName);
        }
        foreach (var item in draft.LookupItemIds ?? [])
        {
            if (!await db.LookupItems.AnyAsync(l => l.Id == item, cancel))
                return new LookupUnknown("groups and types", item);
        }
        if (draft.SourceId is > 0 and { } source && !await db.LookupItems.AnyAsync(l => l.Id == source && l.Kind == LookupKind.Source, cancel))
            return new LookupUnknown("source", source);
        return null;
    }

    private Contact NewContact(ContactDraft draft, DraftOrigin origin)
    {
        var contact = new Contact
        {
            DisplayName = DisplayNameOf(draft),
            OriginKey = origin.OriginKey,
            OwnerId = db.Reader.UserId,
            TeamId = db.Reader.HomeTeamId,
            Status = ContactStatus.Potential,
        };
        db.Contacts.Add(contact);
        return contact;
    }

    private async Task ApplyAsync(Contact contact, ContactDraft draft, CancellationToken cancel)
    {
        contact.Honorific = Changed(contact.Honorific, draft.Honorific);
        contact.GivenName = Changed(contact.GivenName, draft.GivenName);
        contact.FamilyName = Changed(contact.FamilyName, draft.FamilyName);
        contact.NameOtherScript = Changed(contact.NameOtherScript, draft.NameOtherScript);
        contact.JobTitle = Changed(contact.JobTitle, draft.JobTitle);
        contact.Website = Changed(contact.Website, draft.Website);
        contact.CorrespondenceNotes = Changed(contact.CorrespondenceNotes, draft.CorrespondenceNotes);
        contact.Language = Changed(contact.Language, draft.Language);
        contact.Status = draft.Status ?? contact.Status;
        contact.Level = draft.Level ?? contact.Level;
        if (draft.DisplayName is not null || draft.GivenName is not null || draft.FamilyName is not null)
            contact.DisplayName = DisplayNameOf(draft) is { Length: > 0 } name ? name : contact.DisplayName;
        if (draft.SourceId is { } source)
            contact.SourceId = source == 0 ? null : source;
        if (draft.AccountName is { } account)
            await SetAccountAsync(contact, account.Trim(), cancel);
        if (draft.Address is { } address)
            SetAddress(contact, address.Trim());
        if (draft.Emails is { } emails)
            SetEmails(contact, emails);
        if (draft.Phones is { } phones)
            SetPhones(contact, phones);
        if (draft.LookupItemIds is { } items)
            SetLookups(contact, items);
    }

    private async Task SetAccountAsync(Contact contact, string name, CancellationToken cancel)
    {
        if (name.Length == 0)
        {
            (contact.AccountId, contact.Account) = (null, null);
            return;
        }
        contact.Account = await FindAccount.ByNameAsync(db, name, cancel)
            ?? new Account { Name = name, OwnerId = db.Reader.UserId, TeamId = db.Reader.HomeTeamId };
        contact.AccountId = contact.Account.Id == 0 ? null : contact.Account.Id;
    }

    private static void SetAddress(Contact contact, string text)
    {
        var first = contact.Addresses.FirstOrDefault();
        if (text.Length == 0 || (first is not null && first.OneLine() == text))
        {
            if (text.Length == 0 && first is not null)
                contact.Addresses.Remove(first);
            return;
        }
        if (first is null)
            contact.Addresses.Add(new PostalAddress { Street = text });
        else
            (first.Street, first.District, first.City, first.Region, first.Postcode, first.Country) = (text, null, null, null, null, null);
    }

    private static void SetEmails(Contact contact, IReadOnlyList<string> addresses)
    {
        var keys = addresses.Select(ContactEmail.KeyOf).ToList();
        contact.Emails.RemoveAll(e => !keys.Contains(e.AddressKey));
        foreach (var address in addresses.DistinctBy(ContactEmail.KeyOf).Where(a => contact.Emails.TrueForAll(e => e.AddressKey != ContactEmail.KeyOf(a))))
            contact.Emails.Add(ContactEmail.From(address));
        foreach (var email in contact.Emails)
            email.IsPrimary = email.AddressKey == keys[0];
    }

    private void SetPhones(Contact contact, IReadOnlyList<PhoneDraft> phones)
    {
        var wanted = phones.Where(p => !string.IsNullOrWhiteSpace(p.Raw)).Select(p => p with { Raw = p.Raw.Trim() }).ToList();
        contact.Phones.RemoveAll(p => !wanted.Exists(w => w.Raw == p.Raw && w.Kind == p.Kind));
        foreach (var phone in wanted.Where(w => !contact.Phones.Exists(p => p.Raw == w.Raw && p.Kind == w.Kind)))
        {
            var parsed = PhoneNumber.TryParse(phone.Raw, firm.Country, out var number);
            contact.Phones.Add(new ContactPhone { Raw = phone.Raw, Kind = phone.Kind, E164 = parsed ? number!.E164 : null });
        }
        foreach (var phone in contact.Phones)
            phone.IsPrimary = phone.Raw == wanted[0].Raw;
    }

    private static void SetLookups(Contact contact, IReadOnlyList<long> items)
    {
        contact.Lookups.RemoveAll(l => l.LookupItem?.Kind != LookupKind.Tag && !items.Contains(l.LookupItemId));
        foreach (var item in items.Distinct().Where(i => !contact.Lookups.Exists(l => l.LookupItemId == i)))
            contact.Lookups.Add(new ContactLookup { LookupItemId = item });
    }

    private void NoteProvenance(Contact contact, ContactDraft draft, DraftOrigin origin)
    {
        var fields = string.IsNullOrEmpty(contact.ProvenanceJson)
            ? new SortedDictionary<string, FieldProvenance>(StringComparer.Ordinal)
            : JsonSerializer.Deserialize<SortedDictionary<string, FieldProvenance>>(contact.ProvenanceJson, JsonText.Readable)!;
        var provenance = new FieldProvenance(origin.Provenance ?? "typed", db.Now);
        foreach (var (field, value) in Given(draft))
        {
            if (value)
                fields[field] = provenance;
        }
        contact.ProvenanceJson = JsonSerializer.Serialize(fields, JsonText.Readable);
    }

    private static IEnumerable<(string Field, bool IsGiven)> Given(ContactDraft draft) =>
    [
        ("name", Has(draft.DisplayName) || Has(draft.GivenName) || Has(draft.FamilyName)),
        ("jobTitle", Has(draft.JobTitle)),
        ("account", Has(draft.AccountName)),
        ("address", Has(draft.Address)),
        ("website", Has(draft.Website)),
        ("emails", draft.Emails is { Count: > 0 }),
        ("phones", draft.Phones is { Count: > 0 }),
    ];

    private async Task<Error> ChangedMeanwhileAsync(Contact current, ContactDraft draft, CancellationToken cancel)
    {
        var lastChange = await db.AuditEntries.AsNoTracking()
            .Where(e => e.RootEntity == nameof(Contact) && e.RootId == current.Id).OrderByDescending(e => e.Id)
            .Select(e => e.ChangeSet!.UserId).FirstOrDefaultAsync(cancel);
        var changedBy = await db.Users.Where(u => u.Id == lastChange).Select(u => u.DisplayName).FirstOrDefaultAsync(cancel);
        var pairs = new (string Field, string? Current, string? Yours)[]
        {
            ("displayName", current.DisplayName, draft.DisplayName),
            ("givenName", current.GivenName, draft.GivenName),
            ("familyName", current.FamilyName, draft.FamilyName),
            ("jobTitle", current.JobTitle, draft.JobTitle),
            ("account", current.Account?.Name, draft.AccountName),
            ("address", current.Addresses.FirstOrDefault()?.OneLine(), draft.Address),
            ("correspondenceNotes", current.CorrespondenceNotes, draft.CorrespondenceNotes),
            ("emails", string.Join(", ", current.Emails.Select(e => e.Address)), draft.Emails is null ? null : string.Join(", ", draft.Emails)),
            ("phones", string.Join(", ", current.Phones.Select(p => p.Raw)), draft.Phones is null ? null : string.Join(", ", draft.Phones.Select(p => p.Raw))),
        };
        var differences = pairs.Where(p => p.Yours is not null && (p.Yours ?? "") != (p.Current ?? "")).Select(p => new FieldDifference(p.Field, p.Current, p.Yours));
        return new ContactChangedMeanwhile(current.Id, draft.Version ?? 0, current.Version, changedBy, [.. differences]);
    }

    private static string DisplayNameOf(ContactDraft draft) => Has(draft.DisplayName)
        ? draft.DisplayName!.Trim()
        : $"{draft.GivenName?.Trim()} {draft.FamilyName?.Trim()}".Trim();

    private static string? Changed(string? current, string? given) => given switch
    {
        null => current,
        _ when string.IsNullOrWhiteSpace(given) => null,
        _ => given.Trim(),
    };

    private static bool Has(string? text) => !string.IsNullOrWhiteSpace(text);

    private static bool IsEmail(string address)
    {
        var at = address.Trim().LastIndexOf('@');
        return at > 0 && at < address.Trim().Length - 1 && !address.Trim().Any(char.IsWhiteSpace) && address.Length <= 320;
    }
}

/// <summary>Where a value came from and when.</summary>
public sealed record FieldProvenance(string From, DateTimeOffset At);
