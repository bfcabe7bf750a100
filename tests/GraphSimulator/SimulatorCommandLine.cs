namespace GraphSimulator;

/// <summary>A file of messages and the mailbox folder that they go into; without a file the mailbox stays empty.</summary>
public sealed record MailboxToLoad(string? File, string Mailbox, string Folder);

/// <summary>
/// <c>--urls ADDRESS</c>, then any number of <c>--load FILE --mailbox UPN [--folder NAME]</c> or <c>--mailbox UPN</c>.
/// </summary>
public sealed record SimulatorCommandLine(string Url, IReadOnlyList<MailboxToLoad> Mailboxes)
{
    /// <summary>How to call it.</summary>
    public const string Usage = "GraphSimulator --urls http://127.0.0.1:PORT [--load FILE --mailbox UPN [--folder inbox]]...";

    /// <summary>Reads the words of a call.</summary>
    /// <exception cref="ArgumentException">The call was wrong; the message says how.</exception>
    public static SimulatorCommandLine Parse(IReadOnlyList<string> args)
    {
        var url = "http://127.0.0.1:5099";
        var groups = new List<(string? File, string? Mailbox, string? Folder)>();
        for (var i = 0; i < args.Count; i += 2)
        {
            if (i + 1 == args.Count)
                throw new ArgumentException($"{args[i]} needs a value. {Usage}");
            var value = args[i + 1];
            switch (args[i])
            {
                case "--urls":
                    url = value;
                    break;
                case "--load":
                    groups.Add((value, null, null));
                    break;
                case "--mailbox" when groups is [.., { Mailbox: null }]:
                    groups[^1] = groups[^1] with { Mailbox = value };
                    break;
                case "--mailbox":
                    groups.Add((null, value, null));
                    break;
                case "--folder" when groups.Count > 0:
                    groups[^1] = groups[^1] with { Folder = value };
                    break;
                default:
                    throw new ArgumentException($"{args[i]} is not an option here. {Usage}");
            }
        }
        return new SimulatorCommandLine(url, groups.ConvertAll(Complete));
    }

    private static MailboxToLoad Complete((string? File, string? Mailbox, string? Folder) group)
    {
        if (group.Mailbox is null)
            throw new ArgumentException($"--load {group.File} needs --mailbox UPN. {Usage}");
        if (group.File is not null && !File.Exists(group.File))
            throw new ArgumentException($"There is no file {group.File}.");
        return new MailboxToLoad(group.File, group.Mailbox, group.Folder ?? "inbox");
    }
}
