using CrmAddin.Core.Firm;
using CrmAddin.Core.Loads;

namespace CrmAddin.Core.Rates.Load;

/// <summary>What a row says about a rate, read and checked.</summary>
internal sealed record RateValues(string Currency, DateOnly FromDay, decimal Rate)
{
    private const decimal MaxRate = 100_000_000m;
    private const int Places = 10;

    /// <summary>The fields with their headings.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Columns = new Dictionary<string, string[]>
    {
        ["currency"] = ["currency", "code", "currency code", "العملة", "رمز العملة"],
        ["day"] = ["day", "date", "from", "from day", "valid from", "التاريخ", "اليوم", "من تاريخ"],
        ["rate"] = ["rate", "exchange rate", "value", "السعر", "سعر الصرف", "المعدل"],
    };

    /// <summary>Fields that a file must have.</summary>
    public static readonly string[] Needed = ["currency", "day", "rate"];

    /// <summary>Reads a row; gives either the values or why it is refused.</summary>
    public static (RateValues? Values, RefusedRow? Refused) Read(FileRow row, FirmSettings firm)
    {
        var cells = new RowCells(row, firm);
        var currency = cells.Needed(cells.Currency("currency"), "currency", LoadRefusal.CurrencyMissing, "there is no currency");
        if (currency == firm.Currency)
            cells.Refuse(LoadRefusal.Contradictory, $"{currency} is the base currency, whose rate is always 1");
        var day = cells.Needed(cells.Day("day"), "day", LoadRefusal.DateMissing, "there is no date") ?? default;
        var rate = row["rate"] is { } text ? AmountText.Read(text, Places) : null;
        if (row["rate"] is null)
            cells.Refuse(LoadRefusal.AmountMissing, "there is no rate");
        else if (rate is null or <= 0 or > MaxRate)
            cells.Refuse(LoadRefusal.AmountWrong, $"\"{row["rate"]}\" is no rate like 3.75, the worth of one unit in {firm.Currency}");
        return cells.Refused is { } refused ? (null, refused) : (new(currency!, day, rate!.Value), null);
    }
}
