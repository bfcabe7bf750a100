namespace CrmAddin.Core.Capture.Text;

/// <summary>
/// The words with which mail programs announce what they quote or forward, language by language: English, Arabic, Persian, Hebrew, French,
/// German, Spanish, Catalan, Italian, Portuguese, Dutch, Swedish, Danish, Norwegian, Finnish, Polish, Czech, Slovak, Hungarian, Romanian,
/// Greek, Turkish, Russian, Ukrainian, Bulgarian, Croatian, Chinese, Japanese, Korean, Hindi, Indonesian, Vietnamese and Thai. Folded.
/// </summary>
internal static class HistoryWords
{
    /// <summary>"From" in a head of fields.</summary>
    internal static readonly HashSet<string> From = TextFolding.WordSet(
    [
        "from", "من", "المرسل", "از", "מאת", "de", "von", "da", "van", "från", "fra", "lähettäjä", "od", "feladó", "de la", "expéditeur", "από", "gönderen", "kimden", "от", "від", "šalje",
        "发件人", "寄件者", "發件人", "寄件人", "差出人", "送信者", "보낸 사람", "보낸사람", "발신", "प्रेषक", "dari", "từ", "người gửi", "จาก", "remitente", "mittente", "afzender", "absender", "remetente", "avsändare", "afsender", "avsender", "nadawca", "odesílatel", "odosielateľ",
    ]);

    /// <summary>"Sent" or "Date" in a head of fields.</summary>
    internal static readonly HashSet<string> Date = TextFolding.WordSet(
    [
        "sent", "date", "تاريخ الإرسال", "تم الإرسال", "أرسلت", "أرسل", "التاريخ", "تاريخ", "تاریخ", "ارسال", "נשלח", "תאריך", "נשלח בתאריך", "envoyé", "envoyé le", "gesendet", "datum", "enviado", "enviado el", "enviada em", "enviado em", "enviat", "fecha", "data",
        "inviato", "verzonden", "skickat", "sendt", "dato", "lähetetty", "päivämäärä", "päiväys", "wysłano", "odesláno", "odoslané", "dátum", "elküldve", "küldve", "trimis", "εστάλη", "στάλθηκε", "ημερομηνία", "tarih", "gönderildi", "gönderme tarihi", "gönderim tarihi",
        "отправлено", "дата", "дата отправки", "надіслано", "изпратено", "poslano", "发送时间", "发件时间", "日期", "寄件日期", "傳送時間", "傳送日期", "发送日期", "送信日時", "日付", "日時", "보낸 날짜", "날짜", "보낸날짜", "दिनांक", "भेजा गया", "tanggal", "dikirim", "ngày", "đã gửi", "วันที่", "ส่ง",
    ]);

    /// <summary>"To" or "Cc" in a head of fields.</summary>
    internal static readonly HashSet<string> To = TextFolding.WordSet(
    [
        "to", "cc", "إلى", "الى", "نسخة", "نسخة إلى", "به", "رونوشت", "אל", "עותק", "à", "a", "an", "pour", "copie à", "kopie", "para", "per", "aan", "till", "kopia", "til", "kopi", "vastaanottaja", "kopio", "do", "dw", "komu", "kopie komu", "címzett", "másolatot kap", "către",
        "προς", "κοιν", "κοινοποίηση", "kime", "kime/to", "alıcı", "bilgi", "кому", "копия", "копія", "до", "prima", "za", "收件人", "收件者", "抄送", "副本", "宛先", "받는 사람", "받는사람", "참조", "प्रति", "को", "सेवा में", "kepada", "ke", "tới", "đến", "ถึง", "destinataire", "destinatario",
    ]);

    /// <summary>"Subject" in a head of fields.</summary>
    internal static readonly HashSet<string> Subject = TextFolding.WordSet(
    [
        "subject", "الموضوع", "موضوع", "נושא", "objet", "sujet", "betreff", "asunto", "assunto", "assumpte", "oggetto", "onderwerp", "ämne", "emne", "aihe", "temat", "předmět", "predmet", "tárgy", "subiect", "θέμα", "konu", "тема", "относно",
        "主题", "主旨", "主題", "件名", "제목", "विषय", "subjek", "perihal", "chủ đề", "เรื่อง", "หัวเรื่อง", "หัวข้อ",
    ]);

    /// <summary>What stands between drawn rules above a mail that is answered.</summary>
    internal static readonly string[] OriginalMessage = Folded(
    [
        "original message", "original appointment", "reply message", "الرسالة الأصلية", "رسالة أصلية", "پیام اصلی", "הודעה מקורית", "message d'origine", "message original", "ursprüngliche nachricht", "ursprüngliche mail", "originalnachricht", "original-nachricht",
        "mensaje original", "missatge original", "messaggio originale", "mensagem original", "oorspronkelijk bericht", "ursprungligt meddelande", "originalmeddelande", "oprindelig meddelelse", "original meddelelse", "opprinnelig melding", "alkuperäinen viesti",
        "wiadomość oryginalna", "oryginalna wiadomość", "původní zpráva", "pôvodná správa", "eredeti üzenet", "mesaj original", "mesajul original", "αρχικό μήνυμα", "orijinal mesaj", "orijinal ileti", "özgün ileti", "исходное сообщение", "первоначальное сообщение",
        "вихідне повідомлення", "оригінальне повідомлення", "оригинално съобщение", "izvorna poruka", "原始邮件", "邮件原件", "原始郵件", "郵件原件", "元のメッセージ", "元のメール", "원본 메시지", "원본 메일", "मूल संदेश", "pesan asli", "thư gốc", "ข้อความต้นฉบับ",
    ]);

    /// <summary>What stands between drawn rules above a mail that is passed on.</summary>
    internal static readonly string[] ForwardedMessage = Folded(
    [
        "forwarded message", "forwarded by", "رسالة معاد توجيهها", "رسالة مُعاد توجيهها", "رسالة محولة", "رسالة معاد إرسالها", "الرسالة المعاد توجيهها", "پیام هدایت‌شده", "הודעה שהועברה", "message transféré", "message réexpédié", "weitergeleitete nachricht",
        "mensaje reenviado", "missatge reenviat", "messaggio inoltrato", "mensagem encaminhada", "mensagem reencaminhada", "doorgestuurd bericht", "vidarebefordrat meddelande", "videresendt meddelelse", "videresendt besked", "videresendt melding",
        "edelleen lähetetty viesti", "edelleenlähetetty viesti", "välitetty viesti", "przekazana wiadomość", "wiadomość przekazana", "přeposlaná zpráva", "preposlaná správa", "továbbított üzenet", "mesaj redirecționat", "προωθημένο μήνυμα",
        "yönlendirilmiş ileti", "iletilmiş mesaj", "iletilen mesaj", "пересылаемое сообщение", "пересланное сообщение", "переслане повідомлення", "препратено съобщение", "proslijeđena poruka", "转发的消息", "转发的邮件", "转发邮件", "轉寄郵件", "轉寄的郵件", "轉寄訊息",
        "転送メッセージ", "転送されたメッセージ", "転送メール", "전달된 메시지", "전달 메시지", "전달된 메일", "अग्रेषित संदेश", "pesan terusan", "pesan yang diteruskan", "thư được chuyển tiếp", "ข้อความที่ส่งต่อ",
    ]);

    /// <summary>What announces a mail that is passed on without a rule beside it.</summary>
    internal static readonly string[] BeginForwarded = Folded(
    [
        "begin forwarded message", "بداية الرسالة المعاد توجيهها", "بدء الرسالة المعاد توجيهها", "بدء الرسالة المُعاد توجيهها", "תחילת ההודעה שהועברה", "début du message transféré", "début du message réexpédié", "anfang der weitergeleiteten nachricht", "anfang der weitergeleiteten e-mail",
        "inicio del mensaje reenviado", "inizio messaggio inoltrato", "início da mensagem encaminhada", "início da mensagem reencaminhada", "begin doorgestuurd bericht", "vidarebefordrat brev", "början på vidarebefordrat meddelande", "start på videresendt besked", "videresendt melding",
        "välitetty viesti alkaa", "początek przekazywanej wiadomości", "rozpoczęcie przekazanej wiadomości", "začátek přeposlané zprávy", "начало переадресованного сообщения", "początek przekazanej wiadomości", "початок переадресованого повідомлення", "iletilen ileti başlangıcı",
        "yönlendirilen ileti", "下面是被转发的邮件", "开始转发的邮件", "開始轉寄郵件", "以下、転送メール", "転送されたメッセージ", "전달된 메시지 시작",
    ]);

    /// <summary>"wrote", right before the colon.</summary>
    internal static readonly string[] Wrote = Folded(
    [
        "wrote", "writes", "wrote the following", "كتب", "كتبت", "كتبوا", "كتب ما يلي", "نوشت", "نوشته است", "כתב", "כתבה", "כתב/ה", "כתב(ה)", "כתב את הדברים הבאים", "a écrit", "écrit", "schrieb", "schrieb folgendes", "escribió", "va escriure", "ha scritto", "scrisse", "escreveu", "schreef",
        "skrev", "skrev følgende", "skrev följande", "kirjoitti", "kirjoitti seuraavasti", "napisał", "napisał(a)", "napisała", "pisze", "napsal", "napsal(a)", "napsala", "napísal", "napísal(a)", "napísala", "ezt írta", "írta", "a scris", "έγραψε", "yazdı", "şunları yazdı", "şunu yazdı",
        "пишет", "написал", "написала", "написал(а)", "написали", "писал", "писала", "писали", "пише", "написав", "написала(в)", "написа", "je napisao", "je napisala", "je napisao/la", "写道", "寫道", "写到", "が書きました", "さんは書きました", "は書きました", "のメッセージ", "작성", "님이 작성", "님이 씀",
        "ने लिखा", "menulis", "đã viết", "เขียนว่า",
    ]);

    /// <summary>"wrote" with the writer or the date behind it, in lines that begin as said.</summary>
    internal static readonly (string[] Openers, string[] Verbs, int MostBehind)[] WroteInside =
    [
        (Folded(["am ", "on ", "um "]), Folded(["schrieb", "schreibt"]), 100),
        (Folded(["op "]), Folded(["schreef"]), 100),
        (Folded(["den ", "på ", "kl", "man", "tirs", "ons", "tors", "fre", "lør", "lör", "søn", "sön", "mån", "tis"]), Folded(["skrev"]), 100),
        (Folded(["ב"]), Folded(["כתב", "כתבה", "מאת"]), 100),
        (Folded(["w dniu ", "dnia ", "dne "]), Folded(["pisze", "napisał", "napisał(a)", "napsal", "napsal(a)"]), 100),
        ([""], Folded(["كتب", "كتبت", "كتبوا"]), 120),
        ([""], Folded(["schrieb am", "schreef op", "skrev den", "ezt írta", "kirjoitti", "a écrit le", "escribió el", "ha scritto il", "escreveu em", "skrev på"]), 60),
    ];

    /// <summary>What an attribution of several lines begins with, besides a date.</summary>
    internal static readonly string[] Openers = Folded(
    [
        "on ", "le ", "am ", "el ", "il ", "il giorno ", "op ", "em ", "no dia ", "den ", "på ", "in data ", "w dniu ", "dnia ", "dne ", "dňa ", "în ", "la ", "στις ", "на ", "في ", "بتاريخ ", "يوم ", "كتب ", "وكتب ", "كتبت ", "در ", "בתאריך ", "ב-", "ביום ", "pada ", "vào ", "เมื่อ ",
        "mon", "tue", "wed", "thu", "fri", "sat", "sun",
    ]);

    private static string[] Folded(string[] words) => [.. words.Select(TextFolding.Fold)];
}
