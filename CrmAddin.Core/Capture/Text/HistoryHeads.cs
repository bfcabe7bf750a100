using System.Text.RegularExpressions;

namespace CrmAddin.Core.Capture.Text;

/// <summary>How mail programs announce what they quote or forward, in the languages that firms write to us in. All on folded text.</summary>
internal static partial class HistoryHeads
{
    private const int LongestHead = 300;

    private static readonly HashSet<string> FromWords = TextFolding.WordSet(
    [
        "from", "من", "المرسل", "de", "von", "da", "van", "od", "от", "מאת", "fra", "fran", "gonderen", "kimden", "发件人", "寄件者", "差出人", "보낸 사람", "feladó", "lahettaja", "از",
    ]);

    private static readonly HashSet<string> DateWords = TextFolding.WordSet(
    [
        "sent", "date", "تاريخ الارسال", "تم الارسال", "ارسلت", "ارسل", "التاريخ", "تاريخ", "envoye", "envoye le", "gesendet", "datum", "enviado", "enviado el", "enviada em",
        "fecha", "data", "inviato", "verzonden", "wyslano", "отправлено", "дата", "נשלח", "תאריך", "sendt", "skickat", "tarih", "gonderildi", "发送时间", "日期", "送信日時", "보낸 날짜", "lahetetty",
    ]);

    private static readonly HashSet<string> ToWords = TextFolding.WordSet(
    [
        "to", "cc", "الي", "نسخه", "نسخه الي", "a", "an", "pour", "kopie", "para", "aan", "do", "кому", "копия", "אל", "עותק", "til", "till", "kime", "kime/to", "收件人", "宛先", "받는 사람", "vastaanottaja", "به",
    ]);

    private static readonly HashSet<string> SubjectWords = TextFolding.WordSet(
    [
        "subject", "الموضوع", "موضوع", "objet", "betreff", "asunto", "assunto", "oggetto", "onderwerp", "temat", "тема", "נושא", "emne", "amne", "konu", "主题", "主旨", "件名", "제목", "aihe",
    ]);

    /// <summary>"-----Original Message-----", "Begin forwarded message:" and their likes.</summary>
    internal static bool IsBanner(string folded) => folded.Length is >= 12 and <= LongestHead
        && (folded[0] is '-' or '_' or '=' or '*' or '~' or '>' || folded[^1] == ':' || folded[0] is 'b' or 'a' or 'd' or 'i' or 'ب') && Banner().IsMatch(folded);

    /// <summary>Whether a head of From, Sent, To and Subject lines begins on this line.</summary>
    internal static bool IsHeadBlock(IReadOnlyList<string> folded, int at)
    {
        var first = FieldOf(folded[at]);
        if (first is HeadField.None)
            return false;
        if (first is HeadField.To)
            return IsNotesHead(folded, at);

        var seen = first;
        for (var i = at + 1; i < folded.Count && i <= at + 7; i++)
        {
            if (folded[i].Length > 0)
                seen |= FieldOf(folded[i]);
        }

        var count = int.PopCount((int)seen);
        return first is HeadField.From
            ? count >= 3 || count == 2 && seen.HasFlag(HeadField.Date)
            : seen.HasFlag(HeadField.From) && count >= 3 && first is HeadField.Date or HeadField.Subject;
    }

    /// <summary>How many lines from this one on say "On … X wrote:"; 0 when it is no such thing.</summary>
    internal static int AttributionLines(IReadOnlyList<string> folded, int at)
    {
        if (folded[at].Length == 0)
            return 0;
        var joined = "";
        for (var count = 1; count <= 3 && at + count <= folded.Count; count++)
        {
            var next = folded[at + count - 1];
            if (next.Length == 0)
                return 0;
            joined = count == 1 ? next : $"{joined} {next}";
            if (joined.Length > LongestHead)
                return 0;
            // Only what begins like an attribution may run over several lines; else the writer's last words would be drawn in.
            if ((count == 1 || Opener().IsMatch(folded[at])) && IsAttribution(joined))
                return count;
        }

        return 0;
    }

    /// <summary>Whether the line is the date under the name with which Lotus Notes begins a quotation.</summary>
    internal static bool IsNotesDate(string folded) => NotesDate().IsMatch(folded);

    // Lotus Notes: name, date and time, "To:", "cc:", "Subject:".
    private static bool IsNotesHead(IReadOnlyList<string> folded, int at)
    {
        var above = at - 1;
        while (above >= 0 && at - above <= 3 && folded[above].Length == 0)
            above--;
        return above >= 0 && IsNotesDate(folded[above]) && Enumerable.Range(at + 1, 4).Any(i => i < folded.Count && FieldOf(folded[i]) is HeadField.Subject);
    }

    private static bool IsAttribution(string text)
    {
        var mayBe = text[^1] is ':' or '：' || text.EndsWith("wrote", StringComparison.Ordinal) || text.EndsWith(':' + "\u200f", StringComparison.Ordinal);
        return mayBe && (Attribution().IsMatch(text) || DateAndAddress().IsMatch(text))
            && (text.Any(char.IsAsciiDigit) || text.Contains('@', StringComparison.Ordinal) || text.StartsWith("on ", StringComparison.Ordinal));
    }

    private static HeadField FieldOf(string folded)
    {
        var line = folded.TrimStart('*', '>', ' ', '\t');
        var colon = line.IndexOfAny([':', '：']);
        if (colon is < 1 or > 24)
            return HeadField.None;
        var word = line[..colon].Trim(' ', '*', '\t');
        if (FromWords.Contains(word))
            return HeadField.From;
        if (DateWords.Contains(word))
            return HeadField.Date;
        if (ToWords.Contains(word))
            return HeadField.To;
        return SubjectWords.Contains(word) ? HeadField.Subject : HeadField.None;
    }

    [Flags]
    private enum HeadField
    {
        None = 0,
        From = 1,
        Date = 2,
        To = 4,
        Subject = 8,
    }

    [GeneratedRegex(
        @"^[\s>]*(?:[-_=*~]{2,}\s*(?:original (?:message|appointment)|forwarded (?:message|by)|reply message|الرساله الاصليه|رساله اصليه|رساله معاد توجيهها|رساله محوله|رساله معاد ارسالها|الرساله المعاد توجيهها|"
        + @"הודעה (?:מקורית|שהועברה)|ursprungliche (?:nachricht|mail)|original-?nachricht|weitergeleitete nachricht|message (?:d'origine|original|transfere)|mensaje (?:original|reenviado)|"
        + @"mensagem (?:original|encaminhada)|messaggio (?:originale|inoltrato)|oorspronkelijk bericht|doorgestuurd bericht|исходное сообщение|пересылаемое сообщение|пересланное сообщение|orijinal mesaj|"
        + @"(?:oprindelig|opprinnelig) (?:meddelelse|melding)|ursprungligt meddelande|wiadomosc oryginalna|原始邮件|邮件原件)\b.{0,120}"
        + @"|(?:begin forwarded message|بدايه الرساله المعاد توجيهها|بدء الرساله المعاد توجيهها|anfang der weitergeleiteten (?:nachricht|e-mail)|debut du message (?:transfere|reexpedie)|inicio del mensaje reenviado|inizio messaggio inoltrato)\s*:?)\s*$",
        RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Banner();

    [GeneratedRegex(
        @"^[\s>]*(?:on .{4,200} wrote\s*:?|.{3,200}\bwr(?:ote|ites)\s*:|le .{4,200} a ecrit\s*:|am .{4,200} schrieb.{0,100}:|.{3,200} schrieb(?: am .{4,60})?:|el .{4,200} escribio\s*:|em .{4,200} escreveu\s*:|il .{4,200} ha scritto\s*:"
        + @"|op .{4,200} schreef.{0,100}:|den .{4,200} skrev.{0,100}:|pa .{4,200} skrev.{0,100}:|.{3,200} (?:пишет|написал[аи]?|писал[аи]?)\s*:|(?:في|بتاريخ|يوم|كتب|وكتب)? ?.{3,200}\bكتب(?:ت|وا)?\b.{0,120}[:،]"
        + @"|(?:كتب|كتبت) .{3,160}:|ב.{3,200}(?:כתב|כתבה|מאת).{0,100}:|.{4,200} tarihinde .{2,100} yazd[iı]\s*:|.{3,200} napisal(?:\(a\)|a)?\s*:|w dniu .{4,200} pisze\s*:|.{3,200}(?:写道|寫道|さんは書きました|작성)\s*[:：])\s*$",
        RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Attribution();

    [GeneratedRegex(@"^.{0,60}\d{1,2}/\d{1,2}/\d{2,4}.{0,12}\d{1,2}:\d{2}.{0,12}$", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex NotesDate();

    [GeneratedRegex(@"^[\s>]*(?:(?:on|le|am|el|il|op|em|den|pa|in|w dniu|في|بتاريخ|يوم|كتب|وكتب|كتبت|בתאריך|mon|tue|wed|thu|fri|sat|sun)\b|\d|ב)", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Opener();

    [GeneratedRegex(@"^[\s>]*(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|.{0,60}\d{1,2}[:.]\d{2}\b).{0,120}<[^<>\s]{3,80}@[^<>\s]{3,80}>.{0,20}:$", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex DateAndAddress();
}
