using CrmAddin.Core.Capture.Names;
using CrmAddin.Core.Capture.Signatures;
using CrmAddin.Core.Capture.Text;

namespace CrmAddin.Core.Capture;

/// <summary>A mail's text as a reader sees it, and its parts.</summary>
/// <param name="PlainText">The whole body as text, lines joined by line feeds.</param>
/// <param name="OwnText">What the writer wrote this time, signature included; no quoted history, disclaimer or list footer.</param>
/// <param name="Signature">The signature block.</param>
public sealed record ReadableMail(string PlainText, string OwnText, ProposedSignature Signature);

/// <summary>Takes a mail's body apart into the writer's own words, the signature and the rest.</summary>
public static class ReadMail
{
    /// <summary>Reads a body, HTML or text.</summary>
    public static ReadableMail From(MailToRead mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        var lines = MailText.Lines(mail);
        var own = OwnText.Of(lines);
        var signature = FindSignature.In(own, SenderName.Of(mail));
        return new ReadableMail(Joined(lines), Joined(own).Trim('\n'), SignatureOf(signature));
    }

    /// <summary>The signature as it is told to callers.</summary>
    internal static ProposedSignature SignatureOf(IReadOnlyList<LineFacts> lines) => lines.Count == 0
        ? ProposedSignature.None
        : new ProposedSignature(string.Join('\n', lines.Select(line => line.Line.Text.TrimEnd())), lines[0].Line.Number);

    private static string Joined(IReadOnlyList<MailLine> lines) => string.Join('\n', lines.Select(line => line.Text.TrimEnd()));
}
