using CrmAddin.Core.Capture.Text;

namespace CrmAddin.Core.Capture.Signatures;

/// <summary>"Sent from my iPhone" and "Get Outlook for iOS" as phones and programs put them below mails, language by language.</summary>
internal static class DeviceTags
{
    private const int LongestTag = 90;
    private const int LongestSureTag = 72;

    // These words open nothing else in so short a line.
    private static readonly string[] SureStarts = Folded(
    [
        "sent from ", "sent via ", "sent with ", "sent on ", "أرسلت من ", "أرسل من ", "أُرسلت من ", "تم الإرسال من ", "تم إرساله من ", "مرسل من ", "مرسلة من ", "gesendet von ", "envoyé de ", "envoyé depuis ", "enviado desde ", "inviato da ", "отправлено с ",
    ]);

    // These must name a device or program.
    private static readonly string[] Starts = Folded(
    [
        "sent by", "via mobile", "from my iphone", "from my ipad", "from my mobile", "from my blackberry", "ارسال شده از", "ارسال شده با",
        "נשלח מ", "gesendet mit", "von meinem", "diese nachricht wurde von meinem", "envoyé à partir de", "enviat des de", "enviado do", "enviado da", "enviado pelo", "enviado a partir", "verzonden vanaf", "verzonden met", "verstuurd vanaf",
        "skickat från", "skickades från", "sendt fra", "sendt via", "lähetetty", "wysłane z", "wysłano z", "odesláno z", "odoslané z", "elküldve az", "küldve az", "trimis de pe", "trimis din", "στάλθηκε από", "εστάλη από", "отправлено из", "надіслано з", "изпратено от", "poslano s",
        "发自我的", "從我的", "从我的", "發自我的", "傳送自我的", "発信元", "나의", "내", "मेरे", "dikirim dari", "dikirimkan dari", "được gửi từ", "gửi từ", "ส่งจาก",
    ]);

    // Words behind it, where a language puts them there.
    private static readonly string[] Ends = Folded(
    [
        "gesendet", "umdan gönderildi", "ımdan gönderildi", "dan gönderildi", "den gönderildi", "tarafından gönderildi", "发送", "傳送", "發送", "から送信", "より送信", "から送信しました", "에서 보냄", "에서 보냈습니다", "से भेजा गया", "küldve", "से भेजा",
    ]);

    private static readonly string[] Devices = Folded(
    [
        "iphon", "ipad", "ios", "android", "blackberry", "galaxy", "samsung", "huawei", "xiaomi", "phone", "mobile", "handy", "tablet", "outlook", "yahoo", "gmail", "windows", "telefon", "téléphone", "teléfono", "телефон",
        "موبايل", "مبايل", "جوال", "هاتف", "آيفون", "ايفون", "آيباد", "אייפון", "הטלפון", "הנייד",
    ]);

    private static readonly string[] Getting = Folded(
    [
        "get ", "الحصول", "احصل", "دریافت", "קבל", "השג", "obten", "télécharger", "holen", "beziehen", "herunterladen", "descargar", "obter", "ottieni", "scarica", "download", "haal", "hämta", "hent", "hanki", "pobierz", "získat", "stáhnout", "edin", "скачать", "загрузить", "получить", "отримати",
        "获取", "下載", "取得", "下载", "入手", "다운로드", "받기", "dapatkan", "tải", "รับ",
    ]);

    /// <summary>Whether the line says no more than which device or program sent the mail.</summary>
    internal static bool Is(string line)
    {
        if (line.Length > LongestTag)
            return false;
        var text = TextFolding.Fold(line).Trim().TrimStart('-', '—', '–', ' ').TrimEnd('.', '。', '!');
        if (Array.Exists(SureStarts, start => text.StartsWith(start, StringComparison.Ordinal)))
            return text.Length <= LongestSureTag;
        return Names(text, Devices)
            && (Array.Exists(Starts, start => text.StartsWith(start, StringComparison.Ordinal)) || Array.Exists(Ends, end => text.EndsWith(end, StringComparison.Ordinal)) || IsOutlookOffer(text));
    }

    private static bool IsOutlookOffer(string text) =>
        text.Contains("outlook", StringComparison.Ordinal) && (text.Contains("ios", StringComparison.Ordinal) || text.Contains("android", StringComparison.Ordinal)) && Names(text, Getting);

    private static bool Names(string text, string[] words) => Array.Exists(words, word => text.Contains(word, StringComparison.Ordinal));

    private static string[] Folded(string[] words) => [.. words.Select(TextFolding.Fold)];
}
