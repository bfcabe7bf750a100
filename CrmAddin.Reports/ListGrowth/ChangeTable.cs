using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.ListGrowth;

/// <summary>The Excel table of changes of the mailing lists.</summary>
internal sealed class ChangeTable(ListGrowthTexts texts) : TableNames(texts, "ChangeTable")
{
    /// <summary>The columns.</summary>
    public IReadOnlyList<DataColumn<ListChange>> Columns(IReadOnlyList<ListChange> changes) =>
    [
        Date<ListChange>("Day", row => row.Day),
        Text("Kind", changes, 14, 22, row => texts.Kind(row.Kind)),
        Number<ListChange>("ContactNumber", DataKind.Whole, row => row.ContactId),
    ];

    /// <summary>How many changes of a kind fall in some days.</summary>
    public string Count(ListChangeKind kind, DateOnly? from, DateOnly? before)
    {
        var days = Days("Day", from, before);
        return $"COUNTIFS({this["Kind"]},{Quoted(texts.Kind(kind))}{(days.Length == 0 ? "" : "," + days)})";
    }

    /// <summary>How many people are on the lists when a day begins; with no day, when the data begins.</summary>
    public string Size(DateOnly? day) => day is null
        ? "0"
        : $"{Count(ListChangeKind.Subscribed, null, day)}-{Count(ListChangeKind.Unsubscribed, null, day)}-{Count(ListChangeKind.Bounced, null, day)}";
}
