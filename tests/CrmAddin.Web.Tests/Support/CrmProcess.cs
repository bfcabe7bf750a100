using System.Diagnostics;

namespace CrmAddin.Web.Tests.Support;

/// <summary>The real program as a process of its own, which a test may kill.</summary>
internal sealed class CrmProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private CrmProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    public bool HasEnded => _process.HasExited;

    /// <summary>Starts it with a data folder and settings, as in development.</summary>
    public static CrmProcess Start(string data, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        Directory.CreateDirectory(data);
        var start = new ProcessStartInfo("dotnet", [typeof(CrmHost).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = data };
        start.Environment["DOTNET_ENVIRONMENT"] = start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Crm__DataFolder"] = data;
        foreach (var (name, value) in settings)
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        return new CrmProcess(Process.Start(start)!);
    }

    /// <summary>Ends it at once (SIGKILL).</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits for its end.</summary>
    public async Task<(int ExitCode, string Output, string Errors)> EndAsync()
    {
        await _process.WaitForExitAsync();
        return (_process.ExitCode, await _output, await _errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
