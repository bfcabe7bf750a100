namespace CrmAddin.Core.Contacts;

/// <summary>Brings the parts of a record in step with a list of values.</summary>
internal static class Parts
{
    /// <summary>
    /// Keeps the parts whose values are wanted, writes the other wanted values into the parts that are left over, and adds or removes
    /// what is too few or too many; so a corrected phone number is a change in the journal and not a new phone.
    /// </summary>
    public static void Replace<TPart, TValue>(
        List<TPart> parts, IEnumerable<TValue> wanted, Func<TPart, TValue> read, Action<TPart, TValue> write, Func<TValue, TPart> make)
        where TPart : class
        where TValue : class
    {
        var missing = wanted.ToList();
        var spare = parts.Where(p => !missing.Remove(read(p))).ToList();
        foreach (var value in missing)
        {
            var part = spare.FirstOrDefault();
            if (part is null)
                parts.Add(part = make(value));
            else
                spare.Remove(part);
            write(part, value);
        }
        parts.RemoveAll(spare.Contains);
    }
}
