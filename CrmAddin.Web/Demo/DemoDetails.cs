using System.Globalization;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Lookups;

namespace CrmAddin.Web.Demo;

/// <summary>What the sample firm knows of its people beyond the basics: streets, families, tags, and people who came in twice.</summary>
internal static class DemoDetails
{
    private static readonly (string Arabic, string Latin)[] Streets =
        [("شارع الملك فهد", "King Fahd Road"), ("شارع التحلية", "Tahlia Street"), ("طريق العليا", "Olaya Road"), ("شارع الأمير سلطان", "Prince Sultan Street")];

    private static readonly (string Arabic, string Latin)[] Hobbies = [("الفروسية", "Riding"), ("السفر", "Travel"), ("القراءة", "Reading"), ("كرة القدم", "Football")];

    private static readonly string[] Tags = ["VIP", "Exhibition 2026", "Villa", "Newsletter"];

    /// <summary>The tags that the sample firm uses.</summary>
    public static IReadOnlyList<LookupItem> NewTags() => [.. Tags.Select((name, i) => new LookupItem { Kind = LookupKind.Tag, Name = name, Position = i })];

    /// <summary>Fills a contact in; the number makes it the same at every start.</summary>
    public static void Add(Contact contact, IReadOnlyList<LookupItem> tags, DateOnly today, int i)
    {
        var isArabic = contact.Language == "ar";
        var street = Streets[i % Streets.Length];
        foreach (var address in contact.Addresses)
        {
            address.Street = string.Create(CultureInfo.InvariantCulture, $"{(isArabic ? street.Arabic : street.Latin)} {10 + i % 90}");
            address.Postcode = string.Create(CultureInfo.InvariantCulture, $"{12_000 + i * 7 % 999}");
        }
        if (i % 6 == 0)
            contact.Lookups.Add(new ContactLookup { LookupItem = tags[i / 6 % tags.Count] });
        if (i % 9 == 0)
            contact.Profiles.Add(new ContactProfile { Kind = ProfileKind.LinkedIn, Url = "https://linkedin.example/in/person-" + i.ToString(CultureInfo.InvariantCulture) });
        if (i % 5 == 1)
            (contact.NextAction, contact.NextActionOn) = (isArabic ? "الاتصال بشأن العرض" : "Call about the offer", today.AddDays(1 + i % 40));
        if (i % 11 == 0)
            AddInnerCircle(contact, isArabic, i);
    }

    /// <summary>Makes one of the last people the same as one of the first: another spelling, the same phone.</summary>
    public static void MakeTwin(Contact twin, Contact of)
    {
        twin.DisplayName = of.NameOtherScript ?? of.DisplayName.Replace("e", "a", StringComparison.Ordinal);
        (twin.GivenName, twin.FamilyName, twin.NameOtherScript) = (null, null, null);
        (twin.Account, twin.OwnerId, twin.TeamId) = (of.Account, of.OwnerId, of.TeamId);
        twin.Emails.Clear();
        twin.Phones.Clear();
        twin.Phones.AddRange(of.Phones.Select(p => new ContactPhone { Raw = p.E164 ?? p.Raw, E164 = p.E164, Kind = PhoneKind.Work, IsPrimary = true }));
    }

    private static void AddInnerCircle(Contact contact, bool isArabic, int i)
    {
        contact.BirthdayOn = new DateOnly(1965 + i % 30, 1 + i % 12, 1 + i % 28);
        contact.SpouseName = isArabic ? "نورة" : "Mary";
        contact.Children.Add(new ContactChild { Name = isArabic ? "سارة" : "Emma", BirthdayOn = new DateOnly(2012 + i % 8, 1 + i % 12, 5) });
        contact.Children.Add(new ContactChild { Name = isArabic ? "عمر" : "Tom" });
        contact.Hobbies = isArabic ? Hobbies[i % Hobbies.Length].Arabic : Hobbies[i % Hobbies.Length].Latin;
        contact.BestTimeToCall = isArabic ? "بعد الخامسة مساءً" : "after 17:00";
        (contact.Budget, contact.BudgetCurrency) = (250_000m + i * 5_000m, "SAR");
    }
}
