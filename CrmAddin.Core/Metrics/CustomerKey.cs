namespace CrmAddin.Core.Metrics;

/// <summary>Who bought: the account where the sale names one, else the contact; merged contacts are one.</summary>
/// <param name="IsAccount">Whether <paramref name="Id"/> is an account's key; else a contact's.</param>
/// <param name="Id">The key.</param>
public readonly record struct CustomerKey(bool IsAccount, long Id);
