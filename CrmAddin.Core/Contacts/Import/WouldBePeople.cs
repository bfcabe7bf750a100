namespace CrmAddin.Core.Contacts.Import;

/// <summary>
/// The people whom a dry run would have made, so that later rows about them are told apart from new ones. Of each only digests of what
/// is known are kept: some hundred bytes a person.
/// </summary>
internal sealed class WouldBePeople
{
    private readonly Dictionary<int, int> _byKey = [];
    private readonly List<int[]> _facts = [];

    /// <summary>Whether a row tells of somebody whom an earlier row would have made; and if so, whether it says anything new.</summary>
    public bool Knows(RecordToImport row, out bool isChange)
    {
        isChange = false;
        foreach (var key in Keys(row))
        {
            if (!_byKey.TryGetValue(key, out var index))
                continue;
            var facts = Facts(row);
            isChange = facts.Except(_facts[index]).Any();
            if (isChange)
                _facts[index] = [.. _facts[index].Union(facts)];
            return true;
        }
        return false;
    }

    public void Add(RecordToImport row)
    {
        foreach (var key in Keys(row))
            _byKey.TryAdd(key, _facts.Count);
        _facts.Add(Facts(row));
    }

    private static IEnumerable<int> Keys(RecordToImport row) =>
        row.Emails.Select(e => HashCode.Combine(e.AddressKey, row.NameKey)).Prepend(HashCode.Combine(row.OriginKey));

    private static int[] Facts(RecordToImport row)
    {
        var facts = new HashSet<int>();
        foreach (var (target, value) in ContactValues.Of(row.Contact with { Groups = [], Types = [], Tags = [], Phones = [], FileId = null }))
            facts.Add(HashCode.Combine(target.Field, target.Qualifier, value));
        facts.UnionWith(row.Contact.Groups.Concat(row.Contact.Types).Concat(row.Contact.Tags).Select(name => HashCode.Combine(ImportField.Groups, name)));
        facts.UnionWith(row.Phones.Select(phone => HashCode.Combine(ImportField.Phone, phone.E164 ?? phone.Raw)));
        return [.. facts];
    }
}
