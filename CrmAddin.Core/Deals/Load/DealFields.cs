namespace CrmAddin.Core.Deals.Load;

/// <summary>Our names of the fields that files can fill, with the folded headings by which they are known.</summary>
internal static class DealFields
{
    public const string Id = "id";
    public const string Title = "title";
    public const string Owner = "owner";
    public const string Product = "product";
    public const string Account = "account";
    public const string Stage = "stage";
    public const string OpenedOn = "openedOn";
    public const string ExpectedCloseOn = "expectedCloseOn";
    public const string ClosedOn = "closedOn";
    public const string Amount = "amount";
    public const string Currency = "currency";
    public const string Probability = "probability";

    /// <summary>A file of deals.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Deals = new Dictionary<string, string[]>
    {
        [Id] = ["opportunity id", "deal id", "id", "record id", "external id", "رقم الصفقه"],
        [Title] = ["title", "deal name", "opportunity name", "deal", "name", "الصفقه", "عنوان الصفقه"],
        [Owner] = ["owner", "sales agent", "deal owner", "opportunity owner", "agent", "sales rep", "المسؤول", "المسوول", "المندوب"],
        [Product] = ["product", "product name", "المنتج"],
        [Account] = ["account", "account name", "company", "customer", "organization", "الحساب", "الشركه", "العميل"],
        [Stage] = ["deal stage", "stage", "opportunity stage", "stage name", "المرحله"],
        [OpenedOn] = ["opened on", "engage date", "open date", "create date", "created date", "created on", "start date", "تاريخ الفتح"],
        [ExpectedCloseOn] = ["expected close", "expected close date", "expected close on", "expected closing date", "الاغلاق المتوقع"],
        [ClosedOn] = ["closed on", "close date", "closed date", "closing date", "تاريخ الاغلاق"],
        [Amount] = ["amount", "close value", "deal value", "value", "deal amount", "المبلغ", "القيمه"],
        [Currency] = ["currency", "deal currency", "العمله"],
        [Probability] = ["probability", "win probability", "احتمال الكسب", "احتمال الفوز", "احتمال الربح"],
    };

    /// <summary>A file of accounts.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Accounts = new Dictionary<string, string[]>
    {
        ["name"] = ["account", "account name", "company", "name", "الحساب", "الشركه"],
        ["industry"] = ["sector", "industry", "القطاع"],
        ["foundedYear"] = ["year established", "founded", "founded year"],
        ["revenueMillions"] = ["revenue", "revenue millions", "annual revenue"],
        ["employees"] = ["employees", "number of employees", "الموظفون"],
        ["country"] = ["office location", "country", "الدوله", "البلد"],
        ["city"] = ["city", "المدينه"],
        ["website"] = ["website", "web page", "url"],
        ["parent"] = ["subsidiary of", "parent", "parent account"],
    };

    /// <summary>A file of products.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Products = new Dictionary<string, string[]>
    {
        ["name"] = ["product", "product name", "name", "المنتج"],
        ["brand"] = ["series", "brand", "الماركه"],
        ["category"] = ["category", "الفءه", "الفيه"],
        ["listPrice"] = ["sales price", "list price", "price", "السعر"],
        ["currency"] = ["currency", "العمله"],
    };

    /// <summary>A file of people who own deals.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> People = new Dictionary<string, string[]>
    {
        ["name"] = ["sales agent", "agent", "person", "name", "owner", "الاسم", "المندوب"],
        ["manager"] = ["manager", "المدير"],
        ["team"] = ["regional office", "team", "office", "الفريق", "المكتب"],
    };
}
