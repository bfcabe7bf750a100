using CrmAddin.Core.Results;

namespace CrmAddin.Core.Mail.Rules;

/// <summary>Takes a mail of the owner's mailbox out of the log for good: no replay brings it back. Colleagues' copies are theirs and stay.</summary>
public sealed class ForgetThisMail(SayAboutMail sayAboutMail)
{
    /// <summary>The mail. Errors: those of <see cref="FindMail"/>.</summary>
    public Task<Result<FoundMail>> RunAsync(WhichMail which, CancellationToken cancel) => sayAboutMail.RunAsync(which, MailSayKind.Forget, cancel);
}
