using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace CrmAddin.Reports.Tests.Support;

/// <summary>LibreOffice as a second opinion: it recalculates every formula of a workbook, whatever values are cached in it.</summary>
internal static class LibreOffice
{
    // Without this setting LibreOffice trusts the cached values of files that name Excel as their maker.
    private const string AlwaysRecalculate = """
        <?xml version="1.0" encoding="UTF-8"?>
        <oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        <item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
        </oor:items>
        """;

    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(15);

    /// <summary>Recalculates a workbook and gives the path of the copy that holds the new values.</summary>
    public static string Recalculate(string path) => Convert([path], "xlsx")[0];

    /// <summary>Recalculates workbooks in one go and gives the paths of the copies, in the same order.</summary>
    public static IReadOnlyList<string> Recalculate(IReadOnlyList<string> paths) => Convert(paths, "xlsx");

    /// <summary>Converts a workbook to PDF, recalculated.</summary>
    public static string ToPdf(string path) => Convert([path], "pdf")[0];

    /// <summary>Converts workbooks to PDF in one go, recalculated.</summary>
    public static IReadOnlyList<string> ToPdf(IReadOnlyList<string> paths) => Convert(paths, "pdf");

    /// <summary>Draws the first page of a PDF as a PNG and gives its path.</summary>
    public static string FirstPage(string pdf, int dotsPerInch)
    {
        var picture = Path.ChangeExtension(pdf, null);
        Run("pdftoppm", "-r", dotsPerInch.ToString(CultureInfo.InvariantCulture), "-png", "-f", "1", "-l", "1", "-singlefile", pdf, picture);
        return picture + ".png";
    }

    /// <summary>The text of a PDF, page by page.</summary>
    public static IReadOnlyList<string> Pages(string pdf)
    {
        var text = Path.ChangeExtension(pdf, "txt");
        Run("pdftotext", pdf, text);
        return File.ReadAllText(text).TrimEnd('\f', '\n').Split('\f');
    }

    private static string[] Convert(IReadOnlyList<string> paths, string format)
    {
        var folder = Directory.CreateTempSubdirectory("crm-office-").FullName;
        var profile = Path.Combine(folder, "profile");
        Directory.CreateDirectory(Path.Combine(profile, "user"));
        File.WriteAllText(Path.Combine(profile, "user", "registrymodifications.xcu"), AlwaysRecalculate);
        Run("soffice", [$"-env:UserInstallation=file://{profile}", "--headless", "--norestore", "--convert-to", format, "--outdir", folder, .. paths]);

        string[] converted = [.. paths.Select(path => Path.Combine(folder, Path.GetFileNameWithoutExtension(path) + "." + format))];
        return Array.Find(converted, file => !File.Exists(file)) is { } missing
            ? throw new InvalidOperationException($"LibreOffice did not make {missing}.")
            : converted;
    }

    private static void Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Start(start);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(_limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end within {_limit.TotalMinutes} minutes.");
        }

        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {output.Result} {errors.Result}");
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException("LibreOffice is needed to check formulas: install it with \"apt-get install libreoffice-calc\", or run scripts/test, which does.", e);
        }
    }
}
