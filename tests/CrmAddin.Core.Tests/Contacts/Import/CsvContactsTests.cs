using System.Text;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.CustomFields;

namespace CrmAddin.Core.Tests.Contacts.Import;

public sealed class CsvContactsTests : IDisposable
{
    private const string Arabic = "الاسم الأول;اسم العائلة;البريد الإلكتروني;الجوال;ملاحظات\nأحمد;الخالدي;ahmed@example.com;٠٥٠١٢٣٤٥٦٧;عميل مهم من الرياض\nمنى;السالم;mona@example.com;0559876543;تفضل الاتصال مساءً\n";
    private const string Western = "First Name,Last Name,Email,City\nJosé,Peña,jose@example.com,Córdoba\nZoë,Müller,zoe@example.com,Besançon\n";

    private readonly ContactFiles _files = new();

    static CsvContactsTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public void Dispose() => _files.Dispose();

    public static TheoryData<string> Encodings =>
        ["utf-8", "utf-8 with mark", "utf-16", "utf-16 without mark", "utf-16BE", "utf-16BE without mark", "windows-1256"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Arabic_is_read_in_every_usual_encoding(string encoding)
    {
        var people = await _files.PeopleOfAsync("people.csv", Arabic, EncodingOf(encoding));

        people.Select(p => $"{p.GivenName} {p.FamilyName}").ShouldBe(["أحمد الخالدي", "منى السالم"]);
        // The code page has no Arabic-Indic digits.
        people[0].Phones.ShouldBe([new PhoneValue(encoding == "windows-1256" ? "0501234567" : "٠٥٠١٢٣٤٥٦٧", PhoneKind.Mobile)]);
        people[1].Notes.ShouldBe("تفضل الاتصال مساءً");
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE without mark")]
    [InlineData("windows-1252")]
    public async Task Western_European_names_are_read_in_every_usual_encoding(string encoding)
    {
        var people = await _files.PeopleOfAsync("people.csv", Western, EncodingOf(encoding));

        people.Select(p => $"{p.GivenName} {p.FamilyName} {p.Addresses.Single().City}").ShouldBe(["José Peña Córdoba", "Zoë Müller Besançon"]);
    }

    [Fact]
    public async Task A_code_page_is_found_though_its_first_letter_stands_far_down_in_the_file()
    {
        var rows = string.Concat(Enumerable.Range(0, 40_000).Select(i => $"Person {i},p{i}@example.com\n"));

        var people = await _files.PeopleOfAsync("people.csv", "Name,Email\n" + rows + "محمد العتيبي,m@example.com\n", Encoding.GetEncoding(1256));

        people[^1].DisplayName.ShouldBe("محمد العتيبي");
    }

    [Fact]
    public async Task A_stray_byte_in_a_UTF8_file_is_named_with_its_line()
    {
        var good = Encoding.UTF8.GetBytes(Arabic);
        byte[] bytes = [.. good, .. "أحمد"u8.ToArray(), 0xC3, (byte)';', .. ";x@example.com;;\n"u8.ToArray()];

        var read = await ContactFiles.ReadAsync(_files.Write("people.csv", bytes));

        read.Error.ShouldBeOfType<FileBroken>().Line.ShouldBe(4);
    }

    [Fact]
    public async Task Half_a_character_in_a_UTF16_file_is_refused_in_words()
    {
        byte[] bytes = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("Name,Email\nAnn"), 0x00, 0xD8, .. Encoding.Unicode.GetBytes(",ann@example.com\n")];

        var read = await ContactFiles.ReadAsync(_files.Write("people.csv", bytes));

        read.Error.ShouldBeOfType<FileBroken>().Sentence.ShouldContain("people.csv");
    }

    [Theory]
    [InlineData(",")]
    [InlineData(";")]
    [InlineData("\t")]
    [InlineData("|")]
    public async Task Every_usual_separator_and_line_end_is_read(string separator)
    {
        foreach (var end in new[] { "\n", "\r\n", "\r" })
        {
            string Row(params string[] cells) => string.Join(separator, cells) + end;
            var people = await _files.PeopleOfAsync("people.csv", Row("Name", "Email", "Notes") + Row("Ann", "ann@example.com", $"\"two{end}lines, \"\"quoted\"\"; and|more\""));

            people.Single().DisplayName.ShouldBe("Ann");
            people.Single().Notes.ShouldBe($"two{end}lines, \"quoted\"; and|more");
        }
    }

    [Fact]
    public async Task The_line_by_which_Excel_names_the_separator_is_no_header()
    {
        var records = (await ContactFiles.ReadAsync(_files.Write("people.csv", "sep=;\r\nName;Email\r\nAnn;a,b\r\n"))).Value!;

        records.Single().Line.ShouldBe(3);
        records.Single().Refusal!.Sentence.ShouldBe("\"a,b\" is not an e-mail address");
    }

    [Fact]
    public async Task A_header_below_a_title_is_found()
    {
        var people = await _files.PeopleOfAsync("people.csv", "Contacts of Acme,,\n2026-11-22,,\nName,Email,Phone\nAnn,ann@example.com,0501234567\n");

        people.Single().DisplayName.ShouldBe("Ann");
    }

    [Fact]
    public async Task A_row_with_more_values_than_the_header_is_refused()
    {
        var records = (await ContactFiles.ReadAsync(_files.Write("people.csv", "Name,Email\nLee, Ann,ann@example.com\nBob,bob@example.com,\n"))).Value!;

        records[0].Refusal!.Sentence.ShouldBe("the row has 3 values and the header only 2");
        records[0].Raw.ShouldBe(["Lee", " Ann", "ann@example.com"]);
        records[1].Contact!.DisplayName.ShouldBe("Bob");
    }

    [Theory]
    [InlineData("Name,Email\nAnn,ann@example.com\nBob,\"bob@example.com\n", 3)]
    [InlineData("Name,Email\nAnn,\"ann\"@example.com\n", 2)]
    public async Task Broken_quotes_are_named_with_their_line(string csv, long line) =>
        (await ContactFiles.ReadAsync(_files.Write("people.csv", csv))).Error.ShouldBeOfType<QuotesBroken>().Line.ShouldBe(line);

    [Fact]
    public async Task A_quote_that_swallows_megabytes_is_refused()
    {
        var csv = "Name,Email\nAnn,\"" + string.Concat(Enumerable.Repeat("text without an end\n", 300_000)) + "\"\n";

        (await ContactFiles.ReadAsync(_files.Write("people.csv", csv))).Error.ShouldBeOfType<QuotesBroken>().Line.ShouldBe(2);
    }

    [Fact]
    public async Task More_columns_than_contacts_have_are_refused()
    {
        var csv = "Name," + string.Join(',', Enumerable.Range(0, 3000)) + "\nAnn\n";

        (await ContactFiles.ReadAsync(_files.Write("people.csv", csv))).Error.ShouldBeOfType<FileTooLarge>();
    }

    [Fact]
    public async Task An_export_of_Google_is_understood_with_its_labelled_pairs()
    {
        var people = await _files.PeopleOfAsync("google.csv",
            "First Name,Last Name,Organization Name,Organization Title,Birthday,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,"
            + "Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 1 - Country,Relation 1 - Label,Relation 1 - Value,Relation 2 - Label,Relation 2 - Value,Event 1 - Label,Event 1 - Value,"
            + "Website 1 - Label,Website 1 - Value,Custom Field 1 - Label,Custom Field 1 - Value\n"
            + "Ann,Lee,Acme,Director,1980-12-31,Friends ::: * myContacts,Work,ann@acme.example,* Home,ann@home.example ::: lee@home.example,Work Fax,+1 555 0100,Mobile,+1 555 0101 ::: +1 555 0102,"
            + "Home,\"1 Main St, Springfield\",1 Main St,Springfield,PO 7,US,Spouse,Bob,Child,Tim,Anniversary,2010-06-01,Blog,https://twitter.com/ann,Closing year,2027\n");

        ContactFiles.Values(people.Single()).ShouldBe(
        [
            "givenName = Ann", "familyName = Lee", "jobTitle = Director", "account = Acme", "groups = Friends", "birthday = 1980-12-31", "anniversary = 2010-06-01", "spouse = Bob",
            "phoneKind#1 = Fax", "phone#1 = +1 555 0100", "phoneKind#2 = Mobile", "phone#2 = +1 555 0101", "phoneKind#3 = Mobile", "phone#3 = +1 555 0102",
            "emailKind#1 = Home", "email#1 = ann@home.example", "emailKind#2 = Home", "email#2 = lee@home.example", "emailKind#3 = Work", "email#3 = ann@acme.example",
            "addressKind#1 = Home", "street#1 = 1 Main St, PO 7", "city#1 = Springfield", "country#1 = US",
            "profileKind#1 = Web", "profile#1 = https://twitter.com/ann", "child#1 = Tim", "custom:Closing year = 2027",
        ]);
    }

    [Fact]
    public async Task An_export_of_Outlook_is_understood_with_its_three_addresses()
    {
        var people = await _files.PeopleOfAsync("outlook.csv",
            "Title,First Name,Middle Name,Last Name,Suffix,Home Street,Home City,Home Country,Company,Job Title,Business Street,Business Street 2,Business City,Business Postal Code,Business Country/Region,Other City,"
            + "Business Fax,Business Phone,Business Phone 2,Home Phone,Mobile Phone,Primary Phone,Anniversary,Birthday,E-mail Address,E-mail Type,E-mail 2 Address,E-mail 2 Type,Categories,Notes,Spouse,Web Page,Children,Hobby\n"
            + "Dr.,Ann,M.,Lee,Jr.,1 Home St,Springfield,US,Acme,Director,2 Work St,Floor 3,Shelbyville,12345,US,Ogdenville,"
            + "+1 555 0001,+1 555 0002,+1 555 0003,+1 555 0004,+1 555 0005,,0/0/00,12/31/1980,ann@acme.example,SMTP,/o=Acme/cn=ann,EX,Red;VIP,\"two\nlines\",Bob,https://acme.example,Tim; Sue,Chess\n");

        ContactFiles.Values(people.Single()).ShouldBe(
        [
            "honorific = Dr.", "givenName = Ann", "middleName = M.", "familyName = Lee", "suffix = Jr.", "jobTitle = Director", "account = Acme", "website = https://acme.example",
            "notes = two\nlines", "groups = Red; VIP", "birthday = 1980-12-31", "spouse = Bob", "hobbies = Chess",
            "phoneKind#1 = Fax", "phone#1 = +1 555 0001", "phoneKind#2 = Work", "phone#2 = +1 555 0002", "phoneKind#3 = Work", "phone#3 = +1 555 0003",
            "phoneKind#4 = Home", "phone#4 = +1 555 0004", "phoneKind#5 = Mobile", "phone#5 = +1 555 0005",
            "emailKind#1 = Work", "email#1 = ann@acme.example",
            "addressKind#1 = Home", "street#1 = 1 Home St", "city#1 = Springfield", "country#1 = US",
            "addressKind#2 = Work", "street#2 = 2 Work St, Floor 3", "city#2 = Shelbyville", "postcode#2 = 12345", "country#2 = US",
            "addressKind#3 = Other", "city#3 = Ogdenville", "child#1 = Tim", "child#2 = Sue",
        ]);
    }

    [Theory]
    [InlineData("1980-12-31", 1980, 12, 31)]
    [InlineData("31/12/1980", 1980, 12, 31)]
    [InlineData("12/31/1980", 1980, 12, 31)]
    [InlineData("31.12.80", 1980, 12, 31)]
    [InlineData("3/4/1980", 1980, 4, 3)]
    [InlineData("19801231", 1980, 12, 31)]
    [InlineData("31 Dec 1980", 1980, 12, 31)]
    [InlineData("December 31, 1980", 1980, 12, 31)]
    [InlineData("1980-12-31T00:00:00Z", 1980, 12, 31)]
    [InlineData("12/31/1980 12:00:00 AM", 1980, 12, 31)]
    [InlineData("٣١/١٢/١٩٨٠", 1980, 12, 31)]
    [InlineData("31 ديسمبر 1980", 1980, 12, 31)]
    [InlineData("31 كانون الأول 1980", 1980, 12, 31)]
    public void Days_are_read_in_the_usual_forms(string text, int year, int month, int day) => FieldText.Day(text).ShouldBe(new DateOnly(year, month, day));

    [Theory]
    [InlineData("31/31/2020")]
    [InlineData("2021-02-29")]
    [InlineData("soon")]
    [InlineData("0001-01-01")]
    public void What_is_no_day_is_not_guessed(string text) => FieldText.Day(text).ShouldBeNull();

    [Fact]
    public async Task A_file_that_names_the_month_first_in_one_row_does_so_in_all()
    {
        var people = await _files.PeopleOfAsync("people.csv", "Name,Birthday\nAnn,3/4/1980\nBob,12/31/1980\n");

        people[0].BirthdayOn.ShouldBe(new DateOnly(1980, 3, 4));
    }

    [Theory]
    [InlineData("1,500,000.50", 1500000.50)]
    [InlineData("1.500.000,50", 1500000.50)]
    [InlineData("1500000", 1500000)]
    [InlineData("١٬٥٠٠٫٥", 1500.5)]
    [InlineData("12,5", 12.5)]
    public void Numbers_are_read_with_every_usual_mark(string text, double number) => FieldText.Number(text).ShouldBe((decimal)number);

    [Fact]
    public async Task Our_own_columns_of_custom_fields_are_found_by_their_name_in_either_language()
    {
        var field = new CustomField { Key = "closing-year", Name = "Closing year", NameArabic = "سنة الإغلاق" };
        foreach (var header in new[] { "Closing Year", "سنة الاغلاق", "closing-year", "custom:closing-year" })
        {
            var records = (await ContactFiles.ReadAsync(_files.Write("people.csv", $"Name,{header}\nAnn,2027\n"), customFields: [field])).Value!;
            records.Single().Contact!.Custom.ShouldBe(new Dictionary<string, string> { ["closing-year"] = "2027" });
        }
    }

    [Fact]
    public async Task A_map_says_which_column_is_what_by_name_or_by_list()
    {
        var people = await _files.PeopleOfAsync("people.csv", "A,B,B,C,\nAnn,a@example.com,b@example.com,2027,x\n",
            map: """{"displayName":"A","email":["B","B (2)"],"custom:year":"C","notes":"Column 5"}""");

        ContactFiles.Values(people.Single()).ShouldBe(
            ["displayName = Ann", "notes = x", "emailKind#1 = Work", "email#1 = a@example.com", "emailKind#2 = Work", "email#2 = b@example.com", "custom:year = 2027"]);
    }

    [Fact]
    public void A_map_written_as_JSON_is_read_back()
    {
        string[] header = ["First", "Mail", "Mail", ""];
        var map = ColumnMap.FromJson("""{"givenName":"First","email#1":"Mail","email#2":"Mail (2)","street:home":["Column 4"],"$dates":"monthFirst"}""", header, []).Value!;

        var again = ColumnMap.FromJson(map.ToJson(header), header, []).Value!;

        again.Columns.ShouldBe(map.Columns);
        again.IsMonthFirst.ShouldBeTrue();
    }

    [Fact]
    public void A_status_that_is_none_of_ours_is_not_proposed()
    {
        string[][] rows = [["Ann", "Open"], ["Bob", "Closed"]];

        ColumnMap.Propose(["Name", "Status"], rows, []).Select(p => p.Target?.ToString()).ShouldBe(["displayName", null]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Our_own_column_names_are_read_back_in_both_languages(bool isArabic)
    {
        foreach (var (target, _) in SomePeople.All.SelectMany(p => ContactValues.Of(p)))
            FieldHeaders.Find(FieldHeaders.Of(target, isArabic)).ShouldBe(target, target.ToString());
    }

    [Fact]
    public void A_person_put_together_from_their_own_values_is_the_same()
    {
        foreach (var isArabic in new[] { false, true })
        {
            foreach (var person in SomePeople.All)
            {
                var builder = new RecordBuilder();
                foreach (var (target, value) in ContactValues.Of(person, isArabic))
                    builder.Add(target, value);

                var (again, refusal) = builder.Build();

                refusal.ShouldBeNull();
                ContactFiles.Values(again!).ShouldBe(ContactFiles.Values(person));
            }
        }
    }

    [Fact]
    public void The_guard_against_formulas_is_taken_back_from_every_text()
    {
        foreach (var text in new[] { "=1+1", "'=1+1", "''=1", "+1 555", "'+1 555", "-5", "@x", "\tx", "it's", "'", "''", "'x", "", "=", "+", "'+" })
            CsvCell.TakeBack(CsvCell.Neutralise(text)).ShouldBe(text);
    }

    private static Encoding EncodingOf(string name) => name switch
    {
        "utf-8" => new UTF8Encoding(false),
        "utf-8 with mark" => new UTF8Encoding(true),
        "utf-16 without mark" => new UnicodeEncoding(false, false),
        "utf-16BE" => new UnicodeEncoding(true, true),
        "utf-16BE without mark" => new UnicodeEncoding(true, false),
        _ => Encoding.GetEncoding(name),
    };
}
