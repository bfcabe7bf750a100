namespace CrmAddin.Core.Capture;

/// <summary>A mail as capture needs it, whatever it was read from.</summary>
public sealed record MailToRead
{
    /// <summary>The id in its source, null when it has none.</summary>
    public string? Id { get; init; }

    /// <summary>Who wrote it.</summary>
    public MailParty? From { get; init; }

    /// <summary>Who sent it, where that is somebody else (an assistant, a list).</summary>
    public MailParty? Sender { get; init; }

    /// <summary>Where answers go; empty when they go to the writer.</summary>
    public IReadOnlyList<MailParty> ReplyTo { get; init; } = [];

    /// <summary>Subject line.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The whole body, quoted history included.</summary>
    public string Body { get; init; } = "";

    /// <summary>Whether the body is HTML rather than text.</summary>
    public bool IsHtml { get; init; }

    /// <summary>Internet headers in their order; empty when the source did not give them.</summary>
    public IReadOnlyList<MailHeader> Headers { get; init; } = [];

    /// <summary>When it arrived, null when unknown.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }
}

/// <summary>A name and address out of a mail's head, each as it stood there.</summary>
/// <param name="Name">Display name.</param>
/// <param name="Address">Address; old mails have words here that are no address.</param>
public sealed record MailParty(string? Name, string? Address);

/// <summary>One internet header line.</summary>
/// <param name="Name">Field name, any case.</param>
/// <param name="Value">Unfolded value.</param>
public sealed record MailHeader(string Name, string Value);
