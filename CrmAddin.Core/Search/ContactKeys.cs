using CrmAddin.Core.Contacts;
using CrmAddin.Core.Contacts.Phones;
using CrmAddin.Core.Lookups;

namespace CrmAddin.Core.Search;

/// <summary>The search keys of a contact.</summary>
public static class ContactKeys
{
    /// <summary>Longest key.</summary>
    public const int MaxLength = 120;

    /// <summary>First character of a skeleton key, so that skeletons never mix with words.</summary>
    public const char SkeletonMark = '~';

    /// <summary>First character of a phone key read from the end.</summary>
    public const char PhoneEndMark = '<';

    private const int MostVariantsOfOneWord = 2;
    private const int MostCustomWords = 20;

    /// <summary>All keys of a contact. Needs phones, e-mails, lookup items, custom values and account loaded.</summary>
    public static IReadOnlyCollection<(SearchKeyKind Kind, string Key)> Of(Contact contact)
    {
        var keys = new HashSet<(SearchKeyKind, string)>();
        // A merged contact is found as the one that it became.
        if (contact.MergedIntoId is not null)
            return keys;
        foreach (var word in NameWords(contact))
            AddName(keys, word);
        foreach (var email in contact.Emails)
            AddEmail(keys, email.AddressKey);
        foreach (var phone in contact.Phones)
            AddPhone(keys, phone);
        foreach (var word in SearchText.Words(contact.Account?.Name).Concat(SearchText.Words(contact.Account?.NameOtherScript)))
            Add(keys, SearchKeyKind.Account, word);
        foreach (var tag in contact.Lookups.Where(l => l.LookupItem?.Kind == LookupKind.Tag))
            Add(keys, SearchKeyKind.Tag, SearchText.Fold(tag.LookupItem!.Name));
        foreach (var word in contact.CustomValues.SelectMany(v => SearchText.Words(v.Text)).Take(MostCustomWords))
            Add(keys, SearchKeyKind.Custom, word);
        return keys;
    }

    /// <summary>Phone digits as they are compared from the end: reversed.</summary>
    public static string FromTheEnd(string digits) => new([.. digits.Reverse()]);

    private static IEnumerable<string> NameWords(Contact contact) =>
        SearchText.Words(contact.DisplayName)
            .Concat(SearchText.Words(contact.NameOtherScript))
            .Concat(SearchText.Words(contact.GivenName))
            .Concat(SearchText.Words(contact.FamilyName))
            .Distinct();

    private static void AddName(HashSet<(SearchKeyKind, string)> keys, string word)
    {
        Add(keys, SearchKeyKind.Name, word);
        var bare = WithoutArticle(word);
        if (bare != word)
            Add(keys, SearchKeyKind.Name, bare);
        foreach (var variant in NameVariants.Of(bare).Where(v => SearchText.IsArabic(v) != SearchText.IsArabic(bare)).Take(MostVariantsOfOneWord))
            Add(keys, SearchKeyKind.NameVariant, variant);
        var skeleton = NameSkeleton.Of(bare);
        if (skeleton.Length >= 2)
            Add(keys, SearchText.IsArabic(word) ? SearchKeyKind.ArabicSkeleton : SearchKeyKind.LatinSkeleton, SkeletonMark + skeleton);
    }

    private static string WithoutArticle(string word) =>
        word.Length > 4 && word.StartsWith("ال", StringComparison.Ordinal) ? word[2..] : word;

    private static void AddEmail(HashSet<(SearchKeyKind, string)> keys, string address)
    {
        Add(keys, SearchKeyKind.Email, address);
        var at = address.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0)
            Add(keys, SearchKeyKind.Email, address[at..]);
        if (at >= 0 && at + 1 < address.Length)
            Add(keys, SearchKeyKind.Email, address[(at + 1)..]);
    }

    private static void AddPhone(HashSet<(SearchKeyKind, string)> keys, ContactPhone phone)
    {
        var asReceived = SearchText.Digits(phone.Raw);
        var international = SearchText.Digits(phone.E164);
        if (asReceived.Length > 0)
            Add(keys, SearchKeyKind.Phone, asReceived);
        if (international.Length == 0)
            international = asReceived;
        if (international.Length == 0)
            return;
        Add(keys, SearchKeyKind.Phone, international);
        if (NationalDigits(phone.E164) is { Length: > 0 } national)
            Add(keys, SearchKeyKind.Phone, national);
        Add(keys, SearchKeyKind.PhoneEnd, PhoneEndMark + FromTheEnd(international));
    }

    private static string? NationalDigits(string? e164) =>
        e164 is not null && PhoneNumber.TryParse(e164, "", out var number) ? SearchText.Digits(number.NationalFormat) : null;

    private static void Add(HashSet<(SearchKeyKind, string)> keys, SearchKeyKind kind, string key)
    {
        if (key.Length > 0)
            keys.Add((kind, key.Length > MaxLength ? key[..MaxLength] : key));
    }
}
