using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CrmAddin.Core.Store;

/// <summary>Money and rates as an integer of ten-thousandths, which every engine sums and orders exactly.</summary>
public sealed class ScaledDecimal() : ValueConverter<decimal, long>(
    value => decimal.ToInt64(decimal.Round(value * Scale, 0, MidpointRounding.AwayFromZero)),
    stored => stored / Scale)
{
    /// <summary>Parts of one.</summary>
    public const decimal Scale = 10_000m;
}

/// <summary>Exchange rates as an integer of ten-thousand-millionths: small currencies need the digits.</summary>
public sealed class ScaledRate() : ValueConverter<decimal, long>(
    value => decimal.ToInt64(decimal.Round(value * Scale, 0, MidpointRounding.AwayFromZero)),
    stored => stored / Scale)
{
    /// <summary>Parts of one.</summary>
    public const decimal Scale = 10_000_000_000m;
}

/// <summary>Instants as UTC, cut to microseconds: what every engine keeps and compares alike.</summary>
public sealed class UtcInstant() : ValueConverter<DateTimeOffset, DateTime>(
    value => Truncate(value.UtcDateTime),
    stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)))
{
    private static DateTime Truncate(DateTime value) => value.AddTicks(-(value.Ticks % TimeSpan.TicksPerMicrosecond));
}
