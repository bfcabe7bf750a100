namespace CrmAddin.Core.Duplicates.Matching;

/// <summary>Remembers how pairs of values compared lately: names and firms meet each other again and again. One slot a pair, overwritten.</summary>
internal sealed class PairCache
{
    private const int Slots = 1 << 16;
    private readonly ulong[] _pairs = new ulong[Slots];
    private readonly byte[] _levels = new byte[Slots];

    /// <summary>The level of two values, in either order.</summary>
    public bool TryGet(MatchField field, int a, int b, out int level)
    {
        var pair = Pair(field, a, b);
        var slot = Slot(pair);
        level = _levels[slot];
        return _pairs[slot] == pair;
    }

    /// <summary>Notes a level.</summary>
    public void Set(MatchField field, int a, int b, int level)
    {
        var pair = Pair(field, a, b);
        var slot = Slot(pair);
        (_pairs[slot], _levels[slot]) = (pair, (byte)level);
    }

    private static ulong Pair(MatchField field, int a, int b) => ((ulong)field << 58) | ((ulong)Math.Min(a, b) << 29) | (uint)Math.Max(a, b);

    private static int Slot(ulong pair) => (int)((pair * 0x9E3779B97F4A7C15) >> 48);
}
