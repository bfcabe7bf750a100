namespace CrmAddin.Core.Capture.Text;

/// <summary>One line of a mail's plain text.</summary>
/// <param name="Number">Counted from 1 over the whole body.</param>
/// <param name="Text">Without its line break.</param>
internal sealed record MailLine(int Number, string Text)
{
    /// <summary>Whether the mail program says that these are somebody else's words.</summary>
    internal bool IsQuoted { get; init; }

    /// <summary>Whether the mail program says that this is the signature.</summary>
    internal bool IsMarkedSignature { get; init; }

    /// <summary>Addresses behind the line's links.</summary>
    internal IReadOnlyList<string> Links { get; init; } = [];

    internal bool IsBlank => string.IsNullOrWhiteSpace(Text);
}
