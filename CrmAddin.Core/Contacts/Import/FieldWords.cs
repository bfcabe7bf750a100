using CrmAddin.Core.Search;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>The words that files use for kinds, states and answers, in both languages; the first of each language is the one we write.</summary>
public static class FieldWords
{
    private static readonly WordList<PhoneKind> Phones = new(
        (PhoneKind.Mobile, "Mobile", "جوال", ["cell", "cellular", "iphone", "mobile phone", "sms", "موبايل", "محمول", "الجوال", "متحرك"]),
        (PhoneKind.Work, "Work", "العمل", ["business", "office", "company", "main", "voice", "pref", "عمل", "مكتب", "المكتب", "رئيسي"]),
        (PhoneKind.Home, "Home", "المنزل", ["residence", "private", "منزل", "بيت", "البيت"]),
        (PhoneKind.Fax, "Fax", "فاكس", ["work fax", "home fax", "business fax", "workfax", "homefax", "otherfax", "other fax", "الفاكس"]));

    private static readonly WordList<AddressKind> Addresses = new(
        (AddressKind.Work, "Work", "العمل", ["business", "office", "company", "intl", "parcel", "postal", "dom", "internet", "عمل", "مكتب", "المكتب"]),
        (AddressKind.Home, "Home", "المنزل", ["private", "personal", "residence", "منزل", "بيت", "شخصي"]),
        (AddressKind.Other, "Other", "أخرى", ["اخري", "غير ذلك"]));

    private static readonly WordList<ProfileKind> Profiles = new(
        (ProfileKind.Web, "Web", "موقع", ["website", "web page", "homepage", "home page", "blog", "work", "home", "url", "profile", "الموقع"]),
        (ProfileKind.LinkedIn, "LinkedIn", "لينكدإن", ["linked in", "لينكدان"]),
        (ProfileKind.X, "X", "إكس", ["twitter", "تويتر"]),
        (ProfileKind.Facebook, "Facebook", "فيسبوك", ["fb", "messenger"]),
        (ProfileKind.Instagram, "Instagram", "إنستغرام", ["انستقرام", "انستجرام"]),
        (ProfileKind.WhatsApp, "WhatsApp", "واتساب", ["whats app", "واتس اب"]),
        (ProfileKind.Telegram, "Telegram", "تيليغرام", ["تلجرام", "تليجرام"]),
        (ProfileKind.Other, "Other", "أخرى", []));

    private static readonly WordList<ContactStatus> States = new(
        (ContactStatus.Active, "Active", "نشط", ["customer", "client", "فعال"]),
        (ContactStatus.Potential, "Potential", "محتمل", ["prospect", "lead", "عميل محتمل"]));

    private static readonly WordList<ContactLevel> Levels = new(
        (ContactLevel.A, "A", "أ", ["hot", "high", "level a"]),
        (ContactLevel.B, "B", "ب", ["warm", "medium", "level b"]),
        (ContactLevel.C, "C", "ج", ["cold", "low", "level c"]));

    private static readonly WordList<bool> Answers = new(
        (true, "Yes", "نعم", ["true", "1", "y", "x", "on", "صح"]),
        (false, "No", "لا", ["false", "0", "n", "off", "خطا"]));

    private static readonly Dictionary<string, string> Languages = new(StringComparer.Ordinal)
    {
        ["english"] = "en",
        ["الانجليزيه"] = "en",
        ["انجليزي"] = "en",
        ["انجليزيه"] = "en",
        ["arabic"] = "ar",
        ["العربيه"] = "ar",
        ["عربي"] = "ar",
        ["عربيه"] = "ar",
    };

    /// <summary>The kind of phone that a label means.</summary>
    public static PhoneKind? Phone(string label) => Phones.Find(label);

    /// <summary>The kind of address that a label means.</summary>
    public static AddressKind? Address(string label) => Addresses.Find(label);

    /// <summary>The network that a label means.</summary>
    public static ProfileKind? Profile(string label) => Profiles.Find(label);

    /// <summary>The state that a word means.</summary>
    public static ContactStatus? Status(string word) => States.Find(word);

    /// <summary>The level that a word means.</summary>
    public static ContactLevel? Level(string word) => Levels.Find(word);

    /// <summary>Yes or no.</summary>
    public static bool? Answer(string word) => Answers.Find(word);

    /// <summary>The code of a language that is written out; any other text as it is.</summary>
    public static string Language(string word) => Languages.GetValueOrDefault(SearchText.Fold(word)) ?? word;

    /// <summary>The word that we write for a value.</summary>
    public static string Of(PhoneKind kind, bool isArabic) => Phones.Of(kind, isArabic);

    /// <inheritdoc cref="Of(PhoneKind, bool)"/>
    public static string Of(AddressKind kind, bool isArabic) => Addresses.Of(kind, isArabic);

    /// <inheritdoc cref="Of(PhoneKind, bool)"/>
    public static string Of(ProfileKind kind, bool isArabic) => Profiles.Of(kind, isArabic);

    /// <inheritdoc cref="Of(PhoneKind, bool)"/>
    public static string Of(ContactStatus status, bool isArabic) => States.Of(status, isArabic);

    /// <inheritdoc cref="Of(PhoneKind, bool)"/>
    public static string Of(ContactLevel level, bool isArabic) => Levels.Of(level, isArabic);

    /// <inheritdoc cref="Of(PhoneKind, bool)"/>
    public static string Of(bool answer, bool isArabic) => Answers.Of(answer, isArabic);

    private sealed class WordList<T>
        where T : struct
    {
        private readonly Dictionary<string, T> _values = new(StringComparer.Ordinal);
        private readonly Dictionary<T, (string English, string Arabic)> _words = [];

        public WordList(params (T Value, string English, string Arabic, string[] Others)[] entries)
        {
            foreach (var (value, english, arabic, others) in entries)
            {
                _words[value] = (english, arabic);
                foreach (var word in others.Append(english).Append(arabic))
                    _values[SearchText.Fold(word)] = value;
            }
        }

        public T? Find(string word) => _values.TryGetValue(SearchText.Fold(word), out var value) ? value : null;

        public string Of(T value, bool isArabic) => isArabic ? _words[value].Arabic : _words[value].English;
    }
}
