using System.Text;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Contacts.Import;

namespace CrmAddin.Core.Tests.Contacts.Import;

public sealed class VcardContactsTests : IDisposable
{
    private readonly ContactFiles _files = new();

    static VcardContactsTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Writing_and_reading_back_loses_nothing()
    {
        var cards = new StringBuilder();
        foreach (var person in SomePeople.All)
            VcardWriter.Append(cards, person);

        cards.ToString().Split("\r\n").ShouldAllBe(line => Encoding.UTF8.GetByteCount(line) <= 75);
        var people = await _files.PeopleOfAsync("people.vcf", cards.ToString());

        people.Count.ShouldBe(SomePeople.All.Count);
        foreach (var (before, after) in SomePeople.All.Zip(people))
            ContactFiles.Values(after).ShouldBe(ContactFiles.Values(before));
    }

    [Fact]
    public async Task Folded_lines_quoted_printable_and_base64_are_undone()
    {
        var people = await _files.PeopleOfAsync("people.vcf",
            "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=windows-1256;ENCODING=QUOTED-PRINTABLE:=C7=E1=CE=C7=E1=CF=ED;=C3=CD=E3=CF\r\n"
            + "FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=D8=A3=D8=AD=D9=85=D8=AF=20=D8=A7=D9=84=D8=AE=D8=A7=\r\n=D9=84=D8=AF=D9=8A\r\nTEL;CELL:+966501234567\r\n"
            + "NOTE;ENCODING=BASE64:QSBub3Rl\r\n\r\nPHOTO;ENCODING=BASE64;TYPE=JPEG:/9j/4AAQ\r\n SkZJRgAB\r\n\r\nTITLE:Director of\r\n Sales\r\nEMAIL;INTERNET:ahmed@example.com\r\nEND:VCARD\r\n"
            + "BEGIN:VCARD\nVERSION:3.0\nFN:Ann\n  Lee\nEMAIL:ann@exam\n ple.com\nEND:VCARD\n");

        people[0].FamilyName.ShouldBe("الخالدي");
        people[0].DisplayName.ShouldBe("أحمد الخالدي");
        people[0].Notes.ShouldBe("A note");
        people[0].JobTitle.ShouldBe("Director of Sales");
        people[0].Phones.ShouldBe([new PhoneValue("+966501234567", PhoneKind.Mobile)]);
        people[1].DisplayName.ShouldBe("Ann Lee");
        people[1].Emails.Single().Address.ShouldBe("ann@example.com");
    }

    [Fact]
    public async Task Properties_that_Apple_groups_are_read_with_their_labels()
    {
        var people = await _files.PeopleOfAsync("people.vcf",
            "BEGIN:VCARD\nVERSION:3.0\nN:Lee;Ann;;;\nFN:Ann Lee\nitem1.EMAIL;type=INTERNET:ann@home.example\nitem1.X-ABLabel:_$!<Home>!$_\nEMAIL;type=INTERNET;type=WORK;type=pref:ann@acme.example\n"
            + "item2.TEL:+1 555 0100\nitem2.X-ABLabel:_$!<WorkFAX>!$_\nitem3.ADR;type=HOME:;;1 Main St;Springfield;IL;12345;USA\nitem3.X-ABADR:us\nitem4.X-ABRELATEDNAMES:Bob\nitem4.X-ABLabel:_$!<Spouse>!$_\n"
            + "item5.X-ABRELATEDNAMES:Tim\nitem5.X-ABLabel:_$!<Child>!$_\nitem6.X-ABDATE;type=pref:2010-06-01\nitem6.X-ABLabel:_$!<Anniversary>!$_\nX-SOCIALPROFILE;type=linkedin;x-user=annlee:https://www.linkedin.com/in/annlee\n"
            + "item7.URL:https://acme.example\nitem7.X-ABLabel:_$!<HomePage>!$_\nBDAY;X-APPLE-OMIT-YEAR=1604:1604-12-31\nIMPP;X-SERVICE-TYPE=Skype:skype:ann\nPHOTO;ENCODING=b;TYPE=JPEG:" + new string('A', 3_000_000) + "\nEND:VCARD\n");

        ContactFiles.Values(people.Single()).ShouldBe(
        [
            "givenName = Ann", "familyName = Lee", "displayName = Ann Lee", "website = https://acme.example", "anniversary = 2010-06-01", "spouse = Bob",
            "phoneKind#1 = Fax", "phone#1 = +1 555 0100", "emailKind#1 = Work", "email#1 = ann@acme.example", "emailKind#2 = Home", "email#2 = ann@home.example",
            "addressKind#1 = Home", "street#1 = 1 Main St", "city#1 = Springfield", "region#1 = IL", "postcode#1 = 12345", "country#1 = USA",
            "profileKind#1 = LinkedIn", "profile#1 = https://www.linkedin.com/in/annlee", "profileKind#2 = Other", "profile#2 = skype:ann", "child#1 = Tim",
        ]);
    }

    [Fact]
    public async Task Version_4_with_addresses_of_its_own_kind_is_read()
    {
        var people = await _files.PeopleOfAsync("people.vcf",
            "BEGIN:VCARD\nVERSION:4.0\nKIND:individual\nFN;PREF=1:Ann Lee\nN:Lee;Ann;Mary,Jane;Dr.;Jr.\nTEL;VALUE=uri;TYPE=\"voice,home\";PREF=2:tel:+1-555-0100;ext=12\nTEL;VALUE=uri;PREF=1;TYPE=cell:tel:+1-555-0101\n"
            + "ADR;GEO=\"geo:24.7136,46.6753\";TYPE=work;LABEL=\"King Fahd Rd: 12\":;;King Fahd Rd;Riyadh;;12345;SA\nRELATED;TYPE=spouse;VALUE=text:Bob\nRELATED;TYPE=child;VALUE=uri:urn:uuid:1\nBDAY:19801231\nANNIVERSARY:2010-06-01\n"
            + "LANG:en\nTZ:Asia/Riyadh\nCATEGORIES:Friends,North\\, Riyadh\nNOTE:a\\nb\\, c\\; d\\\\n\nUID:urn:uuid:4fbe8971\nORG:Acme\\; Sons;Sales\nEND:VCARD\n");

        ContactFiles.Values(people.Single()).ShouldBe(
        [
            "id = urn:uuid:4fbe8971", "honorific = Dr.", "givenName = Ann", "middleName = Mary Jane", "familyName = Lee", "suffix = Jr.", "displayName = Ann Lee", "account = Acme; Sons",
            "notes = a\nb, c; d\\n", "groups = Friends; North, Riyadh", "language = en", "timeZone = Asia/Riyadh", "birthday = 1980-12-31", "anniversary = 2010-06-01", "spouse = Bob",
            "phoneKind#1 = Mobile", "phone#1 = +1-555-0101", "phoneKind#2 = Home", "phone#2 = +1-555-0100 ext. 12",
            "addressKind#1 = Work", "street#1 = King Fahd Rd", "city#1 = Riyadh", "postcode#1 = 12345", "country#1 = SA", "latitude#1 = 24.7136", "longitude#1 = 46.6753",
        ]);
    }

    [Fact]
    public async Task Cards_in_the_Arabic_code_page_are_read()
    {
        var people = await _files.PeopleOfAsync("people.vcf", "BEGIN:VCARD\r\nVERSION:2.1\r\nN:الخالدي;أحمد\r\nFN:أحمد الخالدي\r\nEND:VCARD\r\n", Encoding.GetEncoding(1256));

        people.Single().DisplayName.ShouldBe("أحمد الخالدي");
    }

    [Fact]
    public async Task A_card_that_cannot_be_a_contact_is_refused_with_its_lines_and_the_others_come_in()
    {
        var records = (await ContactFiles.ReadAsync(_files.Write("people.vcf",
            "BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nEMAIL:no address\nPHOTO;ENCODING=b:AAAA\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Cut\nBEGIN:VCARD\nVERSION:3.0\nFN:Bob\nAGENT:\nBEGIN:VCARD\nFN:His agent\nEND:VCARD\nEND:VCARD\nBEGIN:VCARD\nEND:VCARD\n"))).Value!;

        records.Select(r => r.Refusal?.Sentence).ShouldBe(["\"no address\" is not an e-mail address", "the card has no END:VCARD", null, "the card is empty"]);
        records.Select(r => r.Line).ShouldBe([1, 7, 10, 18]);
        records[0].Raw.ShouldBe(["BEGIN:VCARD", "VERSION:3.0", "FN:Ann", "EMAIL:no address", "END:VCARD"]);
        records[2].Contact!.DisplayName.ShouldBe("Bob");
    }

    [Theory]
    [InlineData("BEGIN:VCARD\nVERSION:3.0\nFN:Ann\n", typeof(FileBroken))]
    [InlineData("Name,Email\nAnn,ann@example.com\n", typeof(FileNotContacts))]
    [InlineData("", typeof(FileNotContacts))]
    public async Task A_file_that_is_cut_off_or_holds_no_card_is_refused(string text, Type error) =>
        (await ContactFiles.ReadAsync(_files.Write("people.vcf", text))).Error.ShouldBeOfType(error);

    [Fact]
    public async Task Refused_cards_come_back_as_cards_with_the_reason()
    {
        var path = _files.Write("people.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nEMAIL:no address\nEND:VCARD\n");
        var record = (await ContactFiles.ReadAsync(path)).Value!.Single();
        await using var rejects = new RejectsFile(Path.GetDirectoryName(path)!, path, [], areCards: true);

        await rejects.AddAsync(record.Raw, record.Refusal!.Sentence, default);
        await rejects.DisposeAsync();

        (await File.ReadAllLinesAsync(rejects.Path!)).ShouldBe(["BEGIN:VCARD", "VERSION:3.0", "FN:Ann", "EMAIL:no address", "X-REASON:\"no address\" is not an e-mail address", "END:VCARD"]);
    }
}
