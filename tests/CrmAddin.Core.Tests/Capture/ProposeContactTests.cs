using CrmAddin.Core.Capture;

namespace CrmAddin.Core.Tests.Capture;

public sealed class ProposeContactTests
{
    [Fact]
    public void An_English_signature_gives_every_field_and_the_quoted_one_none()
    {
        var contact = SomeMail.From("Smith, John", "jsmith@acme.com", """
            Hi,

            Please see attached and let me know.

            John Smith, PMP
            Vice President, Sales
            Acme Corp.
            Direct: (415) 555-0132 ext. 12
            Cell 415-555-0199
            Home: 415.555.0111
            123 Main Street, Suite 400
            San Francisco, CA 94105
            https://www.acme.com
            LinkedIn: https://linkedin.com/in/jsmith

            From: Bob Jones <bob@x.com>
            Sent: Monday, May 5, 2025 1:00 PM
            To: John Smith
            Subject: RE: foo

            Bob Jones
            Tel 999-888-7777
            """).Proposed();

        contact.Name.ShouldBe(new ProposedName("John Smith", "John", "Smith", null));
        contact.Emails.ShouldBe(["jsmith@acme.com"]);
        // The address tells that the numbers are American, whatever the firm's own country is.
        contact.Phones.ShouldBe([
            new ProposedPhone("(415) 555-0132 ext. 12", "+14155550132", "work"),
            new ProposedPhone("415-555-0199", "+14155550199", "mobile"),
            new ProposedPhone("415.555.0111", "+14155550111", "home"),
        ]);
        contact.Title.ShouldBe("Vice President, Sales");
        contact.Account.ShouldBe("Acme Corp.");
        contact.Address.ShouldBe("123 Main Street, Suite 400, San Francisco, CA 94105");
        contact.Web.ShouldBe("https://www.acme.com");
        contact.Signature.FirstLine.ShouldBe(5);
        contact.Confidence.ShouldBe(1);
    }

    [Theory]
    [InlineData("Smith, John", "John Smith", "John", "Smith", null)]
    [InlineData("\"Dr. Sara Khan, PhD\"", "Sara Khan", "Sara", "Khan", "Dr.")]
    [InlineData("Mohammed bin Rashid Al Maktoum", "Mohammed bin Rashid Al Maktoum", "Mohammed", "Al Maktoum", null)]
    [InlineData("Khalid bin Salman", "Khalid bin Salman", "Khalid", "bin Salman", null)]
    [InlineData("Ludwig van Beethoven", "Ludwig van Beethoven", "Ludwig", "van Beethoven", null)]
    [InlineData("Abdul Rahman Al-Saud", "Abdul Rahman Al-Saud", "Abdul Rahman", "Al-Saud", null)]
    [InlineData("Robert Downey Jr.", "Robert Downey Jr.", "Robert", "Downey", null)]
    [InlineData("JANE DOE", "Jane Doe", "Jane", "Doe", null)]
    [InlineData("Anderson, John [mailto:ja@x.com]", "John Anderson", "John", "Anderson", null)]
    [InlineData("jane.doe", "Jane Doe", "Jane", "Doe", null)]
    [InlineData("William \"Bill\" Smith", "William Smith", "William", "Smith", null)]
    [InlineData("Omar Hassan (Acme)", "Omar Hassan", "Omar", "Hassan", null)]
    [InlineData("Mona Said on behalf of Omar Hassan", "Omar Hassan", "Omar", "Hassan", null)]
    [InlineData("عبد الله بن عبد العزيز آل سعود", "عبد الله بن عبد العزيز آل سعود", "عبد الله", "آل سعود", null)]
    [InlineData("أحمد عبد الرحمن", "أحمد عبد الرحمن", "أحمد", "عبد الرحمن", null)]
    [InlineData("محمد أبو زيد", "محمد أبو زيد", "محمد", "أبو زيد", null)]
    [InlineData("نور الدين حداد", "نور الدين حداد", "نور الدين", "حداد", null)]
    [InlineData("م/أحمد سالم", "أحمد سالم", "أحمد", "سالم", "م/")]
    [InlineData("أ.د. ليلى حسن", "ليلى حسن", "ليلى", "حسن", "أ.د.")]
    [InlineData("المهندس خالد بن وليد", "خالد بن وليد", "خالد", "بن وليد", "المهندس")]
    [InlineData("السالم، نورة", "نورة السالم", "نورة", "السالم", null)]
    public void A_display_name_is_taken_apart(string written, string display, string given, string? family, string? honorific)
    {
        var name = SomeMail.From(written, "somebody@gmail.com", "").Proposed().Name;

        (name.Display, name.Given, name.Family, name.Honorific).ShouldBe((display, given, family, honorific?.TrimEnd('/')));
    }

    [Theory]
    [InlineData("\"Cheung  Joseph\"", "JCHEUNG@petro-canada.ca", "Joseph Cheung")]
    [InlineData("Belden  Tim", "tim.belden@firm.com", "Tim Belden")]
    [InlineData("Tim Belden", "belden.tim@firm.com", "Tim Belden")]
    [InlineData("Belden Tim", "tbelden@firm.com", "Tim Belden")]
    [InlineData(null, "sara.ahmed@firm.com", "Sara Ahmed")]
    [InlineData("sara.ahmed@firm.com", "sara.ahmed@firm.com", "Sara Ahmed")]
    [InlineData("sahmed@firm.com", "sahmed@firm.com", null)]
    public void The_address_helps_where_the_head_does_not_say_which_name_is_which(string? written, string address, string? display) =>
        SomeMail.From(written, address, "").Proposed().Name.Display.ShouldBe(display);

    [Theory]
    [InlineData("Ahmed at Acme", "no-reply@acme.com")]
    [InlineData("Matilda Klein", "noreply@wine.fr")]
    [InlineData("Sara via LinkedIn", "messages-noreply@linkedin.com")]
    [InlineData("Peter Urka", "mailer-daemon@umich.edu")]
    [InlineData("Rick Olson", "riak-users@lists.basho.com")]
    [InlineData("Rick Olson", "bounces+123@lists.example.com")]
    public void A_program_or_list_gives_no_person(string name, string address)
    {
        var contact = SomeMail.From(name, address, "Your order is on its way.\n\nRegards,\nAhmed Ali\nSales Manager\n+1 415 555 0100\nahmed@acme.com").Proposed();

        contact.Name.ShouldBe(ProposedName.Unknown);
        contact.Emails.ShouldBeEmpty();
        contact.Phones.ShouldBeEmpty();
        contact.Account.ShouldBeNull();
        contact.Confidence.ShouldBeLessThan(0.1);
    }

    [Fact]
    public void A_list_that_names_the_writer_and_where_to_answer_gives_the_writer()
    {
        var mail = SomeMail.From("Jane Doe via Sales List", "sales-list@lists.example.org", "Hello all\n\nThanks\nJane\n") with { ReplyTo = [new MailParty("Jane Doe", "Jane@Doe-Consulting.com")] };

        var contact = mail.Proposed();

        contact.Name.Display.ShouldBe("Jane Doe");
        contact.Emails.ShouldBe(["jane@doe-consulting.com"]);
    }

    [Theory]
    [InlineData("Vickers", "Frank", "Frank Vickers")]
    [InlineData("Meyers", "Bert Meyers", "Bert Meyers")]
    [InlineData("Bert", "Bert Meyers", "Bert Meyers")]
    [InlineData("Omar Hassan", "Mona Said", "Omar Hassan")]
    [InlineData("o.hassan@gmail.com", "Omar Hassan", "Omar Hassan")]
    public void Head_and_signature_make_one_name(string head, string signature, string display) =>
        SomeMail.From(head, head.Contains('@') ? head : "x7@gmail.com", $"Please attend the meeting on Sunday at nine.\n\nRegards,\n{signature}\n").Proposed().Name.Display.ShouldBe(display);

    [Theory]
    [InlineData("a@petro-canada.ca", "Petro-Canada")]
    [InlineData("a@mail.alnoor.com.sa", "Alnoor")]
    [InlineData("a@kpmg.com", "KPMG")]
    [InlineData("a@gmail.com", null)]
    [InlineData("a@hotmail.co.uk", null)]
    public void Without_a_signature_the_firm_comes_from_its_domain_but_not_from_free_mail(string address, string? account) =>
        SomeMail.From("Ali Saleh", address, "ok").Proposed().Account.ShouldBe(account);

    [Fact]
    public void A_german_signature_gives_its_fields()
    {
        var contact = SomeMail.From("Müller, Hans", "hans.mueller@bau-gmbh.de", """
            Hallo Herr Schmidt,

            anbei das Angebot.

            Mit freundlichen Grüßen

            Hans Müller
            Geschäftsführer

            Bau GmbH
            Hauptstraße 12
            80331 München
            Tel.: 089 1234567
            Fax: 089 1234568
            Mobil: 0171 1234567

            Am 12.03.2024 um 10:00 schrieb Max Muster:
            > Hallo
            """).Proposed();

        contact.Title.ShouldBe("Geschäftsführer");
        contact.Account.ShouldBe("Bau GmbH");
        contact.Address.ShouldBe("Hauptstraße 12, 80331 München");
        contact.Phones.Select(phone => (phone.E164, phone.Kind)).ShouldBe([("+49891234567", "work"), ("+49891234568", "fax"), ("+491711234567", "mobile")]);
    }

    [Fact]
    public void Labels_above_or_behind_a_number_count()
    {
        var contact = SomeMail.From("Tom Hanks", "tom@x.com", "See you there.\n\nTom Hanks\nMobile\n+966 50 123 4567\n+966 11 234 5678 (fax)\nTel: +966 11 234 5670 / +966 11 234 5671\n").Proposed();

        contact.Phones.Select(phone => (phone.E164, phone.Kind)).ShouldBe([("+966501234567", "mobile"), ("+966112345678", "fax"), ("+966112345670", "work"), ("+966112345671", "work")]);
    }

    [Fact]
    public void One_international_number_tells_where_the_national_ones_are()
    {
        var contact = SomeMail.From("Omar", "omar@gmail.com", "Hello\n\nBest,\nOmar Hassan\nTel: +20 2 2735 0000\nMobile: 0100 123 4567\n").Proposed();

        contact.Phones.Select(phone => phone.E164).ShouldBe(["+20227350000", "+201001234567"]);
    }

    [Fact]
    public void Somebody_elses_card_in_the_text_is_not_the_writers()
    {
        var contact = SomeMail.From("Bert Meyers", "bert@enron.com", """
            Hi,

            You can reach our agent:

            John Smith
            Sales Manager
            +966 50 999 8888

            Regards,
            Bert Meyers
            +966 50 111 2222
            """).Proposed();

        contact.Phones.Select(phone => phone.E164).ShouldBe(["+966501112222"]);
        contact.Title.ShouldBeNull();
    }

    [Fact]
    public void A_marked_Gmail_signature_is_taken_and_the_quoted_one_is_not()
    {
        var contact = SomeMail.Html("Khalid", "khalid@gmail.com", """
            <div dir="ltr">Ok deal.<br clear="all"><div><br></div>-- <br><div dir="ltr" class="gmail_signature"><div><b>Khalid Bin Salman</b></div><div>Real Estate Agent</div><div>c: 055-123-4567</div></div></div>
            <br><div class="gmail_quote"><div class="gmail_attr">On Mon, Jan 1, 2025 at 10:00 AM X &lt;x@y.com&gt; wrote:<br></div><blockquote>hello<br>Tel: 0551111111</blockquote></div>
            """).Proposed();

        contact.Name.Display.ShouldBe("Khalid Bin Salman");
        contact.Title.ShouldBe("Real Estate Agent");
        contact.Phones.ShouldBe([new ProposedPhone("055-123-4567", "+966551234567", "mobile")]);
    }

    [Fact]
    public void An_empty_mail_gives_an_empty_proposal()
    {
        var contact = new MailToRead().Proposed();

        contact.Name.ShouldBe(ProposedName.Unknown);
        contact.Emails.ShouldBeEmpty();
        contact.Confidence.ShouldBe(0);
    }
}
