using System.Globalization;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Mail.Notifications;
using CrmAddin.Web.Settings;
using CrmAddin.Web.Texts;

namespace CrmAddin.Web.Checks;

/// <summary>Whether the settings of mail logging can be used; what the product cannot start without was read before.</summary>
public sealed class ConfigurationCheck(MailSettings mail) : ICheck
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<CheckResult> RunAsync(CheckRequest request, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        yield return Fault() is { } fault
            ? new CheckResult("configuration", CheckState.Failed, UiTexts.Sentence(fault))
            : new CheckResult("configuration", CheckState.Fine, UiTexts.T("check.configuration.fine"));
    }

    private SettingWrong? Fault()
    {
        if (mail.PollSeconds < 1)
            return new SettingWrong("Crm:Mail:PollSeconds", mail.PollSeconds.ToString(CultureInfo.InvariantCulture), "a number of seconds from 1");
        if (mail.AlarmAfterHours <= 0)
            return new SettingWrong("Crm:Mail:AlarmAfterHours", mail.AlarmAfterHours.ToString(CultureInfo.InvariantCulture), "a number of hours above 0");
        try
        {
            ClientStates.Load(mail);
            return null;
        }
        catch (InvalidOperationException)
        {
            return new SettingWrong("Crm:Mail:HashKey", "…", "base64 of at least 32 bytes (\"openssl rand -base64 32\" makes one)");
        }
    }
}
