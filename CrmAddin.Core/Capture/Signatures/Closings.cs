using CrmAddin.Core.Capture.Names;
using CrmAddin.Core.Capture.Text;

namespace CrmAddin.Core.Capture.Signatures;

/// <summary>"Best regards," "مع خالص التحية" and their likes. A line is a closing when it holds nothing but the words of closings.</summary>
internal static class Closings
{
    private const int LongestClosing = 80;
    private const int MostWords = 9;

    // What carries the meaning: without one of these, filling words are no closing.
    private static readonly HashSet<string> Heads = TextFolding.WordSet(
    [
        "regards", "regard", "rgds", "rgrds", "regds", "thanks", "thank", "thx", "thnx", "tks", "thanx", "ty", "cheers", "sincerely", "yours", "truly", "faithfully", "respectfully", "cordially", "wishes", "br", "brgds", "greetings", "tia", "salutations",
        "gruße", "grusse", "grußen", "grussen", "gruß", "gruss", "mfg", "lg", "vg", "danke", "dank", "cordialement", "salutations", "merci", "amicalement", "saludos", "saludo", "atentamente", "gracias", "atenciosamente", "obrigado", "obrigada", "abracos",
        "saluti", "grazie", "groet", "groeten", "bedankt", "уважением", "спасибо", "בברכה", "תודה", "saygılarımla", "saygilarimla", "tesekkurler", "hilsen", "halsningar", "vanliga", "pozdrawiam", "pozdrowienia",
        "cumprimentos", "cordialmente", "terveisin", "terveiset", "kiittäen", "kiitos", "poważaniem", "pozdravem", "pozdravom", "pozdrav", "úctou", "děkuji", "ďakujem", "üdvözlettel", "tisztelettel", "köszönettel", "stimă", "mulțumesc", "salutări", "εκτίμηση", "χαιρετισμούς", "ευχαριστώ", "повагою", "дякую", "пожеланиями", "приветом", "побажаннями",
        "poštovanjem", "teşekkür", "hormat",
        "التحيه", "تحياتي", "التحيات", "تحياتنا", "تحيات", "تحيه", "تحيتي", "والتحيه", "الشكر", "شكرا", "وشكرا", "شاكرين", "شاكر", "شاكره", "التقدير", "والتقدير", "تقديري", "وتقديري", "الاحترام", "والاحترام", "احترامي", "احتراماتي", "الود", "الموده", "دمتم", "ودمتم",
        "والسلام", "المخلص", "المخلصه", "اخوكم", "اختكم", "اخوك", "اختك", "محبكم", "سلامي", "امتناني", "تقبلوا", "وتقبلوا", "تفضلوا", "وتفضلوا", "بالاحترام",
    ]);

    private static readonly HashSet<string> Fillers = TextFolding.WordSet(
    [
        "best", "kind", "kindest", "warm", "warmest", "many", "with", "and", "again", "so", "much", "very", "in", "advance", "my", "sincere", "all", "the", "you", "n", "to", "of", "from", "a", "lot", "ever", "as", "always", "personal", "good", "a.", "high", "highest",
        "mit", "freundlichen", "freundlichem", "freundliche", "besten", "beste", "viele", "vielen", "herzliche", "herzlichen", "schone", "liebe", "bien", "sinceres", "meilleures", "tres", "un", "une", "cordial", "cordiales", "muchas", "con", "met", "vriendelijke", "hartelijke",
        "cordiali", "distinti", "med", "venlig", "vennlig", "z", "с", "в", "com", "os", "melhores", "ystävällisin", "parhain", "s", "se", "srdečným", "přátelským", "cu", "με", "φιλικούς", "з", "наилучшими", "найкращими", "и", "srdačan", "ederim", "kami", "beaucoup", "mille", "mes",
        "مع", "خالص", "اطيب", "فائق", "جزيل", "وافر", "بالغ", "عظيم", "صادق", "لكم", "لك", "جزيلا", "بقبول", "بكل", "بخير", "عليكم", "ورحمه", "الله", "وبركاته", "لسيادتكم", "طيبه", "ولكم", "مني", "منا", "سلفا", "مقدما", "حسن", "تعاونكم", "كل", "ارق", "اجمل", "احترام", "وتقدير", "تقدير", "و", "وكل", "الحب", "قبول", "سيادتكم", "حسنتعاونكم", "واطيب", "وخالص", "وفائق", "لتعاونكم", "كريم", "في", "المقدر", "امنياتي", "تمنياتي",
    ]);

    // Between friends and relations: they close a mail, but words behind them name the writer only where the head agrees.
    private static readonly HashSet<string> Fond = TextFolding.WordSet(["love", "take care", "hugs", "xoxo"]);
    private static readonly HashSet<string> WholePhrases = TextFolding.WordSet(["best", "all the best", "ودي", "warmly", "cordially yours", "мн", "bien a vous", "bien a toi", "un abrazo", "a bientot",
        "با احترام", "با تشکر", "با سپاس", "ارادتمند", "此致", "敬礼", "此致敬礼", "敬禮", "祝好", "商祺", "顺祝商祺", "順頌商祺", "谢谢", "謝謝", "敬具", "よろしくお願いします", "よろしくお願いいたします", "よろしくお願い致します", "宜しくお願い致します", "宜しくお願いいたします", "감사합니다", "고맙습니다",
        "सादर", "धन्यवाद", "trân trọng", "salam hormat", "ขอแสดงความนับถือ", "ด้วยความเคารพ"]);

    /// <summary>Whether the line is a closing and nothing else.</summary>
    internal static bool Is(string line)
    {
        if (line.Length > LongestClosing)
            return false;
        var words = TextFolding.Words(line);
        if (words.Length is 0 or > MostWords)
            return false;
        return WholePhrases.Contains(string.Join(' ', words)) || Fond.Contains(string.Join(' ', words))
            || Array.Exists(words, Heads.Contains) && Array.TrueForAll(words, word => Heads.Contains(word) || Fillers.Contains(word));
    }

    /// <summary>The name in "Best regards, John Smith"; null when the line is not of that form.</summary>
    internal static string? NameBehind(string line)
    {
        if (line.Length > LongestClosing)
            return null;
        var comma = line.IndexOfAny([',', '،', '-', '–', ':']);
        if (comma <= 0 || comma >= line.Length - 1 || !Is(line[..comma]) || Fond.Contains(string.Join(' ', TextFolding.Words(line[..comma]))))
            return null;
        // "شكرا لكم، وصلنا ردكم.": where a script has no capitals, a full stop tells a sentence from a name.
        if (line.TrimEnd()[^1] is '.' or '!' && TextFolding.IsArabic(line))
            return null;
        var name = line[(comma + 1)..].Trim(' ', '.', ',', '-', '–');
        return NameLine.LooksLikeName(name) ? name : null;
    }
}
