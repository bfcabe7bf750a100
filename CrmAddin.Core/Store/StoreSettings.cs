namespace CrmAddin.Core.Store;

/// <summary>The engines that the store runs on.</summary>
public enum StoreProvider
{
    /// <summary>A file beside the product.</summary>
    Sqlite,
    /// <summary>SQL Server or Azure SQL.</summary>
    SqlServer,
    /// <summary>PostgreSQL.</summary>
    Postgres,
}

/// <summary>Where the store is; section <c>Crm:Store</c> and <c>ConnectionStrings:Crm</c> of the configuration.</summary>
/// <param name="Provider"><c>Crm:Store:Provider</c>.</param>
/// <param name="ConnectionString"><c>ConnectionStrings:Crm</c>; for SQLite the file beside the product where it is empty.</param>
/// <param name="MaxBatchSize"><c>Crm:Store:MaxBatchSize</c>, statements a round trip; 42 where it is null.</param>
public sealed record StoreSettings(StoreProvider Provider, string ConnectionString, int? MaxBatchSize)
{
    /// <summary>Whether the store lives in this product's own folder and is migrated at start.</summary>
    public bool IsEmbedded => Provider == StoreProvider.Sqlite;
}
