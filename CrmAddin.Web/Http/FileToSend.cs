namespace CrmAddin.Web.Http;

/// <summary>A file that is made for one answer and removed when the answer is out.</summary>
public sealed class FileToSend : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crm-").FullName;
    private readonly string _format;

    /// <summary>A file of a format, "csv", "xlsx" or "zip", that goes when the request ends.</summary>
    public FileToSend(string format, HttpContext http)
    {
        _format = format;
        http.Response.RegisterForDispose(this);
    }

    /// <summary>Where it is written; the folder is readable by the host alone.</summary>
    public string Path => System.IO.Path.Combine(_folder, "file." + _format);

    private string ContentType => _format switch
    {
        "csv" => "text/csv; charset=utf-8",
        "zip" => "application/zip",
        _ => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    };

    /// <summary>The answer that sends it under a name.</summary>
    public IResult ToResponse(string name) => TypedResults.PhysicalFile(
        Path, ContentType, name);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
