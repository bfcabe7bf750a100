using System.Text.Json;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;

namespace CrmAddin.Web.Commands;

/// <summary>What commands print and how they end: 0 done, 1 the work failed, 2 the call was wrong.</summary>
public static class CommandOutput
{
    /// <summary>The work is done.</summary>
    public const int Done = 0;

    /// <summary>The work failed, or rows were refused under --strict.</summary>
    public const int Failed = 1;

    /// <summary>The call was wrong.</summary>
    public const int WrongCall = 2;

    /// <summary>One line of JSON on standard output.</summary>
    public static void WriteJson<T>(T value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, JsonText.Readable));

    /// <summary>One sentence on standard error.</summary>
    public static int Fail(Error error, int exitCode = Failed)
    {
        Console.Error.WriteLine($"crm: {error.Sentence}");
        return exitCode;
    }

    /// <summary>Shows progress on a terminal; silent when the output goes elsewhere.</summary>
    public static IProgress<T>? Progress<T>(string what)
        where T : IFormattable =>
        Console.IsErrorRedirected ? null : new Progress<T>(count => Console.Error.Write($"\r{what}: {count:N0} "));

    /// <summary>Ends a line of progress.</summary>
    public static void EndProgress()
    {
        if (!Console.IsErrorRedirected)
            Console.Error.WriteLine();
    }
}
