using CrmAddin.Core.Results;

namespace CrmAddin.Core.Mail.Rules;

/// <summary>Takes a say about a mail back: the rules decide about it again, at once.</summary>
public sealed class TakeBackSay(SayAboutMail sayAboutMail)
{
    /// <summary>The mail. Errors: those of <see cref="FindMail"/>.</summary>
    public Task<Result<FoundMail>> RunAsync(WhichMail which, CancellationToken cancel) => sayAboutMail.RunAsync(which, null, cancel);
}
