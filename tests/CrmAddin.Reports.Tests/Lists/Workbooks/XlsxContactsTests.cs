using System.Buffers.Binary;
using System.IO.Compression;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Reports.Tests.Support;

namespace CrmAddin.Reports.Tests.Lists.Workbooks;

public sealed class XlsxContactsTests : IAsyncLifetime
{
    private const string Header = """<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c><c r="B1" t="inlineStr"><is><t>Phone</t></is></c><c r="C1" t="inlineStr"><is><t>Birthday</t></is></c><c r="D1" t="inlineStr"><is><t>Notes</t></is></c></row>""";
    private const string Styles = """<numFmts><numFmt numFmtId="164" formatCode="00000000000"/><numFmt numFmtId="165" formatCode="[$-401]dd/mm/yyyy;@"/><numFmt numFmtId="166" formatCode="&quot;+&quot;0"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="14"/></cellXfs>""";

    private TestStore _store = null!;

    public async Task InitializeAsync() => _store = await TestStore.CreateAsync(new TempFolder());

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _store.Folder.Dispose();
    }

    [Fact]
    public async Task Cells_of_every_kind_are_read_as_what_a_person_means_by_them()
    {
        var rows = Header
            + """<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" s="1"><v>501234567</v></c><c r="C2" s="2"><v>29586</v></c><c r="D2" t="str"><f>A2&amp;"!"</f><v>Ann!</v></c></row>"""
            + """<row r="4"><c r="A4" t="s"><v>1</v></c><c r="B4" s="3"><v>966501234567</v></c><c r="C4" t="d"><v>1980-12-31T00:00:00</v></c><c r="D4" t="b"><v>1</v></c></row>"""
            + """<row><c t="inlineStr"><is><r><t>Rich</t></r><r><t xml:space="preserve"> text</t></r><rPh sb="0" eb="1"><t>hint</t></rPh></is></c><c><v>9.66501234567E+11</v></c><c s="4"><v>59</v></c><c><v>0.1</v></c></row>"""
            + """<row r="9"><c r="A9" t="inlineStr"><is><t>Escaped _x000D_ and _x005F_x000D_</t></is></c><c r="B9" t="e"><v>#N/A</v></c><c r="D9"><v>12345678901234567890</v></c></row><row r="10"><c r="A10" s="1"/></row>""";
        var path = ContactFiles.Workbook(_store.Folder.File("people.xlsx"), rows, Styles, "<si><t>Ann</t></si><si><r><t>B</t></r><r><t>ob</t></r></si>");

        var people = await ReadAsync(path);

        people.Select(p => p.Line).ShouldBe([2, 4, 5, 9]);
        people.Select(p => p.Contact!.DisplayName).ShouldBe(["Ann", "Bob", "Rich text", "Escaped \r and _x000D_"]);
        people.Select(p => (p.Contact!.Phones is [var phone, ..] ? phone.Raw : null)).ShouldBe(["00501234567", "+966501234567", "966501234567", null]);
        people.Select(p => p.Contact!.BirthdayOn).ShouldBe([new DateOnly(1980, 12, 31), new DateOnly(1980, 12, 31), new DateOnly(1900, 2, 28), null]);
        people.Select(p => p.Contact!.Notes).ShouldBe(["Ann!", "TRUE", "0.1", "12345678901234567890"]);
    }

    [Fact]
    public async Task Days_are_counted_from_1904_where_the_workbook_says_so()
    {
        var path = ContactFiles.Workbook(_store.Folder.File("mac.xlsx"), Header + """<row r="2"><c r="A2" t="inlineStr"><is><t>Ann</t></is></c><c r="C2" s="2"><v>28124</v></c></row>""", Styles, workbookProperties: "<workbookPr date1904=\"1\"/>");

        (await ReadAsync(path)).Single().Contact!.BirthdayOn.ShouldBe(new DateOnly(1980, 12, 31));
    }

    [Fact]
    public async Task What_unpacks_to_far_more_than_it_is_large_is_refused_before_it_is_unpacked()
    {
        var path = _store.Folder.File("bomb.xlsx");
        ContactFiles.Workbook(path, Header, more: zip =>
        {
            using var bomb = zip.CreateEntry("xl/worksheets/sheet2.xml", CompressionLevel.Fastest).Open();
            var block = new byte[1 << 20];
            for (var i = 0; i < 100; i++)
                bomb.Write(block);
        });

        (await ContactFiles.ReadAsync(_store, path)).Error.ShouldBeOfType<FileTooLarge>().What.ShouldContain("unpacks to far more");
    }

    [Fact]
    public async Task What_unpacks_to_more_than_it_says_is_refused_while_it_is_unpacked()
    {
        var path = ContactFiles.Workbook(_store.Folder.File("liar.xlsx"), Header + string.Concat(Enumerable.Range(2, 50_000).Select(i => $"<row r=\"{i}\"><c r=\"A{i}\" t=\"inlineStr\"><is><t>Ann</t></is></c></row>")));
        ClaimLength(path, "xl/worksheets/sheet1.xml", 1000);

        (await ContactFiles.ReadAsync(_store, path)).Error.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_value_without_end_and_a_package_of_too_many_files_are_refused()
    {
        var endless = ContactFiles.Workbook(_store.Folder.File("endless.xlsx"), Header + $"<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>{new string('x', 9_000_000)}</t></is></c></row>");
        var many = ContactFiles.Workbook(_store.Folder.File("many.xlsx"), Header, more: zip =>
        {
            for (var i = 0; i < 5_100; i++)
                zip.CreateEntry($"x{i}");
        });

        (await ContactFiles.ReadAsync(_store, endless)).Error.ShouldBeOfType<FileTooLarge>();
        (await ContactFiles.ReadAsync(_store, many)).Error.ShouldBeOfType<FileTooLarge>().What.ShouldContain("more files");
    }

    [Fact]
    public async Task A_broken_sheet_an_old_workbook_and_what_is_none_are_refused_with_one_sentence()
    {
        var broken = ContactFiles.Workbook(_store.Folder.File("broken.xlsx"), Header + "<row r=\"2\"><c r=\"A2\"");
        var old = _store.Folder.File("old.xls");
        await File.WriteAllBytesAsync(old, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]]);
        var picture = _store.Folder.File("picture.xlsx");
        await File.WriteAllBytesAsync(picture, [0x89, (byte)'P', (byte)'N', (byte)'G', 0, 0, 0]);
        var document = _store.Folder.File("letter.docx");
        using (var zip = ZipFile.Open(document, ZipArchiveMode.Create))
            ContactFiles.Add(zip, "word/document.xml", "<x/>");
        var cut = _store.Folder.File("cut.xlsx");
        await File.WriteAllBytesAsync(cut, (await File.ReadAllBytesAsync(broken))[..300]);

        (await ContactFiles.ReadAsync(_store, broken)).Error.ShouldBeOfType<FileBroken>();
        (await ContactFiles.ReadAsync(_store, old)).Error.ShouldBeOfType<FileNotContacts>().What.ShouldContain(".xls");
        (await ContactFiles.ReadAsync(_store, picture)).Error.ShouldBeOfType<FileNotContacts>();
        (await ContactFiles.ReadAsync(_store, document)).Error.ShouldBeOfType<FileNotContacts>();
        (await ContactFiles.ReadAsync(_store, cut)).Error.ShouldBeOfType<FileNotContacts>();
    }

    [Fact]
    public async Task The_sheet_that_names_people_is_found_or_the_one_that_the_map_names()
    {
        var path = ContactFiles.Workbook(_store.Folder.File("book.xlsx"), "<row><c t=\"inlineStr\"><is><t>Figures of the year</t></is></c></row>");
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Update))
        {
            zip.GetEntry("xl/workbook.xml")!.Delete();
            zip.GetEntry("xl/_rels/workbook.xml.rels")!.Delete();
            ContactFiles.Add(zip, "xl/workbook.xml", """<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:r="http://purl.oclc.org/ooxml/officeDocument/relationships"><sheets><sheet name="Cover" sheetId="1" r:id="r1"/><sheet name="People" sheetId="2" r:id="r2"/><sheet name="Firms" sheetId="3" r:id="r3"/></sheets></workbook>""");
            ContactFiles.Add(zip, "xl/_rels/workbook.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="r3" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="worksheets/sheet3.xml"/></Relationships>""");
            ContactFiles.Add(zip, "xl/worksheets/sheet2.xml", $"<worksheet><sheetData>{Header}<row><c t=\"inlineStr\"><is><t>Ann</t></is></c></row></sheetData></worksheet>");
            ContactFiles.Add(zip, "xl/worksheets/sheet3.xml", "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>Firm</t></is></c></row><row><c t=\"inlineStr\"><is><t>Acme</t></is></c></row></sheetData></worksheet>");
        }

        (await ReadAsync(path)).Single().Contact!.DisplayName.ShouldBe("Ann");
        (await ReadAsync(path, """{"$sheet":"firms","displayName":"Firm"}""")).Single().Contact!.DisplayName.ShouldBe("Acme");
    }

    private async Task<List<FileRecord>> ReadAsync(string path, string? map = null)
    {
        var read = await ContactFiles.ReadAsync(_store, path, map);
        read.Error.ShouldBeNull();
        return read.Value!;
    }

    // Changes what both headers of an entry say of its length.
    private static void ClaimLength(string path, string entry, int length)
    {
        var bytes = File.ReadAllBytes(path);
        var name = System.Text.Encoding.ASCII.GetBytes(entry);
        for (var at = 0; at + name.Length < bytes.Length; at++)
        {
            if (!bytes.AsSpan(at, name.Length).SequenceEqual(name))
                continue;
            if (at >= 46 && BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at - 46)) == 0x02014b50)
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at - 46 + 24), length);
            if (at >= 30 && BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at - 30)) == 0x04034b50)
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at - 30 + 22), length);
        }
        File.WriteAllBytes(path, bytes);
    }
}
