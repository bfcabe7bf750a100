using System.Net.Http.Headers;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Results;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Users.Item.Messages.Item.Attachments.CreateUploadSession;

namespace CrmAddin.Web.Graph;

/// <summary>Puts a large file on a draft in parts, as Graph asks for from 3 MB on.</summary>
internal static class GraphUpload
{
    /// <summary>From this size on, in bytes, a file does not fit into the request that sends the mail.</summary>
    public const long FromBytes = 3L * 1024 * 1024;

    // Parts are multiples of 320 KiB.
    private const int PartBytes = 10 * 320 * 1024;

    /// <summary>Uploads the file. The address that Graph gives carries its own permission: our token does not go there.</summary>
    public static async Task<Result<bool>> RunAsync(GraphServiceClient graph, HttpClient http, string mailbox, string draft, OutgoingFile file, CancellationToken cancel)
    {
        await using var content = File.OpenRead(file.Path);
        var session = await graph.Users[mailbox].Messages[draft].Attachments.CreateUploadSession.PostAsync(new CreateUploadSessionPostRequestBody
        {
            AttachmentItem = new AttachmentItem { AttachmentType = AttachmentType.File, Name = file.Name, ContentType = file.ContentType, Size = content.Length },
        }, cancellationToken: cancel);
        if (!Uri.TryCreate(session?.UploadUrl, UriKind.Absolute, out var address) || (address.Scheme != "https" && !address.IsLoopback))
            return new MailServerRefused(0, "no upload address");
        var buffer = new byte[PartBytes];
        for (long at = 0; at < content.Length;)
        {
            var read = await content.ReadAtLeastAsync(buffer, PartBytes, throwOnEndOfStream: false, cancel);
            using var part = new ByteArrayContent(buffer, 0, read);
            part.Headers.ContentRange = new ContentRangeHeaderValue(at, at + read - 1, content.Length);
            part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            using var answer = await http.PutAsync(address, part, cancel);
            if (!answer.IsSuccessStatusCode)
                return new MailServerRefused((int)answer.StatusCode, "upload");
            at += read;
        }

        return true;
    }
}
