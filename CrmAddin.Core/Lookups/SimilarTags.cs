using CrmAddin.Core.Search;

namespace CrmAddin.Core.Lookups;

/// <summary>Finds items that may be one: the same without spaces, one a plural of the other, or one letter apart.</summary>
public static class SimilarTags
{
    private const int ShortestWithATypo = 5;

    /// <summary>Pairs of items of one list, the more used one first.</summary>
    public static IReadOnlyList<(LookupUse Keep, LookupUse Merge)> Find(IReadOnlyList<LookupUse> items)
    {
        var keys = items.Select(i => (Item: i, Key: SearchText.Compact(i.Item.Name))).Where(k => k.Key.Length > 0).ToList();
        var pairs = new List<(LookupUse, LookupUse)>();
        for (var i = 0; i < keys.Count; i++)
        {
            for (var j = i + 1; j < keys.Count; j++)
            {
                if (AreSimilar(keys[i].Key, keys[j].Key))
                    pairs.Add(keys[i].Item.Uses >= keys[j].Item.Uses ? (keys[i].Item, keys[j].Item) : (keys[j].Item, keys[i].Item));
            }
        }
        return pairs;
    }

    private static bool AreSimilar(string a, string b)
    {
        if (a == b || a + "s" == b || b + "s" == a || a + "es" == b || b + "es" == a)
            return true;
        return Math.Min(a.Length, b.Length) >= ShortestWithATypo && Math.Abs(a.Length - b.Length) <= 1 && IsOneEditAway(a, b);
    }

    private static bool IsOneEditAway(string a, string b)
    {
        if (a.Length > b.Length)
            (a, b) = (b, a);
        var same = a.TakeWhile((c, i) => c == b[i]).Count();
        var restOfA = a.AsSpan(same);
        var restOfB = b.AsSpan(same);
        if (a.Length != b.Length)
            return restOfA.SequenceEqual(restOfB[1..]);
        var isTyped = restOfA.Length == 0 || restOfA[1..].SequenceEqual(restOfB[1..]);
        var isSwapped = restOfA.Length >= 2 && restOfA[0] == restOfB[1] && restOfA[1] == restOfB[0] && restOfA[2..].SequenceEqual(restOfB[2..]);
        return isTyped || isSwapped;
    }
}
