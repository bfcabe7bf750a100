using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Results;
using CrmAddin.Web.Settings;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace CrmAddin.Web.Imports;

/// <summary>The request holds no file.</summary>
public sealed record UploadMissing() : RuleError("Choose a file first.");

/// <summary>A file that was uploaded.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Name">Its name on the user's machine, without any folder.</param>
public sealed record ReceivedUpload(string Path, string Name);

/// <summary>Takes the one file of a multipart request straight to a private folder; it is never held in memory.</summary>
public sealed class ReceiveUpload(CrmSettings settings)
{
    /// <summary>Most bytes of a file.</summary>
    public const long MostBytes = 250L * 1024 * 1024;

    private const int MostBoundary = 200;

    /// <summary>Receives the file. Errors: <see cref="UploadMissing"/>, <see cref="FileTooLarge"/>.</summary>
    public async Task<Result<ReceivedUpload>> RunAsync(HttpRequest request, CancellationToken cancel)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and < MostBoundary } boundary)
            return new UploadMissing();
        var parts = new MultipartReader(boundary, request.Body);
        while (await parts.ReadNextSectionAsync(cancel) is { } part)
        {
            if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition) || !disposition.IsFileDisposition())
                continue;
            var name = Path.GetFileName((disposition.FileNameStar.Value ?? HeaderUtilities.RemoveQuotes(disposition.FileName).Value ?? "").Replace('\\', '/'));
            if (name.Length > 0)
                return await KeepAsync(part.Body, name, cancel);
        }
        return new UploadMissing();
    }

    private async Task<Result<ReceivedUpload>> KeepAsync(Stream body, string name, CancellationToken cancel)
    {
        var folder = Directory.CreateDirectory(settings.ImportsFolder).FullName;
        // The ending helps to tell formats apart; the rest of a stranger's name has no place in a path of ours.
        var ending = Path.GetExtension(name).ToLowerInvariant() is ".csv" or ".xlsx" or ".vcf" or ".txt" ? Path.GetExtension(name).ToLowerInvariant() : "";
        var path = Path.Combine(folder, Guid.NewGuid().ToString("N") + ending);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var isWhole = false;
        try
        {
            await using (var file = new FileStream(path, options))
                isWhole = await CopyAsync(body, file, cancel);
        }
        finally
        {
            if (!isWhole)
                File.Delete(path);
        }
        return isWhole ? new ReceivedUpload(path, name) : FileTooLarge.Bytes(name, MostBytes / 1024 / 1024);
    }

    private static async Task<bool> CopyAsync(Stream from, FileStream to, CancellationToken cancel)
    {
        var buffer = new byte[81_920];
        var total = 0L;
        for (int read; (read = await from.ReadAsync(buffer, cancel)) > 0;)
        {
            total += read;
            if (total > MostBytes)
                return false;
            await to.WriteAsync(buffer.AsMemory(0, read), cancel);
        }
        return true;
    }
}
