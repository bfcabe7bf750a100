namespace CrmAddin.Core.Users;

/// <summary>What a user may do; what a user may see also depends on teams and ownership.</summary>
public enum Role
{
    /// <summary>Works own and the team's contacts and deals.</summary>
    Agent,
    /// <summary>Reads and changes everything of the teams they lead, and their reports.</summary>
    Manager,
    /// <summary>Sees all contacts and exports mailing lists.</summary>
    Marketing,
    /// <summary>Sees and changes everything but private mail, and administers users and lists.</summary>
    Administrator,
    /// <summary>Reads what the team reads and changes nothing.</summary>
    ReadOnly,
}
