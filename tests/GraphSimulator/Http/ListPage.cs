using System.Globalization;
using System.Text.Json;

namespace GraphSimulator.Http;

/// <summary>The part of a list that one answer shows: <c>$skip</c>, then <c>$top</c> or the preferred page size.</summary>
internal sealed record ListPage(int Skip, int Size)
{
    private const int DefaultSize = 10;
    private const int LargestSize = 1000;

    public static ListPage Of(HttpRequest request)
    {
        var top = request.Query["$top"].FirstOrDefault();
        var size = top is null ? Preferences.Of(request).MaxPageSize ?? DefaultSize
            : int.TryParse(top, CultureInfo.InvariantCulture, out var asked) ? asked : 0;
        if (size is < 1 or > LargestSize)
            throw Refusals.BadRequest($"Invalid value '{top}' for $top query option: it must be between 1 and {LargestSize}.");
        _ = int.TryParse(request.Query["$skip"], CultureInfo.InvariantCulture, out var skip);
        return new ListPage(skip, size);
    }

    /// <summary>The answer with this page of the list.</summary>
    /// <param name="context">The request.</param>
    /// <param name="entities">What the list is of, as in <c>$metadata#users('x')/messages</c>.</param>
    /// <param name="all">The whole list.</param>
    /// <param name="write">Writes one entity.</param>
    public ReadOnlyMemory<byte> Render<T>(HttpContext context, string entities, IReadOnlyCollection<T> all, Action<Utf8JsonWriter, T> write)
    {
        var page = all.Skip(Skip).Take(Size).ToList();
        return GraphAnswer.Render(json =>
        {
            json.WriteStartObject();
            json.WriteString("@odata.context", $"{GraphAnswer.Root(context.Request)}/$metadata#{entities}");
            if (context.Request.Query["$count"] == "true")
                json.WriteNumber("@odata.count", all.Count);
            if (Skip + page.Count < all.Count)
                json.WriteString("@odata.nextLink", NextLink(context.Request, Skip + page.Count));
            json.WriteStartArray("value");
            foreach (var entity in page)
                write(json, entity);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private string NextLink(HttpRequest request, int skip)
    {
        var kept = request.Query.Where(q => q.Key is not ("$top" or "$skip"))
            .Select(q => $"{q.Key}={Uri.EscapeDataString(q.Value.ToString())}");
        var options = string.Join('&', [.. kept, string.Create(CultureInfo.InvariantCulture, $"$top={Size}&$skip={skip}")]);
        return $"{request.Scheme}://{request.Host}{request.Path.ToUriComponent()}?{options}";
    }
}
