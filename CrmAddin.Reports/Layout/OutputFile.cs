using CrmAddin.Core.Results;

namespace CrmAddin.Reports.Layout;

/// <summary>Turns what the file system or the format refuses into an error that names the file.</summary>
internal static class OutputFile
{
    /// <summary>Runs the writing of a file.</summary>
    public static async Task<Result<T>> WriteAsync<T>(string path, Func<Task<T>> write)
    {
        try
        {
            return await write();
        }
        catch (TooManyRowsException e)
        {
            return new TooManyRowsForWorkbook(e.Message);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            return new FileNotWritable(path, e.Message);
        }
    }
}

/// <summary>The file cannot be written where it was asked for.</summary>
public sealed record FileNotWritable(string Path, string Reason)
    : RuleError($"The file {Path} cannot be written: {Reason} Choose another place, or close the program that holds it open.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Path, Reason];
}

/// <summary>The rows do not fit on a sheet.</summary>
public sealed record TooManyRowsForWorkbook(string Reason) : RuleError(Reason)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Reason];
}
