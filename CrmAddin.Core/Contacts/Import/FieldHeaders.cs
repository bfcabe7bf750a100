using System.Globalization;
using CrmAddin.Core.Search;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>The column names of contact files: those that we write, and those of Outlook, Google, Thunderbird, Apple, HubSpot, Salesforce, Zoho and others, in both languages.</summary>
public static class FieldHeaders
{
    // A "1" in a name stands for any number. The first name of each language is the one that we write.
    private static readonly (string Target, string English, string Arabic, string[] Others)[] Names =
    [
        ("id", "ID", "المعرف", ["contact id", "external id", "record id", "uid"]),
        ("honorific", "Honorific", "اللقب", ["title prefix", "name prefix", "prefix", "salutation", "courtesy title"]),
        ("givenName", "First Name", "الاسم الأول", ["given name", "firstname", "forename", "الاسم الشخصي"]),
        ("middleName", "Middle Name", "الاسم الأوسط", ["additional name", "middle", "اسم الأب"]),
        ("familyName", "Last Name", "اسم العائلة", ["family name", "lastname", "surname", "الاسم الأخير", "اللقب العائلي"]),
        ("suffix", "Suffix", "لاحقة الاسم", ["name suffix"]),
        ("displayName", "Display Name", "الاسم الكامل", ["name", "full name", "fullname", "contact name", "contact full name", "الاسم", "الاسم بالكامل", "اسم العرض", "اسم جهة الاتصال"]),
        ("nameOtherScript", "Name in Other Script", "الاسم بالكتابة الأخرى",
            ["name other script", "arabic name", "name in arabic", "name arabic", "phonetic first name", "phonetic last name", "given name yomi", "family name yomi", "given yomi", "surname yomi", "الاسم بالعربية", "الاسم بالانجليزية", "الاسم بالإنجليزي"]),
        ("jobTitle", "Job Title", "المسمى الوظيفي", ["title", "position", "role", "organization title", "organization 1 title", "occupation", "الوظيفة", "المنصب", "المهنة"]),
        ("account", "Company", "الشركة",
            ["account", "account name", "organization", "organisation", "organization name", "organization 1 name", "company name", "associated company", "firm", "employer", "المؤسسة", "الحساب", "اسم الشركة", "جهة العمل", "المنظمة"]),
        ("phone", "Phone 1", "الهاتف 1",
            ["phone number", "telephone", "tel", "phone 1 value", "primary phone", "company main phone", "other phone", "main phone", "contact number", "car phone", "هاتف", "تلفون", "رقم الهاتف", "هاتف آخر"]),
        ("phoneKind", "Phone 1 Kind", "نوع الهاتف 1", ["phone 1 type", "phone 1 label"]),
        ("mobile", "Mobile", "الجوال", ["mobile phone", "mobile number", "mobile phone number", "cell", "cell phone", "whatsapp", "whatsapp number", "whatsapp phone number", "جوال", "موبايل", "المحمول", "الهاتف المحمول", "رقم الجوال", "الهاتف الجوال"]),
        ("workPhone", "Work Phone", "هاتف العمل", ["business phone", "office phone", "work telephone", "direct phone", "هاتف المكتب"]),
        ("homePhone", "Home Phone", "هاتف المنزل", ["home telephone", "residence phone", "private phone"]),
        ("fax", "Fax", "الفاكس", ["business fax", "fax number", "work fax", "home fax", "other fax", "فاكس", "فاكس العمل", "رقم الفاكس"]),
        ("email", "E-mail 1", "البريد 1",
            ["email", "mail", "email address", "e mail address", "e mail 1 address", "e mail 1 value", "email 1 value", "primary email", "secondary email", "additional email addresses", "email id", "البريد الالكتروني", "بريد الكتروني", "عنوان البريد الالكتروني", "الايميل", "ايميل", "بريد"]),
        ("email:work", "Work E-mail", "بريد العمل", ["work email", "business email", "office email"]),
        ("email:home", "Home E-mail", "البريد الشخصي", ["home email", "personal email", "private email"]),
        ("email:other", "Other E-mail", "بريد آخر", ["other email"]),
        ("emailKind", "E-mail 1 Kind", "نوع البريد 1", ["e mail 1 type", "e mail 1 label", "email 1 type", "email 1 label", "e mail type"]),
        ("addressKind", "Address 1 Kind", "نوع العنوان 1", ["address 1 type", "address 1 label"]),
        ("street", "Address 1 Street", "شارع العنوان 1",
            ["street", "address", "street address", "mailing street", "address line 1", "street line 1", "address 1 po box", "address 1 extended address", "postal address", "full address", "الشارع", "العنوان", "عنوان الشارع"]),
        ("district", "Address 1 District", "حي العنوان 1", ["district", "neighborhood", "neighbourhood", "address 1 neighborhood", "الحي"]),
        ("city", "Address 1 City", "مدينة العنوان 1", ["city", "town", "mailing city", "المدينة"]),
        ("region", "Address 1 Region", "منطقة العنوان 1", ["region", "state", "province", "state region", "mailing state", "mailing state province", "address 1 state", "المنطقة", "المحافظة", "الولاية"]),
        ("postcode", "Address 1 Postcode", "الرمز البريدي للعنوان 1",
            ["postcode", "postal code", "zip", "zip code", "zipcode", "mailing zip", "mailing zip postal code", "mailing postal code", "address 1 postal code", "address 1 zip", "الرمز البريدي"]),
        ("country", "Address 1 Country", "دولة العنوان 1", ["country", "country region", "mailing country", "الدولة", "البلد"]),
        ("latitude", "Address 1 Latitude", "خط عرض العنوان 1", ["latitude", "lat", "mailing latitude", "خط العرض"]),
        ("longitude", "Address 1 Longitude", "خط طول العنوان 1", ["longitude", "lng", "lon", "mailing longitude", "خط الطول"]),
        ("website", "Web Page", "صفحة الويب", ["website", "website url", "web site", "url", "homepage", "الموقع", "الموقع الالكتروني"]),
        ("profile", "Profile 1", "الملف الاجتماعي 1", ["website 1 value", "web page 1", "im 1 value", "social profile 1"]),
        ("profileKind", "Profile 1 Kind", "نوع الملف الاجتماعي 1", ["website 1 label", "website 1 type", "im 1 service"]),
        ("profile:linkedin", "LinkedIn", "لينكدإن", ["linkedin url", "linkedin profile", "linkedin bio"]),
        ("profile:x", "X", "إكس", ["twitter", "twitter id", "twitter username", "twitter handle"]),
        ("profile:facebook", "Facebook", "فيسبوك", ["facebook id", "facebook url"]),
        ("profile:instagram", "Instagram", "إنستغرام", ["instagram handle"]),
        ("profile:telegram", "Telegram", "تيليغرام", []),
        ("profile:other", "Skype", "سكايب", ["skype id"]),
        ("child", "Child 1", "الطفل 1", ["child name", "child 1 name", "children", "الأبناء", "الأطفال"]),
        ("childBirthday", "Child 1 Birthday", "ميلاد الطفل 1", ["child 1 date of birth"]),
        ("notes", "Notes", "الملاحظات", ["note", "comments", "description", "correspondence notes", "ملاحظات", "ملاحظات المراسلات"]),
        ("source", "Source", "المصدر", ["lead source", "original source", "contact source"]),
        ("groups", "Groups", "المجموعات", ["group", "group membership", "label", "labels", "categories", "category", "database group", "المجموعة", "مجموعة قاعدة البيانات", "الفئات", "التصنيفات"]),
        ("types", "Contact Types", "أنواع جهة الاتصال", ["type", "types", "contact type", "النوع", "نوع جهة الاتصال"]),
        ("tags", "Tags", "الوسوم", ["tag", "keywords", "الوسم", "الكلمات الدلالية"]),
        ("status", "Status", "الحالة", ["contact status"]),
        ("level", "Level", "مستوى الحالة", ["rating", "المستوى"]),
        ("engagementScore", "Engagement Score", "درجة التفاعل", ["engagement"]),
        ("interestScore", "Interest Score", "درجة الاهتمام", []),
        ("abilityScore", "Ability Score", "درجة القدرة على القرار", ["ability to decide"]),
        ("language", "Language", "اللغة", ["preferred language", "اللغة المفضلة"]),
        ("timeZone", "Time Zone", "المنطقة الزمنية", ["timezone"]),
        ("bestTimeToCall", "Best Time to Call", "أفضل وقت للاتصال", []),
        ("birthday", "Birthday", "تاريخ الميلاد", ["date of birth", "birthdate", "birth date", "dob", "عيد الميلاد"]),
        ("yearOfBirth", "Birth Year", "سنة الميلاد", []),
        ("monthOfBirth", "Birth Month", "شهر الميلاد", []),
        ("dayOfBirth", "Birth Day", "يوم الميلاد", []),
        ("anniversary", "Anniversary", "الذكرى السنوية", ["wedding anniversary", "ذكرى الزواج"]),
        ("spouse", "Spouse", "الزوج", ["spouse name", "partner", "اسم الزوج", "الزوجة", "اسم الزوجة"]),
        ("spouseBirthday", "Spouse Birthday", "ميلاد الزوج", ["spouse date of birth"]),
        ("hobbies", "Hobbies", "الهوايات", ["hobby", "الهواية"]),
        ("education", "Education", "التعليم", ["education level", "المستوى التعليمي"]),
        ("interests", "Interests", "الاهتمامات", []),
        ("lifestyle", "Lifestyle", "نمط الحياة", []),
        ("budget", "Budget", "الميزانية", []),
        ("budgetCurrency", "Budget Currency", "عملة الميزانية", []),
        ("purchasePreferences", "Purchase Preferences", "تفضيلات الشراء", []),
        ("concerns", "Concerns", "المخاوف والاعتراضات", ["objections", "المخاوف", "الاعتراضات"]),
        ("doNotContact", "Do Not Contact", "عدم الاتصال", []),
        ("owner", "Owner", "المسؤول", ["contact owner", "record owner", "assigned to", "صاحب جهة الاتصال"]),
        ("event", "Event 1", "المناسبة 1", ["event 1 value"]),
        ("eventKind", "Event 1 Kind", "نوع المناسبة 1", ["event 1 type", "event 1 label"]),
        ("relation", "Relation 1", "القريب 1", ["relation 1 value"]),
        ("relationKind", "Relation 1 Kind", "صلة القريب 1", ["relation 1 type", "relation 1 label"]),
        ("customValue", "Custom Field 1", "الحقل المخصص 1", ["custom field 1 value"]),
        ("customName", "Custom Field 1 Name", "اسم الحقل المخصص 1", ["custom field 1 type", "custom field 1 label"]),
    ];

    private static readonly (string Word, string Qualifier)[] Places =
    [
        ("home", "home"), ("personal", "home"), ("residence", "home"), ("business", "work"), ("work", "work"), ("office", "work"), ("company", "work"),
        ("primary", "work"), ("billing", "work"), ("other", "other"), ("shipping", "other"), ("alternate", "other"),
    ];

    private static readonly (string Word, string Qualifier)[] ArabicPlaces = [("المنزل", "home"), ("العمل", "work"), ("آخر", "other"), ("أخرى", "other")];

    private static readonly (ImportField Field, string[] Words)[] AddressWords =
    [
        (ImportField.Street, ["street", "address", "address street", "street address", "po box", "address po box"]),
        (ImportField.District, ["district"]),
        (ImportField.City, ["city", "address city"]),
        (ImportField.Region, ["state", "region", "province", "state province", "state region", "address state", "county"]),
        (ImportField.Postcode, ["postal code", "postcode", "zip", "zipcode", "zip code", "zip postal code", "address postal code"]),
        (ImportField.Country, ["country", "country region", "address country", "country code"]),
    ];

    private static readonly (ImportField Field, string Word)[] ArabicAddressWords =
    [
        (ImportField.Street, "شارع"), (ImportField.Street, "عنوان"), (ImportField.City, "مدينة"), (ImportField.Region, "منطقة"), (ImportField.Region, "ولاية"),
        (ImportField.Postcode, "الرمز البريدي"), (ImportField.Country, "بلد"), (ImportField.Country, "دولة"),
    ];

    private static readonly Dictionary<ImportField, (string English, string Arabic)> Own =
        Names.Where(n => !n.Target.Contains(':', StringComparison.Ordinal)).ToDictionary(n => Parse(n.Target).Field, n => (n.English, n.Arabic));

    private static readonly Dictionary<string, FieldTarget> Known = ReadKnown();

    /// <summary>What a column of this name fills; null when the name says nothing.</summary>
    public static FieldTarget? Find(string header)
    {
        if (header.TrimStart().StartsWith("custom:", StringComparison.OrdinalIgnoreCase))
            return FieldTarget.TryParse(header, out var custom) ? custom : null;
        var (pattern, number) = Pattern(header);
        if (!Known.TryGetValue(pattern, out var target))
            return null;
        // "Home Address 2" is the second line of one address; "E-mail 2" is another address.
        return target is { Qualifier: not null, Field: >= ImportField.AddressKind and <= ImportField.Longitude } ? target : target with { Number = number };
    }

    /// <summary>The name of a column as we write it; <see cref="Find"/> reads it back.</summary>
    public static string Of(FieldTarget target, bool isArabic)
    {
        if (target.Field == ImportField.Custom)
            return target.ToString();
        var (english, arabic) = Own[target.Field];
        return (isArabic ? arabic : english).Replace("1", target.Number == 0 ? "1" : target.Number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static FieldTarget Parse(string text) => FieldTarget.TryParse(text, out var target) ? target : throw new InvalidOperationException($"\"{text}\" is no field.");

    private static Dictionary<string, FieldTarget> ReadKnown()
    {
        var known = new Dictionary<string, FieldTarget>(StringComparer.Ordinal);
        foreach (var (text, english, arabic, others) in Names)
        {
            var target = Parse(text);
            foreach (var name in others.Append(english).Append(arabic))
                Add(known, name, target, mayBeNumbered: IsOneOfSeveral(target.Field));
        }
        foreach (var (place, qualifier) in Places)
        {
            foreach (var (field, words) in AddressWords)
            {
                foreach (var word in words)
                    Add(known, $"{place} {word}", new(field, qualifier), mayBeNumbered: true);
            }
        }
        foreach (var (place, qualifier) in ArabicPlaces)
        {
            foreach (var (field, word) in ArabicAddressWords)
                Add(known, $"{word} {place}", new(field, qualifier), mayBeNumbered: true);
        }
        return known;
    }

    private static void Add(Dictionary<string, FieldTarget> known, string name, FieldTarget target, bool mayBeNumbered)
    {
        var (pattern, _) = Pattern(name);
        known.TryAdd(pattern, target);
        if (pattern.Contains('#', StringComparison.Ordinal))
            known.TryAdd(string.Join(' ', pattern.Split(' ').Where(w => w != "#")), target);
        else if (mayBeNumbered)
            known.TryAdd(pattern + " #", target);
    }

    private static bool IsOneOfSeveral(ImportField field) =>
        field is >= ImportField.Email and <= ImportField.Fax or ImportField.Website or ImportField.Profile or ImportField.Child or ImportField.Notes;

    private static (string Pattern, int Number) Pattern(string header)
    {
        var words = SearchText.Words(header);
        var number = 0;
        for (var i = 0; i < words.Length; i++)
        {
            if (number != 0 || !int.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out var found) || found is < 1 or > 999)
                continue;
            (number, words[i]) = (found, "#");
        }
        return (string.Join(' ', words), number);
    }
}
