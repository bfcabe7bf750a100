using CrmAddin.Core.Contacts;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Duplicates;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Store;
using CrmAddin.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Duplicates;

/// <summary>A field of two contacts side by side.</summary>
/// <param name="Name">Its name in the form; see <see cref="MergeField"/>.</param>
/// <param name="Label">Its label.</param>
/// <param name="A">As the first has it.</param>
/// <param name="B">As the second has it.</param>
public sealed record ComparedField(string Name, string Label, string A, string B)
{
    /// <summary>Whether somebody has to choose.</summary>
    public bool Differs => A.Length > 0 && B.Length > 0 && A != B;

    /// <summary>Whether both may be kept.</summary>
    public bool MayKeepBoth => Name == MergeField.Notes;
}

/// <summary>A list of two contacts side by side: a merge keeps the items of both.</summary>
public sealed record ComparedList(string Label, IReadOnlyList<string> A, IReadOnlyList<string> B);

/// <summary>Two contacts side by side, as the page for merging shows them.</summary>
/// <param name="A">The first.</param>
/// <param name="B">The second.</param>
/// <param name="Pair">What was found about the two; null where nothing was.</param>
/// <param name="Fields">Fields that at least one has.</param>
/// <param name="Lists">Lists that at least one has.</param>
public sealed record ComparedPair(Contact A, Contact B, DuplicatePair? Pair, IReadOnlyList<ComparedField> Fields, IReadOnlyList<ComparedList> Lists)
{
    /// <summary>Reads two contacts within what the reader sees; null when one of them is not there.</summary>
    public static async Task<ComparedPair?> ReadAsync(CrmDb db, FirmSettings firm, long aId, long bId, CancellationToken cancel)
    {
        var (a, b) = (await ContactQuery.Whole(db, aId).AsNoTracking().FirstOrDefaultAsync(cancel), await ContactQuery.Whole(db, bId).AsNoTracking().FirstOrDefaultAsync(cancel));
        if (a is null || b is null || aId == bId)
            return null;
        var pair = await DuplicateQuery.One(db, Math.Min(aId, bId), Math.Max(aId, bId)).AsNoTracking().FirstOrDefaultAsync(cancel);
        var own = await CustomFieldQuery.All(db, FieldEntity.Contact).AsNoTracking().ToListAsync(cancel);
        var fields = MergeField.All.Select(f => Field(f, a, b)).Concat(own.Where(f => f.Kind != CustomFieldKind.MultiChoice).Select(f => Own(f, a, b)));
        return new(a, b, pair, [.. fields.Where(f => f.A.Length + f.B.Length > 0)], [.. ListsOf(a, b, firm, own).Where(l => l.A.Count + l.B.Count > 0)]);
    }

    private static ComparedField Field(MergeField field, Contact a, Contact b) => new(field.Name, Label(field.Name), Text(field.Name, a), Text(field.Name, b));

    private static ComparedField Own(CustomField field, Contact a, Contact b)
    {
        string Of(Contact contact) => CustomFieldText.Write(field, contact.CustomValues.Where(v => v.CustomFieldId == field.Id), UiTexts.Language);
        return new(FormattableString.Invariant($"{MergeField.CustomPrefix}{field.Id}"), field.NameIn(UiTexts.Language), Of(a), Of(b));
    }

    /// <summary>Label of a column of the journal: "JobTitle", or "ContactPhone.Raw" for what hangs on a contact.</summary>
    public static string LabelOfColumn(string column) => column.Split('.')[0] switch
    {
        nameof(ContactPhone) => UiTexts.T("field.phones"),
        nameof(ContactEmail) => UiTexts.T("field.emails"),
        nameof(PostalAddress) => UiTexts.T("field.addresses"),
        nameof(ContactProfile) => UiTexts.T("field.profiles"),
        nameof(ContactChild) => UiTexts.T("field.children"),
        nameof(Contact.DoNotContact) => UiTexts.T("contact.do-not-contact"),
        var own when MergeField.All.FirstOrDefault(f => f.Columns.Contains(own)) is { } field => Label(field.Name),
        _ => UiTexts.T("duplicates.lists"),
    };

    private static string Label(string name) => UiTexts.T(name switch
    {
        "birthday" => "field.birthdayOn",
        "anniversary" => "field.anniversaryOn",
        "spouse" => "field.spouseName",
        _ => "field." + name,
    });

    private static string Text(string field, Contact c) => field switch
    {
        "honorific" => c.Honorific,
        "givenName" => c.GivenName,
        "middleName" => c.MiddleName,
        "familyName" => c.FamilyName,
        "suffix" => c.Suffix,
        "displayName" => c.DisplayName,
        "nameOtherScript" => c.NameOtherScript,
        "jobTitle" => c.JobTitle,
        "account" => c.Account?.NameIn(UiTexts.Language),
        "status" => c.Status is { } status ? UiTexts.T("status." + status) : null,
        "level" => Level(c),
        "source" => c.Source?.NameIn(UiTexts.Language),
        "website" => c.Website,
        "language" => c.Language is { } code ? UiTexts.Find("language." + code) ?? code : null,
        "timeZone" => c.TimeZone,
        "bestTimeToCall" => c.BestTimeToCall,
        "birthday" => Day(c.BirthdayOn),
        "anniversary" => Day(c.AnniversaryOn),
        "spouse" => WithDay(c.SpouseName, c.SpouseBirthdayOn),
        "hobbies" => c.Hobbies,
        "education" => c.Education,
        "interests" => c.Interests,
        "lifestyle" => c.Lifestyle,
        "budget" => c.Budget is null ? null : Format.Money(c.Budget, c.BudgetCurrency ?? ""),
        "purchasePreferences" => c.PurchasePreferences,
        "concerns" => c.Concerns,
        "nextAction" => WithDay(c.NextAction, c.NextActionOn),
        MergeField.Notes => c.CorrespondenceNotes,
        MergeField.Owner => c.Owner?.DisplayName,
        _ => null,
    } ?? "";

    private static string? Level(Contact c) => c.Level is null ? null
        : c is not { EngagementScore: not null, InterestScore: not null, AbilityScore: not null } ? c.Level.ToString()
        : FormattableString.Invariant($"{c.Level} ({c.EngagementScore}/{c.InterestScore}/{c.AbilityScore})");

    private static string? Day(DateOnly? day) => day is null ? null : Format.Day(day);

    private static string? WithDay(string? text, DateOnly? day) => day is null ? text : $"{text} ({Format.Day(day)})".Trim();

    private static IEnumerable<ComparedList> ListsOf(Contact a, Contact b, FirmSettings firm, IReadOnlyList<CustomField> own)
    {
        ComparedList List(string label, Func<Contact, IEnumerable<string>> of) => new(UiTexts.T(label), [.. of(a)], [.. of(b)]);
        yield return List("field.emails", c => c.Emails.OrderByDescending(e => e.IsPrimary).ThenBy(e => e.Id).Select(e => e.Address));
        yield return List("field.phones", c => c.Phones.OrderByDescending(p => p.IsPrimary).ThenBy(p => p.Id).Select(p => Format.Phone(p.Raw, p.E164, firm.Country)));
        yield return List("field.addresses", c => c.Addresses.OrderBy(x => x.Id).Select(x => x.OneLine(UiTexts.Language == "ar" ? "، " : ", ")));
        yield return List("field.profiles", c => c.Profiles.OrderBy(p => p.Id).Select(p => p.Url));
        yield return List("field.children", c => c.Children.OrderBy(x => x.Id).Select(x => WithDay(x.Name, x.BirthdayOn)!));
        foreach (var field in own.Where(f => f.Kind == CustomFieldKind.MultiChoice))
        {
            IReadOnlyList<string> Chosen(Contact contact) => CustomFieldText.Write(field, contact.CustomValues.Where(v => v.CustomFieldId == field.Id), UiTexts.Language) is { Length: > 0 } text ? [text] : [];
            yield return new(field.NameIn(UiTexts.Language), Chosen(a), Chosen(b));
        }
        yield return List("duplicates.lists", c => c.Lookups.Select(l => l.LookupItem).OfType<LookupItem>().Select(i => i.NameIn(UiTexts.Language)));
        yield return List("duplicates.consents", c => c.Consents.OrderBy(x => x.At).Select(x => $"{UiTexts.T("consent-state." + x.State)} {Format.Day(DateOnly.FromDateTime(x.At.UtcDateTime))}"));
    }
}
