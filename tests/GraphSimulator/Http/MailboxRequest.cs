using GraphSimulator.Mailboxes;

namespace GraphSimulator.Http;

/// <summary>The steps that requests to a mailbox share.</summary>
internal static class MailboxRequest
{
    /// <summary>The folder that a request names, by id or well-known name.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public static SimulatedFolder RequireFolder(this SimulatedMailbox mailbox, string folder) =>
        mailbox.FindFolderById(folder) ?? throw (folder.StartsWith(ItemIds.RestPrefix, StringComparison.Ordinal) ? Refusals.ItemUnknown() : Refusals.IdMalformed());

    /// <summary>The message that a request names.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public static SimulatedMessage RequireMessage(this SimulatedMailbox mailbox, string id) => mailbox.FindMessage(id) ?? throw Refusals.ItemUnknown();

    /// <summary>Answers with what is rendered while the mailbox is locked; with 204 when that is nothing.</summary>
    public static Task AnswerAsync(this SimulatedMailbox mailbox, HttpContext context, Func<ReadOnlyMemory<byte>?> render, int status = 200)
    {
        ReadOnlyMemory<byte>? body;
        lock (mailbox.Gate)
            body = render();
        if (body is { } content)
            return GraphAnswer.SendAsync(context, content, status);
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    /// <summary>How entities of a mailbox are called in <c>@odata.context</c>.</summary>
    public static string Entities(string user, string path) => $"users('{Uri.EscapeDataString(user)}')/{path}";
}
