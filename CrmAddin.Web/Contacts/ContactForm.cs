using System.Globalization;
using CrmAddin.Core.Contacts;
using CrmAddin.Web.Http;

namespace CrmAddin.Web.Contacts;

/// <summary>The contact form as a pane or page sends it; fields that it did not show stay as they are.</summary>
/// <param name="Draft">The draft, without the contact's key.</param>
/// <param name="InternetMessageId">Id of the mail that the sender was captured from.</param>
/// <param name="Fault">The value that could not be read; null when all could.</param>
public sealed record ContactForm(ContactDraft Draft, string? InternetMessageId, FormValueWrong? Fault)
{
    /// <summary>Reads the form of a request. The framework's own binding does not read a field that is sent more than once, as e-mails and phones are.</summary>
    public static async ValueTask<ContactForm> BindAsync(HttpContext http)
    {
        var form = await PostedForm.ReadAsync(http);
        var draft = Read(form);
        return new ContactForm(draft, form.One("internetMessageId"), form.Fault);
    }

    /// <summary>The draft for a contact; null for a new one.</summary>
    public ContactDraft ToDraft(long? id) => Draft with { Id = id };

    private static ContactDraft Read(PostedForm form) => new()
    {
        Version = form.Count("version"),
        NewConsent = form.One("newConsent"),
        Honorific = form.One("honorific"),
        GivenName = form.One("givenName"),
        MiddleName = form.One("middleName"),
        FamilyName = form.One("familyName"),
        Suffix = form.One("suffix"),
        DisplayName = form.One("displayName"),
        NameOtherScript = form.One("nameOtherScript"),
        JobTitle = form.One("jobTitle"),
        AccountName = form.One("account"),
        Website = form.One("website"),
        Address = form.One("address"),
        CorrespondenceNotes = form.One("notes"),
        SourceId = form.Whole("sourceId"),
        OwnerId = form.Whole("ownerId"),
        Status = form.Named<ContactStatus>("status"),
        Level = form.Named<ContactLevel>("level"),
        ClearsLevel = form.One("level") is "",
        Scores = Scores(form),
        DoNotContact = form.Shows("doNotContact") ? form.IsTicked("doNotContact") : null,
        Emails = form.All("email")?.Select((address, i) => new EmailValue(address.Trim(), form.NamedAt("emailKind", i, AddressKind.Work))).Where(e => e.Address.Length > 0).ToList(),
        Phones = form.Phones(),
        Addresses = form.Addresses(),
        LookupItemIds = form.Shows("lookups") || form.All("lookup") is not null ? Lookups(form) : null,
        Tags = form.One("tags")?.Split([',', ';', '،', '؛'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        Reach = form.Shows("reach") ? Reach(form) : null,
        InnerCircle = form.Shows("innerCircle") ? InnerCircle(form) : null,
        Custom = form.CustomValues(),
    };

    private static List<long> Lookups(PostedForm form) =>
        [.. (form.All("lookup") ?? []).Select(id => long.TryParse(id, CultureInfo.InvariantCulture, out var item) ? item : 0)];

    private static ScoreDraft? Scores(PostedForm form) => (form.One("engagementScore") ?? form.One("interestScore") ?? form.One("abilityScore")) is null
        ? null
        : new(form.Count("engagementScore"), form.Count("interestScore"), form.Count("abilityScore"));

    private static ReachDraft Reach(PostedForm form) => new()
    {
        Language = form.One("language"),
        TimeZone = form.One("timeZone"),
        BestTimeToCall = form.One("bestTimeToCall"),
        NextActionOn = form.Day("nextActionOn"),
        NextAction = form.One("nextAction"),
        Profiles = [.. (form.All("profileUrl") ?? []).Select((url, i) => new ProfileValue(form.NamedAt("profileKind", i, ProfileKind.Web), url.Trim())).Where(p => p.Url.Length > 0)],
    };

    private static InnerCircleDraft InnerCircle(PostedForm form) => new()
    {
        BirthdayOn = form.Day("birthdayOn"),
        AnniversaryOn = form.Day("anniversaryOn"),
        SpouseName = form.One("spouseName"),
        SpouseBirthdayOn = form.Day("spouseBirthdayOn"),
        Children = [.. (form.All("childName") ?? []).Select((name, i) => new ChildValue(name.Trim(), form.DayAt("childBirthdayOn", i))).Where(c => c.Name.Length > 0)],
        Hobbies = form.One("hobbies"),
        Education = form.One("education"),
        Interests = form.One("interests"),
        Lifestyle = form.One("lifestyle"),
        Budget = form.Number("budget"),
        BudgetCurrency = form.One("budgetCurrency"),
        PurchasePreferences = form.One("purchasePreferences"),
        Concerns = form.One("concerns"),
    };
}
