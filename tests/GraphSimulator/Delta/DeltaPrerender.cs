using GraphSimulator.Mailboxes;
using GraphSimulator.Misbehaviour;

namespace GraphSimulator.Delta;

/// <summary>Renders the pages of a folder's first round before they are asked for, so that serving them costs next to nothing.</summary>
internal static class DeltaPrerender
{
    /// <returns>How many pages there are.</returns>
    public static int Run(string graphBaseUrl, string user, SimulatedMailbox mailbox, SimulatedFolder folder, DeltaOptions options, Faults faults)
    {
        lock (mailbox.Gate)
        {
            var preferences = options.Preferences;
            var source = DeltaEndpoints.SourceOf(mailbox, folder, faults);
            var address = $"{graphBaseUrl}/users/{Uri.EscapeDataString(user)}/mailFolders/{folder.Id}/messages/delta";
            var token = DeltaTokens.Begin(new DeltaToken { FolderId = folder.Id, Select = options.Select, Expand = options.Expand }, source);
            var pages = 0;
            while (true)
            {
                var (bytes, next, isLast) = DeltaEndpoints.Render(address, folder, source, token, preferences);
                folder.Prerendered[new PageKey(token, preferences)] = bytes;
                pages++;
                foreach (var item in folder.Round(token, faults).Skip(token.Offset).Take(next.Offset - token.Offset))
                    item.Message.Release();
                if (isLast)
                    return pages;
                token = next;
            }
        }
    }
}
