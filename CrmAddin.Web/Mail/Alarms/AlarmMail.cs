using CrmAddin.Core.Firm;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Mail.Health;
using CrmAddin.Web.Texts;

namespace CrmAddin.Web.Mail.Alarms;

/// <summary>What an alarm says, in the language of the moment.</summary>
/// <param name="Subject">Subject.</param>
/// <param name="Lines">Paragraphs.</param>
public sealed record AlarmMail(string Subject, IReadOnlyList<string> Lines)
{
    /// <summary>Mailboxes that do not come through, each with the reason and the way out.</summary>
    public static AlarmMail Began(IReadOnlyList<MailOutage> outages, MailSettings settings, FirmSettings firm) => new(
        UiTexts.T("alarm.subject", UiTexts.Count("alarm.mailboxes", outages.Count)),
        [
            UiTexts.T("alarm.intro", Format.OneDecimal(settings.AlarmAfterHours)),
            .. outages.Select(o => UiTexts.T("alarm.line", o.Mailbox!.Address, Format.Moment(o.Since, firm.Zone), MailTrouble.Of(o.Mailbox).ToString())),
            UiTexts.T("alarm.where"),
        ]);

    /// <summary>Mailboxes that work again.</summary>
    public static AlarmMail Ended(IReadOnlyList<MailOutage> outages, MailSettings settings, FirmSettings firm) => new(
        UiTexts.T("alarm.ended-subject", UiTexts.Count("alarm.mailboxes", outages.Count)),
        [
            .. outages.Select(o => UiTexts.T("alarm.ended-line", o.Mailbox!.Address, Format.Moment(o.EndedAt, firm.Zone))),
            UiTexts.T("alarm.nothing-lost"),
        ]);
}
