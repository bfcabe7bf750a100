using CrmAddin.Core.Firm;
using CrmAddin.Core.Loads;

namespace CrmAddin.Core.Targets.Load;

/// <summary>What a row says about a target, read and checked.</summary>
internal sealed record TargetValues(TargetPeriod Period, DateOnly StartsOn, TargetScope Scope, string? Whose, TargetMeasure Measure, decimal Value, string? Currency)
{
    /// <summary>The fields with their headings.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Columns = new Dictionary<string, string[]>
    {
        ["start"] = ["start", "period start", "starts on", "from", "month", "quarter", "year", "date", "بداية الفترة", "البداية", "الشهر", "من تاريخ", "التاريخ"],
        ["period"] = ["period", "period kind", "kind", "الفترة", "نوع الفترة"],
        ["scope"] = ["scope", "level", "target of", "النطاق", "المستوى"],
        ["whose"] = ["whose", "name", "holder", "owner", "person", "team", "product", "صاحب الهدف", "الاسم", "المندوب", "الفريق", "المنتج"],
        ["amount"] = ["amount", "target", "value", "target amount", "المبلغ", "الهدف", "القيمة"],
        ["count"] = ["count", "deals", "target count", "number of deals", "العدد", "عدد الصفقات"],
        ["currency"] = ["currency", "العملة"],
    };

    /// <summary>Fields that a file must have.</summary>
    public static readonly string[] Needed = ["start"];

    private static readonly RowWords<TargetPeriod> _periods = new(
        (TargetPeriod.Month, ["month", "monthly", "شهر", "شهري"]),
        (TargetPeriod.Quarter, ["quarter", "quarterly", "ربع", "ربع سنوي", "ربعي"]),
        (TargetPeriod.Year, ["year", "yearly", "annual", "سنة", "سنوي", "عام"]));

    private static readonly RowWords<TargetScope> _scopes = new(
        (TargetScope.Company, ["company", "firm", "all", "الشركة", "المنشأة", "الكل"]),
        (TargetScope.Team, ["team", "الفريق", "فريق"]),
        (TargetScope.Person, ["person", "agent", "owner", "user", "شخص", "مندوب", "المندوب"]),
        (TargetScope.Product, ["product", "منتج", "المنتج"]));

    /// <summary>Reads a row; gives either the values or why it is refused.</summary>
    public static (TargetValues? Values, RefusedRow? Refused) Read(FileRow row, FirmSettings firm)
    {
        var cells = new RowCells(row, firm);
        var (starts, kind) = PeriodOf(cells, row);
        var whose = cells.Text("whose");
        var scope = cells.Word("scope", _scopes);
        if (scope is null && whose is not null)
            cells.Refuse(LoadRefusal.HolderUnknown, $"the row does not say what \"{whose}\" is; the scope is one of {_scopes.Known}");
        if (scope is not (null or TargetScope.Company) && whose is null)
            cells.Refuse(LoadRefusal.HolderUnknown, $"the row does not say which {row["scope"]} it is for");
        var amount = cells.Amount("amount");
        var count = cells.Count("count", isWhole: true);
        if (row["amount"] is null && row["count"] is null)
            cells.Refuse(LoadRefusal.AmountMissing, "there is neither an amount nor a count");
        if (amount is not null && count is not null)
            cells.Refuse(LoadRefusal.Contradictory, "there are both an amount and a count; give each a row of its own");
        var currency = cells.Currency("currency");
        if (cells.Refused is { } refused)
            return (null, refused);
        return (new(
            kind, starts, scope ?? TargetScope.Company, scope is null or TargetScope.Company ? null : whose, amount is null ? TargetMeasure.Count : TargetMeasure.Amount,
            amount ?? count!.Value, amount is null ? null : currency ?? firm.Currency), null);
    }

    private static (DateOnly StartsOn, TargetPeriod Kind) PeriodOf(RowCells cells, FileRow row)
    {
        var said = cells.Word("period", _periods);
        if (row["start"] is not { } text)
        {
            cells.Refuse(LoadRefusal.DateMissing, "there is no start of the period");
            return default;
        }

        if (TargetPeriodText.Read(text) is not { } read)
        {
            cells.Refuse(LoadRefusal.DateWrong, $"\"{text}\" is no period like 2026-01, 2026-Q1, 2026 or 2026-01-01");
            return default;
        }

        var kind = said ?? read.Kind ?? TargetPeriod.Month;
        if (!TargetPeriodText.Begins(kind, read.StartsOn))
            cells.Refuse(LoadRefusal.DateWrong, $"no {kind.ToString().ToLowerInvariant()} begins on {text}");
        return (read.StartsOn, kind);
    }
}
