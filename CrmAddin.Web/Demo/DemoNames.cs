namespace CrmAddin.Web.Demo;

/// <summary>Invented names of people, firms and places of the sample firm, each in both scripts.</summary>
internal static class DemoNames
{
    public static readonly (string Latin, string Arabic)[] ArabicGiven =
    [
        ("Ahmed", "أحمد"), ("Fatima", "فاطمة"), ("Khaled", "خالد"), ("Noura", "نورة"), ("Mohammed", "محمد"), ("Reem", "ريم"), ("Yousef", "يوسف"),
        ("Huda", "هدى"), ("Tariq", "طارق"), ("Mona", "منى"), ("Faisal", "فيصل"), ("Salma", "سلمى"), ("Majed", "ماجد"), ("Dina", "دينا"),
        ("Hassan", "حسن"), ("Rania", "رانيا"), ("Saleh", "صالح"), ("Amal", "أمل"), ("Ziad", "زياد"), ("Maryam", "مريم"),
    ];

    public static readonly (string Latin, string Arabic)[] ArabicFamily =
    [
        ("Al-Khalidi", "الخالدي"), ("Al-Shammari", "الشمري"), ("Al-Qahtani", "القحطاني"), ("Al-Ghamdi", "الغامدي"), ("Al-Harbi", "الحربي"),
        ("Al-Zahrani", "الزهراني"), ("Al-Otaibi", "العتيبي"), ("Al-Dosari", "الدوسري"), ("Haddad", "حداد"), ("Najjar", "نجار"),
        ("Khoury", "خوري"), ("Mansour", "منصور"), ("Al-Masri", "المصري"), ("Al-Anazi", "العنزي"), ("Saeed", "سعيد"), ("Barakat", "بركات"),
        ("Al-Sayed", "السيد"), ("Qasim", "قاسم"), ("Al-Najdi", "النجدي"),
    ];

    public static readonly string[] EnglishGiven =
    [
        "Alice", "Brian", "Clara", "Daniel", "Emma", "Frank", "Grace", "Henry", "Isabel", "James", "Karen", "Liam", "Megan", "Noah",
        "Olivia", "Peter", "Rachel", "Simon", "Tessa", "Victor",
    ];

    public static readonly string[] EnglishFamily =
    [
        "Archer", "Bennett", "Carter", "Dawson", "Ellis", "Fletcher", "Grant", "Hughes", "Irving", "Jennings", "Keller", "Lawson", "Morgan",
        "Norris", "Osborne", "Palmer", "Reid", "Sutton", "Turner",
    ];

    public static readonly (string Latin, string Arabic)[] FirmFirst =
    [
        ("Al Noor", "النور"), ("Al Waha", "الواحة"), ("Najd", "نجد"), ("Red Sea", "البحر الأحمر"), ("Al Fajr", "الفجر"), ("Desert Rose", "وردة الصحراء"),
        ("Blue Harbour", "المرفأ الأزرق"), ("Al Safa", "الصفا"), ("Gulf Star", "نجمة الخليج"), ("Cedar", "الأرز"),
    ];

    public static readonly (string Latin, string Arabic, string Industry)[] FirmSecond =
    [
        ("Trading", "للتجارة", "Trade"), ("Contracting", "للمقاولات", "Construction"), ("Medical", "الطبية", "Health"),
        ("Academy", "للتعليم", "Education"), ("Hotels", "للفنادق", "Hospitality"), ("Systems", "للأنظمة", "Technology"),
    ];

    public static readonly (string Latin, string Arabic)[] Cities = [("Riyadh", "الرياض"), ("Jeddah", "جدة"), ("Dammam", "الدمام"), ("Abha", "أبها"), ("Medina", "المدينة المنورة")];

    public static readonly (string Latin, string Arabic)[] Titles =
    [
        ("Procurement Manager", "مدير المشتريات"), ("General Manager", "المدير العام"), ("Facilities Director", "مدير المرافق"),
        ("Finance Manager", "المدير المالي"), ("Office Manager", "مدير المكتب"), ("Project Engineer", "مهندس مشاريع"),
    ];

    public static readonly (string Name, string Arabic, string Category, decimal Price)[] Products =
    [
        ("Meeting room set", "تجهيز قاعة اجتماعات", "Rooms", 48_000m), ("Reception desk", "مكتب استقبال", "Rooms", 22_500m),
        ("Workstation", "محطة عمل", "Desks", 3_800m), ("Executive desk", "مكتب تنفيذي", "Desks", 9_400m),
        ("Acoustic panels", "ألواح عازلة", "Walls", 14_000m), ("Filing system", "نظام أرشفة", "Storage", 17_200m),
    ];
}
