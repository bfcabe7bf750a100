using CrmAddin.Core.Firm;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Schedules;
using CrmAddin.Core.Store;
using CrmAddin.Reports;
using CrmAddin.Reports.Layout;
using CrmAddin.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Reports.Schedules;

/// <summary>Reads what the page of scheduled reports shows, in the reader's language.</summary>
public sealed class ReadSchedules(CrmDb db, ReportCatalogue catalogue, MailSettings mail, FirmSettings firm)
{
    private const int MostDeliveries = 200;

    /// <summary>The reports that can be scheduled.</summary>
    public IReadOnlyList<ReportDescription> Reports => catalogue.In(ReportLanguage.Parse(UiTexts.Language).Value!);

    /// <summary>Reads it.</summary>
    public async Task<ScheduleView> RunAsync(CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        return new(
            await ScheduleQuery.All(db).ToListAsync(cancel),
            (await ScheduleQuery.Latest(db).Take(MostDeliveries).ToListAsync(cancel)).ToLookup(delivery => delivery.ScheduleId),
            await ScheduleQuery.People(db).ToListAsync(cancel),
            Reports,
            await ReportChoices.ReadAsync(db, firm, cancel),
            !string.IsNullOrWhiteSpace(mail.ReportSender) || !string.IsNullOrWhiteSpace(mail.AlarmSender));
    }
}
