using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using GraphSimulator.Http;
using GraphSimulator.Mailboxes;
using GraphSimulator.Misbehaviour;

namespace GraphSimulator.Delta;

/// <summary>Names a page that was rendered before it is asked for.</summary>
internal readonly record struct PageKey(DeltaToken Token, Preferences Preferences);

/// <summary>One page of a round, with the link to the next page or to the next round.</summary>
internal static class DeltaPage
{
    private const int DefaultSize = 10;

    /// <summary>Renders the page that a token points to.</summary>
    /// <param name="address">The address of the request without its query; links start with it.</param>
    /// <param name="source">What changes are asked of.</param>
    /// <param name="token">The token of the request.</param>
    /// <param name="preferences">The request's preferences.</param>
    /// <param name="round">All that the round tells.</param>
    /// <param name="write">Writes one line of it.</param>
    public static (ReadOnlyMemory<byte> Bytes, DeltaToken Next, bool IsLast) Render<T>(
        string address, DeltaSource source, DeltaToken token, Preferences preferences, IReadOnlyList<T> round, Action<Utf8JsonWriter, T> write)
    {
        var empty = !token.AfterEmptyPage && Chance(token, source.Faults, token.Offset + 1).NextDouble() < source.Faults.EmptyPageRate;
        var size = empty ? 0 : preferences.MaxPageSize ?? token.Top ?? DefaultSize;
        var end = Math.Min(token.Offset + size, round.Count);
        var next = token with { Offset = end, AfterEmptyPage = empty };
        var isLast = !empty && end >= round.Count;
        var bytes = GraphAnswer.Render(json =>
        {
            json.WriteStartObject();
            json.WriteString("@odata.context", $"{address[..(address.IndexOf("/v1.0", StringComparison.OrdinalIgnoreCase) + 5)]}/$metadata#Collection({source.Entity})");
            if (isLast)
                json.WriteString("@odata.deltaLink", $"{address}?$deltatoken={next.Encode()}");
            else
                json.WriteString("@odata.nextLink", $"{address}?$skiptoken={next.Encode()}");
            json.WriteStartArray("value");
            for (var i = token.Offset; i < end; i++)
                write(json, round[i]);
            json.WriteEndArray();
            json.WriteEndObject();
        });
        return (bytes, next, isLast);
    }

    /// <summary>A line that tells of a removal.</summary>
    public static void WriteRemoved(Utf8JsonWriter json, string entity, string id, string reason)
    {
        json.WriteStartObject();
        json.WriteString("@odata.type", "#microsoft.graph." + entity);
        json.WriteString("id", id);
        json.WriteStartObject("@removed");
        json.WriteString("reason", reason);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Reorders and repeats the lines of a round, as the faults have it.</summary>
    public static List<T> Disturb<T>(List<T> lines, DeltaToken token, Faults faults)
    {
        var random = Chance(token, faults, 0);
        if (faults.Reorder)
            random.Shuffle(CollectionsMarshal.AsSpan(lines));
        if (faults.DuplicateRate > 0)
            for (var i = lines.Count - 1; i >= 0; i--)
                if (random.NextDouble() < faults.DuplicateRate)
                    lines.Insert(random.Next(i, lines.Count) + 1, lines[i]);
        return lines;
    }

    /// <summary>The same choice for the same place, so that a page asked for twice is the same page.</summary>
    private static Random Chance(DeltaToken token, Faults faults, int offset)
    {
        var seed = ItemIds.Digest(token.FolderId, string.Create(CultureInfo.InvariantCulture, $"{faults.Seed}/{token.Since}/{token.Until}/{offset}"));
        return new Random(BitConverter.ToInt32(System.Text.Encoding.ASCII.GetBytes(seed)));
    }
}
