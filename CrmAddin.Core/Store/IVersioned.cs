namespace CrmAddin.Core.Store;

/// <summary>A row that counts its changes; a change on top of an unseen one is refused.</summary>
public interface IVersioned
{
    /// <summary>Raised by one with each change.</summary>
    int Version { get; set; }
}

/// <summary>A row that knows when it came and last changed.</summary>
public interface ITimed
{
    /// <summary>When it came into the store.</summary>
    DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it last changed.</summary>
    DateTimeOffset ChangedAt { get; set; }
}
