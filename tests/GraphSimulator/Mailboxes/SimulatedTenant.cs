using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using GraphSimulator.Http;
using GraphSimulator.Sending;

namespace GraphSimulator.Mailboxes;

/// <summary>All mailboxes, and the things that people do in them. Safe to use from several threads.</summary>
public sealed partial class SimulatedTenant(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, SimulatedMailbox> _mailboxes = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentQueue<SentMail> _sent = new();

    /// <summary>Raised for every change of a message, event or contact, while the mailbox is locked.</summary>
    internal event Action<ItemChange>? Changed;

    /// <summary>Directory id of the firm.</summary>
    public string TenantId { get; } = ItemIds.User("tenant").ToString();

    /// <summary>Id of the application that the caller is registered as; validation tokens are made out to it.</summary>
    public string ApplicationId { get; set; } = ItemIds.User("application").ToString();

    /// <summary>Every mail that was sent, in order.</summary>
    public IReadOnlyList<SentMail> SentMails => [.. _sent];

    internal TimeProvider Clock => clock;

    /// <summary>Every mailbox, by sign-in name.</summary>
    public IEnumerable<SimulatedMailbox> Mailboxes => _mailboxes.Values.OrderBy(m => m.UserPrincipalName, StringComparer.Ordinal);

    /// <summary>The mailbox of this name, made with its standard folders when it is new.</summary>
    public SimulatedMailbox AddMailbox(string userPrincipalName, string? displayName = null) =>
        _mailboxes.GetOrAdd(userPrincipalName, upn => new SimulatedMailbox(upn, displayName ?? upn, change => Changed?.Invoke(change)));

    /// <summary>A mailbox by sign-in name or directory id.</summary>
    public SimulatedMailbox? FindMailbox(string idOrUserPrincipalName) =>
        _mailboxes.GetValueOrDefault(idOrUserPrincipalName)
        ?? _mailboxes.Values.FirstOrDefault(m => string.Equals(m.Id, idOrUserPrincipalName, StringComparison.OrdinalIgnoreCase));

    /// <summary>The sign-in name of a mailbox that a request names in either way.</summary>
    internal string NameOf(string idOrUserPrincipalName) => FindMailbox(idOrUserPrincipalName)?.UserPrincipalName ?? idOrUserPrincipalName;

    /// <summary>The mailbox that a request names.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    internal SimulatedMailbox RequireMailbox(string user) => FindMailbox(user) ?? throw Refusals.UserUnknown(user);

    /// <summary>Adds a folder below another, or below the top of the mailbox.</summary>
    public SimulatedFolder AddFolder(string mailbox, string displayName, string? parent = null, bool isHidden = false)
    {
        var box = Mailbox(mailbox);
        lock (box.Gate)
        {
            var under = parent is null ? box.Root : Folder(box, parent);
            return box.Folders.FirstOrDefault(f => f.Parent == under && f.DisplayName == displayName) ?? box.AddFolder(displayName, null, under, isHidden);
        }
    }

    /// <summary>Delivers one message, given as Graph JSON, and answers its immutable id.</summary>
    public string AddMessage(string mailbox, string folder, JsonObject message)
    {
        var box = Mailbox(mailbox);
        lock (box.Gate)
            return box.Add(Folder(box, folder), message, clock.GetUtcNow()).ImmutableId;
    }

    /// <summary>Loads messages, one JSON object a line, and answers how many.</summary>
    /// <exception cref="InvalidDataException">A line is no JSON object; nothing after it was read.</exception>
    public async Task<int> LoadAsync(string mailbox, string folder, TextReader lines, CancellationToken cancel = default)
    {
        var count = 0;
        var lineNumber = 0;
        while (await lines.ReadLineAsync(cancel) is { } line)
        {
            lineNumber++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            AddMessage(mailbox, folder, ParseLine(line, lineNumber));
            count++;
        }
        return count;
    }

    /// <summary>Makes the service forget every delta token that it has handed out for this mailbox.</summary>
    public void LoseTokens(string mailbox)
    {
        var box = Mailbox(mailbox);
        lock (box.Gate)
            box.TokenEpoch++;
    }

    internal void NoteSent(SentMail mail) => _sent.Enqueue(mail);

    internal SimulatedMailbox Mailbox(string mailbox) =>
        FindMailbox(mailbox) ?? throw new KeyNotFoundException($"There is no mailbox {mailbox}.");

    internal static SimulatedFolder Folder(SimulatedMailbox mailbox, string folder) =>
        mailbox.FindFolder(folder) ?? throw new KeyNotFoundException($"{mailbox.UserPrincipalName} has no folder {folder}.");

    internal void Change(string mailbox, string messageId, Action<SimulatedMailbox, SimulatedMessage, DateTimeOffset> change)
    {
        var box = Mailbox(mailbox);
        lock (box.Gate)
        {
            var message = box.FindMessage(messageId)
                ?? throw new KeyNotFoundException($"{box.UserPrincipalName} has no message {messageId}.");
            change(box, message, clock.GetUtcNow());
        }
    }

    private static JsonObject ParseLine(string line, int lineNumber)
    {
        try
        {
            return JsonNode.Parse(line) as JsonObject
                ?? throw new InvalidDataException($"Line {lineNumber} is no JSON object.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"Line {lineNumber} is no JSON object: {e.Message}", e);
        }
    }
}
