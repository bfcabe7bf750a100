using CrmAddin.Core.Accounts;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Loads;
using CrmAddin.Core.Privacy;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Purchases.Load;

/// <summary>How a row names a customer.</summary>
/// <param name="Name">Name or number of a firm or a person.</param>
/// <param name="Email">E-mail address of the person who bought.</param>
internal sealed record NamedCustomer(string? Name, string? Email);

/// <summary>
/// The customers of a batch of purchases. A name or number is the account of that name, else the contact that was imported under that
/// number, else the only contact of that name, else a new account. An e-mail address is a contact, new where nobody has it.
/// </summary>
internal sealed class KnownCustomers(CrmDb db, FirmSettings firm, FindErased findErased)
{
    private readonly KnownContacts _contacts = new(db, firm, findErased);
    private readonly Dictionary<string, long> _accounts = new(StringComparer.Ordinal);
    private Dictionary<string, long> _byNumber = [];
    private Dictionary<string, List<long>> _byName = [];

    /// <summary>Contacts that came into being.</summary>
    public int ContactsCreated => _contacts.CreatedCount;

    /// <summary>Accounts that came into being.</summary>
    public int AccountsCreated { get; private set; }

    /// <summary>Looks the customers up.</summary>
    public async Task MeetAsync(IReadOnlyList<NamedCustomer> customers, CancellationToken cancel)
    {
        await _contacts.MeetAsync(customers.Where(customer => customer.Email is not null).Select(Person), cancel);
        await MeetAccountsAsync([.. customers.Select(customer => customer.Name).OfType<string>().Select(KeyOf).Distinct().Where(key => !_accounts.ContainsKey(key))], cancel);
        var others = customers.Select(customer => customer.Name).OfType<string>().Where(name => !_accounts.ContainsKey(KeyOf(name))).Distinct().ToList();
        _byNumber = others.Count == 0 ? [] : await LoadQuery.ContactsOf(db, others.ConvertAll(OriginOf)).ToDictionaryAsync(contact => contact.Key!, contact => contact.Id, cancel);
        _byName = others.Count == 0 ? [] : (await LoadQuery.ContactsNamed(db, others.ConvertAll(KeyOf)).ToListAsync(cancel)).GroupBy(contact => contact.Key!)
            .ToDictionary(group => group.Key, group => group.Select(contact => contact.Id).ToList());
    }

    /// <summary>Why a customer cannot be taken in; null where it can.</summary>
    public RefusedRow? Refusal(NamedCustomer customer, int row) => customer.Email is null ? null : _contacts.Refusal(Person(customer), row);

    /// <summary>Makes the customers whom nobody knows.</summary>
    public async Task MakeMissingAsync(IReadOnlyList<(NamedCustomer Customer, long? OwnerId, long? TeamId)> customers, CancellationToken cancel)
    {
        Dictionary<string, Account> made = [];
        foreach (var (customer, owner, team) in customers)
        {
            if (customer.Name is { } name && Find(customer) is { AccountId: null } found && (found.ContactId is null || customer.Email is not null))
                made.TryAdd(KeyOf(name), new Account { Name = name, OwnerId = owner, TeamId = team });
        }

        using var bulk = new BulkWrite(db);
        await bulk.AddAsync([.. made.Values], cancel);
        foreach (var (key, account) in made)
            _accounts[key] = account.Id;
        AccountsCreated += made.Count;
        await _contacts.MakeMissingAsync(
            customers.Where(one => one.Customer.Email is not null)
                .Select(one => (Person(one.Customer), new Contact { DisplayName = Shown(one.Customer.Email!), AccountId = Find(one.Customer).AccountId, OwnerId = one.OwnerId, TeamId = one.TeamId })),
            cancel);
    }

    /// <summary>The account, the contact or both.</summary>
    public (long? AccountId, long? ContactId) Find(NamedCustomer customer)
    {
        var person = customer.Email is null ? null : _contacts.Find(Person(customer));
        if (customer.Name is not { } name)
            return (null, person);
        if (_accounts.TryGetValue(KeyOf(name), out var account))
            return (account, person);
        if (person is not null || customer.Email is not null)
            return (null, person);
        if (_byNumber.TryGetValue(OriginOf(name), out var numbered))
            return (null, numbered);
        return _byName.GetValueOrDefault(KeyOf(name)) is [var only] ? (null, only) : (null, null);
    }

    private async Task MeetAccountsAsync(List<string> keys, CancellationToken cancel)
    {
        if (keys.Count == 0)
            return;
        foreach (var account in await LoadQuery.AccountsNamed(db, keys).ToListAsync(cancel))
            _accounts.TryAdd(account.Key!, account.Id);
        foreach (var account in await LoadQuery.AccountsNamedOtherwise(db, keys).ToListAsync(cancel))
            _accounts.TryAdd(account.Key!, account.Id);
    }

    private static NamedPerson Person(NamedCustomer customer) => new(customer.Email);

    private static string Shown(string email) => email[..Math.Min(email.Length, 200)];

    private static string KeyOf(string name) => SearchText.Fold(name);

    private static string OriginOf(string name) => "id:" + name;
}
