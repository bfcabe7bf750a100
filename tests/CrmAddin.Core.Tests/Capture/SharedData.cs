namespace CrmAddin.Core.Tests.Capture;

/// <summary>Real data sets beside the project, which tests read where they are present.</summary>
internal static class SharedData
{
    public static string? Find(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CrmAddin.sln")))
            folder = folder.Parent;
        if (folder is null)
            return null;

        var found = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "data", path));
        return File.Exists(found) || Directory.Exists(found) ? found : null;
    }
}
