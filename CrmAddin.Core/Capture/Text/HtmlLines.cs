using System.Text;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace CrmAddin.Core.Capture.Text;

/// <summary>
/// HTML to lines of text: blocks and breaks end lines, replies and signatures that mail programs mark stay marked.
/// Works on the tokens, not on a tree: building one takes minutes for mails made to be hard to nest.
/// </summary>
internal sealed class HtmlLines
{
    private static readonly HashSet<string> Blocks =
    [
        "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "footer", "form", "h1", "h2", "h3",
        "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "tr", "ul",
    ];

    private static readonly HashSet<string> Unseen = ["head", "script", "style", "title", "template", "noscript", "object", "svg", "math", "iframe", "textarea", "select"];

    private static readonly string[] QuoteMarks =
        ["gmail_quote", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote", "zmail_extra", "OLK_SRC_BODY_SECTION", "divRplyFwdMsg", "mail-editor-reference-message-container"];

    private static readonly string[] SignatureMarks = ["gmail_signature", "moz-signature", "ms-outlook-mobile-signature", "protonmail_signature_block", "Signature"];

    private readonly OpenElements _open = new();
    private readonly List<MailLine> _lines = [];
    private readonly StringBuilder _line = new();
    private readonly List<string> _links = [];
    private bool _quotesFromHere;
    private bool _hasHardSpace;
    private int _rowStart;

    private HtmlLines()
    {
    }

    /// <summary>The lines that a reader sees.</summary>
    internal static IReadOnlyList<MailLine> Read(string html)
    {
        using var source = new TextSource(html);
        using var tokenizer = new HtmlTokenizer(source, HtmlEntityProvider.Resolver) { SkipComments = true };
        var reader = new HtmlLines();
        for (var token = tokenizer.Get(); token.Type != HtmlTokenType.EndOfFile; token = tokenizer.Get())
            reader.Read(token, tokenizer);
        reader.EndLine();
        reader.DropTrailingBlanks();
        return reader._lines;
    }

    private void Read(HtmlToken token, HtmlTokenizer tokenizer)
    {
        switch (token)
        {
            case { Type: HtmlTokenType.Character } when !_open.IsUnseen:
                AddText(token.Data.ToString());
                break;
            case HtmlTagToken { Type: HtmlTokenType.StartTag } tag:
                tokenizer.State = tag.Name.ToString() switch
                {
                    "script" => HtmlParseMode.Script,
                    "style" or "iframe" or "noframes" or "xmp" => HtmlParseMode.Rawtext,
                    "title" or "textarea" => HtmlParseMode.RCData,
                    _ => HtmlParseMode.PCData,
                };
                Enter(tag);
                break;
            case { Type: HtmlTokenType.EndTag }:
                foreach (var element in _open.Close(token.Name.ToString()))
                    Leave(element);
                break;
        }
    }

    private void Enter(HtmlTagToken tag)
    {
        var name = tag.Name.ToString();
        // End tags that may be left out (HTML, 13.1.2.4).
        var ended = name == "body" ? "head" : name is "p" or "li" or "tr" or "td" or "th" or "dt" or "dd" && _open.Innermost == name ? name : null;
        foreach (var before in ended is null ? [] : _open.Close(ended))
            Leave(before);

        var element = Described(name, tag);
        if (!_open.IsUnseen && !element.IsUnseen)
            Show(element, tag);
        if (!OpenElements.IsVoid(name) && !tag.IsSelfClosing)
            _open.Add(element);
    }

    private void Show(OpenElement element, HtmlTagToken tag)
    {
        if (Blocks.Contains(element.Name))
            EndLine();
        if (element is { Name: "p", HasNoMargin: false } && _lines.Count > 0)
            AddBlank();
        _quotesFromHere |= element.Id == "appendonsend";
        switch (element.Name)
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
            case "a" when tag.GetAttribute("href").ToString() is { Length: > 0 and < 2000 } link:
                _links.Add(link);
                break;
        }
    }

    private void Leave(OpenElement element)
    {
        if (element.IsUnseen || _open.IsUnseen)
            return;
        if (Blocks.Contains(element.Name))
            EndLine(element);
        // Outlook marks only the head of what it quotes; all that follows belongs to it.
        _quotesFromHere |= element.Id?.EndsWith("divRplyFwdMsg", StringComparison.Ordinal) == true;
        if (element is { Name: "p", HasNoMargin: false })
            AddBlank();
    }

    private static OpenElement Described(string name, HtmlTagToken tag)
    {
        var id = tag.GetAttribute("id").ToString();
        var classes = tag.GetAttribute("class").ToString().Split(' ');
        var style = tag.GetAttribute("style").ToString().Replace(" ", "", StringComparison.Ordinal);
        var hasNoMargin = classes[0].StartsWith("Mso", StringComparison.Ordinal) || style.Contains("margin:0", StringComparison.OrdinalIgnoreCase) || style.Contains("margin-bottom:0", StringComparison.OrdinalIgnoreCase);
        return new OpenElement(name, string.IsNullOrEmpty(id) ? null : id)
        {
            IsUnseen = Unseen.Contains(name) || style.Contains("display:none", StringComparison.OrdinalIgnoreCase),
            IsQuote = name == "blockquote" || IsMarked(id, classes, QuoteMarks),
            IsSignature = IsMarked(id, classes, SignatureMarks),
            HasNoMargin = hasNoMargin,
        };
    }

    // Mail programs prefix ids of what they quote ("x_divRplyFwdMsg").
    private static bool IsMarked(string id, string[] classes, string[] marks) => (id.Length > 0 || classes[0].Length > 0)
        && Array.Exists(marks, mark => id == mark || id.EndsWith("_" + mark, StringComparison.Ordinal) || classes.Contains(mark));

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
        foreach (var c in text)
        {
            if (c == '\n' && _open.IsPreformatted)
                BreakLine();
            else if (!char.IsWhiteSpace(c) || _open.IsPreformatted && c != '\r')
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

    private void EndLine(OpenElement? ended = null)
    {
        var text = _line.ToString().Trim();
        _line.Clear();
        if (text.Length > 0)
            Add(text, ended);
        else if (_hasHardSpace)
            AddBlank();
        _hasHardSpace = false;
    }

    private void AddBlank(bool evenIfTwice = false)
    {
        if (_lines.Count > 0 && (evenIfTwice || !_lines[^1].IsBlank))
            Add("", null);
    }

    private void Add(string text, OpenElement? ended)
    {
        _lines.Add(new MailLine(_lines.Count + 1, text)
        {
            IsQuoted = _quotesFromHere || _open.IsQuote || ended is { IsQuote: true } || text.StartsWith('>'),
            IsMarkedSignature = _open.IsSignature || ended is { IsSignature: true },
            Links = _links.Count == 0 ? [] : [.. _links],
        });
        _links.Clear();
    }

    private void DropTrailingBlanks()
    {
        while (_lines.Count > 0 && _lines[^1].IsBlank)
            _lines.RemoveAt(_lines.Count - 1);
    }
}
