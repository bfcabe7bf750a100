using CrmAddin.Core.Loads;
using CrmAddin.Core.Search;

namespace CrmAddin.Core.Deals.Load;

/// <summary>The names that a file of deals mentions, one spelling of each.</summary>
internal sealed class FileNames
{
    private readonly Dictionary<string, string> _stages = [];
    private readonly Dictionary<string, string> _owners = [];
    private readonly Dictionary<string, string> _products = [];
    private readonly Dictionary<string, (string Name, string? Owner)> _accounts = [];

    public IReadOnlyCollection<string> Stages => _stages.Values;

    public IReadOnlyCollection<string> Owners => _owners.Values;

    public IReadOnlyCollection<string> Products => _products.Values;

    /// <summary>Accounts, each with the owner of the first deal that names it.</summary>
    public IReadOnlyCollection<(string Name, string? Owner)> Accounts => _accounts.Values;

    /// <summary>The owner of the first deal of an account.</summary>
    public string? OwnerOf(string account) => _accounts.GetValueOrDefault(SearchText.Fold(account)).Owner;

    /// <summary>Notes the names of a row that will be taken in.</summary>
    public void Note(FileRow row)
    {
        if (DealValues.Read(row).Values is not { } deal)
            return;

        _stages.TryAdd(SearchText.Fold(deal.Stage), deal.Stage);
        if (deal.Owner is { } owner)
            _owners.TryAdd(SearchText.Fold(owner), owner);
        if (deal.Product is { } product)
            _products.TryAdd(SearchText.Compact(product), product);
        if (deal.Account is { } account)
            _accounts.TryAdd(SearchText.Fold(account), (account, deal.Owner));
    }
}
