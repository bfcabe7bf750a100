using CrmAddin.Core.Firm;
using CrmAddin.Core.Loads;

namespace CrmAddin.Core.Leads.Load;

/// <summary>What a row says about a lead, read and checked.</summary>
internal sealed record LeadValues
{
    /// <summary>The id that the store knows it by.</summary>
    public string Key { get; set; } = "";

    public string? FileId { get; init; }
    public required NamedPerson Person { get; init; }
    public DateTimeOffset ReceivedAt { get; init; }
    public string? Source { get; init; }
    public string? Campaign { get; init; }
    public string? Channel { get; init; }
    public LeadStatus? Status { get; init; }
    public DisqualifiedReason? Reason { get; init; }
    public string? Owner { get; init; }
    public DateTimeOffset? FirstResponseAt { get; init; }
    public DateTimeOffset? ConvertedAt { get; init; }
    public string? Deal { get; init; }

    /// <summary>Reads a row; gives either the values or why it is refused.</summary>
    public static (LeadValues? Values, RefusedRow? Refused) Read(FileRow row, FirmSettings firm)
    {
        var cells = new RowCells(row, firm);
        var values = new LeadValues
        {
            FileId = cells.Id(LeadFields.Id),
            Person = new(cells.Email(LeadFields.Email), cells.Text(LeadFields.Phone, 100), cells.Name(LeadFields.Name)),
            ReceivedAt = cells.Needed(cells.Moment(LeadFields.ReceivedAt), LeadFields.ReceivedAt, LoadRefusal.DateMissing, "there is no date of receipt") ?? default,
            Source = cells.Name(LeadFields.Source),
            Campaign = cells.Name(LeadFields.Campaign),
            Channel = cells.Text(LeadFields.Channel, 50),
            Status = cells.Word(LeadFields.Status, LeadFields.States),
            Reason = cells.Word(LeadFields.Reason, LeadFields.Reasons),
            Owner = cells.Name(LeadFields.Owner),
            FirstResponseAt = cells.Moment(LeadFields.FirstResponseAt),
            ConvertedAt = cells.Moment(LeadFields.ConvertedAt),
            Deal = cells.Id(LeadFields.Deal),
        };
        values = values with { Status = values.Status ?? ImpliedBy(values) };
        Check(cells, values, row);
        return cells.Refused is { } refused ? (null, refused) : (values, null);
    }

    private static LeadStatus? ImpliedBy(LeadValues values) =>
        values.Reason is not null ? LeadStatus.Disqualified : values.ConvertedAt is not null || values.Deal is not null ? LeadStatus.Converted : null;

    private static void Check(RowCells cells, LeadValues values, FileRow row)
    {
        if (values.Person is { Email: null, Phone: null, Name: null })
            cells.Refuse(LoadRefusal.ContactMissing, "there is no e-mail address, phone or name");
        if (values.FirstResponseAt < values.ReceivedAt)
            cells.Refuse(LoadRefusal.DateWrong, $"the first response on {row[LeadFields.FirstResponseAt]} is before the receipt on {row[LeadFields.ReceivedAt]}");
        if (values.ConvertedAt < values.ReceivedAt)
            cells.Refuse(LoadRefusal.DateWrong, $"the conversion on {row[LeadFields.ConvertedAt]} is before the receipt on {row[LeadFields.ReceivedAt]}");
        if (values.Reason is not null && values.Status != LeadStatus.Disqualified)
            cells.Refuse(LoadRefusal.Contradictory, $"a lead that is {row[LeadFields.Status]} has no reason \"{row[LeadFields.Reason]}\" to be disqualified");
        if (values.ConvertedAt is not null && values.Status != LeadStatus.Converted)
            cells.Refuse(LoadRefusal.Contradictory, $"a lead that is {row[LeadFields.Status]} was not converted on {row[LeadFields.ConvertedAt]}");
    }
}
