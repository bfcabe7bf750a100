namespace CrmAddin.Core.Firm;

/// <summary>The firm that uses the product; section <c>Crm:Firm</c> of the configuration.</summary>
public sealed class FirmSettings
{
    /// <summary>Name in English.</summary>
    public string Name { get; set; } = "My firm";

    /// <summary>Name in Arabic; the English one where empty.</summary>
    public string? NameArabic { get; set; }

    /// <summary>Base currency, ISO 4217: figures are in it.</summary>
    public string Currency { get; set; } = "USD";

    /// <summary>Time zone of days and months, IANA name.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>Country of phone numbers without a country code, ISO 3166.</summary>
    public string Country { get; set; } = "US";

    /// <summary>What the firm sets in the definitions of figures.</summary>
    public FigureSettings Figures { get; set; } = new();

    /// <summary>The firm's own e-mail domains: mail among them alone is internal and never logged.</summary>
    public List<string> Domains { get; set; } = [];

    /// <summary>The name in a language.</summary>
    public string NameIn(string language) => language == "ar" && !string.IsNullOrWhiteSpace(NameArabic) ? NameArabic : Name;

    /// <summary>The time zone; an unknown name is refused at start.</summary>
    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
}
