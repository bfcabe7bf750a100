using CrmAddin.Core.Accounts;
using CrmAddin.Core.Activities;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Campaigns;
using CrmAddin.Core.Consent;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Contacts.Outlook;
using CrmAddin.Core.Costs;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Documents;
using CrmAddin.Core.Duplicates;
using CrmAddin.Core.Filters;
using CrmAddin.Core.Leads;
using CrmAddin.Core.Lists;
using CrmAddin.Core.Loads;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Mail.Threads;
using CrmAddin.Core.Metrics.Forecast;
using CrmAddin.Core.Metrics.Stored;
using CrmAddin.Core.Privacy;
using CrmAddin.Core.Purchases;
using CrmAddin.Core.Rates;
using CrmAddin.Core.Schedules;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using CrmAddin.Core.Targets;
using CrmAddin.Core.Upkeep;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

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
        .AddScoped<ChangeSelected>()
        .AddScoped<ApplyFilter>()
        .AddScoped<SaveFilter>()
        .AddScoped<RenameFilter>()
        .AddScoped<DeleteFilter>()
        .AddScoped<ChooseDefaultFilter>()
        .AddScoped<LinkEarlierMail>()
        .AddScoped<SaveContact>()
        .AddScoped<SaveAccount>()
        .AddScoped<SaveCustomField>()
        .AddScoped<AddRealEstateFields>()
        .AddScoped<SetRequiredFields>()
        .AddScoped<SaveLookupItem>()
        .AddScoped<SaveDealFields>()
        .AddScoped<SaveDeal>()
        .AddScoped<AssignThread>()
        .AddSingleton<IContactFileFormat, CsvContacts>()
        .AddSingleton<IContactFileFormat, VcardContacts>()
        .AddScoped<OpenContactFile>()
        .AddTransient<ImportContacts>()
        .AddTransient<UndoImport>()
        .AddTransient<LoadDeals>()
        .AddTransient<LoadLeads>()
        .AddTransient<LoadPurchases>()
        .AddTransient<LoadCosts>()
        .AddTransient<LoadMembers>()
        .AddTransient<LoadTargets>()
        .AddTransient<LoadRates>()
        .AddTransient<UndoLoad>()
        .AddScoped<SaveSchedule>()
        .AddScoped<PauseSchedule>()
        .AddScoped<DeleteSchedule>()
        .AddScoped<MakeDeliveries>()
        .AddScoped<ClaimDelivery>()
        .AddScoped<RecordConsent>()
        .AddScoped<MailingList>()
        .AddScoped<TakeBackMoves>()
        .AddScoped<ReverseChanges>()
        .AddScoped<UndoChangeSet>()
        .AddScoped<VerifyAudit>()
        .AddScoped<MergeLookups>()
        .AddSingleton<LearnedWeights>()
        .AddScoped<ReadPeople>()
        .AddScoped<WritePairs>()
        .AddScoped<CheckForDuplicates>()
        .AddScoped<FindDuplicates>()
        .AddScoped<DecideDuplicate>()
        .AddScoped<UniteParts>()
        .AddScoped<ReturnParts>()
        .AddScoped<CompareVersions>()
        .AddScoped<MergeContacts>()
        .AddScoped<SplitContacts>()
        .AddScoped<ReadHistory>()
        .AddSingleton<ErasedHashes>()
        .AddSingleton<ErasuresFile>()
        .AddScoped<FindErased>()
        .AddScoped<LiftErasure>()
        .AddScoped<EraseFromMail>()
        .AddScoped<EraseFromFiles>()
        .AddScoped<EraseFromActivities>()
        .AddScoped<EraseFromOutlook>()
        .AddScoped<ErasePerson>()
        .AddScoped<ReapplyErasures>()
        .AddScoped<ExportPerson>()
        .AddScoped<KeepDocument>()
        .AddScoped<RemoveDocument>()
        .AddScoped<LevelContacts>()
        .AddScoped<CountUpkeep>()
        .AddScoped<ArchiveContacts>()
        .AddScoped<TakeOverContact>()
        .AddSingleton<KeptUpkeepFigures>()
        .AddScoped<SaveActivityResult>()
        .AddScoped<DecideOutlookOffer>()
        .AddScoped<SetMailboxUse>()
        .AddScoped<ReadSales>()
        .AddScoped<ReadForecastDeals>()
        .AddScoped<KeepModel>()
        .AddScoped<FitCustomerValue>()
        .AddScoped<FitForecast>()
        .AddDefault(new PrivacySettings());

    // The host says where files and keys are; whoever says nothing works beside itself.
    private static IServiceCollection AddDefault<T>(this IServiceCollection services, T settings)
        where T : class
    {
        services.TryAddSingleton(settings);
        return services;
    }
}
