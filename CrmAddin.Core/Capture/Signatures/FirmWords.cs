using CrmAddin.Core.Capture.Text;

namespace CrmAddin.Core.Capture.Signatures;

/// <summary>The words by which job titles, firms and postal addresses are known, folded.</summary>
internal static class FirmWords
{
    private static readonly HashSet<string> Titles = TextFolding.WordSet(
    [
        "manager", "director", "engineer", "head", "officer", "ceo", "cto", "cfo", "coo", "cio", "cmo", "cco", "ciso", "chro", "president", "vp", "svp", "evp", "avp", "vice-president", "consultant", "analyst", "assistant", "specialist", "coordinator",
        "co-ordinator", "supervisor", "executive", "partner", "founder", "co-founder", "cofounder", "owner", "representative", "agent", "broker", "realtor", "developer", "architect", "accountant", "attorney", "lawyer", "counsel", "paralegal", "lead", "leader", "chief",
        "chairman", "chairwoman", "chairperson", "chair", "secretary", "administrator", "professor", "lecturer", "recruiter", "trader", "designer", "buyer", "planner", "technician", "advisor", "adviser", "associate", "intern", "trainee", "principal",
        "auditor", "controller", "comptroller", "treasurer", "superintendent", "foreman", "inspector", "surveyor", "scientist", "researcher", "editor", "journalist", "producer", "programmer", "scheduler", "strategist", "marketer", "banker", "physician", "surgeon",
        "teacher", "dean", "economist", "expert", "correspondent", "salesperson", "salesman", "registrar", "librarian", "clerk", "receptionist", "operator", "estimator", "geologist", "chemist", "pharmacist", "nurse", "trustee", "liaison", "dispatcher",
        "geschaftsfuhrer", "geschaftsfuhrerin", "leiter", "leiterin", "vertrieb", "prokurist", "directeur", "directrice", "responsable", "ingenieur", "gerente", "directora", "jefe", "director-general", "direttore", "responsabile", "directeur-general", "diretor", "директор", "менеджер", "מנהל", "מנכ\"ל",
        "مدير", "مديره", "المدير", "رئيس", "رئيسه", "الرئيس", "مهندس", "مهندسه", "مستشار", "مستشاره", "محاسب", "محاسبه", "محامي", "محام", "مسؤول", "مسؤوله", "مسوول", "مسووله", "مسئول", "مسيول", "مسيوله", "اخصائي", "اخصائيه", "استشاري", "استشاريه", "منسق", "منسقه",
        "مشرف", "مشرفه", "نائب", "عضو", "مندوب", "مندوبه", "موظف", "موظفه", "سكرتير", "سكرتيره", "مساعد", "مساعده", "شريك", "مؤسس", "موسس", "مالك", "خبير", "خبيره", "محلل", "وكيل", "وسيط", "امين", "مطور", "مصمم", "مصممه", "باحث", "استاذ", "معلم", "ممثل", "ممثله", "فني", "قائد",
        "طبيب", "صيدلي", "المديره", "الرئيسه", "المستشار", "المستشاره", "المحاسب", "المحاسبه", "المسؤول", "المسؤوله", "المنسق", "المنسقه", "المشرف", "المشرفه", "تنفيذيه", "التنفيذي", "التنفيذيه", "شريكه", "محاميه", "طبيبه", "استاذه", "معلمه", "باحثه", "محلله", "مطوره", "فنيه", "وكيله",
        "مراقب", "مدقق", "منتدب", "تنفيذي", "مفوض", "المفوض", "اخصايي", "اخصاييه",
    ]);

    private static readonly HashSet<string> Firms = TextFolding.WordSet(
    [
        "inc", "llc", "l.l.c", "ltd", "limited", "co", "corp", "corporation", "company", "companies", "group", "gmbh", "mbh", "ag", "s.a", "sarl", "s.a.r.l", "sas", "bv", "b.v", "nv", "plc", "llp", "l.p", "lp", "pty", "pvt", "wll", "w.l.l", "fze", "fzco", "fz-llc", "jsc", "bsc", "k.s.c",
        "kg", "oy", "ab", "spa", "s.p.a", "srl", "bank", "university", "college", "holding", "holdings", "partners", "associates", "solutions", "technologies", "technology", "systems", "trading", "contracting", "est", "establishment", "industries", "industrial",
        "international", "consulting", "consultants", "consultancy", "agency", "ministry", "hospital", "institute", "foundation", "realty", "properties", "estate", "investments", "investment", "capital", "ventures", "enterprises", "logistics", "labs", "laboratories", "studio", "studios", "media",
        "software", "networks", "telecom", "airlines", "airways", "insurance", "motors", "factory", "clinic", "association", "authority", "council", "society", "school", "academy", "pharma", "pharmaceuticals", "energy", "petroleum", "construction", "engineering", "services", "firm", "law", "center", "centre",
        "شركه", "الشركه", "مؤسسه", "موسسه", "مجموعه", "بنك", "مصرف", "جامعه", "وزاره", "مكتب", "دار", "هيئه", "هييه", "مستشفي", "معهد", "مصنع", "وكاله", "مركز", "جمعيه", "القابضه", "المحدوده", "للتجاره", "للمقاولات", "العقاريه", "للاستشارات", "للتسويق", "للتطوير", "للاستثمار", "الدوليه", "للصناعات", "للخدمات", "للعقارات", "للتقنيه", "والتجاره", "غرفه", "بلديه", "امانه", "كليه", "مدارس",
    ]);

    private static readonly HashSet<string> WeakFirms = TextFolding.WordSet(["services", "media", "law", "center", "centre", "capital", "energy", "engineering", "construction", "technology", "systems", "est", "co", "partners", "associates", "estate", "group", "international", "دار", "امانه", "مكتب", "مركز", "غرفه"]);

    private static readonly HashSet<string> Streets = TextFolding.WordSet(
    [
        "street", "st", "avenue", "ave", "road", "rd", "blvd", "boulevard", "drive", "dr", "lane", "ln", "suite", "ste", "floor", "flr", "fl", "building", "bldg", "tower", "towers", "plaza", "square", "sq", "highway", "hwy", "district", "dist", "parkway", "pkwy", "broadway", "court", "ct", "way", "place", "pl",
        "house", "room", "unit", "block", "villa", "apt", "apartment", "box", "p.o", "p.o.box", "pobox", "po", "park", "zone", "area", "strasse", "straße", "str", "platz", "allee", "weg", "rue", "calle", "via", "avenida", "rua", "piazza", "laan", "straat", "улица", "רחוב",
        "شارع", "ش", "صندوق", "ص.ب", "حي", "طريق", "الدور", "دور", "الطابق", "طابق", "مبني", "برج", "عماره", "الرمز", "ميدان", "منطقه", "المنطقه", "مقابل", "بجوار", "تقاطع", "شقه", "فيلا", "بنايه", "قطعه", "مجمع",
    ]);

    private static readonly string[] StreetEndings = ["straße", "strasse", "str", "platz", "allee", "gasse", "straat", "laan", "gatan", "vej", "weg"];

    private static readonly HashSet<string> Places = TextFolding.WordSet(
    [
        "saudi", "arabia", "ksa", "k.s.a", "riyadh", "jeddah", "dammam", "khobar", "makkah", "madinah", "uae", "u.a.e", "dubai", "sharjah", "egypt", "cairo", "giza", "alexandria", "jordan", "amman", "kuwait", "qatar", "doha", "bahrain", "manama", "oman", "muscat", "lebanon", "beirut",
        "iraq", "baghdad", "morocco", "casablanca", "rabat", "tunisia", "tunis", "algeria", "algiers", "libya", "tripoli", "sudan", "khartoum", "yemen", "syria", "damascus", "palestine", "turkey", "istanbul", "usa", "u.s.a", "uk", "london", "germany", "berlin", "france", "paris", "spain", "madrid",
        "italy", "netherlands", "amsterdam", "switzerland", "canada", "india", "pakistan", "houston", "texas",
        "السعوديه", "الرياض", "جده", "الدمام", "الخبر", "مكه", "المدينه", "الامارات", "دبي", "ابوظبي", "ابوظبى", "الشارقه", "مصر", "القاهره", "الجيزه", "الاسكندريه", "الاردن", "عمان", "الكويت", "قطر", "الدوحه", "البحرين", "المنامه", "مسقط", "لبنان", "بيروت", "العراق", "بغداد", "المغرب", "تونس", "الجزاير", "ليبيا", "السودان", "اليمن", "سوريا", "دمشق", "فلسطين",
    ]);

    /// <summary>Whether the text names a job.</summary>
    internal static bool IsTitle(string text)
    {
        var words = TextFolding.Words(text);
        return words.Length is > 0 and <= 10 && words.Any(word => Titles.Contains(word) || Titles.Contains(word.TrimEnd('s')));
    }

    /// <summary>Whether the text names a firm or an office of state.</summary>
    internal static bool IsFirm(string text)
    {
        var words = TextFolding.Words(text);
        return words.Length is > 1 and <= 10 && words.Any(Firms.Contains) || words.Length == 1 && words[0].Length > 5 && Firms.Contains(words[0]);
    }

    /// <summary>Whether the word that shows a firm could as well stand in a job title ("Head of Capital Services").</summary>
    internal static bool IsSurelyFirm(string text) => TextFolding.Words(text).Any(word => Firms.Contains(word) && !WeakFirms.Contains(word));

    /// <summary>Whether the text names a street, a building or a box.</summary>
    internal static bool IsStreet(string text) => TextFolding.Words(text).Any(IsStreetWord);

    private static bool IsStreetWord(string word) => Streets.Contains(word)
        || word.Length > 6 && Array.Exists(StreetEndings, ending => word.EndsWith(ending, StringComparison.Ordinal));

    /// <summary>Whether the text is part of a postal address: a street word or a place with a number, or a place by itself.</summary>
    internal static bool IsAddress(string text)
    {
        var words = TextFolding.Words(text);
        if (words.Length is 0 or > 20)
            return false;
        var hasNumber = words.Any(word => word.Any(char.IsAsciiDigit));
        var hasStreet = words.Any(IsStreetWord);
        var places = words.Count(Places.Contains);
        return hasStreet && (hasNumber || places > 0) || places > 0 && (hasNumber || words.Length <= 5) || words[0] is "شارع" or "حي" or "طريق" or "ميدان" or "برج" && words.Length <= 8;
    }
}
