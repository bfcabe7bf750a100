namespace CrmAddin.Core.Search;

/// <summary>Keys from one text on, below another, in binary order.</summary>
/// <param name="From">The least key.</param>
/// <param name="Below">The least key that is too much.</param>
public readonly record struct KeyRange(string From, string Below)
{
    /// <summary>No key at all.</summary>
    public static KeyRange Nothing { get; } = new("", "");

    /// <summary>Keys that begin with a text.</summary>
    public static KeyRange StartingWith(string prefix) => new(prefix, prefix[..^1] + (char)(prefix[^1] + 1));

    /// <summary>One key.</summary>
    public static KeyRange Exactly(string key) => new(key, key + '\u0001');

    /// <summary>Whether a key stands in the range.</summary>
    public bool Holds(string key) => string.CompareOrdinal(key, From) >= 0 && string.CompareOrdinal(key, Below) < 0;
}

/// <summary>How well a key answers what was typed, best first.</summary>
public enum MatchQuality
{
    /// <summary>A word of a name.</summary>
    NameWhole,
    /// <summary>A whole address, phone number, tag or word of a firm.</summary>
    OtherWhole,
    /// <summary>The beginning of a word of a name.</summary>
    NameStart,
    /// <summary>The beginning of an address or number, or the end of a number.</summary>
    ContactStart,
    /// <summary>The beginning of a domain, a tag or a word of a firm or custom field.</summary>
    OtherStart,
    /// <summary>Another spelling of a word of a name in the same script, from the table.</summary>
    Spelling,
    /// <summary>The name in the other script, from the table.</summary>
    OtherScript,
    /// <summary>The same consonants in the other script.</summary>
    Sound,
    /// <summary>The beginning of the consonants in the other script.</summary>
    SoundStart,
    /// <summary>A word of a name but for one letter.</summary>
    OneEdit,
}

/// <summary>One word, address or number of what was typed, and where the keys that answer it stand.</summary>
/// <param name="Typed">Folded text; digits alone for a number.</param>
/// <param name="Ranges">Where its keys stand, best first; at most three.</param>
/// <param name="IsOneEdit">Whether the range is a word of the vocabulary that <paramref name="Typed"/> is one edit away from.</param>
public sealed record SearchTerm(string Typed, IReadOnlyList<KeyRange> Ranges, bool IsOneEdit = false)
{
    private const int MostWords = 6;
    private const int LongestText = 200;
    private const int FewestDigitsFromTheEnd = 4;

    /// <summary>The ranges, filled up with such that hold nothing.</summary>
    internal (KeyRange First, KeyRange Second, KeyRange Third) ThreeRanges =>
        (Ranges[0], Ranges.Count > 1 ? Ranges[1] : KeyRange.Nothing, Ranges.Count > 2 ? Ranges[2] : KeyRange.Nothing);

    /// <summary>Whether it is a number.</summary>
    public bool IsNumber { get; } = Typed.All(char.IsAsciiDigit);

    /// <summary>What was typed, cut into terms; none for a text without letters and digits.</summary>
    public static IReadOnlyList<SearchTerm> Of(string text)
    {
        var typed = (text.Length > LongestText ? text[..LongestText] : text).Trim().ToLowerInvariant();
        if (typed.Contains('@', StringComparison.Ordinal) && !typed.Any(char.IsWhiteSpace))
            return typed.Length > 1 ? [OfAddress(typed)] : [];
        var digits = SearchText.Digits(typed);
        if (digits.Length > 0 && !typed.Any(char.IsLetter))
            return [OfNumber(digits)];
        var words = SearchText.Words(typed).Distinct().Take(MostWords).ToList();
        if (words.Count > 1)
            words.RemoveAll(ContactKeys.IsArticle);
        return [.. words.Select(OfWord)];
    }

    /// <summary>The text as the beginning of an address or a domain, where it may be one: "alnoor.ex", "j.smith".</summary>
    public static SearchTerm? AsDotted(string text)
    {
        var typed = text.Trim().ToLowerInvariant();
        return typed.Length is > 2 and <= ContactKeys.MaxLength && typed.Contains('.', StringComparison.Ordinal) && !typed.Any(char.IsWhiteSpace) && typed.Any(char.IsLetter)
            && !typed.Contains('@', StringComparison.Ordinal)
            ? new(typed, [KeyRange.StartingWith(typed), KeyRange.StartingWith(ContactKeys.DomainMark + typed)])
            : null;
    }

    /// <summary>The term without the domains that begin with it.</summary>
    public SearchTerm WithoutDomains() =>
        Ranges.Count > 1 && Ranges[^1].From[0] == ContactKeys.DomainMark ? this with { Ranges = [.. Ranges.SkipLast(1)] } : this;

    /// <summary>The term with one word of the vocabulary in its place.</summary>
    public SearchTerm WithOneEdit(string word) => new(Typed, [KeyRange.Exactly(word)], IsOneEdit: true);

    /// <summary>The term with another spelling in its place.</summary>
    public SearchTerm WithSpelling(string word) => new(Typed, [KeyRange.Exactly(word)]);

    /// <summary>How well a key answers the term; null when it does not.</summary>
    public MatchQuality? QualityOf(SearchKeyKind kind, string key)
    {
        if (!Ranges.Any(r => r.Holds(key)))
            return null;
        if (IsOneEdit)
            return kind == SearchKeyKind.Name ? MatchQuality.OneEdit : null;
        var isWhole = kind switch
        {
            SearchKeyKind.ArabicSkeleton or SearchKeyKind.LatinSkeleton => Ranges.Any(r => r.From == key),
            SearchKeyKind.PhoneEnd => key.Length == Typed.Length + 1,
            _ => key == Typed,
        };
        return kind switch
        {
            SearchKeyKind.Name when isWhole => MatchQuality.NameWhole,
            SearchKeyKind.Name when key.StartsWith(Typed, StringComparison.Ordinal) => MatchQuality.NameStart,
            SearchKeyKind.Name => SearchText.IsArabic(key) == SearchText.IsArabic(Typed) ? MatchQuality.Spelling : MatchQuality.OtherScript,
            SearchKeyKind.ArabicSkeleton or SearchKeyKind.LatinSkeleton => isWhole ? MatchQuality.Sound : MatchQuality.SoundStart,
            SearchKeyKind.Email when key[0] == ContactKeys.DomainMark => MatchQuality.OtherStart,
            _ when isWhole => MatchQuality.OtherWhole,
            SearchKeyKind.Email or SearchKeyKind.Phone or SearchKeyKind.PhoneEnd => MatchQuality.ContactStart,
            _ => MatchQuality.OtherStart,
        };
    }

    private static SearchTerm OfAddress(string typed)
    {
        // "ahmed@" is typed by people who have the name and expect an address: the name is found as well.
        var local = SearchText.Compact(typed[..typed.IndexOf('@', StringComparison.Ordinal)]);
        var whole = KeyRange.StartingWith(typed[..Math.Min(typed.Length, ContactKeys.MaxLength)]);
        return typed.EndsWith('@') && local.Length > 0 ? new(local, [whole, KeyRange.StartingWith(local)]) : new(typed, [whole]);
    }

    private static SearchTerm OfNumber(string digits)
    {
        if (digits.Length > 4 && digits.StartsWith("00", StringComparison.Ordinal))
            digits = digits[2..];
        digits = digits[..Math.Min(digits.Length, ContactKeys.MaxLength - 1)];
        var ranges = new List<KeyRange> { KeyRange.StartingWith(digits) };
        if (digits.Length >= FewestDigitsFromTheEnd)
            ranges.Add(KeyRange.StartingWith(ContactKeys.PhoneEndMark + ContactKeys.FromTheEnd(digits)));
        // Many leave out the zero that a number begins with at home.
        if (digits.Length >= FewestDigitsFromTheEnd && digits[0] != '0')
            ranges.Add(KeyRange.StartingWith("0" + digits));
        return new(digits, ranges);
    }

    private static SearchTerm OfWord(string word)
    {
        if (word.All(char.IsAsciiDigit))
            return OfNumber(word);
        word = word[..Math.Min(word.Length, ContactKeys.MaxLength - 1)];
        var ranges = new List<KeyRange> { KeyRange.StartingWith(word) };
        var skeleton = NameSkeleton.Of(ContactKeys.WithoutArticle(word));
        if (skeleton.Length >= (word.Length > 2 ? 1 : 2))
            ranges.Add(KeyRange.StartingWith((SearchText.IsArabic(word) ? ContactKeys.LatinSkeletonMark : ContactKeys.ArabicSkeletonMark) + skeleton));
        ranges.Add(KeyRange.StartingWith(ContactKeys.DomainMark + word));
        return new(word, ranges);
    }
}
