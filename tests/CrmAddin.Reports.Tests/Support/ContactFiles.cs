using System.IO.Compression;
using System.Text;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Reports.Lists.Workbooks;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Reports.Tests.Support;

/// <summary>Reads files of contacts by the product's own formats, and makes small workbooks part by part.</summary>
internal static class ContactFiles
{
    public static IReadOnlyList<IContactFileFormat> Formats { get; } = [new CsvContacts(), new VcardContacts(), new XlsxContacts()];

    public static Task<Result<List<FileRecord>>> ReadAsync(TestStore store, string path, string? map = null, string? format = null) => store.UseAsync(async services =>
    {
        try
        {
            var opened = await new OpenContactFile(services.GetRequiredService<CrmDb>(), Formats).RunAsync(path, format, map, default);
            if (!opened.Succeeded)
                return (Result<List<FileRecord>>)opened.Error;
            await using var file = opened.Value;
            List<FileRecord> records = [];
            while (await file.ReadAsync(default) is { } record)
                records.Add(record);
            return records;
        }
        catch (ContactFileBrokenException e)
        {
            return e.Error;
        }
    });

    /// <summary>The people of a file that is read without a store.</summary>
    public static async Task<List<FileRecord>> ReadAsync(string path, ContactFileFormat format, string? map = null)
    {
        var opened = await Formats.Single(f => f.Format == format).OpenAsync(new(path, map, []), default);
        opened.Error.ShouldBeNull();
        await using var file = opened.Value!;
        List<FileRecord> records = [];
        while (await file.ReadAsync(default) is { } record)
            records.Add(record);
        return records;
    }

    /// <summary>All values of a person as lines, to compare people by.</summary>
    public static IReadOnlyList<string> Values(ContactRecord person) => [.. ContactValues.Of(person).Select(v => $"{v.Target} = {v.Value}")];

    /// <summary>A workbook of one sheet, of the rows' XML.</summary>
    public static string Workbook(string path, string rows, string styles = "", string strings = "", string workbookProperties = "", Action<ZipArchive>? more = null)
    {
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        Add(zip, "_rels/.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
        Add(zip, "xl/_rels/workbook.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>""");
        Add(zip, "xl/workbook.xml", $"""<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{workbookProperties}<sheets><sheet name="People" sheetId="1" r:id="r1"/></sheets></workbook>""");
        Add(zip, "xl/styles.xml", $"""<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{styles}</styleSheet>""");
        Add(zip, "xl/sharedStrings.xml", $"""<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{strings}</sst>""");
        Add(zip, "xl/worksheets/sheet1.xml", $"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>""");
        more?.Invoke(zip);
        return path;
    }

    public static void Add(ZipArchive zip, string name, string content)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(Encoding.UTF8.GetBytes(content));
    }
}
