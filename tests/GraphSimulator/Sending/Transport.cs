using System.Text.Json.Nodes;
using GraphSimulator.Clock;
using GraphSimulator.Http;
using GraphSimulator.Limits;
using GraphSimulator.Mailboxes;
using GraphSimulator.Misbehaviour;

namespace GraphSimulator.Sending;

/// <summary>Sends mail: a copy goes to Sent Items, maybe late, and one to the inbox of every recipient that has a mailbox here.</summary>
internal sealed class Transport(SimulatedTenant tenant, TimeProvider clock, FaultBoard board, LimitBoard limits)
{
    private const int MostRecipients = 500;

    /// <summary>Sends a new mail.</summary>
    public void Send(SimulatedMailbox mailbox, MailContent content, bool keepCopy = true)
    {
        var now = clock.GetUtcNow();
        Prepare(content.Json, mailbox, now);
        lock (mailbox.Gate)
            JoinThread(mailbox, content.Json);
        if (keepCopy)
            KeepCopy(mailbox, () =>
            {
                lock (mailbox.Gate)
                    content.PutInto(mailbox, mailbox.WellKnown("sentitems"), now);
            });
        Deliver(mailbox, content, now);
    }

    /// <summary>Sends a draft, which becomes the copy in Sent Items and keeps its immutable id.</summary>
    public void SendDraft(SimulatedMailbox mailbox, string id)
    {
        var now = clock.GetUtcNow();
        MailContent content;
        SimulatedMessage draft;
        lock (mailbox.Gate)
        {
            draft = mailbox.FindMessage(id) is { IsDraft: true } found ? found : throw Refusals.ItemUnknown();
            Prepare(draft.Json, mailbox, now);
            draft.Revision++;
            content = MailContent.Of(draft) with { Attachments = [.. draft.Attachments.Select(ToJson)] };
            mailbox.Take(draft, "deleted", byMove: true);
        }
        KeepCopy(mailbox, () =>
        {
            lock (mailbox.Gate)
                mailbox.Put(draft, mailbox.WellKnown("sentitems"), byMove: true);
        });
        Deliver(mailbox, content, now);
    }

    /// <summary>Gives a mail the conversation of the one that it answers, as Exchange does.</summary>
    public static void JoinThread(SimulatedMailbox mailbox, JsonObject json)
    {
        var answered = (json["internetMessageHeaders"] as JsonArray ?? [])
            .Where(h => h?["name"]?.GetValue<string>() is { } name && (name.Equals("In-Reply-To", StringComparison.OrdinalIgnoreCase) || name.Equals("References", StringComparison.OrdinalIgnoreCase)))
            .SelectMany(h => h!["value"]!.GetValue<string>().Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToHashSet(StringComparer.Ordinal);
        if (answered.Count > 0 && mailbox.Messages.FirstOrDefault(m => answered.Contains(m.Text("internetMessageId") ?? "")) is { } known)
            json["conversationId"] = known.Text("conversationId");
    }

    private void KeepCopy(SimulatedMailbox mailbox, Action keep) =>
        Delayed.Run(clock, TimeSpan.FromSeconds(board.FaultsOf(mailbox.UserPrincipalName).SentCopyDelaySeconds), keep);

    private void Prepare(JsonObject message, SimulatedMailbox mailbox, DateTimeOffset now)
    {
        var recipients = MailContent.Recipients(message);
        if (recipients.Count is 0 or > MostRecipients)
            throw new BadQueryException("ErrorInvalidRecipients", "At least one recipient isn't valid.");
        limits.CountSend(mailbox.UserPrincipalName);
        var sender = new JsonObject { ["emailAddress"] = new JsonObject { ["name"] = mailbox.DisplayName, ["address"] = mailbox.UserPrincipalName } };
        message["isDraft"] = false;
        message["isRead"] = true;
        message["from"] = sender;
        message["sender"] = sender.DeepClone();
        message["sentDateTime"] = MessageDefaults.Instant(now);
        message["receivedDateTime"] = MessageDefaults.Instant(now);
        message["internetMessageId"] ??= $"<{Guid.NewGuid():N}@{mailbox.UserPrincipalName.Split('@')[^1]}>";
    }

    private void Deliver(SimulatedMailbox sender, MailContent content, DateTimeOffset now)
    {
        var recipients = MailContent.Recipients(content.Json);
        var outside = new List<string>();
        foreach (var address in recipients)
        {
            if (tenant.FindMailbox(address) is not { } mailbox)
            {
                outside.Add(address);
                continue;
            }
            var copy = (JsonObject)content.Json.DeepClone();
            foreach (var own in new[] { "id", "bccRecipients", "conversationId", "conversationIndex", "webLink", "parentFolderId" })
                copy.Remove(own);
            copy["isRead"] = false;
            lock (mailbox.Gate)
            {
                JoinThread(mailbox, copy);
                (content with { Json = copy }).PutInto(mailbox, mailbox.WellKnown("inbox"), now);
            }
        }
        tenant.NoteSent(new SentMail(sender.UserPrincipalName, now, (JsonObject)content.Json.DeepClone(), recipients, outside, SentMail.TextOf(content.Mime)) { Files = SentMail.FilesOf(content.Attachments) });
    }

    private static JsonObject ToJson(Messages.Attachment attachment) => new()
    {
        ["name"] = attachment.Name,
        ["contentType"] = attachment.ContentType,
        ["isInline"] = attachment.IsInline,
        ["contentId"] = attachment.ContentId,
        ["contentBytes"] = Convert.ToBase64String(attachment.Bytes.Span),
    };
}
