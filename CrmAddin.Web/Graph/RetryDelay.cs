using System.Globalization;

namespace CrmAddin.Web.Graph;

/// <summary>How long to wait before asking again. Retry-After comes whole (RFC 9110), as a date, decimal, or not at all.</summary>
public static class RetryDelay
{
    /// <param name="retryAfter">The header as sent, or null.</param>
    /// <param name="attempt">Attempts made so far, from 1.</param>
    /// <param name="first">First wait where the header says nothing.</param>
    /// <param name="longest">Cap of every wait.</param>
    /// <param name="now">The moment.</param>
    public static TimeSpan From(string? retryAfter, int attempt, TimeSpan first, TimeSpan longest, DateTimeOffset now)
    {
        var wait = Asked(retryAfter, now) ?? first * Math.Pow(2, attempt - 1);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > longest ? longest : wait;
    }

    private static TimeSpan? Asked(string? retryAfter, DateTimeOffset now)
    {
        if (double.TryParse(retryAfter, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var seconds))
            return TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.FromDays(1).TotalSeconds));
        if (DateTimeOffset.TryParse(retryAfter, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            return at - now;
        return null;
    }
}
