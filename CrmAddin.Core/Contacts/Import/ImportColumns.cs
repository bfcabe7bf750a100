using System.Text.Json;
using CrmAddin.Core.Results;
using CrmAddin.Core.Search;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>Which column of a file fills which field.</summary>
public sealed class ImportColumns
{
    // Folded headers that Outlook, Google, Thunderbird and common CRMs write, in both languages.
    private static readonly Dictionary<ImportField, string[]> Known = new()
    {
        [ImportField.Id] = ["id", "contact id", "external id", "record id"],
        [ImportField.Honorific] = ["title prefix", "name prefix", "prefix", "honorific", "salutation", "اللقب"],
        [ImportField.GivenName] = ["first name", "given name", "firstname", "forename", "الاسم الاول"],
        [ImportField.MiddleName] = ["middle name", "additional name", "اسم الاب", "الاسم الاوسط"],
        [ImportField.FamilyName] = ["last name", "family name", "lastname", "surname", "اسم العائله", "الاسم الاخير"],
        [ImportField.Suffix] = ["suffix", "name suffix"],
        [ImportField.DisplayName] = ["name", "full name", "display name", "fullname", "contact name", "الاسم", "الاسم الكامل", "الاسم بالكامل"],
        [ImportField.NameOtherScript] = ["name other script", "arabic name", "name in arabic", "الاسم بالعربيه", "الاسم بالانجليزيه"],
        [ImportField.Email] =
        [
            "email", "e mail", "mail", "email address", "e mail address", "primary email", "secondary email", "e mail 2 address", "e mail 3 address",
            "e mail 1 value", "e mail 2 value", "e mail 3 value", "email 1", "email 2", "البريد الالكتروني", "الايميل", "بريد",
        ],
        [ImportField.Mobile] = ["mobile", "mobile phone", "cell", "cell phone", "mobile number", "الجوال", "جوال", "موبايل", "المحمول", "رقم الجوال"],
        [ImportField.WorkPhone] =
            ["phone", "phone number", "telephone", "work phone", "business phone", "business phone 2", "company main phone", "primary phone", "phone 1 value", "phone 2 value", "هاتف", "الهاتف", "تلفون", "هاتف العمل"],
        [ImportField.HomePhone] = ["home phone", "home phone 2", "هاتف المنزل"],
        [ImportField.Fax] = ["fax", "business fax", "fax number", "فاكس", "الفاكس"],
        [ImportField.Account] = ["company", "account", "account name", "organization", "organisation", "organization name", "organization 1 name", "company name", "firm", "الشركه", "المؤسسه", "الحساب"],
        [ImportField.JobTitle] = ["job title", "title", "position", "organization title", "organization 1 title", "المسمي الوظيفي", "الوظيفه", "المنصب"],
        [ImportField.Street] = ["street", "address", "business street", "address 1 street", "work address", "home address", "الشارع", "العنوان"],
        [ImportField.District] = ["district", "الحي"],
        [ImportField.City] = ["city", "business city", "work city", "home city", "address 1 city", "المدينه"],
        [ImportField.Region] = ["region", "state", "province", "business state", "work state", "home state", "address 1 region", "المنطقه", "المحافظه"],
        [ImportField.Postcode] = ["postcode", "postal code", "zip", "zip code", "business postal code", "work zipcode", "home zipcode", "address 1 postal code", "الرمز البريدي"],
        [ImportField.Country] = ["country", "business country region", "business country", "work country", "home country", "address 1 country", "الدوله", "البلد"],
        [ImportField.Website] = ["website", "web page", "web page 1", "web page 2", "url", "website 1 value", "الموقع", "الموقع الالكتروني"],
        [ImportField.Notes] = ["notes", "note", "comments", "ملاحظات", "الملاحظات"],
        [ImportField.Source] = ["source", "lead source", "المصدر"],
        [ImportField.Groups] = ["group", "groups", "group membership", "labels", "categories", "database group", "المجموعه", "المجموعات", "مجموعه قاعده البيانات"],
        [ImportField.Types] = ["type", "types", "contact type", "النوع", "نوع جهه الاتصال"],
        [ImportField.Status] = ["status", "الحاله"],
        [ImportField.Level] = ["level", "rating", "مستوي الحاله", "المستوي"],
        [ImportField.Language] = ["language", "preferred language", "اللغه"],
        [ImportField.Birthday] = ["birthday", "date of birth", "تاريخ الميلاد"],
    };

    private readonly List<(ImportField Field, int Index)> _columns = [];

    /// <summary>Fields and the columns that fill them, in the file's order.</summary>
    public IReadOnlyList<(ImportField Field, int Index)> Columns => _columns;

    /// <summary>Whether any column can name or reach a person.</summary>
    public bool FindsPeople => _columns.Exists(c => c.Field is ImportField.DisplayName or ImportField.GivenName or ImportField.FamilyName
        or ImportField.Email or ImportField.Mobile or ImportField.WorkPhone);

    /// <summary>Proposes the columns of a header by the names that are in use.</summary>
    public static ImportColumns Propose(IReadOnlyList<string> header)
    {
        var columns = new ImportColumns();
        for (var i = 0; i < header.Count; i++)
        {
            var name = SearchText.Fold(header[i]);
            foreach (var (field, _) in Known.Where(k => k.Value.Contains(name)).Take(1))
                columns._columns.Add((field, i));
        }
        return columns;
    }

    /// <summary>Takes the columns from a JSON object, field → column name. Errors: <see cref="MappingWrong"/>.</summary>
    public static Result<ImportColumns> Map(IReadOnlyList<string> header, string json)
    {
        Dictionary<string, string>? map;
        try
        {
            map = JsonSerializer.Deserialize<Dictionary<string, string>>(json);
        }
        catch (JsonException)
        {
            return new MappingWrong("it is no JSON object of field names and column names, like {\"email\":\"E-mail\"}");
        }
        var columns = new ImportColumns();
        foreach (var (name, column) in map ?? [])
        {
            if (!Enum.TryParse<ImportField>(name, ignoreCase: true, out var field))
                return new MappingWrong($"there is no field \"{name}\"; fields are {string.Join(", ", Enum.GetNames<ImportField>().Select(JsonNamingPolicy.CamelCase.ConvertName))}");
            var index = header.ToList().FindIndex(h => string.Equals(h.Trim(), column.Trim(), StringComparison.OrdinalIgnoreCase));
            if (index < 0)
                return new MappingWrong($"the file has no column \"{column}\"; its columns are {string.Join(", ", header)}");
            columns._columns.Add((field, index));
        }
        return columns;
    }
}
