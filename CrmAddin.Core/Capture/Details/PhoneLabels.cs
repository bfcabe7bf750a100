using System.Text.RegularExpressions;
using CrmAddin.Core.Capture.Text;

namespace CrmAddin.Core.Capture.Details;

/// <summary>What the words beside a number say about it.</summary>
internal enum PhoneLabel
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A desk, direct or main line.</summary>
    Work,

    /// <summary>A mobile phone, WhatsApp included.</summary>
    Mobile,

    /// <summary>A fax.</summary>
    Fax,

    /// <summary>At home.</summary>
    Home,

    /// <summary>It is some other number: a box, a tax number, a licence.</summary>
    NoPhone,
}

/// <summary>Labels of numbers in English, Arabic and a few more languages. The label that stands nearest wins.</summary>
internal static partial class PhoneLabels
{
    /// <summary>The label in the text before a number.</summary>
    internal static PhoneLabel Of(string before)
    {
        var folded = TextFolding.Fold(before.Length > 60 ? before[^60..] : before);
        var nearest = PhoneLabel.None;
        var at = -1;
        foreach (var (label, pattern) in Patterns())
        {
            // Later patterns win where they begin at the same place.
            foreach (Match match in pattern.Matches(folded))
            {
                if (match.Index >= at)
                    (nearest, at) = (label, match.Index);
            }
        }

        return nearest;
    }

    /// <summary>The label behind a number: "(mobile)", "cell", "fax".</summary>
    internal static PhoneLabel Behind(string after)
    {
        var folded = TextFolding.Fold(after.Length > 24 ? after[..24] : after);
        var match = BehindNumber().Match(folded);
        return match.Success ? Of(match.Groups[1].Value) : PhoneLabel.None;
    }

    private static IEnumerable<(PhoneLabel Label, Regex Pattern)> Patterns() =>
        [(PhoneLabel.Work, Work()), (PhoneLabel.Home, Home()), (PhoneLabel.Mobile, Mobile()), (PhoneLabel.Fax, Fax()), (PhoneLabel.NoPhone, NoPhone())];

    [GeneratedRegex(
        @"\b(?:tel(?:ephone|efon|efone|efono|\b)|phone|ph\b|office|work|direct|desk|main|landline|switchboard|board|dial|call|telefon|tlf|telephone|buro|bureau|toll.?free|hotline|unified|ext(?:ension)?\b|телефон|тел\b|טלפון|טל)"
        + @"|(?:^|[\s|/,;•·(])(?:t|p|o|d|w|b)(?: ?[:.)|]|\s+(?=[+(\d]|$)| ?$)|(?:ال)?هاتف|تلفون|تليفون|تلفاكس|المكتب|مكتب|مباشر|ثابت|سنترال|الرقم الموحد|الموحد|للتواصل|اتصال|(?:^|[\s|/,;•·(])ت ?(?:[:.)]|$|\s+(?=[+\d]))",
        RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Work();

    [GeneratedRegex(@"\b(?:home|residence|res\b|private|privat)|منزل|المنزل|البيت", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Home();

    [GeneratedRegex(
        @"\b(?:mob(?:ile)?\b|cell(?:ular|phone)?\b|handy|gsm|whats ?app|mobil\b|movil|celular|portable|natel|hp\b|моб|נייד)|(?:^|[\s|/,;•·(])(?:m|c|wa)(?: ?[:.)|]|\s+(?=[+(\d]|$)| ?$)"
        + @"|جوال|الجوال|موبايل|موبيل|محمول|المحمول|نقال|النقال|متنقل|متحرك|خلوي|خليوي|واتس ?اب|واتساب|واتس|(?:^|[\s|/,;•·(])(?:ج|م|ن) ?(?:[:.)]|$|\s+(?=[+\d]))",
        RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Mobile();

    [GeneratedRegex(@"\b(?:fax|telefax|telecopie|facsimile|fx\b|факс|פקס)|(?:^|[\s|/,;•·(])f(?: ?[:.)|]|\s+(?=[+(\d]|$)| ?$)|فاكس|الفاكس|ناسوخ|(?:^|[\s|/,;•·(])ف ?(?:[:.)]|$|\s+(?=[+\d]))", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Fax();

    [GeneratedRegex(
        @"\b(?:p\.? ?o\.? ?box|box|vat|tax|tin|trn|c\.?r\.?(?: no)?|cr\b|lic(?:ense|ence)?\b|licen[sc]e|reg(?:istration|\.)?\b|iban|account|acct|a/c|swift|id\b|ref|order|invoice|po\b|zip|postal|postcode|brn|orn|rera|member|case|ticket|pin\b|passcode|meeting|conference|code|ssn|suite|room|dun[s']|siret|ust|hrb)"
        + @"|ص\.? ?ب|صندوق(?: بريد)?|الرمز|البريدي|الضريبي|سجل|س\.ت|رخصه|عضويه|ايبان|حساب|فاتوره|الهويه|ترخيص|تسجيل",
        RegexOptions.CultureInvariant, 2000)]
    private static partial Regex NoPhone();

    [GeneratedRegex(@"^\s*[(\[:|-]?\s*([a-z\u0600-\u06FF]+)", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex BehindNumber();
}
