namespace CrmAddin.Web.Tests.Graph;

/// <summary>The folder of real mails in Graph's shape, where it lies beside the project.</summary>
internal static class RealMails
{
    public static string? Folder { get; } = Find();

    public static IEnumerable<string> Files => Folder is null ? [] : Directory.EnumerateFiles(Folder, "*.ndjson").Order(StringComparer.Ordinal);

    private static string? Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "shared", "data", "graph-messages");
            if (Directory.Exists(folder))
                return folder;
        }
        return null;
    }
}
