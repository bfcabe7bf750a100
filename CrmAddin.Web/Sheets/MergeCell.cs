namespace CrmAddin.Web.Sheets;

/// <summary>What becomes of an edited cell.</summary>
public enum CellFate
{
    /// <summary>Nobody changed it, or both changed it alike.</summary>
    Same,
    /// <summary>Only the sheet changed it: its value is saved.</summary>
    Mine,
    /// <summary>Only others changed it: their value stays.</summary>
    Theirs,
    /// <summary>Both changed it differently: somebody must choose.</summary>
    Conflict,
}

/// <summary>The three-way merge of one cell.</summary>
public static class MergeCell
{
    /// <summary>Decides by the value that the sheet was given, the one that it has now, and the one that the store has now.</summary>
    public static CellFate Decide(string? given, string? mine, string? theirs) => (mine == given, theirs == given, mine == theirs) switch
    {
        (_, _, true) => CellFate.Same,
        (true, _, _) => CellFate.Theirs,
        (_, true, _) => CellFate.Mine,
        _ => CellFate.Conflict,
    };
}
