using CrmAddin.Core.Duplicates;
using CrmAddin.Core.Duplicates.Matching;
using CrmAddin.Core.Privacy;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Creation;

/// <summary>Holds strangers against the store: who is a contact or was erased falls away; for the rest, their firm and who looks like them.</summary>
public sealed class WeighStrangers(CrmDb db, FindErased findErased, CheckForDuplicates checkForDuplicates)
{
    private const int AddressesAtATime = 500;

    /// <summary>Those who could become contacts, completed. The context reads as the one whose contacts they would be.</summary>
    public async Task<List<CreationCandidate>> RunAsync(IReadOnlyList<CreationCandidate> strangers, CancellationToken cancel)
    {
        var left = new List<CreationCandidate>();
        foreach (var some in strangers.Chunk(AddressesAtATime))
            left.AddRange(await UnknownAsync(some, cancel));
        foreach (var stranger in left)
            await CompareAsync(stranger, cancel);
        return left;
    }

    // Whoever looks after them: a contact of another team is no stranger.
    private async Task<List<CreationCandidate>> UnknownAsync(CreationCandidate[] some, CancellationToken cancel)
    {
        var addresses = some.Select(s => s.AddressKey).ToList();
        var known = await db.ContactEmails.IgnoreQueryFilters().Where(e => addresses.Contains(e.AddressKey)).Select(e => e.AddressKey).ToListAsync(cancel);
        var erased = (await findErased.RunAsync(addresses, [], [], cancel)).Emails;
        var left = some.Where(s => !known.Contains(s.AddressKey) && !erased.Contains(s.AddressKey)).ToList();
        var domains = left.Select(s => s.Domain).OfType<string>().SelectMany(MailAddresses.WithParents).Distinct().ToList();
        var firms = await db.AccountDomains.IgnoreQueryFilters().Where(d => domains.Contains(d.Domain)).Select(d => new { d.Domain, d.Account!.Name }).ToDictionaryAsync(d => d.Domain, d => d.Name, cancel);
        foreach (var stranger in left.Where(s => s.Domain is not null))
        {
            var domain = MailAddresses.WithParents(stranger.Domain!).FirstOrDefault(firms.ContainsKey);
            stranger.IsAccountKnown = domain is not null;
            stranger.AccountName = domain is null ? stranger.AccountName ?? stranger.Domain : firms[domain];
        }
        return left;
    }

    private async Task CompareAsync(CreationCandidate stranger, CancellationToken cancel)
    {
        var person = new MatchPerson(0)
        {
            GivenName = stranger.GivenName,
            FamilyName = stranger.FamilyName,
            DisplayName = stranger.DisplayName,
            Emails = [stranger.AddressKey],
            Phones = [.. CandidateDraft.PhonesOf(stranger).Select(p => p.Raw)],
            Account = stranger.AccountName,
        };
        if (await checkForDuplicates.RunAsync(person, FindLikelyPairs.SuggestedFrom, cancel) is [var likely, ..])
            (stranger.LookAlikeId, stranger.LookAlikeScore) = (likely.A == 0 ? likely.B : likely.A, likely.Score);
    }
}
