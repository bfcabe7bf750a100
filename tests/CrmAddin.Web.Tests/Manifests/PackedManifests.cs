using System.Diagnostics;

namespace CrmAddin.Web.Tests.Manifests;

/// <summary>The manifests as the script writes them, packed once for all tests.</summary>
public sealed class PackedManifests : IDisposable
{
    public const string Host = "crm.example.com";

    public PackedManifests()
    {
        var packed = Run("scripts/pack-manifest", Host, Folder);
        if (packed.ExitCode != 0)
            throw new InvalidOperationException(packed.Error);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("manifests-").FullName;

    public static string Root { get; } = FindRoot();

    public string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    public static (int ExitCode, string Output, string Error) Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Root, program), arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Root };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "CrmAddin.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
