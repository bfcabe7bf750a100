using CrmAddin.Core.Firm;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Mail.Health;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Mail.Alarms;

/// <summary>
/// Tells administrators by mail that mailboxes do not come through, and when they work again: one mail a language for everything that
/// is new. It holds addresses of mailboxes and the reason, nothing of their mail. A mail that may have gone out is not sent again.
/// </summary>
public sealed class TellAlarms(CrmDb db, WatchMailboxes watch, IMailSender sender, MailSettings settings, FirmSettings firm, ILogger<TellAlarms> log)
{
    /// <summary>Tells what is new. Without <see cref="MailSettings.AlarmSender"/> or an administrator with an address nothing is taken: the page shows it.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(settings.AlarmSender))
            return;
        db.ReadAs(Reader.System);
        var administrators = await db.Users.AsNoTracking()
            .Where(u => u.IsActive && u.Role == Role.Administrator && EF.Functions.Like(u.UserName, "%@%"))
            .OrderBy(u => u.UserName).Select(u => new { u.UserName, u.Language }).ToListAsync(cancel);
        if (administrators.Count == 0)
            return;
        var news = await watch.TakeNewsAsync(cancel);
        var groups = administrators.GroupBy(a => a.Language == "ar" ? "ar" : "en", a => a.UserName).ToList();
        await TellAsync(news.Began, groups, AlarmMail.Began, cancel);
        await TellAsync(news.Ended, groups, AlarmMail.Ended, cancel);
    }

    private async Task TellAsync(
        IReadOnlyList<MailOutage> outages, List<IGrouping<string, string>> administrators, Func<IReadOnlyList<MailOutage>, MailSettings, FirmSettings, AlarmMail> write, CancellationToken cancel)
    {
        if (outages.Count == 0)
            return;
        Error? refused = null;
        var isTold = false;
        foreach (var language in administrators)
        {
            var text = UiTexts.In(language.Key, () => write(outages, settings, firm));
            var error = await sender.SendAsync(settings.AlarmSender!, new OutgoingMail([.. language], text.Subject, text.Lines, language.Key == "ar"), cancel);
            isTold |= error is null or MailMaybeSent;
            if (error is not null)
            {
                refused = error;
                log.LogWarning("Administrators could not be told of {Count} mailboxes: {Error}", outages.Count, error.Sentence);
            }
        }
        // Half of the administrators told is told: nobody gets the same mail twice.
        if (!isTold)
            await watch.GiveBackAsync(outages, refused!, cancel);
    }
}
