using System.Globalization;
using CrmAddin.Core.Accounts;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Results;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>
/// What a file's names mean: firms, list items, own fields and users, each looked up once in a run. Those that are not there yet are
/// made; a dry run only says what they would be.
/// </summary>
internal sealed class ImportNames(CrmDb db)
{
    private const int MostRemembered = 50_000;

    private readonly Dictionary<string, Account> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<(LookupKind, string), LookupItem> _lookups = [];
    private readonly Dictionary<string, (long UserId, long? TeamId)> _owners = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CustomField> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<(long, string), long> _links = [];
    private Dictionary<string, long>? _accountsInOtherScript;
    private long _wouldBeId;

    /// <summary>Loads what is few: lists, own fields, users.</summary>
    public async Task BeginAsync(CancellationToken cancel)
    {
        foreach (var item in await db.LookupItems.AsNoTracking().ToListAsync(cancel))
            Remember(item);
        foreach (var field in await db.CustomFields.AsNoTracking().Include(f => f.Choices).Where(f => f.Entity == FieldEntity.Contact).ToListAsync(cancel))
        {
            _fields.TryAdd(field.Key, field);
            _fields.TryAdd(SearchText.Fold(field.Name), field);
            if (field.NameArabic is { } arabic)
                _fields.TryAdd(SearchText.Fold(arabic), field);
        }
        if (db.Reader.MayAdminister)
        {
            foreach (var user in await db.Users.AsNoTracking().Include(u => u.Teams).ToListAsync(cancel))
            {
                var owner = (user.Id, user.Teams.Count > 0 ? user.Teams[0].TeamId : (long?)null);
                _owners.TryAdd(SearchText.Fold(user.UserName), owner);
                _owners.TryAdd(SearchText.Fold(user.DisplayName), owner);
            }
        }
    }

    /// <summary>After a transaction that did not last: what it made is not there.</summary>
    public async Task ForgetAsync(CancellationToken cancel)
    {
        _accounts.Clear();
        _lookups.Clear();
        _fields.Clear();
        await BeginAsync(cancel);
    }

    /// <summary>Makes sure that every name of the rows means something. Makes what is missing with <paramref name="bulk"/>; null for a dry run.</summary>
    public async Task ResolveAsync(IReadOnlyList<RecordToImport> rows, string? sourceOfAll, BulkWrite? bulk, CancellationToken cancel)
    {
        await ResolveAccountsAsync(rows, bulk, cancel);
        var missing = rows.SelectMany(r => Lookups(r.Contact)).Append((LookupKind.Source, sourceOfAll))
            .Where(l => !string.IsNullOrWhiteSpace(l.Item2) && !_lookups.ContainsKey((l.Item1, Key(l.Item2))))
            .DistinctBy(l => (l.Item1, Key(l.Item2!)))
            .Select(l => new LookupItem { Kind = l.Item1, Name = l.Item2!.Trim(), NameKey = Key(l.Item2) }).ToList();
        if (bulk is not null)
            await bulk.AddAsync(missing, cancel);
        foreach (var item in missing)
        {
            item.Id = item.Id == 0 ? --_wouldBeId : item.Id;
            Remember(item);
        }
    }

    /// <summary>The firm of a name.</summary>
    public Account? Account(string name) => _accounts.GetValueOrDefault(SearchText.Fold(name));

    /// <summary>The list's item of a name.</summary>
    public LookupItem Lookup(LookupKind kind, string name) => _lookups[(kind, Key(name))];

    /// <summary>The user of a name, and their team; null when there is none, or the reader may not give contacts to others.</summary>
    public (long UserId, long? TeamId)? Owner(string name) => _owners.TryGetValue(SearchText.Fold(name), out var owner) ? owner : null;

    /// <summary>The own field of a key or label; null when there is none.</summary>
    public CustomField? Field(string name) => _fields.GetValueOrDefault(name) ?? _fields.GetValueOrDefault(SearchText.Fold(name));

    /// <summary>Why a record's own fields cannot be kept; null when they can.</summary>
    public RowRefusal? AgainstCustom(ContactRecord record)
    {
        foreach (var (name, text) in record.Custom)
        {
            if (Field(name) is { } field && ValuesOf(field, text) is { Error: CustomValueWrong wrong })
                return new RowOwnFieldWrong(wrong);
        }
        return null;
    }

    /// <summary>The values that a text means for a field. Errors: <see cref="CustomValueWrong"/>.</summary>
    public Result<IReadOnlyList<CustomFieldValue>> ValuesOf(CustomField field, string text)
    {
        if (field.Kind != CustomFieldKind.ContactLink)
            return CustomFieldText.Read(field, [text]);
        return _links.TryGetValue((field.Id, text), out var linked)
            ? new CustomFieldValue[] { new() { CustomFieldId = field.Id, LinkedContactId = linked } }
            : new CustomValueWrong(field.Name, text, "write the e-mail address, the number or the whole name of one contact");
    }

    private async Task ResolveAccountsAsync(IReadOnlyList<RecordToImport> rows, BulkWrite? bulk, CancellationToken cancel)
    {
        if (_accounts.Count > MostRemembered)
            _accounts.Clear();
        var wanted = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in rows.Select(r => r.Contact.Account).OfType<string>())
        {
            if (SearchText.Fold(name) is { Length: > 0 } key && !_accounts.ContainsKey(key))
                wanted.TryAdd(key, name.Trim());
        }
        if (wanted.Count == 0)
            return;
        foreach (var account in await ImportQuery.AccountsByName(db, [.. wanted.Keys]).ToListAsync(cancel))
            Remember(wanted, account.NameKey, account);
        await ResolveByOtherScriptAsync(wanted, cancel);
        var made = wanted.Select(w => new Account { Name = w.Value, NameKey = w.Key, OwnerId = db.Reader.UserId, TeamId = db.Reader.HomeTeamId }).ToList();
        if (bulk is not null)
            await bulk.AddAsync(made, cancel);
        foreach (var account in made)
        {
            account.Id = account.Id == 0 ? --_wouldBeId : account.Id;
            _accounts[account.NameKey] = account;
        }
    }

    private async Task ResolveByOtherScriptAsync(Dictionary<string, string> wanted, CancellationToken cancel)
    {
        if (_accountsInOtherScript is null)
        {
            _accountsInOtherScript = new(StringComparer.Ordinal);
            await foreach (var account in ImportQuery.AccountsInOtherScript(db).AsAsyncEnumerable().WithCancellation(cancel))
                _accountsInOtherScript.TryAdd(SearchText.Fold(account.NameOtherScript), account.Id);
        }
        var ids = wanted.Keys.Where(_accountsInOtherScript.ContainsKey).Select(k => _accountsInOtherScript[k]).ToList();
        if (ids.Count == 0)
            return;
        foreach (var account in await ImportQuery.AccountsOf(db, ids).ToListAsync(cancel))
            Remember(wanted, SearchText.Fold(account.NameOtherScript), account);
    }

    private void Remember(Dictionary<string, string> wanted, string key, Account account)
    {
        if (wanted.Remove(key))
            _accounts[key] = account;
    }

    private void Remember(LookupItem item)
    {
        _lookups.TryAdd((item.Kind, item.NameKey), item);
        if (item.NameArabic is { } arabic)
            _lookups.TryAdd((item.Kind, SearchText.Fold(arabic)), item);
    }

    /// <summary>Finds whom links name: by address, by number, by the file's id, or by a name that only one person has.</summary>
    public async Task ResolveLinksAsync(IReadOnlyList<RecordToImport> rows, CancellationToken cancel)
    {
        foreach (var (name, text) in rows.Where(r => r.Refusal is null).SelectMany(r => r.Contact.Custom))
        {
            if (Field(name) is not { Kind: CustomFieldKind.ContactLink } field || _links.ContainsKey((field.Id, text)))
                continue;
            var id = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
            var found = await ImportQuery.Linked(db, id, ContactEmail.KeyOf(text), $"id:{text.Trim()}", SearchText.Fold(text)).Take(2).ToListAsync(cancel);
            if (found.Count == 1)
                _links[(field.Id, text)] = found[0];
        }
    }

    private static IEnumerable<(LookupKind, string?)> Lookups(ContactRecord record) =>
        record.Groups.Select(g => (LookupKind.Group, (string?)g))
            .Concat(record.Types.Select(t => (LookupKind.ContactType, (string?)t)))
            .Concat(record.Tags.Select(t => (LookupKind.Tag, (string?)t)))
            .Append((LookupKind.Source, record.Source));

    // A name of signs alone folds to nothing and stands for itself.
    private static string Key(string? name) => SearchText.Fold(name) is { Length: > 0 } key ? key : (name ?? "").Trim().ToLower(CultureInfo.InvariantCulture);
}
