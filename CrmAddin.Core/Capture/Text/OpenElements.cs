namespace CrmAddin.Core.Capture.Text;

/// <summary>An element that was opened, and what it means for the text inside.</summary>
/// <param name="Name">Tag name in lower case.</param>
/// <param name="Id">Its id, if any.</param>
internal sealed record OpenElement(string Name, string? Id)
{
    internal bool IsUnseen { get; init; }

    internal bool IsQuote { get; init; }

    internal bool IsSignature { get; init; }

    internal bool HasNoMargin { get; init; }
}

/// <summary>The elements that are open at a place in the HTML. Time for each tag is bounded, however deep a mail nests.</summary>
internal sealed class OpenElements
{
    // Real mails nest some dozens deep.
    private const int DeepestKept = 2_000;
    private const int FarthestClosed = 100;

    private static readonly HashSet<string> Void = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

    private readonly List<OpenElement> _open = [];
    private int _unseen;
    private int _quotes;
    private int _signatures;
    private int _preformatted;

    internal string? Innermost => _open.Count == 0 ? null : _open[^1].Name;

    internal bool IsUnseen => _unseen > 0;

    internal bool IsQuote => _quotes > 0;

    internal bool IsSignature => _signatures > 0;

    internal bool IsPreformatted => _preformatted > 0;

    /// <summary>Whether the element has no end tag (HTML, 13.1.2).</summary>
    internal static bool IsVoid(string name) => Void.Contains(name);

    internal void Add(OpenElement element)
    {
        if (_open.Count >= DeepestKept)
            return;
        _open.Add(element);
        Count(element, 1);
    }

    /// <summary>Closes the nearest element of that name and all inside it, innermost first; nothing where none is near.</summary>
    internal IEnumerable<OpenElement> Close(string name)
    {
        var at = _open.Count - 1;
        var farthest = Math.Max(0, _open.Count - FarthestClosed);
        while (at >= farthest && _open[at].Name != name)
            at--;
        if (at < farthest)
            yield break;
        while (_open.Count > at)
        {
            var element = _open[^1];
            _open.RemoveAt(_open.Count - 1);
            Count(element, -1);
            yield return element;
        }
    }

    private void Count(OpenElement element, int by)
    {
        _unseen += element.IsUnseen ? by : 0;
        _quotes += element.IsQuote ? by : 0;
        _signatures += element.IsSignature ? by : 0;
        _preformatted += element.Name == "pre" ? by : 0;
    }
}
