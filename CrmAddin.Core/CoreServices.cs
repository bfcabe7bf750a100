using CrmAddin.Core.Consent;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Filters;
using CrmAddin.Core.Lists;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core;

/// <summary>Registers what the CRM can do: one line an action.</summary>
public static class CoreServices
{
    /// <summary>Adds the actions; the store is added by <see cref="StoreServices.AddCrmStore"/>.</summary>
    public static IServiceCollection AddCrmCore(this IServiceCollection services) => services
        .AddSingleton(TimeProvider.System)
        .AddScoped<MigrateStore>()
        .AddScoped<ShippedLists>()
        .AddScoped<FindContacts>()
        .AddScoped<ExplainHits>()
        .AddScoped<ReadContactRows>()
        .AddScoped<ListContacts>()
        .AddScoped<ApplyFilter>()
        .AddScoped<SaveFilter>()
        .AddScoped<RenameFilter>()
        .AddScoped<DeleteFilter>()
        .AddScoped<ChooseDefaultFilter>()
        .AddScoped<SaveContact>()
        .AddTransient<ImportContacts>()
        .AddTransient<LoadDeals>()
        .AddScoped<RecordConsent>()
        .AddScoped<MailingList>();
}
