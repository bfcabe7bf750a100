using CrmAddin.Core.Firm;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Results;
using CrmAddin.Core.Schedules;
using CrmAddin.Core.Store;
using CrmAddin.Reports;
using CrmAddin.Reports.Layout;
using CrmAddin.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Reports.Schedules;

/// <summary>How a delivery ended.</summary>
/// <param name="Error">Why it did not go out, or may not have; null when it did.</param>
/// <param name="MayHaveGoneOut">Whether nobody knows.</param>
/// <param name="IsTaken">Whether somebody else has the delivery: nothing is to be noted.</param>
public sealed record DeliveryOutcome(Error? Error, bool MayHaveGoneOut = false, bool IsTaken = false);

/// <summary>Makes a report as the context's reader, in their language, and sends it to them.</summary>
public sealed class SendDelivery(RunReport reports, ReportCatalogue catalogue, CrmDb db, IMailSender sender, MailSettings settings, FirmSettings firm)
{
    private const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Makes and sends it. The claim is told before the mail server is asked.</summary>
    public async Task<DeliveryOutcome> RunAsync(ReportDelivery delivery, ClaimDelivery claim, CancellationToken cancel)
    {
        var from = string.IsNullOrWhiteSpace(settings.ReportSender) ? settings.AlarmSender : settings.ReportSender;
        if (string.IsNullOrWhiteSpace(from))
            return new(new ReportSenderMissing());
        var folder = Directory.CreateTempSubdirectory("crm-report-");
        try
        {
            var mail = await MakeAsync(delivery, Path.Combine(folder.FullName, "report.xlsx"), cancel);
            if (!mail.Succeeded)
                return new(mail.Error);
            if (!await claim.BeginSendingAsync(delivery, cancel))
                return new(null, IsTaken: true);
            var error = await sender.SendAsync(from, mail.Value, cancel);
            return new(error, error is MailMaybeSent);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<Result<OutgoingMail>> MakeAsync(ReportDelivery delivery, string path, CancellationToken cancel)
    {
        var schedule = delivery.Schedule!;
        var language = ReportLanguage.Parse(delivery.User!.Language == "ar" ? "ar" : "en").Value!;
        var days = ScheduleTimes.DaysOf(schedule.Period, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(delivery.Occasion, firm.Zone).DateTime));
        var request = new ReportRequest(days.From, days.To, null, language) { Pipeline = schedule.Pipeline, Team = schedule.Team, Owner = schedule.Owner, Currency = schedule.Currency };
        var written = await reports.RunAsync(schedule.Report, request, path, cancel);
        if (!written.Succeeded)
            return written.Error;
        var title = catalogue.In(language).First(report => report.Name == schedule.Report).Title;
        var maker = await db.Users.Where(user => user.Id == schedule.MadeById).Select(user => user.DisplayName).FirstOrDefaultAsync(cancel);
        var text = UiTexts.In(delivery.User.Language == "ar" ? "ar" : "en", () => ReportMail.Of(title, schedule, days, maker, firm));
        return new OutgoingMail([delivery.User.UserName], text.Subject, text.Lines, delivery.User.Language == "ar")
        {
            File = new OutgoingFile(ReportCatalogue.FileName(schedule.Report, days.From, days.To), ContentType, path),
        };
    }
}
