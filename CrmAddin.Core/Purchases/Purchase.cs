using CrmAddin.Core.Accounts;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Products;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;

namespace CrmAddin.Core.Purchases;

/// <summary>
/// Something that a customer bought: an order or an imported past purchase. A won deal that no row names is a purchase without a row, so
/// that no sale counts twice. The customer is the account where there is one, else the contact.
/// </summary>
public sealed class Purchase : IVersioned, IOwned, ITimed, IAudited
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The day of purchase in the firm's time zone.</summary>
    public DateOnly BoughtOn { get; set; }

    /// <summary>Amount in <see cref="Currency"/>.</summary>
    public decimal Amount { get; set; }

    /// <summary>ISO 4217 code.</summary>
    public required string Currency { get; set; }

    /// <summary>The firm that bought; null for a person.</summary>
    public long? AccountId { get; set; }

    /// <summary>The account's row.</summary>
    public Account? Account { get; set; }

    /// <summary>The person who bought, or who bought for the account.</summary>
    public long? ContactId { get; set; }

    /// <summary>The contact's row.</summary>
    public Contact? Contact { get; set; }

    /// <summary>What was bought; null when unknown.</summary>
    public long? ProductId { get; set; }

    /// <summary>The product's row.</summary>
    public Product? Product { get; set; }

    /// <summary>How many; null when unknown.</summary>
    public decimal? Quantity { get; set; }

    /// <summary>The won deal whose sale this is; at most one purchase a deal.</summary>
    public long? DealId { get; set; }

    /// <summary>The deal's row.</summary>
    public Deal? Deal { get; set; }

    /// <summary>The day on which it is renewed; null for a sale once.</summary>
    public DateOnly? RenewsOn { get; set; }

    /// <summary>The id that a load's file gave it; unique where there is one.</summary>
    public string? ExternalId { get; set; }

    /// <inheritdoc/>
    public long? OwnerId { get; set; }

    /// <summary>The owner's row.</summary>
    public User? Owner { get; set; }

    /// <inheritdoc/>
    public long? TeamId { get; set; }

    /// <inheritdoc/>
    public DateTimeOffset CreatedAt { get; set; }

    /// <inheritdoc/>
    public DateTimeOffset ChangedAt { get; set; }

    /// <inheritdoc/>
    public int Version { get; set; }
}
