using CrmAddin.Core.Capture.Text;

namespace CrmAddin.Core.Capture.Names;

/// <summary>Words around names, folded: titles of address, suffixes, particles, and words that are never a person's name.</summary>
internal static class NameWords
{
    internal static readonly HashSet<string> Honorifics = TextFolding.WordSet(
    [
        "mr", "mrs", "ms", "miss", "mx", "dr", "drs", "prof", "professor", "eng", "engr", "ing", "sir", "sheikh", "shaikh", "shaykh", "sheikha", "h.e", "he", "h.h", "hrh", "capt", "captain", "col", "gen", "maj", "lt", "rev", "fr", "hon",
        "herr", "frau", "mme", "mlle", "sr.", "sra", "arch", "adv", "amb",
        "د", "دكتور", "دكتوره", "الدكتور", "الدكتوره", "م", "مهندس", "مهندسه", "المهندس", "المهندسه", "ا", "ا.د", "ا.م", "ا.م.د", "م.م", "استاذ", "استاذه", "الاستاذ", "الاستاذه", "بروفيسور", "البروفيسور",
        "السيد", "السيده", "الانسه", "سيد", "سيده", "الشيخ", "الشيخه", "شيخ", "معالي", "سعاده", "صاحب", "سمو", "الامير", "الاميره", "اللواء", "العميد", "العقيد", "النقيب", "المحامي", "المحاميه", "المستشار", "الحاج",
    ]);

    internal static readonly HashSet<string> Suffixes = TextFolding.WordSet(
    [
        "jr", "sr", "ii", "iii", "iv", "phd", "ph.d", "md", "m.d", "mba", "msc", "m.sc", "bsc", "b.sc", "ma", "m.a", "pmp", "cpa", "cfa", "cma", "cia", "esq", "p.e", "pe", "pmi-acp", "cissp", "frcs", "facs", "mrics", "sior", "ccim",
        "phr", "shrm-cp", "shrm-scp", "llb", "llm", "dds", "dmd", "rn", "obe", "mbe", "acca", "aca", "scpm", "leed", "rpa", "itil",
    ]);

    /// <summary>Suffixes that belong to the name itself rather than to a degree.</summary>
    internal static readonly HashSet<string> Generations = TextFolding.WordSet(["jr", "sr", "ii", "iii", "iv"]);

    /// <summary>Words that draw the next word into the family name.</summary>
    internal static readonly HashSet<string> FamilyParticles = TextFolding.WordSet(
    [
        "al", "el", "ul", "abu", "abou", "abo", "bu", "von", "van", "vom", "zu", "de", "der", "den", "da", "di", "del", "della", "la", "le", "dos", "das", "du", "ter", "ten", "st", "san", "mac", "o", "بن", "ابن", "بنت", "ابو", "ابا", "بو", "ال",
    ]);

    internal static readonly HashSet<string> SonOf = TextFolding.WordSet(["bin", "ben", "ibn", "bint", "بن", "ابن", "بنت"]);

    /// <summary>Words that make one first name with the next.</summary>
    internal static readonly HashSet<string> GivenPrefixes = TextFolding.WordSet(["abdul", "abdel", "abd", "عبد", "عبيد", "امه", "ام", "abdal", "abdur", "abdus"]);

    /// <summary>Words that make one first name with the word before.</summary>
    internal static readonly HashSet<string> GivenSuffixes = TextFolding.WordSet(["الدين", "eddin", "eldin", "aldin", "uddin", "الله", "allah", "ullah", "eddine", "الرحمن", "العزيز"]);

    /// <summary>Words that are written like names at a mail's end but are none.</summary>
    internal static readonly HashSet<string> NeverNames = TextFolding.WordSet(
    [
        "thanks", "thank", "thx", "you", "regards", "best", "hello", "hi", "hey", "dear", "yes", "no", "ok", "okay", "sure", "done", "great", "good", "fine", "nice", "please", "pls", "cheers", "sincerely", "yours", "love", "enjoy", "attached",
        "agreed", "approved", "congratulations", "congrats", "welcome", "sorry", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "june", "july", "august", "september",
        "october", "november", "december", "today", "tomorrow", "happy", "merry", "christmas", "new", "year", "holidays", "eid", "ramadan", "fyi", "asap", "note", "notes", "urgent", "important", "confidential", "draft", "final", "total",
        "subject", "date", "from", "sent", "to", "cc", "tel", "phone", "fax", "mobile", "cell", "email", "e-mail", "mail", "web", "website", "address", "office", "the", "and", "or", "of", "for", "in", "on", "at", "with", "by", "is", "are", "it",
        "this", "that", "we", "i", "me", "my", "us", "our", "your", "all", "any", "see", "call", "let", "click", "here", "read", "more", "view", "reply", "forward", "unsubscribe", "team", "department", "dept", "sales", "support", "service",
        "services", "info", "admin", "group", "company", "inc", "llc", "ltd", "corp", "co", "bank", "university", "street", "road", "avenue", "suite", "floor", "box", "p.o", "tower", "building", "city", "kingdom", "arabia", "saudi", "emirates",
        "manager", "director", "engineer", "president", "officer", "head", "assistant", "consultant", "analyst", "list", "agenda", "summary", "question", "questions", "answer", "file", "files", "image", "picture", "document", "attachment",
        "logo", "html", "sir", "madam", "everyone", "guys", "folks", "ladies", "gentlemen", "friends", "lol", "bye", "goodbye", "take", "care", "have", "day", "weekend", "night", "morning", "evening", "god", "bless", "amen", "peace",
        "شكرا", "الشكر", "تحيه", "التحيه", "تحياتي", "مع", "السلام", "عليكم", "مرحبا", "اهلا", "عزيزي", "الاخ", "الاخت", "نعم", "لا", "تم", "حسنا", "موافق", "في", "من", "الي", "علي", "عن", "هذا", "هذه", "كل", "ان", "او", "و", "ثم", "قبل", "بعد",
        "المرفقات", "مرفق", "الموضوع", "التاريخ", "هاتف", "جوال", "فاكس", "بريد", "البريد", "العنوان", "عنوان", "موقع", "شركه", "مؤسسه", "مجموعه", "مكتب", "فرع", "قسم", "اداره", "مدير", "رئيس", "شارع", "طريق", "حي", "مدينه", "المملكه",
        "الرياض", "جده", "الدمام", "دبي", "القاهره", "عمان", "بيروت", "الكويت", "الدوحه", "مصر", "السعوديه", "الامارات", "بالتوفيق", "ودمتم", "والسلام", "اخوكم", "جزيلا", "لكم", "وشكرا", "يرجي", "ارجو", "نرجو", "فضلا", "الرجاء",
        "فريق", "خدمه", "العملاء", "المبيعات", "الدعم", "وكل", "عام", "وانتم", "بخير", "عيد", "مبارك", "رمضان", "كريم",
    ]);
}
