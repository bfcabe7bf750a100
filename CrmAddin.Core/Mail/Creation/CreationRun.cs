using CrmAddin.Core.Audit;
using CrmAddin.Core.Users;

namespace CrmAddin.Core.Mail.Creation;

/// <summary>How far the making of contacts out of a mailbox has come.</summary>
public enum CreationState
{
    /// <summary>The mailbox is to be read.</summary>
    Waiting,
    /// <summary>The mailbox is being read for people whom nobody knows.</summary>
    Reading,
    /// <summary>The people are listed; nothing is made until somebody ticks.</summary>
    Ready,
    /// <summary>People are ticked and wait to be made.</summary>
    Confirmed,
    /// <summary>Contacts are being made.</summary>
    Creating,
    /// <summary>The contacts are there; their mails are being asked for.</summary>
    LookingBack,
    /// <summary>Contacts and mails are there.</summary>
    Done,
    /// <summary>Nobody ticked within a day; the list is gone.</summary>
    Expired,
    /// <summary>It could not go on.</summary>
    Failed,
    /// <summary>It was taken back.</summary>
    TakenBack,
}

/// <summary>
/// People of a mailbox whom nobody knows, looked for and made contacts of: first as a preview that its owner ticks, later by mail logging
/// itself. What it made is one change set.
/// </summary>
public sealed class CreationRun
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The mailbox.</summary>
    public long MailboxId { get; set; }

    /// <summary>The mailbox' row.</summary>
    public Mailbox? Mailbox { get; set; }

    /// <summary>The owner of the mailbox: whose contacts they become, and who alone sees the run.</summary>
    public long? OwnerId { get; set; }

    /// <summary>The owner's row.</summary>
    public User? Owner { get; set; }

    /// <summary>Whose senders and recipients are looked at.</summary>
    public ContactCreation Scope { get; set; }

    /// <summary>Whether mail logging did it by itself.</summary>
    public bool IsAutomatic { get; set; }

    /// <summary>How far it is.</summary>
    public CreationState State { get; set; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset AskedAt { get; set; }

    /// <summary>When a host last worked on it; another one takes over when this is long ago.</summary>
    public DateTimeOffset? WorkedOnAt { get; set; }

    /// <summary>When the list of people goes, ticked or not.</summary>
    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>When it was complete.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Messages in the folders that are read.</summary>
    public int FoundCount { get; set; }

    /// <summary>Messages read so far.</summary>
    public int ReadCount { get; set; }

    /// <summary>Threads that were left out because they are marked private or confidential.</summary>
    public int PrivateThreads { get; set; }

    /// <summary>People found.</summary>
    public int PeopleFound { get; set; }

    /// <summary>Those of them who look like a contact that is there.</summary>
    public int LookAlikes { get; set; }

    /// <summary>Accounts that would be made.</summary>
    public int AccountsFound { get; set; }

    /// <summary>Contacts made.</summary>
    public int ContactsMade { get; set; }

    /// <summary>Accounts made.</summary>
    public int AccountsMade { get; set; }

    /// <summary>Ticked people who were not made: somebody else made them first, or they were erased meanwhile.</summary>
    public int Refused { get; set; }

    /// <summary>Mails that came to the log for them.</summary>
    public int MailsLogged { get; set; }

    /// <summary>What it made.</summary>
    public long? ChangeSetId { get; set; }

    /// <summary>The change set's row.</summary>
    public ChangeSet? ChangeSet { get; set; }

    /// <summary>What stood in the way, in English; null when all is well.</summary>
    public string? Error { get; set; }

    /// <summary>Name of that error, for its translation.</summary>
    public string? ErrorCode { get; set; }

    /// <summary>The people, until they are made or a day has passed.</summary>
    public List<CreationCandidate> Candidates { get; } = [];
}

/// <summary>Somebody whom nobody knows, out of the head and signature of mails. Kept for a day at most: strangers are not ours to keep.</summary>
public sealed class CreationCandidate
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The run.</summary>
    public long RunId { get; set; }

    /// <summary>The run's row.</summary>
    public CreationRun? Run { get; set; }

    /// <summary>Address in lower case. Unique in the run.</summary>
    public required string AddressKey { get; set; }

    /// <summary>Name as shown.</summary>
    public required string DisplayName { get; set; }

    /// <summary>Given name, where the signature tells it.</summary>
    public string? GivenName { get; set; }

    /// <summary>Family name, where the signature tells it.</summary>
    public string? FamilyName { get; set; }

    /// <summary>Job title out of the signature.</summary>
    public string? JobTitle { get; set; }

    /// <summary>Phones out of the signature, one a line: kind, a blank, the number.</summary>
    public string? Phones { get; set; }

    /// <summary>Name of the firm.</summary>
    public string? AccountName { get; set; }

    /// <summary>Domain of the firm; null where anybody can have an address.</summary>
    public string? Domain { get; set; }

    /// <summary>Whether the firm of the domain is an account already.</summary>
    public bool IsAccountKnown { get; set; }

    /// <summary>Mails from and to the person.</summary>
    public int MailCount { get; set; }

    /// <summary>When the last of them was sent.</summary>
    public DateTimeOffset LastMailAt { get; set; }

    /// <summary>Message-ID of the mail that head or signature were read from.</summary>
    public string? ReadFrom { get; set; }

    /// <summary>Whether a signature told more than the head.</summary>
    public bool HasSignature { get; set; }

    /// <summary>A contact who looks like the same person.</summary>
    public long? LookAlikeId { get; set; }

    /// <summary>How likely that is, 0 to 1.</summary>
    public double? LookAlikeScore { get; set; }

    /// <summary>Whether the owner ticked the person.</summary>
    public bool IsTicked { get; set; }
}
