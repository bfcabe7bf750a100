using System.Text.RegularExpressions;
using CrmAddin.Core.Capture.Names;
using CrmAddin.Core.Capture.Text;

namespace CrmAddin.Core.Capture.Signatures;

/// <summary>What one line says about itself, for finding where a signature begins and ends.</summary>
internal sealed partial record LineFacts
{
    private const int LongestLine = 200;

    private static readonly HashSet<string> SentenceWords = TextFolding.WordSet(
    [
        "i", "i'm", "i'll", "i've", "you", "we", "he", "she", "they", "me", "us", "my", "your", "is", "are", "was", "were", "be", "been", "am", "have", "has", "had", "will", "would", "can", "could", "should", "may", "do", "does", "did", "don't", "please", "pls",
        "let", "this", "that", "these", "there", "it", "its", "if", "not", "attached", "hope", "call", "know", "any", "questions", "question", "when", "what", "who", "how", "need", "want", "get", "see", "just", "also", "because", "but", "so", "then", "his", "her", "their", "our",
        "ich", "sie", "wir", "ist", "und", "je", "vous", "nous", "est", "que",
        "ارجو", "نرجو", "يرجي", "الرجاء", "فضلا", "نامل", "امل", "لقد", "قد", "سوف", "هذا", "هذه", "التي", "الذي", "ان", "كما", "حيث", "كان", "تم", "لدينا", "اذا", "لا", "لم", "لن", "هل", "ما", "نحن", "انا", "انت", "عليه", "بانه", "بان", "ارفق", "مرفق", "بخصوص", "بشان", "نود", "اود", "ارسلت", "سيتم", "وذلك", "لذلك", "الذين", "يكون", "بكم", "منكم", "تجدون", "طيه", "غدا", "اليوم", "كيف", "متي",
    ]);

    /// <summary>The line itself.</summary>
    internal required MailLine Line { get; init; }

    internal bool IsBlank { get; private init; }

    internal bool IsClosing { get; private init; }

    /// <summary>The name in "Regards, John"; null when there is none.</summary>
    internal string? ClosingName { get; private init; }

    /// <summary>The writer's name that this line begins with.</summary>
    internal string? WriterName { get; private init; }

    /// <summary>Whether it could be a name, whoever's.</summary>
    internal bool MayBeName { get; private init; }

    internal bool HasPhone { get; private init; }

    internal bool HasEmail { get; private init; }

    internal bool HasWeb { get; private init; }

    internal bool IsTitle { get; private init; }

    internal bool IsFirm { get; private init; }

    internal bool IsAddress { get; private init; }

    /// <summary>"Sales team", "فريق المبيعات".</summary>
    internal bool IsOffice { get; private init; }

    /// <summary>"-- " or a drawn rule.</summary>
    internal bool IsDelimiter { get; private init; }

    /// <summary>"Sent from my iPhone".</summary>
    internal bool IsDeviceTag { get; private init; }

    /// <summary>Running text, which no signature has.</summary>
    internal bool IsProse { get; private init; }

    internal bool IsBullet { get; private init; }

    internal bool IsPostscript { get; private init; }

    internal bool IsContact => HasPhone || HasEmail || HasWeb || IsTitle || IsFirm || IsAddress;

    internal bool IsSignatureLike => !IsBlank && !IsProse && !IsBullet && !IsPostscript;

    internal static LineFacts Of(MailLine line, SenderName writer)
    {
        var text = line.Text.Trim();
        if (text.Length == 0)
            return new LineFacts { Line = line, IsBlank = true };
        if (text.Length > LongestLine)
            return new LineFacts { Line = line, IsProse = true };

        var ascii = TextFolding.SameLengthAscii(text);
        var isDevice = DeviceTags.Is(text);
        var hasEmail = SenderName.AddressInText().IsMatch(ascii);
        var hasPhone = Details.ReadPhones.HasPhone(ascii) || InHouseNumber().IsMatch(ascii);
        var hasWeb = Details.ReadWeb.HasWeb(ascii);
        var words = TextFolding.Words(text);
        var isClosing = Closings.Is(text);
        var closingName = isClosing ? null : ClosingNameIn(text, writer);
        var writerName = isClosing ? null : NameLine.OfWriter(text, writer);
        var isFirm = FirmWords.IsFirm(text);
        var isTitle = FirmWords.IsTitle(text);
        var isAddress = FirmWords.IsAddress(text) || StateAndZip().IsMatch(ascii);
        return new LineFacts
        {
            Line = line,
            IsClosing = isClosing,
            ClosingName = closingName,
            WriterName = writerName,
            MayBeName = !isClosing && !text.Contains('\t', StringComparison.Ordinal) && (NameLine.LooksLikeName(text) || IsNameAndTitle(text)),
            HasPhone = hasPhone,
            HasEmail = hasEmail,
            HasWeb = hasWeb,
            IsTitle = isTitle,
            IsFirm = isFirm,
            IsAddress = isAddress,
            IsOffice = words.Length is > 1 and <= 5 && Array.Exists(words, MailRoles.Words.Contains),
            IsDelimiter = Rule().IsMatch(text),
            IsDeviceTag = isDevice,
            IsBullet = Bullet().IsMatch(text) && writerName is null,
            IsPostscript = Postscript().IsMatch(text),
            IsProse = !isClosing && !isDevice && closingName is null && !IsSaying(text) && IsSentence(text, words, hasPhone || hasEmail || hasWeb, isFirm || isTitle || isAddress),
        };
    }

    private static string? ClosingNameIn(string text, SenderName writer)
    {
        if (Closings.NameBehind(text) is { } name)
            return name;
        // "Thanks Kim" from Kim, "مع تحياتي أحمد": no comma, but the writer's own name.
        var pieces = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var length = 1; length <= 3 && length < pieces.Length && text.Length <= 60; length++)
        {
            if (Closings.Is(string.Join(' ', pieces[..^length])) && NameLine.OfWriter(string.Join(' ', pieces[^length..]), writer) is { } own)
                return own;
        }

        // "Your pal, Craig.": any few words count where the name behind them is the writer's.
        var comma = text.LastIndexOfAny([',', '،']);
        if (comma <= 0 || text.Length > 50 || comma >= text.Length - 2)
            return null;
        var last = text[(comma + 1)..].Trim();
        var isFirstPartShort = TextFolding.Words(text[..comma]).Length <= 4 && !text[..comma].Any(char.IsAsciiDigit);
        var isLastFirst = NameLine.OfWriter(text[..comma], writer) is not null;
        return isFirstPartShort && !isLastFirst && TextFolding.Words(last).Length <= 3 ? NameLine.OfWriter(last, writer) : null;
    }

    // "Success is not final": people sign with sayings, and put them in quotation marks.
    private static bool IsSaying(string text) => text[0] is '"' or '“' or '«' or '”' && text.Length > 20;

    private static bool IsNameAndTitle(string text)
    {
        var name = NameLine.FirstPart(text);
        return name.Length < text.Length - 3 && name.Contains(' ', StringComparison.Ordinal) && NameLine.LooksLikeName(name) && FirmWords.IsTitle(text[name.Length..]);
    }

    private static bool IsSentence(string text, string[] words, bool hasReach, bool hasFirmData)
    {
        var sentenceWords = words.Count(SentenceWords.Contains);
        var endsSentence = text[^1] is '?' or '؟' or '!' || text[^1] is '.' or '…' && !Abbreviation().IsMatch(text) || text[^1] == ':' && words.Length > 3;
        if (words.Length >= 4 && (sentenceWords >= 2 || sentenceWords == 1 && (endsSentence || words.Length >= 7)))
            return true;
        if (hasReach)
            return words.Length >= 14 && sentenceWords > 0;
        if (words.Length >= 4 && endsSentence && !hasFirmData)
            return true;
        return words.Length >= 12 && !hasFirmData || words.Length >= 20;
    }

    [GeneratedRegex(@"^(?:--|—|–|-- |[-_=~*─—]{3,})$", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Rule();

    [GeneratedRegex(@"^(?:[-*•·▪◦+o]\s+\S|\(?\d{1,2}[.)]\s|<<.{1,100}>>$|\[(?:cid|image).{0,100}\]$|\((?:see )?(?:attached file|file attached).{0,150}$|attachments?:)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex Bullet();

    [GeneratedRegex(@"^(?:p\.? ?p?\.? ?s\b|ps:|ملاحظة|ملحوظة|ملاحظه)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex Postscript();

    // "x35775", "3-7041": what colleagues dial.
    [GeneratedRegex(@"^(?:x|ext\.?|extension)[ .:]{0,2}\d(?:-?\d){3,5}$|^\d-\d{4}$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex InHouseNumber();

    [GeneratedRegex(@"\b(?:inc|ltd|co|corp|llc|jr|sr|st|ave|rd|blvd|dr|esq|s\.a|k\.s\.a|u\.s\.a|u\.a\.e|p\.e|ph\.d|bldg|est|[A-Z])\.$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex Abbreviation();

    [GeneratedRegex(@"\b[A-Z]{2},?\s+\d{5}(?:-\d{4})?\b|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|^\d{4,5}\s+\p{Lu}[\p{L}-]+$", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex StateAndZip();
}
