using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Activity;

/// <summary>A person's number and name in data sheets and labels; nobody has the number 0.</summary>
internal sealed class People(IReadOnlyDictionary<long, string> names, ActivityTexts texts)
{
    /// <summary>The name as shown.</summary>
    public string Name(long? id) => id is { } known && names.TryGetValue(known, out var name) ? name : texts["NoPerson"];
}

/// <summary>The Excel table of work by person and week.</summary>
internal sealed class WorkTable(ActivityTexts texts) : TableNames(texts, "WorkTable")
{
    /// <summary>The column of a kind of work.</summary>
    public string this[WorkKind kind] => this[ActivityTexts.KindKey(kind)];

    /// <summary>The columns, as wide as the rows need.</summary>
    public IReadOnlyList<DataColumn<PersonWeek>> Columns(IReadOnlyList<PersonWeek> rows, People people) =>
    [
        Date<PersonWeek>("Week", row => row.Week),
        Text("Person", rows, 16, 36, row => people.Name(row.PersonId)),
        .. Enum.GetValues<WorkKind>().Select(kind => Number<PersonWeek>(ActivityTexts.KindKey(kind), DataKind.Whole, row => row[kind])),
        Number<PersonWeek>("PersonNumber", DataKind.Whole, row => row.PersonId ?? 0),
    ];
}

/// <summary>The Excel table of leads.</summary>
internal sealed class LeadTable(ActivityTexts texts) : TableNames(texts, "LeadTable")
{
    /// <summary>The columns, as wide as the rows need.</summary>
    public IReadOnlyList<DataColumn<LeadRow>> Columns(IReadOnlyList<LeadRow> rows, People people) =>
    [
        Date<LeadRow>("ReceivedOn", row => row.ReceivedOn),
        Text("Person", rows, 16, 36, row => people.Name(row.Response.PersonId)),
        Number<LeadRow>("Hours", DataKind.Money, row => row.Response.Hours),
        Number<LeadRow>("LeadNumber", DataKind.Whole, row => row.Id) with { IsKey = true },
        Number<LeadRow>("PersonNumber", DataKind.Whole, row => row.Response.PersonId ?? 0),
    ];
}

/// <summary>The Excel table of contacts by person.</summary>
internal sealed class BaseTable(ActivityTexts texts) : TableNames(texts, "BaseTable")
{
    /// <summary>The columns, as wide as the rows need.</summary>
    public IReadOnlyList<DataColumn<ContactBase>> Columns(IReadOnlyList<ContactBase> rows, People people) =>
    [
        Text("Person", rows, 16, 36, row => people.Name(row.PersonId)),
        Number<ContactBase>("Contacts", DataKind.Whole, row => row.Contacts),
        Number<ContactBase>("Touched", DataKind.Whole, row => row.Touched),
        Number<ContactBase>("PersonNumber", DataKind.Whole, row => row.PersonId ?? 0) with { IsKey = true },
    ];
}
