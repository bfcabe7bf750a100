using System.Globalization;
using AngleSharp.Html.Parser;
using CrmAddin.Core.Mail;
using Microsoft.Graph.Models;

namespace CrmAddin.Web.Graph;

/// <summary>Turns Graph's messages into the product's own; nothing of Graph's goes further than this folder.</summary>
internal static class GraphMessages
{
    private const string Sensitivity = "Integer 0x36";

    /// <summary>What is asked of every message.</summary>
    public static readonly string[] Select =
    [
        "id", "parentFolderId", "internetMessageId", "conversationId", "subject", "bodyPreview", "body", "sentDateTime", "receivedDateTime",
        "hasAttachments", "isDraft", "from", "sender", "toRecipients", "ccRecipients", "bccRecipients", "internetMessageHeaders",
    ];

    /// <summary>PidTagSensitivity, which messages of v1.0 carry as an extended property only.</summary>
    public static readonly string[] Expand = [$"singleValueExtendedProperties($filter=id eq '{Sensitivity}')"];

    public static bool IsRemoved(Message message) => message.AdditionalData.ContainsKey("@removed");

    public static MailboxMessage From(Message message) => new()
    {
        Id = message.Id!,
        FolderId = message.ParentFolderId,
        InternetMessageId = message.InternetMessageId,
        ConversationId = message.ConversationId,
        Subject = message.Subject,
        Preview = message.BodyPreview,
        BodyText = TextOf(message.Body),
        SentAt = message.SentDateTime,
        ReceivedAt = message.ReceivedDateTime,
        HasAttachments = message.HasAttachments,
        IsDraft = message.IsDraft,
        From = Person(message.From) ?? Person(message.Sender),
        To = People(message.ToRecipients),
        Cc = People(message.CcRecipients),
        Bcc = People(message.BccRecipients),
        Headers = message.InternetMessageHeaders?.ConvertAll(h => System.Collections.Generic.KeyValuePair.Create(h.Name ?? "", h.Value ?? "")),
        Sensitivity = SensitivityOf(message),
        IsMeeting = message is EventMessage,
    };

    private static MailPerson? Person(Recipient? recipient) =>
        recipient?.EmailAddress is { Address: { Length: > 0 } address } person ? new MailPerson(address, person.Name) : null;

    private static List<MailPerson>? People(List<Recipient>? recipients) => recipients?.Select(Person).OfType<MailPerson>().ToList();

    private static string? TextOf(ItemBody? body) => body switch
    {
        null => null,
        // Text is asked for; where Graph answers HTML all the same, its text is taken.
        { ContentType: BodyType.Html, Content: { } html } => new HtmlParser().ParseDocument(html).Body?.TextContent.Trim(),
        _ => body.Content,
    };

    private static int? SensitivityOf(Message message)
    {
        var value = message.SingleValueExtendedProperties?.Find(p => string.Equals(p.Id, Sensitivity, StringComparison.OrdinalIgnoreCase))?.Value;
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var level) ? level : null;
    }
}
