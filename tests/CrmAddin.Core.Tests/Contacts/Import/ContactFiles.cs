using System.Text;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Results;

namespace CrmAddin.Core.Tests.Contacts.Import;

/// <summary>Files of a test, opened by the product's own formats.</summary>
internal sealed class ContactFiles : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-files-");

    public string Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    public string Write(string name, string content, Encoding? encoding = null)
    {
        var used = encoding ?? new UTF8Encoding(false);
        return Write(name, [.. used.GetPreamble(), .. used.GetBytes(content)]);
    }

    public static async Task<Result<List<FileRecord>>> ReadAsync(string path, string? map = null, IReadOnlyList<CustomField>? customFields = null)
    {
        IContactFileFormat format = Path.GetExtension(path) == ".vcf" ? new VcardContacts() : new CsvContacts();
        try
        {
            var opened = await format.OpenAsync(new(path, map, customFields ?? []), default);
            if (!opened.Succeeded)
                return opened.Error;
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
    }

    public async Task<IReadOnlyList<ContactRecord>> PeopleOfAsync(string name, string content, Encoding? encoding = null, string? map = null)
    {
        var records = await ReadAsync(Write(name, content, encoding), map);
        records.Error.ShouldBeNull();
        records.Value!.Select(r => r.Refusal).ShouldAllBe(r => r == null);
        return [.. records.Value!.Select(r => r.Contact!)];
    }

    /// <summary>All values of a person as lines, to compare people by.</summary>
    public static IReadOnlyList<string> Values(ContactRecord person) => [.. ContactValues.Of(person).Select(v => $"{v.Target} = {v.Value}")];

    public void Dispose() => _folder.Delete(recursive: true);
}
