using System.Globalization;
using CrmAddin.Core.Search;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>Makes one person of the values of a row or a card, given field by field in the file's order.</summary>
/// <param name="isMonthFirst">Whether dates like 3/4/1980 name the month first.</param>
public sealed class RecordBuilder(bool isMonthFirst = false)
{
    private const string Joint = ":::";
    private const int ScoreLimit = 10;
    private const int FewestDigits = 5;

    private static readonly HashSet<string> SpouseWords = ["spouse", "wife", "husband", "partner", "domestic partner", "زوج", "زوجه", "الزوج", "الزوجه"];
    private static readonly HashSet<string> ChildWords = ["child", "son", "daughter", "ابن", "ابنه", "طفل", "بنت"];
    private static readonly HashSet<string> AnniversaryWords = ["anniversary", "wedding anniversary", "ذكري", "ذكري سنويه", "ذكري الزواج"];
    private static readonly HashSet<string> BirthdayWords = ["birthday", "date of birth", "عيد ميلاد", "تاريخ الميلاد"];

    private readonly Dictionary<ImportField, string> _single = [];
    private readonly List<(FieldTarget Target, string Value)> _parts = [];
    private readonly List<string> _groups = [];
    private readonly List<string> _types = [];
    private readonly List<string> _tags = [];
    private readonly Dictionary<string, string> _custom = new(StringComparer.Ordinal);
    private RowRefusal? _refusal;

    /// <summary>Takes a value; an empty one says nothing.</summary>
    public void Add(FieldTarget target, string value)
    {
        var field = target.Field;
        var text = IsFreeText(field) ? value : value.Trim();
        if (string.IsNullOrWhiteSpace(text))
            return;
        switch (field)
        {
            case ImportField.Groups:
                _groups.AddRange(FieldText.List(text).Select(g => g.TrimStart('*', ' ')).Where(g => g.Length > 0 && !IsMailProgramsOwn(g)));
                break;
            case ImportField.Types:
                _types.AddRange(FieldText.List(text));
                break;
            case ImportField.Tags:
                _tags.AddRange(FieldText.List(text));
                break;
            case ImportField.Custom:
                _custom[target.Qualifier!] = text;
                break;
            case ImportField.Notes:
                _single[field] = _single.TryGetValue(field, out var notes) ? $"{notes}\n{text}" : text;
                break;
            case ImportField.NameOtherScript:
                _single[field] = _single.TryGetValue(field, out var name) ? $"{name} {text}" : text;
                break;
            case >= ImportField.Email and <= ImportField.Longitude or ImportField.Profile or ImportField.ProfileKind or ImportField.Child
                or ImportField.ChildBirthday or >= ImportField.Event and <= ImportField.RelationKind or ImportField.CustomValue or ImportField.CustomName:
                _parts.Add((target, text));
                break;
            default:
                _single.TryAdd(field, text);
                break;
        }
    }

    /// <summary>The person, or the reason why the values make none.</summary>
    public (ContactRecord? Contact, RowRefusal? Refusal) Build()
    {
        var (events, relations) = (Labelled(ImportField.EventKind, ImportField.Event), Labelled(ImportField.RelationKind, ImportField.Relation));
        var (budget, currency) = Budget();
        var record = new ContactRecord
        {
            FileId = Text(ImportField.Id),
            Honorific = Text(ImportField.Honorific),
            GivenName = Text(ImportField.GivenName),
            MiddleName = Text(ImportField.MiddleName),
            FamilyName = Text(ImportField.FamilyName),
            Suffix = Text(ImportField.Suffix),
            DisplayName = Text(ImportField.DisplayName),
            NameOtherScript = Text(ImportField.NameOtherScript),
            JobTitle = Text(ImportField.JobTitle),
            Account = Text(ImportField.Account),
            Phones = Phones(),
            Emails = Emails(),
            Addresses = Addresses(),
            Profiles = Profiles(),
            Children = Children(relations),
            Groups = Distinct(_groups),
            Types = Distinct(_types),
            Tags = Distinct(_tags),
            Custom = Custom(),
            Website = Text(ImportField.Website),
            Notes = Text(ImportField.Notes),
            Source = Text(ImportField.Source),
            Status = Word(ImportField.Status, FieldWords.Status, "status", "Active or Potential"),
            Level = Word(ImportField.Level, FieldWords.Level, "level", "A, B or C"),
            EngagementScore = Score(ImportField.EngagementScore),
            InterestScore = Score(ImportField.InterestScore),
            AbilityScore = Score(ImportField.AbilityScore),
            Language = Text(ImportField.Language) is { } language ? FieldWords.Language(language) : null,
            TimeZone = Text(ImportField.TimeZone),
            BestTimeToCall = Text(ImportField.BestTimeToCall),
            BirthdayOn = Day(ImportField.Birthday, "birthday") ?? BirthdayOfParts() ?? Event(events, BirthdayWords, ImportField.Birthday),
            AnniversaryOn = Day(ImportField.Anniversary, "anniversary") ?? Event(events, AnniversaryWords, ImportField.Anniversary),
            SpouseName = Text(ImportField.Spouse) ?? relations.FirstOrDefault(r => SpouseWords.Contains(SearchText.Fold(r.Label))).Value,
            SpouseBirthdayOn = Day(ImportField.SpouseBirthday, "birthday of the spouse"),
            Hobbies = Text(ImportField.Hobbies),
            Education = Text(ImportField.Education),
            Interests = Text(ImportField.Interests),
            Lifestyle = Text(ImportField.Lifestyle),
            Budget = budget,
            BudgetCurrency = Text(ImportField.BudgetCurrency)?.ToUpperInvariant() ?? currency,
            PurchasePreferences = Text(ImportField.PurchasePreferences),
            Concerns = Text(ImportField.Concerns),
            DoNotContact = Word(ImportField.DoNotContact, FieldWords.Answer, "answer to \"do not contact\"", "yes or no"),
            Owner = Text(ImportField.Owner),
        };
        var refusal = IsEmpty ? new RowIsEmpty() : _refusal ?? ContactRecordRule.Against(record);
        return refusal is null ? (record, null) : (null, refusal);
    }

    private bool IsEmpty => _single.Count + _parts.Count + _groups.Count + _types.Count + _tags.Count + _custom.Count == 0;

    private static bool IsFreeText(ImportField field) => field is ImportField.Notes or ImportField.Custom or ImportField.Hobbies or ImportField.Interests
        or ImportField.Lifestyle or ImportField.PurchasePreferences or ImportField.Concerns or ImportField.Education or ImportField.BestTimeToCall;

    // Google writes its system groups into every contact.
    private static bool IsMailProgramsOwn(string group) => group is "myContacts" or "My Contacts" or "starred" or "My contacts";

    private static IReadOnlyList<string> Distinct(List<string> names) => names.Count == 0 ? [] : [.. names.Distinct(StringComparer.OrdinalIgnoreCase)];

    private string? Text(ImportField field) => _single.GetValueOrDefault(field);

    private IEnumerable<(FieldTarget Target, string Value)> Of(ImportField field) => _parts.Where(p => p.Target.Field == field);

    private string? Beside(ImportField field, FieldTarget target) =>
        _parts.Find(p => p.Target.Field == field && p.Target.Number == target.Number && p.Target.Qualifier == target.Qualifier).Value;

    // Google joins several values of one label by ":::"; our own export joins the labels alike where a person has very many values.
    private List<(string? Label, string Value, FieldTarget Target)> Pairs(ImportField kind, params ReadOnlySpan<ImportField> fields)
    {
        List<(string?, string, FieldTarget)> pairs = [];
        foreach (var (target, value) in _parts)
        {
            if (!fields.Contains(target.Field))
                continue;
            var labels = Beside(kind, target)?.Split(Joint, StringSplitOptions.TrimEntries);
            var values = value.Split(Joint, StringSplitOptions.TrimEntries);
            for (var i = 0; i < values.Length; i++)
            {
                if (values[i].Length > 0)
                    pairs.Add((labels?[Math.Min(i, labels.Length - 1)], values[i], target));
            }
        }
        return pairs;
    }

    private List<(string Label, string Value)> Labelled(ImportField kind, ImportField value) =>
        [.. Pairs(kind, value).Where(p => p.Label is not null).Select(p => (p.Label!, p.Value))];

    private List<PhoneValue> Phones()
    {
        var phones = Pairs(ImportField.PhoneKind, ImportField.Phone, ImportField.Mobile, ImportField.WorkPhone, ImportField.HomePhone, ImportField.Fax)
            .SelectMany(p => Numbers(p.Value).Select(v => (p.Label, Value: v, p.Target)))
            .Select(p => (IsFirst: IsStarred(p.Label), Phone: new PhoneValue(p.Value, p.Target.Field switch
            {
                ImportField.Mobile => PhoneKind.Mobile,
                ImportField.HomePhone => PhoneKind.Home,
                ImportField.Fax => PhoneKind.Fax,
                _ => PhoneKindOf(p.Label),
            })));
        return [.. phones.OrderByDescending(p => p.IsFirst).Select(p => p.Phone).DistinctBy(p => (p.Raw, p.Kind))];
    }

    // "050 123 4567; 055 987 6543" is two phones, "+1 555 0100;ext=5" is one.
    private static string[] Numbers(string value)
    {
        var parts = value.Split(['\n', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return Array.TrueForAll(parts, p => p.Count(char.IsDigit) >= FewestDigits) ? parts : [value];
    }

    private static PhoneKind PhoneKindOf(string? label)
    {
        if (label is null)
            return PhoneKind.Work;
        return FieldWords.Phone(label) ?? (label.Contains("fax", StringComparison.OrdinalIgnoreCase) ? PhoneKind.Fax : PhoneKind.Work);
    }

    private List<EmailValue> Emails()
    {
        List<(bool IsFirst, EmailValue Email)> emails = [];
        foreach (var (label, value, target) in Pairs(ImportField.EmailKind, ImportField.Email))
        {
            // Outlook exports colleagues of its own server by their directory name, which is no address.
            if (label is "EX" || value.StartsWith("/o=", StringComparison.OrdinalIgnoreCase))
                continue;
            var kind = AddressKindOf(target.Qualifier is null || label is not null ? label : target.Qualifier);
            emails.AddRange(Addressed(value).Select(address => (IsStarred(label), new EmailValue(address, kind))));
        }
        return [.. emails.OrderByDescending(e => e.IsFirst).Select(e => e.Email).DistinctBy(e => ContactEmail.KeyOf(e.Address))];
    }

    private static IEnumerable<string> Addressed(string value)
    {
        var parts = value.Split([';', ',', '\n', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length > 1 && parts.All(p => p.Contains('@', StringComparison.Ordinal)))
            return parts.Select(Bare);
        var bracket = value.LastIndexOf('<');
        return [Bare(bracket >= 0 && value.EndsWith('>') ? value[(bracket + 1)..^1] : value)];

        static string Bare(string address) => address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? address[7..] : address;
    }

    private static AddressKind AddressKindOf(string? label) => label is null || label.Equals("SMTP", StringComparison.OrdinalIgnoreCase)
        ? AddressKind.Work
        : FieldWords.Address(label.TrimStart('*', ' ')) ?? AddressKind.Other;

    private static bool IsStarred(string? label) => label is { Length: > 0 } && label[0] == '*';

    private List<AddressValue> Addresses()
    {
        var addresses = new List<AddressValue>();
        var groups = _parts.Where(p => p.Target.Field is >= ImportField.AddressKind and <= ImportField.Longitude).GroupBy(p => (p.Target.Qualifier, p.Target.Number));
        foreach (var group in groups)
        {
            var given = group.ToList();
            var labels = Of(given, ImportField.AddressKind)?.Split(Joint, StringSplitOptions.TrimEntries) ?? [];
            for (var i = 0; i < Math.Max(labels.Length, 1); i++)
            {
                string? Part(ImportField field) => Of(given, field) is not { } joined ? null
                    : labels.Length <= 1 ? joined
                    : joined.Split(Joint, StringSplitOptions.TrimEntries) is var parts && i < parts.Length && parts[i].Length > 0 ? parts[i] : null;
                var address = new AddressValue(
                    AddressKindOf(i < labels.Length ? labels[i] : group.Key.Qualifier), Part(ImportField.Street), Part(ImportField.District), Part(ImportField.City),
                    Part(ImportField.Region), Part(ImportField.Postcode), Part(ImportField.Country), Degrees(Part(ImportField.Latitude), 90), Degrees(Part(ImportField.Longitude), 180));
                if (address != new AddressValue(address.Kind, null, null, null, null, null, null))
                    addresses.Add(address);
            }
        }
        return addresses;

        // Files spread one street over several columns: "Address" and "Address 2", street and post box.
        static string? Of(List<(FieldTarget Target, string Value)> parts, ImportField field)
        {
            string? first = null;
            List<string>? several = null;
            foreach (var (target, value) in parts)
            {
                if (target.Field != field)
                    continue;
                if (first is null)
                    first = value;
                else
                    (several ??= [first]).Add(value);
            }
            return several is null ? first : string.Join(", ", several.Distinct());
        }
    }

    private double? Degrees(string? text, double limit)
    {
        if (text is null)
            return null;
        if (double.TryParse(FieldText.LatinDigits(text), NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= limit)
            return degrees;
        _refusal ??= new RowDegreesWrong(text);
        return null;
    }

    private List<ProfileValue> Profiles() =>
    [
        .. Pairs(ImportField.ProfileKind, ImportField.Profile)
            .Select(p => new ProfileValue(ProfileKindOf(p.Label ?? p.Target.Qualifier, p.Value), p.Value)).Distinct(),
    ];

    /// <summary>The network of a profile: by its label, else by the host of its address.</summary>
    private static ProfileKind ProfileKindOf(string? label, string url)
    {
        if (label is not null && FieldWords.Profile(label.TrimStart('*', ' ')) is { } named && named != ProfileKind.Web)
            return named;
        if (label is not null && FieldWords.Profile(label.TrimStart('*', ' ')) is null)
            return ProfileKind.Other;
        return label is not null ? ProfileKind.Web : Uri.TryCreate(url, UriKind.Absolute, out var uri) ? ProfileHost.KindOf(uri.Host) : ProfileKind.Web;
    }

    private List<ChildValue> Children(List<(string Label, string Value)> relations)
    {
        List<ChildValue> children = [];
        foreach (var (target, value) in Of(ImportField.Child))
        {
            var days = Beside(ImportField.ChildBirthday, target)?.Split(Joint, StringSplitOptions.TrimEntries) ?? [];
            var names = value.Split(Joint, StringSplitOptions.TrimEntries);
            if (names.Length == 1 && target.Number == 0 && days.Length == 0)
                names = [.. FieldText.List(value)];
            for (var i = 0; i < names.Length; i++)
            {
                if (names[i].Length > 0)
                    children.Add(new(names[i], i < days.Length ? Day(ImportField.ChildBirthday, days[i], "birthday of a child") : null));
            }
        }
        children.AddRange(relations.Where(r => ChildWords.Contains(SearchText.Fold(r.Label))).Select(r => new ChildValue(r.Value, null)));
        return children;
    }

    private Dictionary<string, string> Custom()
    {
        foreach (var (label, value) in Labelled(ImportField.CustomName, ImportField.CustomValue))
            _custom.TryAdd(label, value);
        return _custom;
    }

    private T? Word<T>(ImportField field, Func<string, T?> find, string what, string expected)
        where T : struct
    {
        if (Text(field) is not { } text)
            return null;
        var value = find(text);
        if (value is null)
            _refusal ??= new RowWordUnknown(field, what, text, expected);
        return value;
    }

    private int? Score(ImportField field)
    {
        if (Text(field) is not { } text)
            return null;
        if (FieldText.Number(text) is { } score && score >= 0 && score <= ScoreLimit && score == decimal.Truncate(score))
            return (int)score;
        _refusal ??= new RowScoreWrong(text);
        return null;
    }

    private (decimal? Amount, string? Currency) Budget()
    {
        if (Text(ImportField.Budget) is not { } text)
            return (null, null);
        var (amount, currency) = FieldText.Money(text);
        if (amount is null)
            _refusal ??= new RowBudgetUnreadable(text);
        return (amount, currency);
    }

    private DateOnly? Day(ImportField field, string what) => Text(field) is { } text ? Day(field, text, what) : null;

    private DateOnly? Day(ImportField field, string text, string what)
    {
        if (text.Length == 0 || FieldText.IsNoDay(text))
            return null;
        var day = FieldText.Day(text, isMonthFirst);
        if (day is null)
            _refusal ??= new RowDateUnreadable(field, what, text);
        return day;
    }

    private DateOnly? BirthdayOfParts() =>
        Text(ImportField.YearOfBirth) is { } year && Text(ImportField.MonthOfBirth) is { } month && Text(ImportField.DayOfBirth) is { } day
            ? Day(ImportField.Birthday, $"{year}-{month}-{day}", "birthday")
            : null;

    private DateOnly? Event(List<(string Label, string Value)> events, HashSet<string> words, ImportField field)
    {
        var found = events.FirstOrDefault(e => words.Contains(SearchText.Fold(e.Label))).Value;
        // Programs write an event without its year as "--12-31"; such a day cannot be kept.
        return found is null || found.StartsWith("--", StringComparison.Ordinal) ? null : Day(field, found, "date");
    }
}
