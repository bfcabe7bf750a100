using System.Globalization;
using CrmAddin.Core.Accounts;
using CrmAddin.Core.Loads;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Deals.Load;

/// <summary>The customer firms of the deals. A new one belongs to the owner of the first deal that names it, so that the owner's team sees it.</summary>
internal sealed class KnownAccounts(CrmDb db, KnownOwners owners, FileNames names)
{
    private readonly Dictionary<string, Account> _accounts = [];
    private readonly Dictionary<string, LookupItem> _industries = [];

    /// <summary>Accounts that came into being.</summary>
    public int CreatedCount { get; private set; }

    /// <summary>Reads the file of accounts, then adds those that the deals name besides.</summary>
    public async Task LoadAsync(CsvTable? file, CancellationToken cancel)
    {
        foreach (var account in await db.Accounts.IgnoreQueryFilters().OrderBy(account => account.Id).ToListAsync(cancel))
            _accounts.TryAdd(account.NameKey, account);
        foreach (var industry in await db.LookupItems.Where(item => item.Kind == LookupKind.Industry).ToListAsync(cancel))
            _industries[industry.NameKey] = industry;

        if (file is not null)
        {
            await foreach (var row in file.RowsAsync(cancel))
                Add(row);
            await db.SaveChangesAsync(cancel);
            await foreach (var row in file.RowsAsync(cancel))
                SetParent(row);
        }

        foreach (var (name, _) in names.Accounts)
            AccountOf(name);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>The account of a name; null where the deal has none.</summary>
    public Account? Find(string? name) => name is null ? null : _accounts.GetValueOrDefault(SearchText.Fold(name));

    private void Add(FileRow row)
    {
        if (row["name"] is not { Length: <= 200 } name)
            return;
        var account = AccountOf(name);
        account.Industry ??= account.IndustryId is null && row["industry"] is { } industry ? IndustryOf(industry) : null;
        account.FoundedYear ??= Whole(row["foundedYear"]);
        account.Employees ??= Whole(row["employees"]);
        account.RevenueMillions ??= row["revenueMillions"] is { } revenue ? AmountText.Read(revenue) : null;
        account.Country ??= row["country"];
        account.City ??= row["city"];
        account.Website ??= row["website"];
    }

    private void SetParent(FileRow row)
    {
        if (Find(row["name"]) is { ParentId: null } account && row["parent"] is { Length: <= 200 } parentName && AccountOf(parentName) is { } parent && parent != account)
            account.Parent = parent;
    }

    private Account AccountOf(string name)
    {
        var key = SearchText.Fold(name);
        if (_accounts.TryGetValue(key, out var known))
            return known;
        var owner = owners.Find(names.OwnerOf(name));
        var account = new Account { Name = name, NameKey = key, OwnerId = owner?.Id ?? db.Reader.UserId, TeamId = HomeTeamOf(owner) ?? db.Reader.HomeTeamId };
        db.Accounts.Add(_accounts[key] = account);
        CreatedCount++;
        return account;
    }

    private LookupItem IndustryOf(string name)
    {
        var key = SearchText.Fold(name);
        var known = _industries.GetValueOrDefault(key)
            ?? _industries.Values.FirstOrDefault(item => key.Length >= 6 && IsOneSlipAway(item.NameKey, key));
        if (known is not null)
            return known;
        var item = new LookupItem { Kind = LookupKind.Industry, Name = Capitalised(name), NameKey = key, Position = _industries.Count };
        db.LookupItems.Add(_industries[key] = item);
        return item;
    }

    private static long? HomeTeamOf(User? owner) => owner?.Teams.FirstOrDefault()?.TeamId;

    private static string Capitalised(string name) => char.ToUpperInvariant(name[0]) + name[1..Math.Min(name.Length, 200)];

    private static int? Whole(string? text) =>
        int.TryParse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) ? number : null;

    // "technolgy" is Technology: one letter left out, put in or mistaken.
    private static bool IsOneSlipAway(string right, string written)
    {
        if (Math.Abs(right.Length - written.Length) > 1)
            return false;
        var same = right.Zip(written).TakeWhile(pair => pair.First == pair.Second).Count();
        var (restRight, restWritten) = (right[same..], written[same..]);
        return restRight.Length == restWritten.Length
            ? restRight.Length > 0 && restRight[1..] == restWritten[1..]
            : restRight.Length > restWritten.Length ? restRight[1..] == restWritten : restRight == restWritten[1..];
    }
}
