using CrmAddin.Core.Firm;
using CrmAddin.Core.Loads;
using CrmAddin.Core.Privacy;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Purchases.Load;

/// <summary>What the rows of a file of purchases become.</summary>
internal sealed class PurchaseRows(CrmDb db, FirmSettings firm, FindErased findErased) : ILoad<PurchaseValues, Purchase>
{
    private readonly KnownProducts _products = new(db, firm.Currency);
    private readonly HashSet<string> _productNames = [];
    private readonly KnownOwners _owners = new(db);
    private readonly HashSet<string> _ownerNames = [];
    private readonly KnownCustomers _customers = new(db, firm, findErased);
    private readonly KnownDeals _deals = new(db);
    private readonly RowDigest _digest = new();
    private Dictionary<string, Purchase> _known = [];
    private Dictionary<long, string?> _purchaseOfDeal = [];

    public string Name => "load-purchases";

    public IReadOnlyDictionary<string, string[]> Columns => PurchaseValues.Columns;

    public string[] Needed => PurchaseValues.Needed;

    public IReadOnlyDictionary<string, int> AlsoCreated => new Dictionary<string, int>
    {
        ["accounts"] = _customers.AccountsCreated,
        ["contacts"] = _customers.ContactsCreated,
        ["products"] = _products.CreatedCount,
        ["people"] = _owners.CreatedCount,
    };

    public (PurchaseValues? Values, RefusedRow? Refused) Read(FileRow row) => PurchaseValues.Read(row, firm);

    public string? IdentityOf(PurchaseValues values) => values.FileId is { } id ? $"id \"{id}\"" : null;

    public void Note(PurchaseValues values)
    {
        if (values.Product is { } product)
            _productNames.Add(product);
        if (values.Owner is { } owner)
            _ownerNames.Add(owner);
    }

    public async Task PrepareAsync(CancellationToken cancel)
    {
        await _products.LoadAsync(null, _productNames, cancel);
        await _owners.LoadAsync(null, _ownerNames, cancel);
    }

    public async Task MeetAsync(IReadOnlyList<PurchaseValues> batch, CancellationToken cancel)
    {
        foreach (var bought in batch)
        {
            bought.Key = bought.FileId ?? _digest.NameOf(
                bought.BoughtOn.DayNumber, bought.Amount, bought.Currency, bought.Customer.Name, bought.Customer.Email, bought.Product, bought.Quantity, bought.Deal);
        }

        await _customers.MeetAsync([.. batch.Select(bought => bought.Customer)], cancel);
        await _deals.MeetAsync(batch.Select(bought => bought.Deal), cancel);
        List<long> deals = [.. batch.Select(bought => _deals.Find(bought.Deal)).OfType<long>().Distinct()];
        _purchaseOfDeal = deals.Count == 0 ? [] : await LoadQuery.PurchasesOfDeals(db, deals).ToDictionaryAsync(bought => bought.DealId!.Value, bought => bought.ExternalId, cancel);
        _known = await LoadQuery.PurchasesOf(db, [.. batch.Select(bought => bought.Key)]).ToDictionaryAsync(bought => bought.ExternalId!, cancel);
    }

    public RefusedRow? Refusal(LoadedRow<PurchaseValues> row)
    {
        if ((_customers.Refusal(row.Values.Customer, row.Row.Number) ?? _deals.Refusal(row.Values.Deal, row.Row.Number)) is { } unknown)
            return unknown;
        // A deal is sold once: the second purchase that names it would count the sale twice.
        if (_deals.Find(row.Values.Deal) is not { } deal || _purchaseOfDeal.TryAdd(deal, row.Values.Key) || _purchaseOfDeal[deal] == row.Values.Key)
            return null;
        return new(LoadRefusal.DealUnknown, row.Row.Number, $"another purchase is the sale of the deal \"{row.Values.Deal}\" already");
    }

    public Task MakeMissingAsync(IReadOnlyList<PurchaseValues> accepted, CancellationToken cancel) =>
        _customers.MakeMissingAsync([.. accepted.Select(bought => (bought.Customer, _owners.PlaceOf(bought.Owner).OwnerId, _owners.PlaceOf(bought.Owner).TeamId))], cancel);

    public Purchase? Find(PurchaseValues values) => _known.GetValueOrDefault(values.Key);

    public Purchase New(PurchaseValues values)
    {
        var (owner, team) = _owners.PlaceOf(values.Owner);
        return _known[values.Key] = new Purchase { ExternalId = values.Key, Currency = firm.Currency, OwnerId = owner, TeamId = team };
    }

    public void Fill(Purchase entity, PurchaseValues values)
    {
        (entity.BoughtOn, entity.Amount) = (values.BoughtOn, values.Amount);
        entity.Currency = values.Currency ?? entity.Currency;
        (entity.AccountId, entity.ContactId) = _customers.Find(values.Customer);
        entity.ProductId = _products.Find(values.Product)?.Id ?? entity.ProductId;
        entity.Quantity = values.Quantity ?? entity.Quantity;
        entity.DealId = _deals.Find(values.Deal) ?? entity.DealId;
        entity.RenewsOn = values.RenewsOn ?? entity.RenewsOn;
        if (values.Owner is not null)
            (entity.OwnerId, entity.TeamId) = _owners.PlaceOf(values.Owner);
    }
}
