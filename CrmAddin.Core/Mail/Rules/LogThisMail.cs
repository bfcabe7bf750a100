using CrmAddin.Core.Results;

namespace CrmAddin.Core.Mail.Rules;

/// <summary>Logs a mail because the owner of its mailbox says so, whatever the rules say. A private one is then read by its owner alone.</summary>
public sealed class LogThisMail(SayAboutMail sayAboutMail)
{
    /// <summary>The mail. Errors: those of <see cref="FindMail"/>, <see cref="MailIsDraft"/>, <see cref="MailOfErased"/>.</summary>
    public Task<Result<FoundMail>> RunAsync(WhichMail which, CancellationToken cancel) => sayAboutMail.RunAsync(which, MailSayKind.Log, cancel);
}
