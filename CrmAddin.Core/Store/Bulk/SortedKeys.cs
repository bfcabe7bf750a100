using CrmAddin.Core.Contacts;
using CrmAddin.Core.Search;

namespace CrmAddin.Core.Store.Bulk;

/// <summary>Search keys in the order of their index, in which they find its pages once: SQLite writes twice as many a second so.</summary>
internal static class SortedKeys
{
    /// <summary>The keys of contacts in order.</summary>
    public static List<SearchKey> Of(IEnumerable<Contact> contacts)
    {
        List<SearchKey> keys = [.. contacts.SelectMany(SearchKeyUpkeep.KeysOf)];
        keys.Sort(static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        return keys;
    }

    /// <summary>Lists that are in order each, in order together.</summary>
    public static List<SearchKey> Merge(IReadOnlyList<List<SearchKey>> lists)
    {
        var next = new PriorityQueue<(List<SearchKey> Keys, int At), string>(
            lists.Where(keys => keys.Count > 0).Select(keys => ((keys, 0), keys[0].Key)), StringComparer.Ordinal);
        var all = new List<SearchKey>(lists.Sum(keys => keys.Count));
        while (next.TryPeek(out var first, out _))
        {
            all.Add(first.Keys[first.At]);
            var at = first.At + 1;
            if (at < first.Keys.Count)
                next.DequeueEnqueue((first.Keys, at), first.Keys[at].Key);
            else
                next.Dequeue();
        }

        return all;
    }
}
