namespace CrmAddin.Reports.Tests.Support;

/// <summary>A folder of its own for the files of one test.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-reports-");

    public string File(string name) => Path.Combine(_folder.FullName, name);

    public IReadOnlyList<string> Files => [.. _folder.GetFiles().Select(file => file.Name)];

    public void Dispose() => _folder.Delete(recursive: true);
}
