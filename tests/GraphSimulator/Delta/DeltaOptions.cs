using GraphSimulator.Http;
using GraphSimulator.Requests;
using Microsoft.AspNetCore.WebUtilities;

namespace GraphSimulator.Delta;

/// <summary>How a client asks for the changes of a folder.</summary>
/// <param name="Select">Its <c>$select</c>, letter by letter.</param>
/// <param name="Expand">Its <c>$expand</c>, letter by letter.</param>
/// <param name="Prefer">Its <c>Prefer</c> headers.</param>
public sealed record DeltaOptions(string? Select, string? Expand, IReadOnlyList<string> Prefer)
{
    /// <summary>Options of a client that asks for pages of a size, lasting ids and bodies as text.</summary>
    public DeltaOptions(int pageSize, string? select = null, string? expand = null)
        : this(select, expand, [$"odata.maxpagesize={pageSize}", "IdType=\"ImmutableId\"", "outlook.body-content-type=\"text\""])
    {
    }

    /// <summary>The options of a request that was logged.</summary>
    public static DeltaOptions Of(LoggedRequest request)
    {
        var query = QueryHelpers.ParseQuery(request.Query);
        return new DeltaOptions(query.GetValueOrDefault("$select").FirstOrDefault(), query.GetValueOrDefault("$expand").FirstOrDefault(), request.Prefer);
    }

    internal Preferences Preferences => Preferences.Of(Prefer);
}
