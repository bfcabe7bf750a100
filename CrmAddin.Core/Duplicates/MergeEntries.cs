namespace CrmAddin.Core.Duplicates;

/// <summary>What a merge notes in the journal besides the rows that it changes.</summary>
internal static class MergeEntries
{
    /// <summary>Entity of the note: its row is the contact that was merged away, its root the one that stayed.</summary>
    public const string Entity = "Merge";

    /// <summary>Entity of a note that parts of a merged contact came to the one that stayed, because another one was split off.</summary>
    public const string Reunited = "Reunite";

    /// <summary>Keys of the mails that moved.</summary>
    public const string Messages = "Messages";

    /// <summary>Keys of the appointments, calls and notes that moved.</summary>
    public const string Activities = "Activities";

    /// <summary>Keys of the consents that moved.</summary>
    public const string Consents = "Consents";

    /// <summary>The last contact of the one that stayed, before and after.</summary>
    public const string LastContacted = "LastContacted";

    /// <summary>Most keys in one statement.</summary>
    public const int KeysAStatement = 500;

    /// <summary>What had been decided about the two.</summary>
    public const string Decision = "Decision";
}
