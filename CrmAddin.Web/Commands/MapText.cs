using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Results;

namespace CrmAddin.Web.Commands;

/// <summary>A mapping given on the command line: the JSON itself, or a file that holds it.</summary>
/// <param name="Json">The JSON; null when no mapping was given.</param>
public sealed record MapText(string? Json)
{
    /// <summary>Reads the option's value. Errors: <see cref="FileUnreadable"/>.</summary>
    public static Result<MapText> Read(string? value)
    {
        if (value is null || value.TrimStart().StartsWith('{'))
            return new MapText(value);
        try
        {
            return new MapText(File.ReadAllText(value));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return FileUnreadable.From(value, e);
        }
    }
}
