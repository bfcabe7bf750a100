using CrmAddin.Core.Contacts;

namespace CrmAddin.Core.Tests.Contacts.Import;

/// <summary>People with every value that a file can hold, the awkward ones among them.</summary>
public static class SomePeople
{
    /// <summary>Every field filled.</summary>
    public static ContactRecord Full { get; } = new()
    {
        FileId = "A-17",
        Honorific = "م.",
        GivenName = "أحمد",
        MiddleName = "Ali; the elder",
        FamilyName = "الخالدي",
        Suffix = "PhD",
        DisplayName = "م. أحمد الخالدي",
        NameOtherScript = "Ahmed Al-Khaldi",
        JobTitle = "Director, Sales",
        Account = "Acme; Sons \\ Co.",
        Phones = [new("+966 50 123 4567", PhoneKind.Mobile), new("011 465 0000 ext. 12", PhoneKind.Work), new("٠١١٤٦٥٠٠٠١", PhoneKind.Fax), new("(212) 555-0100", PhoneKind.Home)],
        Emails = [new("ahmed@example.com"), new("ahmed.home@example.com", AddressKind.Home), new("a@example.org", AddressKind.Other)],
        Addresses =
        [
            new(AddressKind.Work, "King Fahd Rd, 12\nTower B", "العليا", "الرياض", "Riyadh; centre", "12345", "SA", 24.7136, 46.6753),
            new(AddressKind.Home, "Palm St. 3", null, "Jeddah", null, null, "SA"),
        ],
        Profiles = [new(ProfileKind.LinkedIn, "https://www.linkedin.com/in/ahmed"), new(ProfileKind.X, "@ahmed"), new(ProfileKind.Web, "https://blog.example.com"), new(ProfileKind.Other, "skype:ahmed")],
        Children = [new("سارة", new(2015, 3, 1)), new("Omar", null)],
        Groups = ["Customers", "Riyadh, North"],
        Types = ["Buyer"],
        Tags = ["VIP", "semi;colon"],
        Custom = new Dictionary<string, string> { ["closing-year"] = "2027", ["home \"dream\""] = "Villa;\nwith garden" },
        Website = "https://example.com/?a=1,2;3",
        Notes = "First line\nsecond: \"quoted\", \\n is no break;\n=1+1",
        Source = "Trade fair",
        Status = ContactStatus.Active,
        Level = ContactLevel.A,
        EngagementScore = 9,
        InterestScore = 0,
        AbilityScore = 10,
        Language = "ar",
        TimeZone = "Asia/Riyadh",
        BestTimeToCall = "after 5 pm",
        BirthdayOn = new(1980, 12, 31),
        AnniversaryOn = new(2010, 6, 1),
        SpouseName = "منى",
        SpouseBirthdayOn = new(1984, 2, 29),
        Hobbies = "Chess, falcons",
        Education = "MSc",
        Interests = "Land",
        Lifestyle = "Family",
        Budget = 1_500_000.50m,
        BudgetCurrency = "SAR",
        PurchasePreferences = "North-facing",
        Concerns = "-5 % would help",
        DoNotContact = false,
        Owner = "bo",
    };

    /// <summary>Every field filled; hardly anything; formulas and guards; very many values.</summary>
    public static IReadOnlyList<ContactRecord> All { get; } =
    [
        Full,
        new() { DisplayName = "Ann", Emails = [new("ann@example.com")] },
        new()
        {
            DisplayName = "=HYPERLINK(\"http://evil.example\")",
            GivenName = "'=1+1",
            FamilyName = "@SUM(A1)",
            JobTitle = "''+1",
            Account = "-acme",
            Phones = [new("+1 555 0100", PhoneKind.Work), new("'+966501234567", PhoneKind.Work)],
            Notes = "\tstarts with a tab",
            Tags = ["'tag", "=tag"],
        },
        new()
        {
            DisplayName = "Many",
            Emails = [.. Enumerable.Range(1, 23).Select(i => new EmailValue($"many{i}@example.com", (AddressKind)(i % 3)))],
            Phones = [.. Enumerable.Range(1, 17).Select(i => new PhoneValue($"+9665012345{i:00}", (PhoneKind)(i % 4)))],
            Addresses = [.. Enumerable.Range(1, 12).Select(i => new AddressValue((AddressKind)(i % 3), $"Street {i}", null, i % 2 == 0 ? "Riyadh" : null, null, null, "SA"))],
            Children = [.. Enumerable.Range(1, 14).Select(i => new ChildValue($"Child {i}", i % 2 == 0 ? new DateOnly(2000 + i, 1, 1) : null))],
        },
    ];
}
