using CrmAddin.Core.Firm;
using CrmAddin.Core.Loads;

namespace CrmAddin.Core.Campaigns.Load;

/// <summary>What a row says about a member of a campaign, read and checked.</summary>
internal sealed record MemberValues
{
    /// <summary>The fields with their headings.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Columns = new Dictionary<string, string[]>
    {
        ["campaign"] = ["campaign", "campaign name", "الحملة", "اسم الحملة"],
        ["email"] = ["email", "e mail", "email address", "contact", "contact email", "recipient", "البريد", "البريد الإلكتروني", "المستلم"],
        ["added"] = ["added", "added at", "member since", "sent", "sent at", "تاريخ الإضافة", "أضيف", "تاريخ الإرسال", "أرسل"],
        ["delivered"] = ["delivered", "delivered at", "تاريخ التسليم", "سلم"],
        ["opened"] = ["opened", "opened at", "open", "تاريخ الفتح", "فتح"],
        ["clicked"] = ["clicked", "clicked at", "click", "تاريخ النقر", "نقر"],
        ["interacted"] = ["interacted", "interacted at", "responded", "replied", "تاريخ التفاعل", "تفاعل"],
        ["goal"] = ["goal", "goal reached", "goal reached at", "converted", "تاريخ تحقيق الهدف", "حقق الهدف"],
        ["bounced"] = ["bounced", "bounced at", "bounce", "تاريخ الارتداد", "ارتد"],
    };

    /// <summary>Fields that a file must have.</summary>
    public static readonly string[] Needed = ["campaign", "email"];

    private static readonly string[] _after = ["delivered", "opened", "clicked", "interacted", "goal", "bounced"];

    public required string Campaign { get; init; }
    public required string Email { get; init; }
    public DateTimeOffset? AddedAt { get; init; }
    public DateTimeOffset? DeliveredAt { get; init; }
    public DateTimeOffset? OpenedAt { get; init; }
    public DateTimeOffset? ClickedAt { get; init; }
    public DateTimeOffset? InteractedAt { get; init; }
    public DateTimeOffset? GoalReachedAt { get; init; }
    public DateTimeOffset? BouncedAt { get; init; }

    /// <summary>Reads a row; gives either the values or why it is refused.</summary>
    public static (MemberValues? Values, RefusedRow? Refused) Read(FileRow row, FirmSettings firm)
    {
        var cells = new RowCells(row, firm);
        var campaign = cells.Needed(cells.Name("campaign"), "campaign", LoadRefusal.CampaignMissing, "there is no campaign");
        var email = cells.Needed(cells.Email("email"), "email", LoadRefusal.ContactMissing, "there is no e-mail address");
        var added = cells.Moment("added");
        var moments = _after.ToDictionary(field => field, cells.Moment);
        foreach (var (field, moment) in moments)
        {
            if (moment < added)
                cells.Refuse(LoadRefusal.DateWrong, $"{field} on {row[field]} is before the person was added on {row["added"]}");
        }

        if (cells.Refused is { } refused)
            return (null, refused);
        return (new MemberValues
        {
            Campaign = campaign!,
            Email = email!,
            AddedAt = added,
            DeliveredAt = moments["delivered"],
            OpenedAt = moments["opened"],
            ClickedAt = moments["clicked"],
            InteractedAt = moments["interacted"],
            GoalReachedAt = moments["goal"],
            BouncedAt = moments["bounced"],
        }, null);
    }
}
