using CrmAddin.Core.Capture;

namespace CrmAddin.Core.Tests.Capture;

public sealed class ArabicSignatureTests
{
    [Fact]
    public void A_full_Arabic_signature_gives_every_field()
    {
        var contact = SomeMail.From("أحمد الخالدي", "a.alkhalidi@alnoor.com.sa", """
            السلام عليكم ورحمة الله وبركاته

            الأخ محمد المحترم،
            نرجو منكم إرسال عرض السعر الخاص بالمشروع في أقرب وقت ممكن.

            مع خالص التحية والتقدير،
            م. أحمد بن عبدالله الخالدي
            مدير المبيعات
            شركة النور للمقاولات
            هاتف: ٠١١٤٥٦٧٨٩٠ تحويلة ٢٢
            جوال: ٠٥٠١٢٣٤٥٦٧
            فاكس: ٠١١٤٥٦٧٨٩١
            ص.ب ١٢٣٤٥ الرياض ١١٥٦٤
            المملكة العربية السعودية
            www.alnoor.com.sa
            """).Proposed();

        contact.Name.ShouldBe(new ProposedName("أحمد بن عبدالله الخالدي", "أحمد", "الخالدي", "م."));
        contact.Emails.ShouldBe(["a.alkhalidi@alnoor.com.sa"]);
        contact.Phones.ShouldBe([
            new ProposedPhone("٠١١٤٥٦٧٨٩٠ تحويلة ٢٢", "+966114567890", "work"),
            new ProposedPhone("٠٥٠١٢٣٤٥٦٧", "+966501234567", "mobile"),
            new ProposedPhone("٠١١٤٥٦٧٨٩١", "+966114567891", "fax"),
        ]);
        contact.Title.ShouldBe("مدير المبيعات");
        contact.Account.ShouldBe("شركة النور للمقاولات");
        contact.Address.ShouldBe("ص.ب ١٢٣٤٥ الرياض ١١٥٦٤, المملكة العربية السعودية");
        contact.Web.ShouldBe("www.alnoor.com.sa");
        contact.Signature.FirstLine.ShouldBe(6);
        contact.Signature.Text!.ShouldStartWith("مع خالص التحية والتقدير،\nم. أحمد");
    }

    [Fact]
    public void A_sentence_that_begins_with_thanks_is_no_closing_with_a_name()
    {
        var contact = SomeMail.From("أحمد الخالدي", "ahmed@alnoor.example", "شكرًا لكم، وصلنا ردكم.\n\nمع التحية\n\nأحمد الخالدي\nمدير المشتريات\nالنور للتجارة\nجوال: 0501000000").Proposed();

        contact.Signature.Text.ShouldBe("مع التحية\n\nأحمد الخالدي\nمدير المشتريات\nالنور للتجارة\nجوال: 0501000000");
        contact.Signature.FirstLine.ShouldBe(3);
    }

    [Theory]
    [InlineData("المديرة التنفيذية")]
    [InlineData("المستشارة القانونية")]
    [InlineData("رئيسة قسم المشتريات")]
    public void Titles_of_women_are_titles(string title)
    {
        var contact = SomeMail.From("نجلاء العمري", "najla@alamri-design.example", $"مرحبا\n\nتحياتي\nنجلاء العمري\n{title}\nمكتب العمري للتصميم\nجوال 0555987654").Proposed();

        (contact.Title, contact.Account, contact.Name.Family).ShouldBe((title, "مكتب العمري للتصميم", "العمري"));
    }

    [Fact]
    public void A_right_to_left_table_out_of_Outlook_is_read_and_its_history_and_disclaimer_are_not()
    {
        var contact = SomeMail.Html("د. فهد العتيبي", "fahad@moh.gov.sa", """
            <html><body dir="rtl"><p class="MsoNormal">السلام عليكم</p><p class="MsoNormal">أرفق لكم التقرير المطلوب ونأمل الإفادة.</p>
            <p class="MsoNormal">&nbsp;</p><p class="MsoNormal">وتفضلوا بقبول فائق الاحترام،،،</p>
            <table><tr><td><img src="cid:logo"></td><td>
            <p class="MsoNormal">د. فهد بن سعد العتيبي</p><p class="MsoNormal">استشاري أمراض القلب</p><p class="MsoNormal">مستشفى الملك فهد</p>
            <p class="MsoNormal">هاتف: <span dir="ltr">+966 11 234 5678</span> | جوال: <span dir="ltr">+966 55 123 4567</span></p>
            <p class="MsoNormal"><a href="mailto:fahad@moh.gov.sa">fahad@moh.gov.sa</a> | <a href="https://www.moh.gov.sa">www.moh.gov.sa</a></p>
            </td></tr></table>
            <p class="MsoNormal">إخلاء مسؤولية: هذه الرسالة سرية وموجهة للمرسل إليه فقط، هاتف 0112223333</p>
            <div id="divRplyFwdMsg"><b>من:</b> محمد علي<br><b>تاريخ الإرسال:</b> الأحد<br><b>إلى:</b> فهد<br><b>الموضوع:</b> تقرير</div><div>جوال 0509999999</div>
            </body></html>
            """).Proposed();

        contact.Name.ShouldBe(new ProposedName("فهد بن سعد العتيبي", "فهد", "العتيبي", "د."));
        contact.Title.ShouldBe("استشاري أمراض القلب");
        contact.Account.ShouldBe("مستشفى الملك فهد");
        contact.Phones.ShouldBe([new ProposedPhone("+966 11 234 5678", "+966112345678", "work"), new ProposedPhone("+966 55 123 4567", "+966551234567", "mobile")]);
        contact.Web.ShouldBe("www.moh.gov.sa");
        contact.Signature.FirstLine.ShouldBe(4);
    }

    [Fact]
    public void A_signature_in_both_languages_gives_the_name_in_both_scripts()
    {
        var contact = SomeMail.From("Ahmed Al-Mansouri", "ahmed.almansouri@dewan.ae", """
            Dear John,

            Thanks for the call today. Please find the offer attached.

            Best Regards / مع التحية

            Eng. Ahmed Al Mansouri | المهندس أحمد المنصوري
            Senior Project Manager | مدير مشاريع أول
            Dewan Engineering Consultants LLC
            T: +971 4 123 4567 | M: +971 50 123 4567 | F: +971 4 123 4568
            P.O. Box 12345, Sheikh Zayed Road, Dubai, UAE
            E: ahmed.almansouri@dewan.ae  W: www.dewan.ae
            """).Proposed();

        contact.Name.Display.ShouldBe("Ahmed Al Mansouri");
        contact.Name.OtherScript.ShouldBe("أحمد المنصوري");
        contact.Name.Honorific.ShouldBe("Eng.");
        contact.Title.ShouldBe("Senior Project Manager");
        contact.Account.ShouldBe("Dewan Engineering Consultants LLC");
        contact.Address.ShouldBe("P.O. Box 12345, Sheikh Zayed Road, Dubai, UAE");
        contact.Phones.Select(phone => (phone.E164, phone.Kind)).ShouldBe([("+97141234567", "work"), ("+971501234567", "mobile"), ("+97141234568", "fax")]);
    }

    [Fact]
    public void Names_in_different_scripts_in_head_and_signature_do_not_mix()
    {
        var contact = SomeMail.From("Sara Al-Harbi", "sara@gmail.com", "مرحبا،\n\nتم تحويل المبلغ.\n\nتحياتي\nسارة الحربي\n٠٥٥ ٧٦٥ ٤٣٢١\n").Proposed();

        contact.Name.Display.ShouldBe("Sara Al-Harbi");
        contact.Name.OtherScript.ShouldBe("سارة الحربي");
        contact.Phones.ShouldBe([new ProposedPhone("٠٥٥ ٧٦٥ ٤٣٢١", "+966557654321", "mobile")]);
        contact.Account.ShouldBeNull();
    }

    [Theory]
    [InlineData("مع التحية")]
    [InlineData("مع خالص تحياتي،")]
    [InlineData("أطيب التحيات")]
    [InlineData("وتفضلوا بقبول فائق الاحترام والتقدير،،،")]
    [InlineData("والسلام عليكم ورحمة الله وبركاته")]
    [InlineData("وشكراً جزيلاً لكم")]
    [InlineData("مَعَ التَّحِيَّـة")]
    [InlineData("شاكرين لكم حسن تعاونكم")]
    public void An_Arabic_closing_begins_the_signature(string closing)
    {
        var contact = SomeMail.From("خالد الزهراني", "k@x.sa", $"السلام عليكم\n\nتم الاستلام ونشكركم على سرعة الرد على طلبنا.\n\n{closing}\nخالد\n").Proposed();

        contact.Signature.ShouldBe(new ProposedSignature($"{closing}\nخالد", 5));
    }

    [Fact]
    public void Short_labels_and_parts_on_one_line_are_told_apart()
    {
        var contact = SomeMail.From("الأستاذة نورة السالم", "noura.alsalem@jarir.com", """
            أهلاً

            تم.

            أ. نورة السالم | مديرة التسويق
            شركة جرير للتسويق | جدة - شارع التحلية
            ت: 012 234 5678 ج: 0533445566 ف: 012 234 5679
            """).Proposed();

        contact.Name.ShouldBe(new ProposedName("نورة السالم", "نورة", "السالم", "أ."));
        contact.Title.ShouldBe("مديرة التسويق");
        contact.Account.ShouldBe("شركة جرير للتسويق");
        contact.Address.ShouldBe("جدة, شارع التحلية");
        contact.Phones.Select(phone => phone.Kind).ShouldBe(["work", "mobile", "fax"]);
    }

    [Fact]
    public void Numbers_that_nobody_dials_are_left_out()
    {
        var contact = SomeMail.From("ريم القحطاني", "reem@dar.com.sa", """
            تم

            تحياتي
            ريم القحطاني
            وسيط عقاري
            رخصة فال: 1200012345
            الرقم الضريبي: 300123456700003
            سجل تجاري 1010123456
            ص.ب 54321 الرمز البريدي 11564
            جوال: 0561112222
            """).Proposed();

        contact.Phones.ShouldBe([new ProposedPhone("0561112222", "+966561112222", "mobile")]);
        contact.Title.ShouldBe("وسيط عقاري");
    }

    [Fact]
    public void A_link_that_dials_tells_the_country_of_the_number_that_is_shown()
    {
        var contact = SomeMail.Html("Lina Saad", "lina@gmail.com", """
            <div dir="rtl"><div>مرحبا</div><div>شكرا على الرد</div><div><br></div><div>--&nbsp;<br></div>
            <div>لينا سعد<br>مصممة جرافيك<br>موبايل: <a href="tel:+201001234567">0100 123 4567</a></div></div>
            """).Proposed();

        contact.Title.ShouldBe("مصممة جرافيك");
        contact.Phones.ShouldBe([new ProposedPhone("0100 123 4567", "+201001234567", "mobile")]);
    }

    [Fact]
    public void An_office_signs_without_a_persons_name()
    {
        var contact = SomeMail.From("info", "info@alfa.com.sa", "عزيزي العميل\n\nنشكركم على تواصلكم معنا.\n\nفريق المبيعات\nشركة ألفا\n920012345\n").Proposed();

        contact.Name.Display.ShouldBeNull();
        contact.Account.ShouldBe("شركة ألفا");
        contact.Phones.ShouldBe([new ProposedPhone("920012345", "+966920012345", "work")]);
    }

    [Fact]
    public void Greetings_and_plain_text_are_no_signature() =>
        SomeMail.From("خالد", "k@x.sa", "السلام عليكم ورحمة الله وبركاته\n\nنرجو الاطلاع على المرفقات وإفادتنا.\n\nشكراً لكم").Proposed().Signature.ShouldBe(ProposedSignature.None);
}
