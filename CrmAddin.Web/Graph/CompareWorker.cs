using CrmAddin.Core.Firm;
using CrmAddin.Core.Mail.Compare;
using Quartz;

namespace CrmAddin.Web.Graph;

/// <summary>
/// The nightly comparison of the log with the mailboxes. It fires several times a night, because a host may be down at any of them;
/// a mailbox is compared once.
/// </summary>
[DisallowConcurrentExecution]
public sealed class CompareWorker(CompareMailboxes compare, FirmSettings firm, TimeProvider clock, ILogger<CompareWorker> log) : IJob
{
    /// <summary>Name of the job.</summary>
    public static readonly JobKey Key = new("mail-comparison");

    /// <summary>At half past one, two, three and four by the firm's clock.</summary>
    public const string Nightly = "0 30 1,2,3,4 * * ?";

    private const int NightBeginsAtHour = 1;

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var reports = await compare.RunAsync(null, Tonight(), cancellationToken);
        foreach (var report in reports.Value ?? [])
        {
            if (report.Error is { } error)
                log.LogWarning("The log of {Mailbox} was not compared: {Error}", report.Mailbox, error);
            else if (report.Gaps > 0)
                log.LogWarning("The log of {Mailbox} had gaps on {Gaps} days: {Filled} mails were missing, {Left} had left", report.Mailbox, report.Gaps, report.Filled, report.Left);
        }
    }

    private DateTimeOffset Tonight()
    {
        var begins = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), firm.Zone).Date.AddHours(NightBeginsAtHour);
        return new DateTimeOffset(begins, firm.Zone.GetUtcOffset(begins)).ToUniversalTime();
    }
}
