using System.CommandLine;

namespace CrmAddin.Web.Commands;

/// <summary><c>--json</c>: the commands always print JSON on standard output; the option is accepted so that callers can say what they expect.</summary>
public static class JsonOption
{
    /// <summary>The option.</summary>
    public static Option<bool> Create() => new("--json") { Description = "Print JSON on standard output (the default)." };
}
