using System.Globalization;
using CrmAddin.Core.Metrics;

namespace CrmAddin.Reports.Layout;

/// <summary>What a formula gives, written beside it for viewers that do not calculate: a number or a text.</summary>
/// <param name="Content">The value as a sheet's XML holds it.</param>
/// <param name="IsText">Whether it is text.</param>
internal readonly record struct CachedValue(string Content, bool IsText)
{
    /// <summary>A number.</summary>
    public static CachedValue Of(decimal value) => new(value.ToString("0.############################", CultureInfo.InvariantCulture), false);

    /// <summary>A text.</summary>
    public static CachedValue Of(string text) => new(text, true);

    /// <summary>A figure's value, or the text that stands for none.</summary>
    public static CachedValue Of(Figure figure, string none) => figure.Value is { } value ? Of(value) : Of(none);
}
