using CrmAddin.Core.Accounts;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Products;
using CrmAddin.Core.Users;

namespace CrmAddin.Web.Demo;

/// <summary>Who and what the sample firm consists of, for those who write more about them.</summary>
internal sealed record DemoWorld(
    DateTimeOffset Now, IReadOnlyList<User> Users, IReadOnlyList<Account> Accounts, IReadOnlyList<Contact> Contacts, IReadOnlyList<Product> Products,
    IReadOnlyList<Deal> Deals, IReadOnlyList<LookupItem> Lookups)
{
    /// <summary>Base currency of the firm.</summary>
    public const string Currency = "SAR";

    /// <summary>Today.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    /// <summary>First day of the month so many months from now.</summary>
    public DateOnly Month(int offset) => new DateOnly(Today.Year, Today.Month, 1).AddMonths(offset);

    /// <summary>A moment of a working day, so many days ago.</summary>
    public DateTimeOffset Moment(int daysAgo, int minutesOfDay) => new DateTimeOffset(Now.UtcDateTime.Date, TimeSpan.Zero).AddDays(-daysAgo).AddMinutes(360 + minutesOfDay % 540);

    /// <summary>The list item of a kind by its English name.</summary>
    public LookupItem Lookup(LookupKind kind, string name) => Lookups.First(item => item.Kind == kind && item.Name == name);
}
