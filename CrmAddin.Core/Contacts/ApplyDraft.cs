using CrmAddin.Core.Accounts;
using CrmAddin.Core.Contacts.Phones;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Results;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Contacts;

/// <summary>Puts the values of a draft into a contact that is loaded whole. Saves nothing.</summary>
internal sealed class ApplyDraft(CrmDb db, FirmSettings firm)
{
    /// <summary>Changes the contact; null, or why a value is refused.</summary>
    public async Task<Error?> RunAsync(Contact contact, ContactDraft draft, CancellationToken cancel)
    {
        foreach (var text in DraftTexts.All)
        {
            if (text.Given(draft) is { } given)
                text.Set(contact, Text(given));
        }
        if (draft.DisplayName is not null || draft.GivenName is not null || draft.MiddleName is not null || draft.FamilyName is not null)
            contact.DisplayName = DisplayNameOf(draft) is { Length: > 0 } name ? name : contact.DisplayName;
        contact.Status = draft.Status ?? contact.Status;
        if (SetLevel(contact, draft) is { } scored)
            return scored;
        contact.DoNotContact = draft.DoNotContact ?? contact.DoNotContact;
        if (draft.SourceId is { } source)
            contact.SourceId = source == 0 ? null : source;
        if (draft.OwnerId is { } owner)
            await NewOwner.SetAsync(db, contact, owner, cancel);
        if (draft.AccountId is { } firmId)
            contact.AccountId = firmId;
        else if (draft.AccountName is { } account)
            await SetAccountAsync(contact, account.Trim(), cancel);
        SetReach(contact, draft.Reach);
        SetInnerCircle(contact, draft.InnerCircle);
        SetParts(contact, draft);
        if (draft.LookupItemIds is { } items)
            SetLookups(contact, items);
        if (draft.Tags is { } tags)
            await SetTagsAsync(contact, tags, cancel);
        return draft.Custom is null ? null : await new SetCustomValues(db).RunAsync(FieldEntity.Contact, contact.CustomValues, draft.Custom, cancel);
    }

    /// <summary>The name as shown; empty when the draft has none.</summary>
    public static string DisplayNameOf(ContactDraft draft) => !string.IsNullOrWhiteSpace(draft.DisplayName)
        ? draft.DisplayName.Trim()
        : string.Join(' ', new[] { draft.GivenName, draft.MiddleName, draft.FamilyName }.Where(p => !string.IsNullOrWhiteSpace(p)).Select(p => p!.Trim()));

    private static string? Text(string? given) => string.IsNullOrWhiteSpace(given) ? null : given.Trim();

    private Error? SetLevel(Contact contact, ContactDraft draft)
    {
        var levels = new LevelRule(firm.Figures);
        var isScored = draft.Scores is not null && draft.Scores != ScoreDraft.Of(contact);
        // An import may have left some of the three: whoever edits something else is not held up by them.
        if (isScored && draft.Scores!.IsPartial)
            return new ScoresIncomplete();
        if (isScored)
            contact.Score(draft.Scores!.Engagement, draft.Scores.Interest, draft.Scores.Ability, levels);
        var asked = draft.ClearsLevel ? null : draft.Level ?? contact.Level;
        if (levels.Of(contact) is not { } explained)
            contact.Level = asked;
        else if (!isScored && asked != explained && asked != contact.Level)
            return new LevelFollowsScores(explained);
        else
            contact.Level = explained;
        return null;
    }

    private async Task SetAccountAsync(Contact contact, string name, CancellationToken cancel)
    {
        // A form sends back what it showed: a firm that its reader does not see is an empty field, and another firm may have the same name.
        if (contact.AccountId is not null && (contact.Account is { } kept ? kept.IsNamed(name) : name.Length == 0))
            return;
        if (name.Length == 0)
        {
            (contact.AccountId, contact.Account) = (null, null);
            return;
        }
        contact.Account = await FindAccount.ByNameAsync(db, name, cancel)
            ?? new Account { Name = name, OwnerId = db.Reader.UserId, TeamId = db.Reader.HomeTeamId };
        contact.AccountId = contact.Account.Id == 0 ? null : contact.Account.Id;
    }

    private static void SetReach(Contact contact, ReachDraft? reach)
    {
        if (reach is null)
            return;
        contact.Language = Text(reach.Language);
        contact.TimeZone = Text(reach.TimeZone);
        contact.BestTimeToCall = Text(reach.BestTimeToCall);
        contact.NextActionOn = reach.NextActionOn;
        contact.NextAction = Text(reach.NextAction);
        Parts.Replace(contact.Profiles, reach.Profiles, p => new ProfileValue(p.Kind, p.Url), (p, v) => (p.Kind, p.Url) = (v.Kind, v.Url.Trim()),
            v => new ContactProfile { Url = v.Url });
    }

    private void SetInnerCircle(Contact contact, InnerCircleDraft? circle)
    {
        if (circle is null)
            return;
        contact.BirthdayOn = circle.BirthdayOn;
        contact.AnniversaryOn = circle.AnniversaryOn;
        contact.SpouseName = Text(circle.SpouseName);
        contact.SpouseBirthdayOn = circle.SpouseBirthdayOn;
        contact.Hobbies = Text(circle.Hobbies);
        contact.Education = Text(circle.Education);
        contact.Interests = Text(circle.Interests);
        contact.Lifestyle = Text(circle.Lifestyle);
        contact.Budget = circle.Budget;
        contact.BudgetCurrency = circle.Budget is null ? null : Text(circle.BudgetCurrency)?.ToUpperInvariant() ?? firm.Currency;
        contact.PurchasePreferences = Text(circle.PurchasePreferences);
        contact.Concerns = Text(circle.Concerns);
        Parts.Replace(contact.Children, circle.Children, c => new ChildValue(c.Name, c.BirthdayOn), (c, v) => (c.Name, c.BirthdayOn) = (v.Name.Trim(), v.BirthdayOn),
            v => new ContactChild { Name = v.Name });
    }

    private void SetParts(Contact contact, ContactDraft draft)
    {
        if (draft.Emails is { } emails)
            SetEmails(contact, emails);
        if (draft.Phones is { } phones)
            SetPhones(contact, phones);
        if (draft.Addresses is { } addresses)
            Parts.Replace(contact.Addresses, addresses, ValueOf, Write, _ => new PostalAddress());
        else if (draft.Address is { } line)
            SetAddressLine(contact, line.Trim());
    }

    private static void SetEmails(Contact contact, IReadOnlyList<EmailValue> emails)
    {
        var wanted = emails.DistinctBy(e => ContactEmail.KeyOf(e.Address)).ToList();
        Parts.Replace(contact.Emails, wanted, e => new EmailValue(e.Address, e.Kind), Write, v => ContactEmail.From(v.Address));
        foreach (var email in contact.Emails)
            email.IsPrimary = email.AddressKey == ContactEmail.KeyOf(wanted[0].Address);
    }

    private static void Write(ContactEmail email, EmailValue value)
    {
        var key = ContactEmail.KeyOf(value.Address);
        if (email.AddressKey != key)
            email.State = EmailState.Ok;
        (email.Address, email.AddressKey, email.Kind) = (value.Address.Trim(), key, value.Kind);
    }

    private void SetPhones(Contact contact, IReadOnlyList<PhoneValue> phones)
    {
        var wanted = phones.Where(p => !string.IsNullOrWhiteSpace(p.Raw)).Select(p => p with { Raw = p.Raw.Trim() }).ToList();
        Parts.Replace(contact.Phones, wanted, p => new PhoneValue(p.Raw, p.Kind), Write, v => new ContactPhone { Raw = v.Raw });
        foreach (var phone in contact.Phones)
            phone.IsPrimary = phone.Raw == wanted[0].Raw && phone.Kind == wanted[0].Kind;
    }

    private void Write(ContactPhone phone, PhoneValue value)
    {
        phone.E164 = PhoneNumber.TryParse(value.Raw, firm.Country, out var number) ? number.E164 : null;
        (phone.Raw, phone.Kind) = (value.Raw, value.Kind);
    }

    private static AddressValue ValueOf(PostalAddress a) => new(a.Kind, a.Street, a.District, a.City, a.Region, a.Postcode, a.Country, a.Latitude, a.Longitude);

    private static void Write(PostalAddress address, AddressValue value)
    {
        address.Kind = value.Kind;
        (address.Street, address.District, address.City) = (Text(value.Street), Text(value.District), Text(value.City));
        (address.Region, address.Postcode, address.Country) = (Text(value.Region), Text(value.Postcode), Text(value.Country));
        (address.Latitude, address.Longitude) = (value.Latitude, value.Longitude);
    }

    private static void SetAddressLine(Contact contact, string text)
    {
        var first = contact.Addresses.FirstOrDefault();
        if (text.Length == 0 && first is not null)
            contact.Addresses.Remove(first);
        else if (text.Length > 0 && first is null)
            contact.Addresses.Add(new PostalAddress { Street = text });
        else if (first is not null && first.OneLine() != text)
            Write(first, new AddressValue(first.Kind, text, null, null, null, null, null));
    }

    private static void SetLookups(Contact contact, IReadOnlyList<long> items)
    {
        contact.Lookups.RemoveAll(l => l.LookupItem?.Kind != LookupKind.Tag && !items.Contains(l.LookupItemId));
        foreach (var item in items.Distinct().Where(i => !contact.Lookups.Exists(l => l.LookupItemId == i)))
            contact.Lookups.Add(new ContactLookup { LookupItemId = item });
    }

    private async Task SetTagsAsync(Contact contact, IReadOnlyList<string> tags, CancellationToken cancel)
    {
        var wanted = tags.Select(t => t.Trim()).Where(t => SearchText.Fold(t).Length > 0).DistinctBy(SearchText.Fold).ToDictionary(SearchText.Fold);
        contact.Lookups.RemoveAll(l => l.LookupItem?.Kind == LookupKind.Tag && !wanted.ContainsKey(l.LookupItem.NameKey));
        foreach (var known in contact.Lookups.Where(l => l.LookupItem?.Kind == LookupKind.Tag))
            wanted.Remove(known.LookupItem!.NameKey);
        var keys = wanted.Keys.ToList();
        var items = await db.LookupItems.Where(i => i.Kind == LookupKind.Tag && keys.Contains(i.NameKey)).ToDictionaryAsync(i => i.NameKey, cancel);
        foreach (var (key, name) in wanted)
            contact.Lookups.Add(new ContactLookup { LookupItem = items.GetValueOrDefault(key) ?? new LookupItem { Kind = LookupKind.Tag, Name = name, NameKey = key } });
    }
}
