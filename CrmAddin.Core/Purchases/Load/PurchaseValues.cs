using CrmAddin.Core.Firm;
using CrmAddin.Core.Loads;

namespace CrmAddin.Core.Purchases.Load;

/// <summary>What a row says about a purchase, read and checked.</summary>
internal sealed record PurchaseValues
{
    private const string Id = "id";
    private const string Day = "date";
    private const string Money = "amount";

    /// <summary>The fields with their headings.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Columns = new Dictionary<string, string[]>
    {
        [Id] = ["purchase id", "order id", "order number", "invoice", "invoice number", "transaction id", "id", "record id", "external id", "رقم الطلب", "رقم الفاتورة", "رقم الشراء"],
        [Day] = ["date", "bought on", "purchase date", "order date", "invoice date", "transaction date", "التاريخ", "تاريخ الشراء", "تاريخ الطلب"],
        [Money] = ["amount", "value", "total", "dollars", "sales", "revenue", "purchase amount", "order value", "المبلغ", "القيمة", "الإجمالي"],
        ["currency"] = ["currency", "العملة"],
        ["customer"] = ["customer", "customer id", "account", "account name", "company", "client", "customer name", "العميل", "الحساب", "الشركة", "اسم العميل", "رقم العميل"],
        ["email"] = ["email", "e mail", "contact email", "customer email", "contact", "البريد", "البريد الإلكتروني"],
        ["product"] = ["product", "product name", "item", "المنتج", "الصنف"],
        ["quantity"] = ["quantity", "qty", "units", "cds", "count", "الكمية", "العدد"],
        ["deal"] = ["deal id", "deal", "opportunity id", "رقم الصفقة", "الصفقة"],
        ["renewsOn"] = ["renews on", "renewal date", "renewal", "تاريخ التجديد", "يتجدد في"],
        ["owner"] = ["owner", "sales agent", "agent", "sales rep", "المسؤول", "المندوب"],
    };

    /// <summary>Fields that a file must have.</summary>
    public static readonly string[] Needed = [Day, Money];

    /// <summary>The id that the store knows it by.</summary>
    public string Key { get; set; } = "";

    public string? FileId { get; init; }
    public DateOnly BoughtOn { get; init; }
    public decimal Amount { get; init; }
    public string? Currency { get; init; }
    public required NamedCustomer Customer { get; init; }
    public string? Product { get; init; }
    public decimal? Quantity { get; init; }
    public string? Deal { get; init; }
    public DateOnly? RenewsOn { get; init; }
    public string? Owner { get; init; }

    /// <summary>Reads a row; gives either the values or why it is refused.</summary>
    public static (PurchaseValues? Values, RefusedRow? Refused) Read(FileRow row, FirmSettings firm)
    {
        var cells = new RowCells(row, firm);
        var isAddress = row["customer"]?.Contains('@', StringComparison.Ordinal) == true;
        var values = new PurchaseValues
        {
            FileId = cells.Id(Id),
            BoughtOn = cells.Needed(cells.Day(Day), Day, LoadRefusal.DateMissing, "there is no date") ?? default,
            Amount = cells.Needed(cells.Amount(Money), Money, LoadRefusal.AmountMissing, "there is no amount") ?? 0,
            Currency = cells.Currency("currency"),
            Customer = new(isAddress ? null : cells.Name("customer"), cells.Email("email") ?? (isAddress ? cells.Email("customer") : null)),
            Product = cells.Name("product"),
            Quantity = cells.Count("quantity", isWhole: false),
            Deal = cells.Id("deal"),
            RenewsOn = cells.Day("renewsOn"),
            Owner = cells.Name("owner"),
        };
        if (values.Customer is { Name: null, Email: null })
            cells.Refuse(LoadRefusal.CustomerMissing, "there is no customer");
        if (values.RenewsOn < values.BoughtOn)
            cells.Refuse(LoadRefusal.DateWrong, $"the renewal on {row["renewsOn"]} is before the purchase on {row[Day]}");
        return cells.Refused is { } refused ? (null, refused) : (values, null);
    }
}
