using System.Net;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Results;
using Microsoft.Graph.Models;
using Microsoft.Graph.Users.Item.SendMail;
using Microsoft.Kiota.Abstractions;

namespace CrmAddin.Web.Graph;

/// <summary>Sends mail over Microsoft Graph.</summary>
public sealed class GraphMailSender(GraphConnection connection) : IMailSender
{
    /// <inheritdoc/>
    public async Task<Error?> SendAsync(string fromMailbox, OutgoingMail mail, CancellationToken cancel)
    {
        var sent = await GraphQuestion.AskAsync<bool>(connection, e => Refusal(e, fromMailbox), async graph =>
        {
            await graph.Users[fromMailbox].SendMail.PostAsync(new SendMailPostRequestBody
            {
                SaveToSentItems = true,
                Message = new Message
                {
                    Subject = mail.Subject,
                    Body = new ItemBody { ContentType = BodyType.Html, Content = Html(mail) },
                    ToRecipients = [.. mail.To.Select(address => new Recipient { EmailAddress = new EmailAddress { Address = address } })],
                },
            }, cancellationToken: cancel);
            return true;
        }, cancel);
        // A cut connection and an answer that is no JSON leave open whether the mail went out.
        return sent.Error is MailServerUnreachable or MailServerAnswersNoJson ? new MailMaybeSent() : sent.Error;
    }

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
