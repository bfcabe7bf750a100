namespace CrmAddin.Core.Duplicates.Matching;

/// <summary>What brings two people side by side.</summary>
internal enum BlockRule
{
    Identifier, Email, Phone, Names, NameForms, MailName, NameAndBirthYear, Birthday, AccountAndName, StreetNumber, PostcodeAndName, PostcodeAndNumber, StreetAndName, CityAndName, Initials,
}

/// <summary>
/// People that share a key of some rule, so that only they are compared and not everyone with everyone. Blocks that grow too large
/// are left out, the largest first: their people meet in narrower ones, or share nothing that would tell them from a crowd.
/// </summary>
internal sealed class PeopleBlocks
{
    private const int LargestBlock = 100;
    private const int PairsAPerson = 60;
    private readonly PeopleTable _table;
    private readonly int[] _members;
    private readonly (int Start, int End)[] _blocks;
    private readonly BlockRule[] _rules;
    private readonly int[][] _blocksOf;

    private PeopleBlocks(PeopleTable table)
    {
        _table = table;
        var keys = new List<(ulong Key, int Row)>(table.Rows.Count * 12);
        var own = new HashSet<ulong>();
        for (var row = 0; row < table.Rows.Count; row++)
        {
            own.Clear();
            AddKeys(table.Rows[row], own);
            foreach (var key in own)
                keys.Add((key, row));
        }
        keys.Sort();
        _members = [.. keys.Select(k => k.Row)];
        (_blocks, _rules) = Cut(keys, table.Rows.Count);
        _blocksOf = BlocksOf(table.Rows.Count);
    }

    public static PeopleBlocks Of(PeopleTable table) => new(table);

    /// <summary>All blocks of a rule, as ranges of rows.</summary>
    public IEnumerable<ArraySegment<int>> Blocks(BlockRule rule)
    {
        for (var block = 0; block < _blocks.Length; block++)
        {
            if (_rules[block] == rule)
                yield return new ArraySegment<int>(_members, _blocks[block].Start, _blocks[block].End - _blocks[block].Start);
        }
    }

    /// <summary>Rows behind this one that share a block with it, each once.</summary>
    /// <param name="row">The row.</param>
    /// <param name="seenBy">For each row the last one that met it; kept by the caller, one for each thread, filled with -1.</param>
    /// <param name="mates">Where they are put.</param>
    public void Mates(int row, int[] seenBy, List<int> mates)
    {
        mates.Clear();
        foreach (var block in _blocksOf[row])
        {
            var (start, end) = _blocks[block];
            for (var i = end - 1; i >= start && _members[i] > row; i--)
            {
                var mate = _members[i];
                if (seenBy[mate] == row)
                    continue;
                seenBy[mate] = row;
                mates.Add(mate);
            }
        }
    }

    private static ((int, int)[], BlockRule[]) Cut(List<(ulong Key, int Row)> keys, int people)
    {
        var found = new List<(int Start, int End)>();
        for (var start = 0; start < keys.Count;)
        {
            var end = start + 1;
            while (end < keys.Count && keys[end].Key == keys[start].Key)
                end++;
            if (end - start is > 1 and <= LargestBlock)
                found.Add((start, end));
            start = end;
        }
        var budget = Math.Max(2_000_000L, (long)people * PairsAPerson);
        var kept = found.OrderBy(b => b.End - b.Start).ThenBy(b => b.Start)
            .TakeWhile(b => (budget -= (long)(b.End - b.Start) * (b.End - b.Start - 1) / 2) >= 0).ToArray();
        return (kept, [.. kept.Select(b => (BlockRule)(keys[b.Start].Key & 15))]);
    }

    private int[][] BlocksOf(int rows)
    {
        var counts = new int[rows];
        foreach (var (start, end) in _blocks)
        {
            for (var i = start; i < end; i++)
                counts[_members[i]]++;
        }
        var of = counts.Select(c => new int[c]).ToArray();
        for (var block = 0; block < _blocks.Length; block++)
        {
            for (var i = _blocks[block].Start; i < _blocks[block].End; i++)
                of[_members[i]][--counts[_members[i]]] = block;
        }
        return of;
    }

    private void AddKeys(PersonRow person, HashSet<ulong> keys)
    {
        foreach (var identifier in person.Identifiers)
            Add(keys, BlockRule.Identifier, identifier);
        foreach (var email in person.Emails)
            AddEmail(keys, email);
        foreach (var phone in person.Phones)
        {
            var digits = _table.Pool(MatchField.Phone).Text(phone);
            Add(keys, BlockRule.Phone, Hash(digits.AsSpan(Math.Max(0, digits.Length - 8))));
        }
        if (person.Birthday != 0)
            Add(keys, BlockRule.Birthday, (ulong)person.Birthday);
        foreach (var address in person.Addresses.Where(a => a.Street != 0 && a.Number != 0))
            Add(keys, BlockRule.StreetNumber, Pair((ulong)address.Street, (ulong)address.Number));
        foreach (var address in person.Addresses.Where(a => a.Postcode != 0 && a.Number != 0))
            Add(keys, BlockRule.PostcodeAndNumber, Pair((ulong)address.Postcode, (ulong)address.Number));
        foreach (var (given, family) in person.Names)
            AddNames(keys, person, given, family);
    }

    private void AddEmail(HashSet<ulong> keys, int email)
    {
        Add(keys, BlockRule.Email, email);
        var address = _table.Pool(MatchField.Email).Text(email);
        var at = address.LastIndexOf('@');
        if (at >= 5)
            Add(keys, BlockRule.MailName, Hash(address.AsSpan(0, at)));
    }

    private void AddNames(HashSet<ulong> keys, PersonRow person, int given, int family)
    {
        var ofGiven = given == 0 ? 0 : Hash(_table.Words.BlockKey(given));
        var ofFamily = family == 0 ? 0 : Hash(_table.Words.BlockKey(family));
        if (given != 0 && family != 0)
        {
            // In either order: names are often swapped.
            Add(keys, BlockRule.Names, Pair(Math.Min(ofGiven, ofFamily), Math.Max(ofGiven, ofFamily)));
            foreach (var row in _table.Words.Rows(given))
                Add(keys, BlockRule.NameForms, Pair((ulong)row, ofFamily));
            Add(keys, BlockRule.NameForms, Pair(Hash(_table.Words.FirstPart(given)), Hash(_table.Words.FirstPart(family))));
        }
        else
        {
            Add(keys, BlockRule.Names, ofGiven + ofFamily);
        }
        foreach (var name in new[] { ofGiven, ofFamily })
        {
            if (name == 0)
                continue;
            if (person.Birthday != 0)
                Add(keys, BlockRule.NameAndBirthYear, Pair(name, (ulong)(person.Birthday / 10_000)));
            if (person.Account != 0)
                Add(keys, BlockRule.AccountAndName, Pair(name, (ulong)person.Account));
            foreach (var address in person.Addresses)
                AddPlaceAndName(keys, address, name);
        }
        AddForms(keys, person, given);
        AddInitials(keys, person, given, family);
    }

    private static void AddPlaceAndName(HashSet<ulong> keys, AddressRow address, ulong name)
    {
        if (address.Postcode != 0)
            Add(keys, BlockRule.PostcodeAndName, Pair(name, (ulong)address.Postcode));
        if (address.Street != 0)
            Add(keys, BlockRule.StreetAndName, Pair(name, (ulong)address.Street));
        if (address.City != 0)
            Add(keys, BlockRule.CityAndName, Pair(name, (ulong)address.City));
    }

    private void AddForms(HashSet<ulong> keys, PersonRow person, int given)
    {
        if (person.Account == 0 || given == 0)
            return;
        foreach (var row in _table.Words.Rows(given))
            Add(keys, BlockRule.AccountAndName, Pair((ulong)row, (ulong)person.Account));
    }

    private void AddInitials(HashSet<ulong> keys, PersonRow person, int given, int family)
    {
        if (given == 0 || family == 0)
            return;
        var (x, y) = (_table.Words.Text(given)[0], _table.Words.Text(family)[0]);
        var initials = Pair(Math.Min(x, y), Math.Max(x, y));
        foreach (var address in person.Addresses.Where(a => a.Postcode != 0 || a.Street != 0))
        {
            Add(keys, BlockRule.Initials, Pair(initials, Pair(1, (ulong)address.Postcode)));
            Add(keys, BlockRule.Initials, Pair(initials, Pair(2, (ulong)address.Street)));
        }
    }

    private static void Add(HashSet<ulong> keys, BlockRule rule, int key) => Add(keys, rule, (ulong)key);

    private static void Add(HashSet<ulong> keys, BlockRule rule, ulong key) => keys.Add((Mix(key + ((ulong)rule * 0x9E3779B97F4A7C15)) & ~15UL) | (ulong)rule);

    private static ulong Pair(ulong a, ulong b) => Mix(a) ^ (b * 0xD6E8FEB86659FD93);

    // The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
    private static ulong Mix(ulong key)
    {
        key = (key ^ (key >> 30)) * 0xBF58476D1CE4E5B9;
        key = (key ^ (key >> 27)) * 0x94D049BB133111EB;
        return key ^ (key >> 31);
    }

    // FNV-1a over UTF-16 units: the same in every process, unlike string.GetHashCode.
    private static ulong Hash(ReadOnlySpan<char> text)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var c in text)
            hash = (hash ^ c) * 0x100000001B3;
        return Mix(hash);
    }
}
