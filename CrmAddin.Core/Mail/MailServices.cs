using CrmAddin.Core.Mail.Compare;
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
        .AddSingleton<SyncOnce>()
        .AddSingleton<PollMailboxes>()
        .AddScoped<CompareWithMailbox>()
        .AddSingleton<CompareMailboxes>()
        .AddSingleton<LookBackForContact>();
}
