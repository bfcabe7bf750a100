using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace CrmAddin.Core.Capture.Text;

/// <summary>HTML to lines of text: blocks and breaks end lines, replies and signatures that mail programs mark stay marked.</summary>
internal sealed class HtmlLines
{
    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "footer", "form", "h1", "h2", "h3",
        "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "tr", "ul",
    };

    private static readonly HashSet<string> Unseen = new(StringComparer.OrdinalIgnoreCase)
    {
        "head", "script", "style", "title", "template", "noscript", "object", "svg", "math",
    };

    private static readonly string[] QuoteMarks =
        ["gmail_quote", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote", "zmail_extra", "OLK_SRC_BODY_SECTION", "divRplyFwdMsg", "mail-editor-reference-message-container"];

    private static readonly string[] SignatureMarks =
        ["gmail_signature", "moz-signature", "ms-outlook-mobile-signature", "protonmail_signature_block", "Signature"];

    private readonly List<MailLine> _lines = [];
    private readonly StringBuilder _line = new();
    private readonly List<string> _links = [];
    private int _quoteDepth;
    private int _signatureDepth;
    private int _preDepth;
    private bool _quotesFromHere;
    private int _rowStart;
    private bool _hasHardSpace;

    private HtmlLines()
    {
    }

    /// <summary>The lines that a reader sees.</summary>
    internal static IReadOnlyList<MailLine> Read(string html)
    {
        using var document = new HtmlParser().ParseDocument(html);
        var reader = new HtmlLines();
        if (document.Body is { } body)
            reader.Walk(body);
        reader.EndLine();
        reader.DropTrailingBlanks();
        return reader._lines;
    }

    // Without recursion: hostile mails nest deeper than the stack.
    private void Walk(INode root)
    {
        var node = root;
        while (true)
        {
            if (Enter(node) && node.FirstChild is { } child)
            {
                node = child;
                continue;
            }

            Leave(node);
            while (node != root && node.NextSibling is null)
            {
                node = node.Parent!;
                Leave(node);
            }

            if (node == root)
                return;
            node = node.NextSibling!;
        }
    }

    private bool Enter(INode node)
    {
        if (node is IText text)
            AddText(text.Data);
        if (node is not IElement element)
            return false;
        if (Unseen.Contains(element.LocalName) || IsHidden(element))
            return false;

        if (Blocks.Contains(element.LocalName))
            StartBlock(element);
        if (IsQuote(element))
            _quoteDepth++;
        if (element.Id == "appendonsend")
            _quotesFromHere = true;
        if (IsSignature(element))
            _signatureDepth++;
        switch (element.LocalName)
        {
            case "br":
                BreakLine();
                break;
            case "tr":
                _rowStart = _lines.Count;
                break;
            case "td" or "th":
                StartCell();
                break;
            case "pre":
                _preDepth++;
                break;
            case "a" when element.GetAttribute("href") is { Length: > 0 } link:
                _links.Add(link);
                break;
        }

        return true;
    }

    private void Leave(INode node)
    {
        if (node is not IElement element || Unseen.Contains(element.LocalName) || IsHidden(element))
            return;
        if (Blocks.Contains(element.LocalName))
            EndLine();
        if (IsQuote(element))
        {
            _quoteDepth--;
            // Outlook marks only the head of what it quotes; all that follows belongs to it.
            _quotesFromHere |= element.Id?.Contains("divRplyFwdMsg", StringComparison.Ordinal) == true;
        }

        if (IsSignature(element))
            _signatureDepth--;
        if (element.LocalName == "pre")
            _preDepth--;
        if (element.LocalName == "p" && !HasNoMargin(element))
            AddBlank();
    }

    private void StartBlock(IElement element)
    {
        EndLine();
        if (element.LocalName == "p" && !HasNoMargin(element) && _lines.Count > 0)
            AddBlank();
    }

    // Cells of a row read on one line, unless one of them has several lines of its own.
    private void StartCell()
    {
        if (_lines.Count > _rowStart)
            EndLine();
        else if (_line.Length > 0)
            _line.Append(' ');
    }

    private void AddText(string text)
    {
        if (_preDepth > 0)
        {
            var parts = text.Split('\n');
            for (var i = 0; i < parts.Length; i++)
            {
                if (i > 0)
                    BreakLine();
                _line.Append(parts[i].TrimEnd('\r'));
            }

            return;
        }

        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
                _line.Append(c);
            else if (_line.Length > 0 && _line[^1] != ' ')
                _line.Append(' ');
            _hasHardSpace |= c == '\u00A0';
        }
    }

    private void BreakLine()
    {
        if (string.IsNullOrWhiteSpace(_line.ToString()))
            AddBlank(evenIfTwice: true);
        else
            EndLine();
        _line.Clear();
    }

    private void EndLine()
    {
        var text = _line.ToString().Trim();
        _line.Clear();
        if (text.Length > 0)
            Add(text);
        else if (_hasHardSpace)
            AddBlank();
        _hasHardSpace = false;
    }

    private void AddBlank(bool evenIfTwice = false)
    {
        if (_lines.Count > 0 && (evenIfTwice || !_lines[^1].IsBlank))
            Add("");
    }

    private void Add(string text)
    {
        _lines.Add(new MailLine(_lines.Count + 1, text)
        {
            IsQuoted = _quoteDepth > 0 || _quotesFromHere || text.StartsWith('>'),
            IsMarkedSignature = _signatureDepth > 0,
            Links = [.. _links],
        });
        _links.Clear();
    }

    private void DropTrailingBlanks()
    {
        while (_lines.Count > 0 && _lines[^1].IsBlank)
            _lines.RemoveAt(_lines.Count - 1);
    }

    private static bool IsQuote(IElement element) => element.LocalName == "blockquote" || IsMarked(element, QuoteMarks);

    private static bool IsSignature(IElement element) => IsMarked(element, SignatureMarks);

    // Mail programs prefix ids and classes of what they quote ("x_divRplyFwdMsg").
    private static bool IsMarked(IElement element, string[] marks)
    {
        var id = element.Id;
        var classes = element.ClassName;
        if (string.IsNullOrEmpty(id) && string.IsNullOrEmpty(classes))
            return false;
        return marks.Any(mark => id is not null && (id == mark || id.EndsWith("_" + mark, StringComparison.Ordinal))
            || classes is not null && classes.Split(' ').Contains(mark));
    }

    private static bool IsHidden(IElement element) => element.HasAttribute("hidden")
        || element.GetAttribute("style") is { } style && style.Replace(" ", "", StringComparison.Ordinal).Contains("display:none", StringComparison.OrdinalIgnoreCase);

    private static bool HasNoMargin(IElement element) => element.ClassName?.StartsWith("Mso", StringComparison.Ordinal) == true
        || element.GetAttribute("style") is { } style && style.Replace(" ", "", StringComparison.Ordinal) is var tight
            && (tight.Contains("margin:0", StringComparison.OrdinalIgnoreCase) || tight.Contains("margin-bottom:0", StringComparison.OrdinalIgnoreCase));
}
