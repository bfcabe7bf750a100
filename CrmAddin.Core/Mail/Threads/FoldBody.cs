using CrmAddin.Core.Capture;
using CrmAddin.Core.Capture.Names;
using CrmAddin.Core.Capture.Signatures;
using CrmAddin.Core.Capture.Text;

namespace CrmAddin.Core.Mail.Threads;

/// <summary>What a part of a mail's body is.</summary>
public enum BodyPartKind
{
    /// <summary>What the writer wrote this time.</summary>
    Own,
    /// <summary>The writer's signature.</summary>
    Signature,
    /// <summary>What the writer quotes.</summary>
    Quoted,
    /// <summary>What the writer passes on.</summary>
    Forwarded,
    /// <summary>Disclaimers, warnings of mail gates, list footers.</summary>
    Disclaimer,
}

/// <summary>A part of a mail's body, as a screen shows or folds it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text; empty for quoted and forwarded mail, which consists of parts.</param>
/// <param name="Head">What announces quoted or forwarded mail: "On … X wrote:", or From, Sent, To and Subject; else empty.</param>
/// <param name="Parts">Parts of quoted or forwarded mail, itself with what it quotes.</param>
public sealed record BodyPart(BodyPartKind Kind, string Text, string Head, IReadOnlyList<BodyPart> Parts);

/// <summary>
/// Splits a mail's plain text for display, by the rules by which capture reads a mail: nothing is lost, and what the writer did not
/// write this time is told apart. Time and size grow with the length of the body, whatever it holds.
/// </summary>
public static class FoldBody
{
    /// <summary>How deep quotations within quotations are taken apart; deeper ones stay text of the last.</summary>
    public const int MostDepth = 8;

    /// <summary>The parts in the order of the text.</summary>
    /// <param name="body">Plain text.</param>
    /// <param name="subject">Subject line: says whether a head of fields begins an answered or a forwarded mail.</param>
    /// <param name="from">The writer, whose name helps to find the signature.</param>
    public static IReadOnlyList<BodyPart> Run(string body, string subject, MailParty? from)
    {
        var mail = new MailToRead { Body = body, Subject = subject, From = from };
        var stretches = SplitHistory.Of(MailText.WholeLines(body));
        var own = OwnText.Of(stretches);
        var isOwn = own.Select(line => line.Number).ToHashSet();
        var isSignature = SignatureLines(own, SenderName.Of(mail));

        var parts = new List<BodyPart>();
        var isForward = BaseSubject.Of(subject).IsForward;
        foreach (var stretch in stretches)
        {
            if (stretch.Kind == TextStretchKind.Own)
                AddOwn(parts, stretch.Lines, isOwn, isSignature);
            else
                AddQuoted(parts, stretch with { Kind = isForward && !stretch.IsMarked ? TextStretchKind.Forwarded : stretch.Kind }, 1);
        }

        return parts;
    }

    private static HashSet<int> SignatureLines(IReadOnlyList<MailLine> own, SenderName writer)
    {
        var signature = FindSignature.In(own, writer).Where(fact => !fact.IsBlank).ToList();
        // An answer that is folded away is worse than a signature that stands open: "Yes" is no name because it stands alone,
        // and who writes nothing but a name says it with the name.
        var isLoneGuess = signature is [{ WriterName: null, ClosingName: null, IsDeviceTag: false }];
        var isWhole = signature.Count == own.Count(line => !line.IsBlank);
        return isLoneGuess || isWhole ? [] : [.. signature.Select(fact => fact.Line.Number)];
    }

    private static void AddOwn(List<BodyPart> parts, IReadOnlyList<MailLine> lines, HashSet<int> isOwn, HashSet<int> isSignature)
    {
        var at = 0;
        while (at < lines.Count)
        {
            var kind = KindOf(lines[at]);
            var from = at;
            for (at++; at < lines.Count && (lines[at].IsBlank || KindOf(lines[at]) == kind); at++)
            {
            }

            Add(parts, kind, lines.Skip(from).Take(at - from));
        }

        BodyPartKind KindOf(MailLine line) => line.IsBlank ? BodyPartKind.Own
            : isSignature.Contains(line.Number) ? BodyPartKind.Signature
            : isOwn.Contains(line.Number) ? BodyPartKind.Own : BodyPartKind.Disclaimer;
    }

    private static void AddQuoted(List<BodyPart> parts, TextStretch stretch, int depth)
    {
        var lines = stretch.IsMarked ? [.. stretch.Lines.Select(WithoutMark)] : stretch.Lines;
        var inner = new List<BodyPart>();
        if (depth >= MostDepth)
        {
            Add(inner, BodyPartKind.Own, lines);
        }
        else
        {
            foreach (var within in SplitHistory.Of(lines))
            {
                if (within.Kind == TextStretchKind.Own)
                    Add(inner, BodyPartKind.Own, within.Lines);
                else
                    AddQuoted(inner, within, depth + 1);
            }
        }

        var head = Joined(stretch.Head);
        if (head.Length > 0 || inner.Count > 0)
            parts.Add(new BodyPart(stretch.Kind == TextStretchKind.Forwarded ? BodyPartKind.Forwarded : BodyPartKind.Quoted, "", head, inner));
    }

    private static MailLine WithoutMark(MailLine line)
    {
        var text = line.Text.AsSpan().TrimStart();
        if (!text.StartsWith(">"))
            return line;
        text = text[1..];
        return MailText.Line(line.Number, (text.StartsWith(" ") ? text[1..] : text).ToString());
    }

    private static void Add(List<BodyPart> parts, BodyPartKind kind, IEnumerable<MailLine> lines)
    {
        if (Joined(lines) is { Length: > 0 } text)
            parts.Add(new BodyPart(kind, text, "", []));
    }

    private static string Joined(IEnumerable<MailLine> lines) => string.Join('\n', lines.Select(line => line.Text.TrimEnd())).Trim('\n');
}
