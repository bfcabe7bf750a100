using System.Diagnostics;
using System.Globalization;

namespace Benchmarks;

/// <summary>Runs in processes of their own, so that time and memory are theirs alone.</summary>
internal static class ProcessRuns
{
    /// <summary>How often something runs before it counts as warm: the compiler of hot code works beside the first dozen runs.</summary>
    public const int WarmingRuns = 20;

    /// <summary>Runs this program again with arguments and gives what it printed.</summary>
    public static Task<string> AgainAsync(IEnumerable<string> arguments, CancellationToken cancel) =>
        // It may have been started as "dotnet Benchmarks.dll" or by its own name.
        RunAsync(Environment.ProcessPath!, Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(ProcessRuns).Assembly.Location, .. arguments] : arguments, cancel);

    /// <summary>Runs a program and gives what it printed.</summary>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancel)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var printed = await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return process.ExitCode == 0 ? printed.Trim() : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    /// <summary>Compiles a C program that lies beside this one against libxlsxwriter; null where the machine has none.</summary>
    public static async Task<string?> BuildWriterAsync(BenchOutput output, string source, CancellationToken cancel)
    {
        if (!File.Exists("/usr/include/xlsxwriter.h"))
        {
            BenchOutput.Say("Install gcc and libxlsxwriter-dev to see libxlsxwriter beside it.");
            return null;
        }
        var program = Path.Combine(output.DataFolder, Path.GetFileNameWithoutExtension(source));
        await RunAsync("gcc", ["-O2", "-D_GNU_SOURCE", "-rdynamic", "-o", program, Path.Combine(AppContext.BaseDirectory, source), "-lxlsxwriter", "-lz", "-ldl"], cancel);
        return program;
    }

    /// <summary>The most memory that this process has held, in MB.</summary>
    public static double PeakMegabytes() => Status("VmHWM");

    /// <summary>The memory that this process holds, in MB.</summary>
    public static double Megabytes() => Status("VmRSS");

    /// <summary>The middle one of some values.</summary>
    public static double Median(IReadOnlyCollection<double> values) => values.Order().ElementAt(values.Count / 2);

    private static double Status(string name)
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
