using System.Globalization;
using System.Text;
using CrmAddin.Core.Contacts;
using CsvHelper;

namespace Benchmarks.Contacts;

/// <summary>
/// People who do not exist, the same on every run: number n is always the same person. Half have their names in Arabic script; names,
/// firms, phones, addresses and cities are those of the region, common ones common and rare ones rare.
/// </summary>
public static class GeneratedContacts
{
    /// <summary>Firms that people work for.</summary>
    public const int Firms = 40_000;

    /// <summary>Columns of <see cref="WriteCsvAsync"/>, as Outlook and common programs name them.</summary>
    public static readonly string[] CsvHeader =
    [
        "ID", "First Name", "Middle Name", "Last Name", "Name Other Script", "Job Title", "Company", "E-mail Address", "E-mail 2 Address", "Mobile Phone", "Business Phone",
        "Business Street", "District", "Business City", "Business Postal Code", "Business Country", "Web Page", "Notes", "Source", "Group", "Contact Type", "Status", "Level", "Language", "Birthday",
    ];

    private static readonly string[] Groups = ["Customers", "Leads", "Partners", "Mets", "Inner circle"];
    private static readonly string[] Types = ["Buyer", "Seller", "Investor", "Vendor"];
    private static readonly string[] Sources = ["Trade fair", "Web site", "Referral", "Social media", "Portal"];
    private static readonly string[] FreeMail = ["gmail.com", "hotmail.com", "outlook.com", "yahoo.com", "icloud.com"];

    /// <summary>Person number <paramref name="number"/>.</summary>
    public static ContactRecord Person(int number)
    {
        var random = new Draw((ulong)number);
        var isArabic = number % 2 == 0;
        var given = random.Skewed(random.Below(100) < 70 ? GeneratedNames.GivenMen : GeneratedNames.GivenWomen);
        var father = random.Skewed(GeneratedNames.GivenMen);
        var family = random.Skewed(GeneratedNames.Families);
        var city = GeneratedNames.Cities[random.Below(GeneratedNames.Cities.Length)];
        var firm = random.Below(Firms);
        var title = random.Skewed(GeneratedNames.JobTitles);
        string Script((string Arabic, string Latin) pair) => isArabic ? pair.Arabic : pair.Latin;
        string Other((string Arabic, string Latin) pair) => isArabic ? pair.Latin : pair.Arabic;
        return new ContactRecord
        {
            FileId = string.Create(CultureInfo.InvariantCulture, $"G{number:0000000}"),
            GivenName = Script(given),
            MiddleName = random.Below(100) < 40 ? Script(father) : null,
            FamilyName = Script(family),
            NameOtherScript = random.Below(100) < 30 ? $"{Other(given)} {Other(family)}" : null,
            JobTitle = Script(title),
            Account = Firm(firm, isArabic: firm % 2 == 0),
            Emails = Emails(ref random, given.Latin, family.Latin, number, firm),
            Phones = Phones(ref random, city, isArabic),
            Addresses = [Address(ref random, city, isArabic)],
            Website = random.Below(100) < 30 ? $"https://www.{Domain(firm)}" : null,
            Notes = random.Below(100) < 50 ? isArabic ? $"التقينا في المعرض، مهتم بالعرض رقم {random.Below(1000)}" : $"Met at the fair, asked for offer {random.Below(1000)}, call back after the holidays" : null,
            Source = Sources[random.Below(Sources.Length)],
            Groups = [Groups[random.Below(Groups.Length)]],
            Types = random.Below(100) < 60 ? [Types[random.Below(Types.Length)]] : [],
            Status = random.Below(100) < 40 ? ContactStatus.Active : ContactStatus.Potential,
            Level = (ContactLevel)random.Below(3),
            Language = isArabic ? "ar" : "en",
            BirthdayOn = random.Below(100) < 50 ? new DateOnly(1950, 1, 1).AddDays(random.Below(18_000)) : null,
        };
    }

    /// <summary>Name of firm number <paramref name="firm"/>.</summary>
    public static string Firm(int firm, bool isArabic)
    {
        var (word, sector) = FirmParts(firm);
        var number = firm / (GeneratedNames.FirmWords.Length * GeneratedNames.FirmSectors.Length);
        return isArabic ? $"شركة {word.Arabic} {sector.Arabic}{(number == 0 ? "" : $" {number}")}" : $"{word.Latin} {sector.Latin}{(number == 0 ? "" : $" {number}")}";
    }

    /// <summary>Writes people as a CSV file with all columns, UTF-8.</summary>
    public static async Task WriteCsvAsync(string path, int first, int count, CancellationToken cancel)
    {
        await using var csv = CsvWriter.Create(File.Create(path), new CsvWriterOptions());
        foreach (var name in CsvHeader)
            csv.WriteField(name);
        await csv.EndRecordAsync(cancel);
        for (var number = first; number < first + count; number++)
        {
            foreach (var cell in Cells(Person(number)))
                csv.WriteField(cell ?? "");
            await csv.EndRecordAsync(cancel);
        }
    }

    private static string?[] Cells(ContactRecord p)
    {
        var address = p.Addresses[0];
        return
        [
            p.FileId, p.GivenName, p.MiddleName, p.FamilyName, p.NameOtherScript, p.JobTitle, p.Account,
            p.Emails.ElementAtOrDefault(0)?.Address, p.Emails.ElementAtOrDefault(1)?.Address, p.Phones.FirstOrDefault(f => f.Kind == PhoneKind.Mobile)?.Raw, p.Phones.FirstOrDefault(f => f.Kind == PhoneKind.Work)?.Raw,
            address.Street, address.District, address.City, address.Postcode, address.Country, p.Website, p.Notes, p.Source, string.Join(';', p.Groups), string.Join(';', p.Types),
            p.Status.ToString(), p.Level.ToString(), p.Language, p.BirthdayOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ];
    }

    private static List<EmailValue> Emails(ref Draw random, string given, string family, int number, int firm)
    {
        var local = Letters(given) + "." + Letters(family);
        var emails = new List<EmailValue>(2);
        if (random.Below(100) < 75)
            emails.Add(new EmailValue(string.Create(CultureInfo.InvariantCulture, $"{local}{number % 97}@{Domain(firm)}")));
        if (emails.Count == 0 || random.Below(100) < 35)
            emails.Add(new EmailValue(string.Create(CultureInfo.InvariantCulture, $"{local}.{number}@{FreeMail[random.Below(FreeMail.Length)]}"), AddressKind.Home));
        return emails;
    }

    private static List<PhoneValue> Phones(ref Draw random, (string Arabic, string Latin, string Country, string Dial, string Mobile, string Land) city, bool isArabic)
    {
        var phones = new List<PhoneValue>(2) { new(Written(ref random, city.Dial, city.Mobile, MobileLength(city.Country) - city.Mobile.Length, isArabic && city.Country == "SA"), PhoneKind.Mobile) };
        if (random.Below(100) < 60)
            phones.Add(new PhoneValue(Written(ref random, city.Dial, city.Land, LandLength(city.Country) - city.Land.Length, false), PhoneKind.Work));
        return phones;
    }

    private static string Written(ref Draw random, string dial, string prefix, int digits, bool isLocalArabic)
    {
        var number = new StringBuilder(prefix);
        for (var i = 0; i < digits; i++)
            number.Append((char)('0' + random.Below(10)));
        if (!isLocalArabic)
            return random.Below(2) == 0 ? $"+{dial}{number}" : $"+{dial} {number.ToString()[..2]} {number.ToString()[2..]}";
        var local = "0" + number;
        return random.Below(2) == 0 ? local : string.Concat(local.Select(c => (char)(c - '0' + '٠')));
    }

    private static int MobileLength(string country) => country switch { "SA" or "AE" or "JO" => 9, "EG" => 10, _ => 8 };

    private static int LandLength(string country) => country switch { "SA" => 9, "EG" => 9, _ => 8 };

    private static AddressValue Address(ref Draw random, (string Arabic, string Latin, string Country, string Dial, string Mobile, string Land) city, bool isArabic)
    {
        var street = random.Skewed(GeneratedNames.Streets);
        var district = random.Skewed(GeneratedNames.Districts);
        return new AddressValue(
            AddressKind.Work, string.Create(CultureInfo.InvariantCulture, $"{random.Below(900) + 1} {(isArabic ? street.Arabic : street.Latin)}"), isArabic ? district.Arabic : district.Latin,
            isArabic ? city.Arabic : city.Latin, null, (10000 + random.Below(89999)).ToString(CultureInfo.InvariantCulture), city.Country);
    }

    private static ((string Arabic, string Latin) Word, (string Arabic, string Latin) Sector) FirmParts(int firm) =>
        (GeneratedNames.FirmWords[firm % GeneratedNames.FirmWords.Length], GeneratedNames.FirmSectors[firm / GeneratedNames.FirmWords.Length % GeneratedNames.FirmSectors.Length]);

    private static string Domain(int firm)
    {
        var (word, sector) = FirmParts(firm);
        return string.Create(CultureInfo.InvariantCulture, $"{Letters(word.Latin)}-{Letters(sector.Latin)}{firm / 800}.example");
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsAsciiLetter)).ToLowerInvariant();

    // SplitMix64: the same on every machine and runtime, and cheap enough to draw millions.
    private struct Draw(ulong seed)
    {
        private ulong _state = seed * 0x9E3779B97F4A7C15UL + 0xD1B54A32D192ED03UL;

        public int Below(int bound)
        {
            _state += 0x9E3779B97F4A7C15UL;
            var z = _state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return (int)((z ^ (z >> 31)) % (ulong)bound);
        }

        // The product of two draws makes the first words of a list common and the last rare.
        public T Skewed<T>(T[] words) => words[Below(words.Length) * (Below(words.Length) + 1) / words.Length];
    }
}
