namespace CrmAddin.Core.Users;

/// <summary>Who reads: the scope that every query of owned rows is held to.</summary>
/// <param name="UserId">The user; null for the product's own work and the command line.</param>
/// <param name="Role">What they may do.</param>
/// <param name="TeamIds">Teams whose rows they see, their own first.</param>
/// <param name="IsSystem">The product's own work: sees private mail too, and shows it to nobody.</param>
public sealed record Reader(long? UserId, Role Role, IReadOnlyList<long> TeamIds, bool IsSystem = false)
{
    /// <summary>Nobody: sees nothing. What a context reads as before someone is named.</summary>
    public static Reader Nobody { get; } = new(null, Role.ReadOnly, []);

    /// <summary>The product's own work: sync, imports, migrations.</summary>
    public static Reader System { get; } = new(null, Role.Administrator, [], IsSystem: true);

    /// <summary>The command line acts as the local administrator.</summary>
    public static Reader LocalAdministrator { get; } = new(null, Role.Administrator, []);

    /// <summary>Whether team and owner do not narrow what is seen.</summary>
    public bool SeesAll => Role is Role.Administrator or Role.Marketing;

    /// <summary>Whether the role reads shared mail of every team; whoever only needs the contacts does not read what is written to them.</summary>
    public bool ReadsAllSharedMail => Role is Role.Administrator;

    /// <summary>Whether the role may change contacts, deals and the like.</summary>
    public bool MayChange => Role is not Role.ReadOnly;

    /// <summary>Whether the role may give a contact to somebody else to look after.</summary>
    public bool MayGiveAway => Role is Role.Administrator or Role.Manager;

    /// <summary>Whether the role may take a mailing list out of the house.</summary>
    public bool MayExportLists => Role is Role.Marketing or Role.Administrator or Role.Manager;

    /// <summary>Whether the role may take the firm's own records out of the house, consent or not: those who answer for them.</summary>
    public bool MayExportRecords => Role is Role.Administrator or Role.Manager;

    /// <summary>Whether the role may take out everything about a person.</summary>
    public bool MayExportPerson => Role is Role.Manager or Role.Administrator;

    /// <summary>Whether the role reads what the firm spends: those who answer for it.</summary>
    public bool ReadsCosts => Role is Role.Manager or Role.Marketing or Role.Administrator;

    /// <summary>Whether the role may have reports sent by themselves.</summary>
    public bool MaySchedule => Role is Role.Manager or Role.Administrator;

    /// <summary>Whether the role may have long computations made anew: those who act on them.</summary>
    public bool MayRefreshModels => Role is Role.Manager or Role.Administrator;

    /// <summary>Whether the role may look after mailboxes, users and lists.</summary>
    public bool MayAdminister => Role is Role.Administrator;

    /// <summary>The team of what this reader creates.</summary>
    public long? HomeTeamId => TeamIds.Count > 0 ? TeamIds[0] : null;
}

/// <summary>A row that belongs to an owner and a team.</summary>
public interface IOwned
{
    /// <summary>The user who looks after it.</summary>
    long? OwnerId { get; set; }

    /// <summary>The team that shares it.</summary>
    long? TeamId { get; set; }
}
