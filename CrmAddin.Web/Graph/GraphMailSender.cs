using System.Net;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Results;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Users.Item.SendMail;
using Microsoft.Kiota.Abstractions;

namespace CrmAddin.Web.Graph;

/// <summary>Sends mail over Microsoft Graph.</summary>
public sealed class GraphMailSender(GraphConnection connection, IHttpClientFactory clients) : IMailSender
{
    /// <inheritdoc/>
    public Task<Error?> SendAsync(string fromMailbox, OutgoingMail mail, CancellationToken cancel) =>
        mail.File is { } file && new FileInfo(file.Path).Length >= GraphUpload.FromBytes
            ? SendDraftAsync(fromMailbox, mail, file, cancel)
            : AskToSendAsync(fromMailbox, async graph => await graph.Users[fromMailbox].SendMail.PostAsync(
                new SendMailPostRequestBody { SaveToSentItems = true, Message = await MessageAsync(mail, withFile: true, cancel) }, cancellationToken: cancel), cancel);

    // A draft is made, the file is put on it in parts, and only then it is sent: what fails before has surely not gone out.
    private async Task<Error?> SendDraftAsync(string fromMailbox, OutgoingMail mail, OutgoingFile file, CancellationToken cancel)
    {
        var draft = await GraphQuestion.AskAsync<string>(connection, e => DraftRefusal(e, fromMailbox), async graph =>
            (await graph.Users[fromMailbox].Messages.PostAsync(await MessageAsync(mail, withFile: false, cancel), cancellationToken: cancel))?.Id is { } id ? id : new MessageGone(), cancel);
        if (!draft.Succeeded)
            return draft.Error;
        using var http = clients.CreateClient();
        var uploaded = await GraphQuestion.AskAsync(
            connection, e => DraftRefusal(e, fromMailbox), graph => GraphUpload.RunAsync(graph, http, fromMailbox, draft.Value, file, cancel), cancel);
        if (uploaded.Succeeded)
            return await AskToSendAsync(fromMailbox, graph => graph.Users[fromMailbox].Messages[draft.Value].Send.PostAsync(cancellationToken: cancel), cancel);
        await GraphQuestion.AskAsync<bool>(connection, e => DraftRefusal(e, fromMailbox), async graph =>
        {
            await graph.Users[fromMailbox].Messages[draft.Value].DeleteAsync(cancellationToken: cancel);
            return true;
        }, cancel);
        return uploaded.Error;
    }

    private async Task<Error?> AskToSendAsync(string fromMailbox, Func<GraphServiceClient, Task> send, CancellationToken cancel)
    {
        var sent = await GraphQuestion.AskAsync<bool>(connection, e => Refusal(e, fromMailbox), async graph =>
        {
            await send(graph);
            return true;
        }, cancel);
        // A cut connection and an answer that is no JSON leave open whether the mail went out.
        return sent.Error is MailServerUnreachable or MailServerAnswersNoJson ? new MailMaybeSent() : sent.Error;
    }

    private static async Task<Message> MessageAsync(OutgoingMail mail, bool withFile, CancellationToken cancel) => new()
    {
        Subject = mail.Subject,
        Body = new ItemBody { ContentType = BodyType.Html, Content = Html(mail) },
        ToRecipients = [.. mail.To.Select(address => new Recipient { EmailAddress = new EmailAddress { Address = address } })],
        Attachments = withFile && mail.File is { } file
            ? [new FileAttachment { Name = file.Name, ContentType = file.ContentType, ContentBytes = await File.ReadAllBytesAsync(file.Path, cancel) }]
            : null,
    };

    private static Error DraftRefusal(ApiException e, string mailbox) => e.ResponseStatusCode == 403 ? new SendingDenied(mailbox) : GraphFailure.From(e, mailbox);

    /// <summary>
    /// Whether the application may send from a mailbox: asked with a message that has no recipients, which the server refuses in any
    /// case, but with 403 only where sending is not allowed at all.
    /// </summary>
    public async Task<Error?> CheckAsync(string fromMailbox, CancellationToken cancel) =>
        (await GraphQuestion.AskAsync<bool>(connection, e => Refusal(e, fromMailbox), async graph =>
        {
            await graph.Users[fromMailbox].SendMail.PostAsync(new SendMailPostRequestBody { Message = new Message { ToRecipients = [] }, SaveToSentItems = false }, cancellationToken: cancel);
            return true;
        }, cancel)).Error is { } error and not MailServerRefused { Status: 400 } ? error : null;

    private static Error Refusal(ApiException e, string mailbox) => e.ResponseStatusCode switch
    {
        403 => new SendingDenied(mailbox),
        >= 500 => new MailMaybeSent(),
        _ => GraphFailure.From(e, mailbox),
    };

    private static string Html(OutgoingMail mail) =>
        $"<div dir=\"{(mail.IsRightToLeft ? "rtl" : "ltr")}\">{string.Concat(mail.Lines.Select(line => $"<p>{WebUtility.HtmlEncode(line)}</p>"))}</div>";
}
