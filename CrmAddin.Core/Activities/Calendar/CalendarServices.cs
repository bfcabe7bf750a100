using CrmAddin.Core.Contacts.Outlook;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Activities.Calendar;

/// <summary>Registers what a mailbox is used for besides its mail. The host adds the <see cref="IMailboxCalendar"/> and the <see cref="IOutlookContacts"/>.</summary>
public static class CalendarServices
{
    /// <summary>One line an action.</summary>
    public static IServiceCollection AddCrmCalendar(this IServiceCollection services, CalendarSettings settings) => services
        .AddSingleton(settings)
        .AddScoped<CompleteEvents>()
        .AddScoped<LogMeetings>()
        .AddScoped<SyncCalendar>()
        .AddScoped<FindCardChanges>()
        .AddScoped<PushCards>()
        .AddScoped<SyncOutlookContacts>();
}
