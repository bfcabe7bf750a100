namespace CrmAddin.Core.Tests.Mail.Threads;

/// <summary>Heads of quoted and forwarded mail as mail programs write them, language by language.</summary>
internal static class HistorySamples
{
    /// <summary>"On … X wrote:" of Gmail, Apple Mail, Thunderbird and Yahoo; the quotation stands below with quote marks.</summary>
    public static readonly (string Language, string Head)[] Attributions =
    [
        ("en", "On Mon, 2 Mar 2026 at 18:26, Megan One <megan@one.example> wrote:"),
        ("en", "On Mar 2, 2026, at 6:26 PM, Megan One\n<megan.one.with.a.long.name@one.example> wrote:"),
        ("ar", "في الاثنين، 2 مارس 2026 في 6:26 م تمت كتابة ما يلي بواسطة Megan One <megan@one.example>:"),
        ("ar", "في ٢ مارس ٢٠٢٦، الساعة ٦:٢٦ م، كتب Megan One <megan@one.example>:"),
        ("ar", "\u202Bفي الاثنين، ٢ مارس ٢٠٢٦ كتبت سارة العتيبي <sara@one.example>:\u202C"),
        ("ar", "\u200Fكتب أحمد علي بتاريخ 2026/03/02:"),
        ("fa", "در تاریخ دوشنبه ۲ مارس ۲۰۲۶ ساعت ۱۸:۲۶ Megan One <megan@one.example> نوشت:"),
        ("he", "\u202Bבתאריך יום ב׳, 2 במרץ 2026 ב-18:26 מאת \u202AMegan One\u202C\u200F <\u202Amegan@one.example\u202C\u200F>:\u202C"),
        ("he", "ב-2 במרץ 2026, בשעה 18:26, מגן כהן <megan@one.example> כתב/ה:"),
        ("fr", "Le lun. 2 mars 2026 à 18:26, Megan One <megan@one.example> a écrit :"),
        ("de", "Am Mo., 2. März 2026 um 18:26 Uhr schrieb Megan One <megan@one.example>:"),
        ("de", "Megan One <megan@one.example> schrieb am 02.03.2026 um 18:26:"),
        ("es", "El lun, 2 mar 2026 a las 18:26, Megan One (<megan@one.example>)\nescribió:"),
        ("ca", "El dl., 2 de març 2026, 18:26, Megan One <megan@one.example> va escriure:"),
        ("it", "Il giorno lun 2 mar 2026 alle ore 18:26 Megan One <megan@one.example>\nha scritto:"),
        ("pt", "Em seg., 2 de mar. de 2026 às 18:26, Megan One <megan@one.example> escreveu:"),
        ("nl", "Op ma 2 mrt 2026 om 18:26 schreef Megan One <megan@one.example>:"),
        ("sv", "Den mån 2 mars 2026 kl 18:26 skrev Megan One <megan@one.example>:"),
        ("da", "Den man. 2. mar. 2026 kl. 18.26 skrev Megan One <megan@one.example>:"),
        ("no", "man. 2. mars 2026 kl. 18:26 skrev Megan One <megan@one.example>:"),
        ("fi", "ma 2. maalisk. 2026 klo 18.26 Megan One (megan@one.example) kirjoitti:"),
        ("pl", "pon., 2 mar 2026 o 18:26 Megan One <megan@one.example> napisał(a):"),
        ("pl", "W dniu 02.03.2026 o 18:26, Megan One pisze:"),
        ("cs", "po 2. 3. 2026 v 18:26 odesílatel Megan One <megan@one.example> napsal:"),
        ("sk", "po 2. 3. 2026 o 18:26 Megan One <megan@one.example> napísal(a):"),
        ("hu", "Megan One <megan@one.example> ezt írta (időpont: 2026. márc. 2., H, 18:26):"),
        ("ro", "În lun., 2 mar. 2026 la 18:26, Megan One <megan@one.example> a scris:"),
        ("el", "Στις Δευ 2 Μαρ 2026 στις 6:26 μ.μ., ο χρήστης Megan One <megan@one.example> έγραψε:"),
        ("tr", "Megan One <megan@one.example>, 2 Mar 2026 Pzt, 18:26 tarihinde şunu yazdı:"),
        ("ru", "пн, 2 мар. 2026 г. в 18:26, Megan One <megan@one.example>:"),
        ("ru", "02.03.2026 18:26, Megan One пишет:"),
        ("uk", "пн, 2 бер. 2026 р. о 18:26 Megan One <megan@one.example> пише:"),
        ("bg", "На пн, 2.03.2026 г. в 18:26 ч. Megan One <megan@one.example> написа:"),
        ("hr", "pon, 2. ožu 2026. u 18:26 Megan One <megan@one.example> napisao je:"),
        ("zh", "Megan One <megan@one.example> 于2026年3月2日周一 18:26写道："),
        ("zh-TW", "Megan One <megan@one.example> 於 2026年3月2日 週一 下午6:26寫道："),
        ("ja", "2026年3月2日(月) 18:26 Megan One <megan@one.example>:"),
        ("ja", "2026/03/02 18:26、Megan Oneさんは書きました:"),
        ("ko", "2026년 3월 2일 (월) 오후 6:26, Megan One <megan@one.example>님이 작성:"),
        ("id", "Pada tanggal Sen, 2 Mar 2026 pukul 18.26 Megan One <megan@one.example> menulis:"),
        ("vi", "Vào Th 2, 2 thg 3, 2026 vào lúc 18:26 Megan One <megan@one.example> đã viết:"),
        ("th", "ในวันที่ จ. 2 มี.ค. 2026 เวลา 18:26 Megan One <megan@one.example> เขียนว่า:"),
    ];

    /// <summary>From, Sent, To and Subject as Outlook writes them; the old mail stands below without quote marks.</summary>
    public static readonly (string Language, string Head)[] Blocks =
    [
        ("en", "________________________________\nFrom: Megan One <megan@one.example>\nSent: Monday, March 2, 2026 6:26 PM\nTo: Bob; Ann\nCc: Carl\nSubject: Quotation"),
        ("en", "*From:* Megan One\n*Sent:* Monday, March 2, 2026 6:26 PM\n*To:* Bob\n*Subject:* Quotation"),
        ("en", "-----Original Message-----\nFrom: Megan One [mailto:megan@one.example]\nSent: Monday, March 2, 2026 6:26 PM\nTo: Bob\nSubject: Quotation"),
        ("ar", "من: محمد علي <m@one.example>\nتاريخ الإرسال: الاثنين، ٢ مارس ٢٠٢٦ ٦:٢٦ م\nإلى: فهد\nالموضوع: عرض السعر"),
        ("ar", "\u200Fمن:\u200F محمد علي\n\u200Fتم الإرسال:\u200F الاثنين، 2 مارس 2026\n\u200Fإلى:\u200F فهد\n\u200Fنسخة:\u200F سارة\n\u200Fالموضوع:\u200F عرض السعر"),
        ("ar", "-----الرسالة الأصلية-----\nمن: محمد علي\nتاريخ الإرسال: 02/03/2026\nإلى: فهد\nالموضوع: عرض السعر"),
        ("fa", "از: محمد\nتاریخ: دوشنبه ۲ مارس\nبه: علی\nموضوع: قیمت"),
        ("he", "\u200Fמאת: מגן כהן\n\u200Fנשלח: יום שני 2 מרץ 2026 18:26\n\u200Fאל: בוב\n\u200Fנושא: הצעת מחיר"),
        ("fr", "De : Megan One <megan@one.example>\nEnvoyé : lundi 2 mars 2026 18:26\nÀ : Bob\nObjet : Devis"),
        ("fr", "-----Message d'origine-----\nDe\u00A0: Megan One\nEnvoyé\u00A0: lundi 2 mars 2026 18:26\nÀ\u00A0: Bob\nObjet\u00A0: Devis"),
        ("de", "Von: Megan One <megan@one.example>\nGesendet: Montag, 2. März 2026 18:26\nAn: Bob\nBetreff: Angebot"),
        ("de", "-----Ursprüngliche Nachricht-----\nVon: Megan One\nGesendet: Montag, 2. März 2026 18:26\nAn: Bob\nBetreff: Angebot"),
        ("es", "De: Megan One\nEnviado el: lunes, 2 de marzo de 2026 18:26\nPara: Bob\nAsunto: Oferta"),
        ("it", "Da: Megan One\nInviato: lunedì 2 marzo 2026 18:26\nA: Bob\nOggetto: Offerta"),
        ("pt", "De: Megan One\nEnviada em: segunda-feira, 2 de março de 2026 18:26\nPara: Bob\nAssunto: Proposta"),
        ("nl", "Van: Megan One\nVerzonden: maandag 2 maart 2026 18:26\nAan: Bob\nOnderwerp: Offerte"),
        ("sv", "Från: Megan One\nSkickat: den 2 mars 2026 18:26\nTill: Bob\nÄmne: Offert"),
        ("da", "Fra: Megan One\nSendt: 2. marts 2026 18:26\nTil: Bob\nEmne: Tilbud"),
        ("no", "Fra: Megan One\nSendt: mandag 2. mars 2026 18:26\nTil: Bob\nEmne: Tilbud"),
        ("fi", "Lähettäjä: Megan One\nLähetetty: maanantai 2. maaliskuuta 2026 18:26\nVastaanottaja: Bob\nAihe: Tarjous"),
        ("pl", "Od: Megan One\nWysłano: poniedziałek, 2 marca 2026 18:26\nDo: Bob\nTemat: Oferta"),
        ("cs", "Od: Megan One\nOdesláno: pondělí 2. března 2026 18:26\nKomu: Bob\nPředmět: Nabídka"),
        ("hu", "Feladó: Megan One\nElküldve: 2026. március 2., hétfő 18:26\nCímzett: Bob\nTárgy: Ajánlat"),
        ("ro", "De la: Megan One\nTrimis: luni, 2 martie 2026 18:26\nCătre: Bob\nSubiect: Ofertă"),
        ("el", "Από: Megan One\nΣτάλθηκε: Δευτέρα, 2 Μαρτίου 2026 6:26 μμ\nΠρος: Bob\nΘέμα: Προσφορά"),
        ("tr", "Kimden: Megan One\nGönderildi: 2 Mart 2026 Pazartesi 18:26\nKime: Bob\nKonu: Teklif"),
        ("ru", "От: Megan One\nОтправлено: понедельник, 2 марта 2026 г. 18:26\nКому: Bob\nТема: Предложение"),
        ("uk", "Від: Megan One\nНадіслано: понеділок, 2 березня 2026 р. 18:26\nКому: Bob\nТема: Пропозиція"),
        ("zh", "发件人: Megan One\n发送时间: 2026年3月2日 18:26\n收件人: Bob\n主题: 报价"),
        ("zh-TW", "寄件者： Megan One\n寄件日期： 2026年3月2日 下午 06:26\n收件者： Bob\n主旨： 報價"),
        ("ja", "差出人: Megan One\n送信日時: 2026年3月2日 18:26\n宛先: Bob\n件名: 見積"),
        ("ko", "보낸 사람: Megan One\n보낸 날짜: 2026년 3월 2일 월요일 오후 6:26\n받는 사람: Bob\n제목: 견적"),
        ("hi", "प्रेषक: Megan One\nदिनांक: 2 मार्च 2026\nप्रति: Bob\nविषय: कोटेशन"),
        ("vi", "Từ: Megan One\nĐã gửi: Thứ Hai, 2 tháng 3, 2026 18:26\nTới: Bob\nChủ đề: Báo giá"),
    ];

    /// <summary>What announces a forwarded mail; From, Date and Subject follow.</summary>
    public static readonly (string Language, string Head)[] Forwards =
    [
        ("en", "---------- Forwarded message ---------\nFrom: Megan One <megan@one.example>\nDate: Mon, 2 Mar 2026 at 18:26\nSubject: Quotation\nTo: Bob <bob@two.example>"),
        ("en", "Begin forwarded message:\n\nFrom: Megan One <megan@one.example>\nSubject: Quotation\nDate: 2 March 2026 at 18:26\nTo: Bob"),
        ("ar", "---------- رسالة معاد توجيهها ---------\nمن: محمد علي\nتاريخ: الاثنين، ٢ مارس ٢٠٢٦\nالموضوع: عرض السعر\nإلى: فهد"),
        ("ar", "بدء الرسالة المعاد توجيهها:\n\nمن: محمد علي\nالموضوع: عرض السعر\nالتاريخ: ٢ مارس ٢٠٢٦\nإلى: فهد"),
        ("he", "---------- הודעה שהועברה ---------\nמאת: מגן כהן\nתאריך: יום ב׳, 2 במרץ 2026\nנושא: הצעת מחיר\nאל: בוב"),
        ("fr", "---------- Message transféré ---------\nDe : Megan One\nDate : lun. 2 mars 2026\nObjet : Devis\nÀ : Bob"),
        ("de", "Anfang der weitergeleiteten Nachricht:\n\nVon: Megan One\nBetreff: Angebot\nDatum: 2. März 2026 um 18:26\nAn: Bob"),
        ("es", "---------- Mensaje reenviado ---------\nDe: Megan One\nFecha: lun, 2 mar 2026\nAsunto: Oferta\nPara: Bob"),
        ("pl", "---------- Przekazana wiadomość ---------\nOd: Megan One\nData: 2 marca 2026\nTemat: Oferta\nDo: Bob"),
        ("tr", "---------- Yönlendirilmiş ileti ---------\nKimden: Megan One\nTarih: 2 Mart 2026\nKonu: Teklif\nKime: Bob"),
        ("zh", "---------- 转发的邮件 ---------\n发件人: Megan One\n日期: 2026年3月2日\n主题: 报价\n收件人: Bob"),
        ("ja", "---------- 転送メッセージ ---------\n差出人: Megan One\n日付: 2026年3月2日\n件名: 見積\n宛先: Bob"),
        ("ko", "---------- 전달된 메시지 ---------\n보낸 사람: Megan One\n날짜: 2026년 3월 2일\n제목: 견적\n받는 사람: Bob"),
    ];

    /// <summary>What phones and programs put below a mail.</summary>
    public static readonly (string Language, string Line)[] DeviceTags =
    [
        ("en", "Sent from my iPhone"), ("en", "Get Outlook for iOS"), ("ar", "أُرسلت من الـ iPhone"), ("ar", "تم الإرسال من هاتفي الجوال"), ("ar", "الحصول على Outlook لـ iOS"), ("he", "נשלח מה-iPhone שלי"), ("fr", "Envoyé de mon iPhone"),
        ("fr", "Télécharger Outlook pour iOS"), ("de", "Von meinem iPhone gesendet"), ("de", "Outlook für Android beziehen"), ("es", "Enviado desde mi iPhone"), ("it", "Inviato da iPhone"), ("pt", "Enviado do meu iPhone"), ("nl", "Verstuurd vanaf mijn iPhone"),
        ("sv", "Skickat från min iPhone"), ("da", "Sendt fra min iPhone"), ("no", "Sendt fra min iPhone"), ("fi", "Lähetetty iPhonesta"), ("pl", "Wysłane z iPhone’a"), ("cs", "Odesláno z iPhonu"), ("tr", "iPhone’umdan gönderildi"),
        ("ru", "Отправлено с iPhone"), ("uk", "Надіслано з iPhone"), ("zh", "发自我的iPhone"), ("zh", "从我的 iPhone 发送"), ("ja", "iPhoneから送信"), ("ko", "나의 iPhone에서 보냄"),
    ];

    /// <summary>A sentence and a signature, with the writer's name.</summary>
    public static readonly (string Language, string Writer, string Text, string Signature)[] Signatures =
    [
        ("en", "Ann Ring", "The offer is fine with us.", "Kind regards\nAnn Ring\nHead of Sales"),
        ("ar", "أحمد الخالدي", "العرض مناسب لنا.", "مع خالص التحية والتقدير\nأحمد الخالدي\nمدير المشتريات"),
        ("fa", "محمد رضایی", "پیشنهاد مناسب است.", "با احترام\nمحمد رضایی"),
        ("he", "דנה כהן", "ההצעה מתאימה לנו.", "בברכה,\nדנה כהן"),
        ("fr", "Marie Dupont", "L'offre nous convient.", "Bien cordialement,\nMarie Dupont"),
        ("de", "Jürgen Weiß", "Das Angebot passt.", "Mit freundlichen Grüßen\nJürgen Weiß"),
        ("es", "José García", "La oferta nos conviene.", "Un cordial saludo,\nJosé García"),
        ("it", "Luca Rossi", "L'offerta va bene.", "Cordiali saluti,\nLuca Rossi"),
        ("pt", "João Silva", "A proposta serve.", "Com os melhores cumprimentos,\nJoão Silva"),
        ("nl", "Jan de Vries", "De offerte is akkoord.", "Met vriendelijke groet,\nJan de Vries"),
        ("sv", "Åsa Berg", "Offerten passar oss.", "Med vänliga hälsningar\nÅsa Berg"),
        ("da", "Søren Holm", "Tilbuddet passer os.", "Med venlig hilsen\nSøren Holm"),
        ("no", "Kari Nordmann", "Tilbudet passer oss.", "Med vennlig hilsen\nKari Nordmann"),
        ("fi", "Matti Virtanen", "Tarjous sopii meille.", "Ystävällisin terveisin\nMatti Virtanen"),
        ("pl", "Łukasz Nowak", "Oferta nam odpowiada.", "Z poważaniem\nŁukasz Nowak"),
        ("cs", "Jana Nováková", "Nabídka nám vyhovuje.", "S pozdravem\nJana Nováková"),
        ("hu", "Nagy Éva", "Az ajánlat megfelel.", "Üdvözlettel\nNagy Éva"),
        ("ro", "Ion Popescu", "Oferta este bună.", "Cu stimă,\nIon Popescu"),
        ("el", "Νίκος Παππάς", "Η προσφορά μας κάνει.", "Με εκτίμηση\nΝίκος Παππάς"),
        ("tr", "Ayşe Yılmaz", "Teklif bize uygun.", "Saygılarımla\nAyşe Yılmaz"),
        ("ru", "Иван Петров", "Предложение нам подходит.", "С уважением,\nИван Петров"),
        ("uk", "Олена Коваль", "Пропозиція нам підходить.", "З повагою\nОлена Коваль"),
        ("zh", "王伟", "报价可以接受。", "此致\n敬礼\n王伟"),
        ("ja", "田中太郎", "お見積もりを承知しました。", "よろしくお願いいたします。\n田中太郎"),
        ("ko", "김민수", "견적에 동의합니다.", "감사합니다.\n김민수 드림"),
    ];
}
