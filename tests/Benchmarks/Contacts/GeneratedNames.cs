namespace Benchmarks.Contacts;

/// <summary>Words that generated people and firms are made of, in both scripts.</summary>
internal static class GeneratedNames
{
    public static readonly (string Arabic, string Latin)[] GivenMen = Pairs(
        """
        محمد Mohammed|أحمد Ahmed|عبدالله Abdullah|خالد Khalid|علي Ali|عمر Omar|يوسف Yousef|إبراهيم Ibrahim|حسن Hassan|حسين Hussein|سعد Saad|فهد Fahad|ناصر Nasser|
        سلطان Sultan|ماجد Majed|طارق Tariq|سامي Sami|وليد Waleed|نايف Naif|بندر Bandar|تركي Turki|فيصل Faisal|سلمان Salman|عبدالرحمن Abdulrahman|عبدالعزيز Abdulaziz|
        صالح Saleh|راشد Rashid|حمد Hamad|جاسم Jassim|مبارك Mubarak|زياد Ziad|رامي Rami|كريم Karim|مصطفى Mustafa|محمود Mahmoud|هشام Hisham|أيمن Ayman|شريف Sherif|
        باسم Basem|نبيل Nabil|عادل Adel|جمال Gamal|أسامة Osama|معاذ Muath|أنس Anas|بلال Bilal|حمزة Hamza|ياسر Yasser|منصور Mansour|مشعل Mishal|عصام Essam|غسان Ghassan|
        رائد Raed|إياد Eyad|لؤي Loay|مازن Mazen|هاني Hani|وائل Wael|زكريا Zakaria|إسماعيل Ismail|موسى Mousa|عيسى Essa|يحيى Yahya|داود Dawood|سليمان Sulaiman
        """);

    public static readonly (string Arabic, string Latin)[] GivenWomen = Pairs(
        """
        فاطمة Fatima|عائشة Aisha|مريم Maryam|نورة Noura|سارة Sara|هند Hind|ليلى Layla|منى Mona|أمل Amal|هدى Huda|ريم Reem|دانة Dana|لطيفة Latifa|شيخة Sheikha|موزة Moza|
        رنا Rana|دينا Dina|ياسمين Yasmin|سلمى Salma|خديجة Khadija|زينب Zainab|إيمان Iman|أسماء Asma|نجلاء Najla|وفاء Wafa|جواهر Jawaher|العنود Alanoud|غادة Ghada|لمياء Lamia|
        رانيا Rania|هالة Hala|سمر Samar|عبير Abeer|نادية Nadia|سعاد Suad|رقية Ruqaya|بسمة Basma|شهد Shahad|لين Leen|جود Joud|ملاك Malak|ديما Dima|لجين Lujain
        """);

    public static readonly (string Arabic, string Latin)[] Families = Pairs(
        """
        الخالدي Al-Khalidi|العتيبي Al-Otaibi|القحطاني Al-Qahtani|الغامدي Al-Ghamdi|الزهراني Al-Zahrani|الشمري Al-Shammari|الحربي Al-Harbi|الدوسري Al-Dosari|المطيري Al-Mutairi|
        السبيعي Al-Subaie|العنزي Al-Anazi|الشهري Al-Shehri|الأحمدي Al-Ahmadi|البلوي Al-Balawi|الجهني Al-Juhani|الرشيدي Al-Rashidi|السلمي Al-Sulami|الثقفي Al-Thaqafi|المالكي Al-Malki|
        العمري Al-Omari|القرني Al-Qarni|الأسمري Al-Asmari|التميمي Al-Tamimi|الهاشمي Al-Hashimi|النعيمي Al-Nuaimi|الكعبي Al-Kaabi|المنصوري Al-Mansoori|الظاهري Al-Dhaheri|المزروعي Al-Mazrouei|
        السويدي Al-Suwaidi|الكتبي Al-Ketbi|الفلاسي Al-Falasi|المهيري Al-Muhairi|الرميثي Al-Rumaithi|الحمادي Al-Hammadi|الزعابي Al-Zaabi|البلوشي Al-Balushi|الكندي Al-Kindi|الحارثي Al-Harthy|
        الصباح Al-Sabah|العجمي Al-Ajmi|الرشيد Al-Rasheed|الفضلي Al-Fadhli|الصالح Al-Saleh|المري Al-Marri|الكواري Al-Kuwari|الهاجري Al-Hajri|السادة Al-Sada|الأنصاري Al-Ansari|
        حداد Haddad|خوري Khoury|نصار Nassar|منصور Mansour|سليم Salim|حمدان Hamdan|عيسى Issa|صالح Saleh|عوض Awad|شاهين Shaheen|درويش Darwish|زيدان Zidan|عثمان Othman|
        المصري El-Masry|السيد El-Sayed|الشافعي El-Shafei|فاروق Farouk|عبدالحميد Abdelhamid|البدوي El-Badawy|حجازي Hegazy|غانم Ghanem|رمضان Ramadan|شعبان Shaaban|توفيق Tawfik|
        الطراونة Tarawneh|الروسان Rousan|العبادي Abbadi|الزعبي Zoubi|المجالي Majali|بركات Barakat|قاسم Qasim|ياسين Yassin|النجار Najjar|الحلبي Halabi|الشامي Shami|البغدادي Baghdadi|
        الجبوري Al-Jubouri|الدليمي Al-Dulaimi|التكريتي Al-Tikriti|الموسوي Al-Musawi|العبيدي Al-Obaidi|الساعدي Al-Saadi|الحكيم Al-Hakim|بناني Bennani|العلوي Alaoui|الإدريسي Idrissi|
        بنجلون Benjelloun|التازي Tazi|الفاسي Fassi|بوزيد Bouzid|بلقاسم Belkacem|حداوي Haddawi|شريف Cherif|زروق Zarrouk|الطرابلسي Trabelsi|بن_علي Ben-Ali|الغرياني Ghariani|
        خان Khan|مالك Malik|حسين Hussain|شيخ Sheikh|رحمن Rahman|إقبال Iqbal|أكبر Akbar|قريشي Qureshi|صديقي Siddiqui|تشودري Chaudhry|باتيل Patel|كومار Kumar|شارما Sharma|سينغ Singh|
        سميث Smith|جونز Jones|براون Brown|تايلور Taylor|ويلسون Wilson|مارتن Martin|كلارك Clark|ووكر Walker|هول Hall|يونغ Young|موريس Morris|بيكر Baker|شميت Schmidt|مولر Muller|دوبوا Dubois
        """);

    public static readonly (string Arabic, string Latin)[] FirmWords = Pairs(
        """
        الأفق Horizon|النخبة Elite|الرواد Pioneers|الخليج Gulf|الواحة Oasis|القمة Summit|الريادة Riyadah|المستقبل Future|البناء Binaa|التقدم Progress|الشروق Sunrise|الصقر Falcon|
        النجم Star|البحر Sea|الوطن Watan|الأمانة Amana|الثقة Trust|الجودة Quality|الرؤية Vision|الإبداع Creative|الهدف Target|الميناء Harbour|الصحراء Desert|النخيل Palms|اللؤلؤ Pearl|
        الدانة Dana|الفجر Dawn|الياسمين Jasmine|الزيتون Olive|الأرز Cedar|النور Noor|السلام Salam|البركة Baraka|الفيصل Faisal|الأندلس Andalus|قرطبة Cordoba|غرناطة Granada|المدار Orbit|الأطلس Atlas|سبأ Saba
        """);

    public static readonly (string Arabic, string Latin)[] FirmSectors = Pairs(
        """
        للمقاولات Contracting|للتجارة Trading|العقارية Real_Estate|للتطوير Development|للاستشارات Consulting|للتقنية Technology|للخدمات_اللوجستية Logistics|للضيافة Hospitality|الطبية Medical|
        للصناعات Industries|للأثاث Furniture|للسيارات Motors|للأغذية Foods|للطاقة Energy|للتأمين Insurance|للتعليم Education|الهندسية Engineering|للسياحة Tourism|للإعلام Media|للاستثمار Investment
        """);

    public static readonly (string Arabic, string Latin, string Country, string Dial, string Mobile, string Land)[] Cities =
    [
        ("الرياض", "Riyadh", "SA", "966", "5", "11"), ("جدة", "Jeddah", "SA", "966", "5", "12"), ("الدمام", "Dammam", "SA", "966", "5", "13"), ("مكة المكرمة", "Makkah", "SA", "966", "5", "12"),
        ("دبي", "Dubai", "AE", "971", "5", "4"), ("أبوظبي", "Abu Dhabi", "AE", "971", "5", "2"), ("الدوحة", "Doha", "QA", "974", "55", "44"), ("الكويت", "Kuwait City", "KW", "965", "9", "2"),
        ("المنامة", "Manama", "BH", "973", "3", "17"), ("مسقط", "Muscat", "OM", "968", "9", "24"), ("القاهرة", "Cairo", "EG", "20", "10", "2"), ("عمّان", "Amman", "JO", "962", "79", "6"),
    ];

    public static readonly (string Arabic, string Latin)[] Districts = Pairs(
        "العليا Olaya|النرجس Narjis|الملقا Malqa|الروضة Rawdah|السلامة Salamah|الشاطئ Shati|الورود Wurud|المروج Muruj|الحمراء Hamra|النزهة Nuzha|البطحاء Batha|الياسمين Yasmin|الندى Nada|المرسى Marsa");

    public static readonly (string Arabic, string Latin)[] Streets = Pairs(
        "طريق_الملك_فهد King_Fahd_Road|شارع_التحلية Tahlia_Street|شارع_الأمير_سلطان Prince_Sultan_Street|طريق_المدينة Madinah_Road|شارع_الستين Sitteen_Street|شارع_الجامعة University_Street|شارع_الكورنيش Corniche_Street");

    public static readonly (string Arabic, string Latin)[] JobTitles = Pairs(
        "مدير_المشتريات Purchasing_Manager|مدير_المبيعات Sales_Manager|المدير_العام General_Manager|مهندس_مشاريع Project_Engineer|محاسب Accountant|مدير_تقنية_المعلومات IT_Manager|مديرة_التسويق Marketing_Manager|رئيس_مجلس_الإدارة Chairman|مستشار Advisor|مالك Owner|مساعد_إداري Assistant|طبيب Physician");

    private static (string Arabic, string Latin)[] Pairs(string text) =>
    [
        .. text.Split(['|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(pair => pair.Split(' '))
            .Select(words => (words[0].Replace('_', ' '), words[1].Replace('_', ' '))),
    ];
}
