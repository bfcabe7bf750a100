using CrmAddin.Core.Contacts;
using CrmAddin.Core.Contacts.Phones;
using CrmAddin.Core.Lookups;

namespace CrmAddin.Core.Search;

/// <summary>The search keys of a contact.</summary>
public static class ContactKeys
{
    /// <summary>Longest key.</summary>
    public const int MaxLength = 120;

    /// <summary>First character of the skeleton of an Arabic word, so that skeletons never mix with words.</summary>
    public const char ArabicSkeletonMark = '~';

    /// <summary>First character of the skeleton of a Latin word.</summary>
    public const char LatinSkeletonMark = '^';

    /// <summary>First character of a phone key read from the end.</summary>
    public const char PhoneEndMark = '<';

    /// <summary>First character of an e-mail's domain, whole or from one of its later parts on.</summary>
    public const char DomainMark = '@';

    private const int MostCustomWords = 20;
    private const int LongestSecondLevel = 3;

    /// <summary>All keys of a contact. Needs phones, e-mails, lookup items, custom values and account loaded.</summary>
    public static IReadOnlyCollection<(SearchKeyKind Kind, string Key)> Of(Contact contact)
    {
        var keys = new HashSet<(SearchKeyKind, string)>();
        // A merged contact is found as the one that it became.
        if (contact.MergedIntoId is not null)
            return keys;
        AddNames(keys, contact);
        foreach (var email in contact.Emails)
            AddEmail(keys, email.AddressKey);
        foreach (var phone in contact.Phones)
            AddPhone(keys, phone);
        foreach (var name in new[] { contact.Account?.Name, contact.Account?.NameOtherScript })
            AddWords(keys, SearchKeyKind.Account, SearchText.Words(name));
        foreach (var tag in contact.Lookups.Where(l => l.LookupItem?.Kind == LookupKind.Tag))
        {
            foreach (var name in new[] { tag.LookupItem!.Name, tag.LookupItem.NameArabic })
                AddTag(keys, SearchText.Fold(name));
        }
        AddWords(keys, SearchKeyKind.Custom, contact.CustomValues.SelectMany(v => SearchText.Words(v.Text)).Take(MostCustomWords));
        return keys;
    }

    /// <summary>Phone digits as they are compared from the end: reversed.</summary>
    public static string FromTheEnd(string digits) => new([.. digits.Reverse()]);

    /// <summary>A word without the article that it is joined with: خالدي of الخالدي; the word itself where it has none.</summary>
    public static string WithoutArticle(string word) => word.Length > 4 && word.StartsWith("ال", StringComparison.Ordinal) ? word[2..] : word;

    /// <summary>Whether the word is an article in Latin letters, which says nothing by itself.</summary>
    public static bool IsArticle(string word) => word is "al" or "el";

    private static void AddNames(HashSet<(SearchKeyKind, string)> keys, Contact contact)
    {
        foreach (var name in new[] { contact.DisplayName, contact.NameOtherScript, contact.GivenName, contact.MiddleName, contact.FamilyName })
        {
            var words = SearchText.Words(name);
            for (var i = 0; i < words.Length; i++)
            {
                if (!IsArticle(words[i]) || i + 1 == words.Length)
                    AddName(keys, words[i]);
                else
                    Add(keys, SearchKeyKind.Name, words[i] + words[i + 1]);
            }
        }
    }

    private static void AddName(HashSet<(SearchKeyKind, string)> keys, string word)
    {
        Add(keys, SearchKeyKind.Name, word);
        var bare = WithoutArticle(word);
        if (bare != word)
            Add(keys, SearchKeyKind.Name, bare);
        var skeleton = NameSkeleton.Of(bare);
        if (skeleton.Length == 0)
            return;
        if (SearchText.IsArabic(word))
            Add(keys, SearchKeyKind.ArabicSkeleton, ArabicSkeletonMark + skeleton);
        else
            Add(keys, SearchKeyKind.LatinSkeleton, LatinSkeletonMark + skeleton);
    }

    private static void AddEmail(HashSet<(SearchKeyKind, string)> keys, string address)
    {
        Add(keys, SearchKeyKind.Email, address);
        var at = address.LastIndexOf('@');
        if (at < 0 || at + 1 == address.Length)
            return;
        var domain = address[(at + 1)..];
        Add(keys, SearchKeyKind.Email, DomainMark + domain);
        for (var i = 1; i < domain.Length - 1; i++)
        {
            // A later part stands for itself unless it is what every address of a country ends in: "co.uk", "com.sa".
            if (domain[i - 1] == '.' && domain.IndexOf('.', i) is var dot && dot > i && (dot - i > LongestSecondLevel || domain.IndexOf('.', dot + 1) > 0))
                Add(keys, SearchKeyKind.Email, DomainMark + domain[i..]);
        }
    }

    /// <summary>The keys of a phone: as received, international and as dialled at home from the start, international from the end.</summary>
    public static IReadOnlyCollection<string> OfPhone(string raw, string? e164)
    {
        var asReceived = SearchText.Digits(raw);
        if (asReceived.StartsWith("00", StringComparison.Ordinal))
            asReceived = asReceived[2..];
        var international = SearchText.Digits(e164) is { Length: > 0 } digits ? digits : asReceived;
        if (international.Length == 0)
            return [];
        var keys = new HashSet<string>(StringComparer.Ordinal) { international, PhoneEndMark + FromTheEnd(international) };
        if (asReceived.Length > 0)
            keys.Add(asReceived);
        if (NationalDigits(e164) is { Length: > 0 } national)
            keys.Add(national);
        return keys;
    }

    private static void AddPhone(HashSet<(SearchKeyKind, string)> keys, ContactPhone phone)
    {
        foreach (var key in OfPhone(phone.Raw, phone.E164))
            Add(keys, key[0] == PhoneEndMark ? SearchKeyKind.PhoneEnd : SearchKeyKind.Phone, key);
    }

    private static string? NationalDigits(string? e164) =>
        e164 is not null && PhoneNumber.TryParse(e164, "", out var number) ? SearchText.Digits(number.NationalFormat) : null;

    private static void AddTag(HashSet<(SearchKeyKind, string)> keys, string tag)
    {
        Add(keys, SearchKeyKind.Tag, tag);
        for (var space = tag.IndexOf(' ', StringComparison.Ordinal); space > 0; space = tag.IndexOf(' ', space + 1))
            Add(keys, SearchKeyKind.Tag, tag[(space + 1)..]);
    }

    private static void AddWords(HashSet<(SearchKeyKind, string)> keys, SearchKeyKind kind, IEnumerable<string> words)
    {
        foreach (var word in words.Where(w => !IsArticle(w)))
        {
            Add(keys, kind, word);
            Add(keys, kind, WithoutArticle(word));
        }
    }

    private static void Add(HashSet<(SearchKeyKind, string)> keys, SearchKeyKind kind, string key)
    {
        if (key.Length > 0)
            keys.Add((kind, key.Length > MaxLength ? key[..MaxLength] : key));
    }
}
