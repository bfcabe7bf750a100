using CrmAddin.Core.Mail;
using CrmAddin.Core.Results;

namespace CrmAddin.Core.Contacts.Outlook;

/// <summary>A card in Outlook.</summary>
/// <param name="GraphId">Immutable id.</param>
/// <param name="ChangeKey">Version that Outlook gives it.</param>
/// <param name="Card">What it holds.</param>
public sealed record HeldCard(string GraphId, string? ChangeKey, OutlookCard Card)
{
    /// <summary>The contact that its property names; null where it has none or it was not asked for.</summary>
    public long? CrmId { get; init; }
}

/// <summary>What is to be done to a card.</summary>
/// <param name="CrmId">The contact.</param>
/// <param name="GraphId">The card; null to make it.</param>
/// <param name="Card">The values to write; null deletes it.</param>
/// <param name="Fields">The fields to write.</param>
public sealed record CardWrite(long CrmId, string? GraphId, OutlookCard? Card, IReadOnlyCollection<string> Fields);

/// <summary>What became of a <see cref="CardWrite"/>.</summary>
public enum CardOutcome
{
    /// <summary>Done.</summary>
    Done,
    /// <summary>The card is not there any more.</summary>
    Gone,
    /// <summary>Certainly not done: the server is busy or refused it.</summary>
    NotDone,
    /// <summary>Perhaps done: the answer got lost on the way.</summary>
    Unknown,
}

/// <summary>The answer to a <see cref="CardWrite"/>.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Held">The card as it stands now; null where it was deleted or not done.</param>
public sealed record CardAnswer(CardOutcome Outcome, HeldCard? Held)
{
    /// <summary>Why the server will not do it, now or later; null where it may be tried again.</summary>
    public Error? Refusal { get; init; }
}

/// <summary>A page of what changed in the folder.</summary>
/// <param name="Cards">New and changed cards; the last one of an id wins.</param>
/// <param name="RemovedIds">Cards that left the folder.</param>
/// <param name="Cursor">Where the next page or round goes on.</param>
/// <param name="IsRoundComplete">Whether everything up to now was told.</param>
public sealed record CardPage(IReadOnlyList<HeldCard> Cards, IReadOnlyList<string> RemovedIds, string Cursor, bool IsRoundComplete);

/// <summary>
/// Contacts of the mail server, as far as pushing ours needs them. Mailboxes are named by address; expected failures come as the errors of
/// <c>OutlookErrors.cs</c> and <c>MailErrors.cs</c>.
/// </summary>
public interface IOutlookContacts
{
    /// <summary>Most cards in one call of <see cref="WriteAsync"/>.</summary>
    const int MostWrites = 20;

    /// <summary>Id of our folder: found by its name, or made.</summary>
    Task<Result<string>> FindOrMakeFolderAsync(string mailbox, CancellationToken cancel);

    /// <summary>The card whose property names a contact; null where there is none.</summary>
    Task<Result<HeldCard?>> FindAsync(string mailbox, string folderId, long crmId, CancellationToken cancel);

    /// <summary>One card with the contact that its property names, or <see cref="CardGone"/>.</summary>
    Task<Result<HeldCard>> ReadAsync(string mailbox, string folderId, string graphId, CancellationToken cancel);

    /// <summary>The next page of the folder's changes; from the beginning where the cursor is null.</summary>
    /// <returns>The page, or <see cref="CursorLost"/> when the server has forgotten the cursor.</returns>
    Task<Result<CardPage>> ReadPageAsync(string mailbox, string folderId, string? cursor, CancellationToken cancel);

    /// <summary>Makes, changes and deletes cards, at most <see cref="MostWrites"/>; each is sent once.</summary>
    /// <returns>An answer for each, in order; or why none was sent.</returns>
    Task<Result<IReadOnlyList<CardAnswer>>> WriteAsync(string mailbox, string folderId, IReadOnlyList<CardWrite> writes, CancellationToken cancel);
}
