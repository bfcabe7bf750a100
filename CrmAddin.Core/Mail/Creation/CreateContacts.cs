using CrmAddin.Core.Accounts;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Creation;

/// <summary>What became of some candidates.</summary>
/// <param name="Contacts">Contacts made.</param>
/// <param name="Accounts">Accounts made.</param>
/// <param name="Refused">Candidates of whom none was made: somebody was first, or they were erased.</param>
public sealed record CreatedContacts(int Contacts, int Accounts, int Refused);

/// <summary>Makes contacts of candidates by the ordinary rules of saving, all in one change set, with an account for a new firm's domain.</summary>
public sealed class CreateContacts(CrmDb db, SaveContact saveContact)
{
    /// <summary>Where such contacts come from, as the journal says it.</summary>
    public const string From = "mail logging";

    /// <summary>Begins the change set that the contacts belong to.</summary>
    public async Task<ChangeSet> BeginAsync(Mailbox mailbox, CancellationToken cancel)
    {
        var set = db.Begin(ChangeOrigin.Capture, From, $"mail of {mailbox.Address}");
        await db.SaveChangesAsync(cancel);
        return set;
    }

    /// <summary>Makes the contacts. The context reads as the one whose contacts they are.</summary>
    public async Task<CreatedContacts> RunAsync(ChangeSet set, IReadOnlyCollection<CreationCandidate> candidates, CancellationToken cancel)
    {
        var (contacts, accounts, refused) = (0, 0, 0);
        foreach (var candidate in candidates)
        {
            if (!db.Reader.MayChange || await IsKnownAsync(candidate, cancel))
            {
                refused++;
                continue;
            }
            var (account, isNew) = await AccountAsync(set, candidate, cancel);
            var origin = new DraftOrigin(ChangeOrigin.Capture, From, "mail:" + candidate.AddressKey, CandidateDraft.ReadFrom(candidate)) { Within = set };
            var saved = await saveContact.RunAsync(CandidateDraft.Of(candidate, account), origin, cancel);
            (contacts, refused) = saved.Succeeded ? (contacts + 1, refused) : (contacts, refused + 1);
            accounts += isNew ? 1 : 0;
            db.ChangeTracker.Clear();
        }
        return new CreatedContacts(contacts, accounts, refused);
    }

    private Task<bool> IsKnownAsync(CreationCandidate candidate, CancellationToken cancel) =>
        db.ContactEmails.IgnoreQueryFilters().AnyAsync(e => e.AddressKey == candidate.AddressKey, cancel);

    private async Task<(long? Id, bool IsNew)> AccountAsync(ChangeSet set, CreationCandidate candidate, CancellationToken cancel)
    {
        if (candidate.Domain is not { } domain)
            return (null, false);
        var domains = MailAddresses.WithParents(domain).ToList();
        var there = await db.AccountDomains.IgnoreQueryFilters().Where(d => domains.Contains(d.Domain)).ToListAsync(cancel);
        if (there.MaxBy(d => d.Domain.Length) is { } nearest)
            return (nearest.AccountId, false);
        db.Resume(set);
        var account = new Account { Name = candidate.AccountName ?? domain, OwnerId = db.Reader.UserId, TeamId = db.Reader.HomeTeamId };
        account.Domains.Add(new AccountDomain { Domain = domain });
        db.Accounts.Add(account);
        try
        {
            await db.SaveChangesAsync(cancel);
            return (account.Id, true);
        }
        catch (DbUpdateException e) when (db.IsDuplicate(e))
        {
            // A colleague saved the firm in this moment.
            db.ChangeTracker.Clear();
            return (await db.AccountDomains.IgnoreQueryFilters().Where(d => d.Domain == domain).Select(d => (long?)d.AccountId).FirstOrDefaultAsync(cancel), false);
        }
    }
}
