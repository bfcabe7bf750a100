using System.Globalization;
using Microsoft.Kiota.Abstractions;

namespace CrmAddin.Web.Graph;

/// <summary>What every question asks Graph for: ids that stay when a thing moves, and pages of a size.</summary>
internal static class PreferHeaders
{
    /// <summary>Adds the preferences, and one of the question's own.</summary>
    public static void Prefer(this RequestHeaders headers, int? pageSize = null, string? own = null)
    {
        headers.Add("Prefer", "IdType=\"ImmutableId\"");
        if (own is not null)
            headers.Add("Prefer", own);
        if (pageSize is { } size)
            headers.Add("Prefer", string.Create(CultureInfo.InvariantCulture, $"odata.maxpagesize={size}"));
    }
}
