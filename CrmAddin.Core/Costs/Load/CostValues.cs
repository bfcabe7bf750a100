using CrmAddin.Core.Firm;
using CrmAddin.Core.Loads;

namespace CrmAddin.Core.Costs.Load;

/// <summary>What a row says about a cost, read and checked.</summary>
internal sealed record CostValues
{
    private const string Id = "id";
    private const string Day = "date";
    private const string Money = "amount";

    /// <summary>The fields with their headings.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Columns = new Dictionary<string, string[]>
    {
        [Id] = ["cost id", "id", "record id", "external id", "invoice", "رقم التكلفة", "رقم الفاتورة"],
        [Day] = ["date", "spent on", "day", "cost date", "invoice date", "التاريخ", "تاريخ الصرف", "تاريخ التكلفة"],
        [Money] = ["amount", "cost", "spend", "value", "المبلغ", "التكلفة", "القيمة"],
        ["currency"] = ["currency", "العملة"],
        ["category"] = ["category", "type", "kind", "الفئة", "التصنيف", "النوع"],
        ["campaign"] = ["campaign", "campaign name", "الحملة", "اسم الحملة"],
        ["source"] = ["source", "lead source", "المصدر"],
        ["note"] = ["note", "notes", "description", "details", "ملاحظة", "ملاحظات", "الوصف", "البيان"],
    };

    /// <summary>Fields that a file must have.</summary>
    public static readonly string[] Needed = [Day, Money, "category"];

    private static readonly RowWords<CostCategory> _categories = new(
        (CostCategory.Marketing, ["marketing", "advertising", "ads", "تسويق", "التسويق", "إعلان", "إعلانات", "دعاية"]),
        (CostCategory.Sales, ["sales", "selling", "مبيعات", "المبيعات", "بيع"]),
        (CostCategory.Service, ["service", "support", "customer service", "خدمة", "الخدمة", "خدمة العملاء", "دعم"]));

    /// <summary>The id that the store knows it by.</summary>
    public string Key { get; set; } = "";

    public string? FileId { get; init; }
    public DateOnly SpentOn { get; init; }
    public decimal Amount { get; init; }
    public string? Currency { get; init; }
    public CostCategory Category { get; init; }
    public string? Campaign { get; init; }
    public string? Source { get; init; }
    public string? Note { get; init; }

    /// <summary>Reads a row; gives either the values or why it is refused.</summary>
    public static (CostValues? Values, RefusedRow? Refused) Read(FileRow row, FirmSettings firm)
    {
        var cells = new RowCells(row, firm);
        var values = new CostValues
        {
            FileId = cells.Id(Id),
            SpentOn = cells.Needed(cells.Day(Day), Day, LoadRefusal.DateMissing, "there is no date") ?? default,
            Amount = cells.Needed(cells.Amount(Money, mayBeNegative: true), Money, LoadRefusal.AmountMissing, "there is no amount") ?? 0,
            Currency = cells.Currency("currency"),
            Category = cells.Needed(
                cells.Word("category", _categories), "category", LoadRefusal.CategoryMissing, $"there is no category; it is one of {_categories.Known}") ?? default,
            Campaign = cells.Name("campaign"),
            Source = cells.Name("source"),
            Note = cells.Text("note", 500),
        };
        return cells.Refused is { } refused ? (null, refused) : (values, null);
    }
}
