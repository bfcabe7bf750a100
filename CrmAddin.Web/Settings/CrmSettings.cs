using CrmAddin.Core.Firm;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;

namespace CrmAddin.Web.Settings;

/// <summary>A setting has a value that cannot be used.</summary>
public sealed record SettingWrong(string Setting, string Value, string Expected)
    : RuleError($"The setting {Setting} is \"{Value}\"; it must be {Expected}.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Setting, Value, Expected];
}

/// <summary>The configuration of the product, read and checked once at start.</summary>
/// <param name="DataFolder"><c>Crm:DataFolder</c>: embedded store, keys, refused rows.</param>
/// <param name="Store">Where the store is.</param>
/// <param name="Firm">The firm.</param>
public sealed record CrmSettings(string DataFolder, StoreSettings Store, FirmSettings Firm)
{
    /// <summary>Where refused rows of imports go.</summary>
    public string RejectsFolder => Path.Combine(DataFolder, "rejects");

    /// <summary>Where uploaded files wait for their import; the import takes them away.</summary>
    public string ImportsFolder => Path.Combine(DataFolder, "imports");

    /// <summary>Where keys are kept that never stand in the store or its backup.</summary>
    public string KeysFolder => Path.Combine(DataFolder, "keys");

    /// <summary>Reads the settings. Errors: <see cref="SettingWrong"/>.</summary>
    public static Result<CrmSettings> Read(IConfiguration configuration)
    {
        var folder = Path.GetFullPath(configuration["Crm:DataFolder"] is { Length: > 0 } named ? named : "data");
        var name = configuration["Crm:Store:Provider"] ?? "sqlite";
        if (!Enum.TryParse<StoreProvider>(name, ignoreCase: true, out var provider) || int.TryParse(name, out _))
            return new SettingWrong("Crm:Store:Provider", name, "sqlite, sqlserver or postgres");

        var connection = configuration.GetConnectionString("Crm") ?? "";
        if (provider == StoreProvider.Sqlite && connection.Length == 0)
            connection = $"Data Source={Path.Combine(folder, "crm.db")}";
        if (connection.Length == 0)
            return new SettingWrong("ConnectionStrings:Crm", "", "the connection string of the server");
        if (!IsConnectionString(provider, connection))
            return new SettingWrong("ConnectionStrings:Crm", "…", $"a connection string that {name} understands");

        var batchText = configuration["Crm:Store:MaxBatchSize"];
        int? batch = null;
        if (!string.IsNullOrEmpty(batchText))
        {
            if (!int.TryParse(batchText, out var size) || size < 1)
                return new SettingWrong("Crm:Store:MaxBatchSize", batchText, "a whole number from 1");
            batch = size;
        }

        if (FigureSettingRules.Fault(configuration.GetSection("Crm:Firm:Figures")) is { } figureFault)
            return figureFault;
        var firm = configuration.GetSection("Crm:Firm").Get<FirmSettings>() ?? new FirmSettings();
        return FirmFault(firm) is { } fault ? fault : new CrmSettings(folder, new StoreSettings(provider, connection, batch), firm);
    }

    private static SettingWrong? FirmFault(FirmSettings firm)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(firm.TimeZone, out _))
            return new SettingWrong("Crm:Firm:TimeZone", firm.TimeZone, "an IANA name such as Asia/Riyadh");
        if (firm.Currency.Length != 3 || !firm.Currency.All(char.IsAsciiLetterUpper))
            return new SettingWrong("Crm:Firm:Currency", firm.Currency, "an ISO 4217 code such as SAR");
        if (firm.Country.Length != 2 || !firm.Country.All(char.IsAsciiLetterUpper))
            return new SettingWrong("Crm:Firm:Country", firm.Country, "an ISO 3166 code such as SA");
        return null;
    }

    private static bool IsConnectionString(StoreProvider provider, string text)
    {
        try
        {
            System.Data.Common.DbConnectionStringBuilder builder = provider switch
            {
                StoreProvider.Sqlite => new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(text),
                StoreProvider.SqlServer => new Microsoft.Data.SqlClient.SqlConnectionStringBuilder(text),
                _ => new Npgsql.NpgsqlConnectionStringBuilder(text),
            };
            return builder.Count > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
