using CrmAddin.Core.Mail.Compare;
using CrmAddin.Core.Mail.Creation;
using CrmAddin.Core.Mail.Health;
using CrmAddin.Core.Mail.Notifications;
using CrmAddin.Core.Mail.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Mail;

/// <summary>Registers mail logging. The host adds the <see cref="IMailbox"/>.</summary>
public static class MailServices
{
    /// <summary>One line an action.</summary>
    public static IServiceCollection AddCrmMail(this IServiceCollection services, MailSettings settings) => services
        .AddSingleton(settings)
        .AddSingleton(_ => DroppedMailKey.Load(settings))
        .AddScoped<FindKnownParties>()
        .AddScoped<LogMessages>()
        .AddScoped<FindFolders>()
        .AddScoped<ChooseFolders>()
        .AddScoped<SetMailboxPolicy>()
        .AddScoped<AddMailbox>()
        .AddScoped<FollowMovedMail>()
        .AddScoped<FindLeftMail>()
        .AddScoped<SyncFolder>()
        .AddScoped<SyncMailbox>()
        .AddScoped<ClaimMailboxes>()
        .AddScoped<LookBackInMailbox>()
        .AddScoped<FindMail>()
        .AddScoped<SayAboutMail>()
        .AddScoped<LogThisMail>()
        .AddScoped<ForgetThisMail>()
        .AddScoped<TakeBackSay>()
        .AddScoped<ForgetCopies>()
        .AddScoped<AddMailRule>()
        .AddScoped<RemoveMailRule>()
        .AddScoped<ForgetMailsOfRule>()
        .AddSingleton<LookBackForRule>()
        .AddScoped<SetMailVisibility>()
        .AddScoped<MarkThreadConfidential>()
        .AddScoped<TakeOffConfidentialMark>()
        .AddScoped<GrowConfidentialThreads>()
        .AddScoped<ReadSentHeaders>()
        .AddScoped<ExplainMail>()
        .AddScoped<WeighStrangers>()
        .AddScoped<CreateContacts>()
        .AddScoped<CreateFromMail>()
        .AddScoped<AskForCreation>()
        .AddScoped<PreviewCreation>()
        .AddScoped<ConfirmCreation>()
        .AddScoped<MakeTickedContacts>()
        .AddScoped<LookBackForCreation>()
        .AddScoped<DropOldCandidates>()
        .AddScoped<AdvanceCreation>()
        .AddScoped<TakeBackCreation>()
        .AddScoped<SetContactCreation>()
        .AddSingleton<SyncOnce>()
        .AddSingleton(_ => ClientStates.Load(settings))
        .AddSingleton<NotificationCounts>()
        .AddSingleton<QueueNotifications>()
        .AddScoped<TakeNotifications>()
        .AddScoped<KeepSubscriptions>()
        .AddScoped<WatchMailboxes>()
        .AddScoped<SwitchMailbox>()
        .AddScoped<SyncNow>()
        .AddSingleton<PollMailboxes>()
        .AddScoped<CompareWithMailbox>()
        .AddSingleton<CompareMailboxes>()
        .AddSingleton<LookBackForContact>();
}
