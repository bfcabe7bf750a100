using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Contacts.Phones;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Accounts;

/// <summary>An account as the form hands it in: every field is replaced.</summary>
public sealed record AccountDraft
{
    /// <summary>The account to change; null for a new one.</summary>
    public long? Id { get; init; }

    /// <summary>The version that the reader saw; needed for a change.</summary>
    public int? Version { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Name in the other script.</summary>
    public string? NameOtherScript { get; init; }

    /// <summary>Interest or speciality.</summary>
    public string? Interest { get; init; }

    /// <summary>Industry, of the list; 0 or null for none.</summary>
    public long? IndustryId { get; init; }

    /// <summary>Number of employees.</summary>
    public int? Employees { get; init; }

    /// <summary>Year of foundation.</summary>
    public int? FoundedYear { get; init; }

    /// <summary>Web site.</summary>
    public string? Website { get; init; }

    /// <summary>Notes.</summary>
    public string? Notes { get; init; }

    /// <summary>Name of the account that owns this one.</summary>
    public string? Parent { get; init; }

    /// <summary>E-mail domains.</summary>
    public IReadOnlyList<string> Domains { get; init; } = [];

    /// <summary>Phones.</summary>
    public IReadOnlyList<PhoneValue> Phones { get; init; } = [];

    /// <summary>Postal addresses.</summary>
    public IReadOnlyList<AddressValue> Addresses { get; init; } = [];

    /// <summary>Custom fields by key; fields that are not named stay as they are.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Custom { get; init; }
}

/// <summary>Makes or changes an account as one change set.</summary>
public sealed class SaveAccount(CrmDb db, FirmSettings firm)
{
    /// <summary>
    /// Saves the draft. Errors: <see cref="MayNotChange"/>, <see cref="AccountUnknown"/>, <see cref="AccountNeedsName"/>,
    /// <see cref="DomainMalformed"/>, <see cref="DomainIsFreeMail"/>, <see cref="DomainBelongsToOther"/>, <see cref="ParentWrong"/>,
    /// <see cref="LookupUnknown"/>, <see cref="CustomValueWrong"/>, <see cref="RequiredFieldsEmpty"/>, <see cref="AccountChangedMeanwhile"/>.
    /// </summary>
    public async Task<Result<Account>> RunAsync(AccountDraft draft, string from, CancellationToken cancel)
    {
        if (!db.Reader.MayChange)
            return new MayNotChange();
        if (string.IsNullOrWhiteSpace(draft.Name))
            return new AccountNeedsName();
        var account = draft.Id is { } id
            ? await AccountQuery.Whole(db, id).FirstOrDefaultAsync(cancel)
            : new Account { Name = draft.Name, OwnerId = db.Reader.UserId, TeamId = db.Reader.HomeTeamId };
        if (account is null)
            return new AccountUnknown(draft.Id!.Value);
        if (draft is { Id: not null, Version: { } seen } && seen != account.Version)
            return new AccountChangedMeanwhile(account.Id, seen, account.Version);

        var domains = draft.Domains.Select(DomainOf).Where(d => d.Length > 0).Distinct().ToList();
        if (await RefuseAsync(draft, account, domains, cancel) is { } refusal)
            return Forget(refusal);
        db.Begin(ChangeOrigin.Edit, from, about: draft.Name.Trim());
        if (account.Id == 0)
            db.Accounts.Add(account);
        Apply(account, draft, domains);
        if (draft.Custom is not null && await new SetCustomValues(db).RunAsync(FieldEntity.Account, account.CustomValues, draft.Custom, cancel) is { } wrong)
            return Forget(wrong);
        if (await new RequiredFieldCheck(db).RunAsync(account, cancel) is { } empty)
            return Forget(empty);
        if (account.Id != 0 && db.ChangeTracker.Entries().Any(e => e is { State: not EntityState.Unchanged, Entity: not ChangeSet }))
            db.Entry(account).Property(a => a.ChangedAt).IsModified = true;
        try
        {
            await db.SaveChangesAsync(cancel);
            return account;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            var current = await db.Accounts.Where(a => a.Id == account.Id).Select(a => (int?)a.Version).FirstOrDefaultAsync(cancel);
            return current is null ? new AccountUnknown(account.Id) : new AccountChangedMeanwhile(account.Id, draft.Version ?? 0, current.Value);
        }
        catch (DbUpdateException e) when (db.IsDuplicate(e))
        {
            // A domain is the one thing of an account that stands only once: somebody else was first.
            db.ChangeTracker.Clear();
            if (await RefuseDomainAsync(account.Id, domains, cancel) is { } taken)
                return taken;
            throw;
        }
    }

    private async Task<Error?> RefuseAsync(AccountDraft draft, Account account, List<string> domains, CancellationToken cancel)
    {
        foreach (var domain in domains)
        {
            if (Uri.CheckHostName(domain) != UriHostNameType.Dns || !domain.Contains('.', StringComparison.Ordinal))
                return new DomainMalformed(domain);
            if (MailAddresses.IsFreeMail(domain))
                return new DomainIsFreeMail(domain);
        }
        if (draft.IndustryId is > 0 and { } industry && !await db.LookupItems.AnyAsync(l => l.Id == industry && l.Kind == LookupKind.Industry, cancel))
            return new LookupUnknown("industry", industry);
        return await RefuseDomainAsync(account.Id, domains, cancel) ?? await SetParentAsync(account, draft.Parent, cancel);
    }

    private async Task<Error?> RefuseDomainAsync(long accountId, List<string> domains, CancellationToken cancel)
    {
        var taken = await db.AccountDomains.IgnoreQueryFilters().AsNoTracking()
            .Where(d => domains.Contains(d.Domain) && d.AccountId != accountId).Select(d => new { d.Domain, d.Account!.Name }).FirstOrDefaultAsync(cancel);
        return taken is null ? null : new DomainBelongsToOther(taken.Domain, taken.Name);
    }

    private async Task<Error?> SetParentAsync(Account account, string? name, CancellationToken cancel)
    {
        // The form sends back what it showed, and shows none for one that its reader does not see.
        if (account.ParentId is not null && (account.Parent is { } kept ? kept.IsNamed(name ?? "") : string.IsNullOrWhiteSpace(name)))
            return null;
        if (string.IsNullOrWhiteSpace(name))
        {
            (account.Parent, account.ParentId) = (null, null);
            return null;
        }
        var parent = await FindAccount.ByNameAsync(db, name.Trim(), cancel);
        for (var above = parent; above is not null; above = above.ParentId is { } next ? await db.Accounts.FirstOrDefaultAsync(a => a.Id == next, cancel) : null)
        {
            if (above.Id == account.Id)
                return new ParentWrong(name);
        }
        if (parent is null)
            return new ParentWrong(name);
        (account.Parent, account.ParentId) = (parent, parent.Id);
        return null;
    }

    private void Apply(Account account, AccountDraft draft, List<string> domains)
    {
        account.Name = draft.Name.Trim();
        account.NameOtherScript = Text(draft.NameOtherScript);
        account.Interest = Text(draft.Interest);
        account.IndustryId = draft.IndustryId is > 0 ? draft.IndustryId : null;
        account.Employees = draft.Employees;
        account.FoundedYear = draft.FoundedYear;
        account.Website = Text(draft.Website);
        account.Notes = Text(draft.Notes);
        Parts.Replace(account.Domains, domains, d => d.Domain, (d, value) => d.Domain = value, value => new AccountDomain { Domain = value });
        Parts.Replace(account.Phones, draft.Phones, p => new PhoneValue(p.Raw, p.Kind), Write, v => new AccountPhone { Raw = v.Raw });
        Parts.Replace(account.Addresses, draft.Addresses, ValueOf, Write, _ => new AccountAddress());
    }

    private void Write(AccountPhone phone, PhoneValue value)
    {
        phone.E164 = PhoneNumber.TryParse(value.Raw, firm.Country, out var number) ? number.E164 : null;
        (phone.Raw, phone.Kind) = (value.Raw, value.Kind);
    }

    private static AddressValue ValueOf(AccountAddress a) => new(a.Kind, a.Street, a.District, a.City, a.Region, a.Postcode, a.Country);

    private static void Write(AccountAddress address, AddressValue value)
    {
        address.Kind = value.Kind;
        (address.Street, address.District, address.City) = (Text(value.Street), Text(value.District), Text(value.City));
        (address.Region, address.Postcode, address.Country) = (Text(value.Region), Text(value.Postcode), Text(value.Country));
    }

    private static string DomainOf(string text)
    {
        var domain = text.Trim().ToLowerInvariant();
        domain = domain[(domain.LastIndexOf('@') + 1)..];
        return domain.StartsWith("www.", StringComparison.Ordinal) ? domain[4..] : domain;
    }

    private static string? Text(string? given) => string.IsNullOrWhiteSpace(given) ? null : given.Trim();

    private Error Forget(Error error)
    {
        db.ChangeTracker.Clear();
        return error;
    }
}
