using CrmAddin.Core.Accounts;
using CrmAddin.Core.Activities;
using CrmAddin.Core.Activities.Calendar;
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
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Mail.Compare;
using CrmAddin.Core.Mail.Creation;
using CrmAddin.Core.Mail.Health;
using CrmAddin.Core.Mail.Notifications;
using CrmAddin.Core.Mail.Rules;
using CrmAddin.Core.Metrics.Stored;
using CrmAddin.Core.Privacy;
using CrmAddin.Core.Products;
using CrmAddin.Core.Purchases;
using CrmAddin.Core.Rates;
using CrmAddin.Core.Schedules;
using CrmAddin.Core.Search;
using CrmAddin.Core.Targets;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Store;

// What is kept.
public abstract partial class CrmDb
{
    /// <summary>People.</summary>
    public DbSet<Contact> Contacts => Set<Contact>();

    /// <summary>Their e-mail addresses.</summary>
    public DbSet<ContactEmail> ContactEmails => Set<ContactEmail>();

    /// <summary>Their phones.</summary>
    public DbSet<ContactPhone> ContactPhones => Set<ContactPhone>();

    /// <summary>Their groups, types and tags.</summary>
    public DbSet<ContactLookup> ContactLookups => Set<ContactLookup>();

    /// <summary>Their postal addresses.</summary>
    public DbSet<PostalAddress> PostalAddresses => Set<PostalAddress>();

    /// <summary>Their web and social profiles.</summary>
    public DbSet<ContactProfile> ContactProfiles => Set<ContactProfile>();

    /// <summary>Their children.</summary>
    public DbSet<ContactChild> ContactChildren => Set<ContactChild>();

    /// <summary>Fields that the firm added.</summary>
    public DbSet<CustomField> CustomFields => Set<CustomField>();

    /// <summary>Values of those fields.</summary>
    public DbSet<CustomFieldValue> CustomFieldValues => Set<CustomFieldValue>();

    /// <summary>Fields that must be filled.</summary>
    public DbSet<RequiredField> RequiredFields => Set<RequiredField>();

    /// <summary>Files on contacts, accounts and deals.</summary>
    public DbSet<Document> Documents => Set<Document>();

    /// <summary>Bytes of documents.</summary>
    public DbSet<DocumentContent> DocumentContents => Set<DocumentContent>();

    /// <summary>Contacts that look like one person.</summary>
    public DbSet<DuplicatePair> DuplicatePairs => Set<DuplicatePair>();

    /// <summary>The last scan for duplicates.</summary>
    public DbSet<DuplicateScan> DuplicateScans => Set<DuplicateScan>();

    /// <summary>Filters that users gave names.</summary>
    public DbSet<SavedFilter> SavedFilters => Set<SavedFilter>();

    /// <summary>Imports of files.</summary>
    public DbSet<ImportRun> ImportRuns => Set<ImportRun>();

    /// <summary>Choices of columns.</summary>
    public DbSet<ImportMapping> ImportMappings => Set<ImportMapping>();

    /// <summary>What is left of erased people.</summary>
    public DbSet<ErasedPerson> ErasedPersons => Set<ErasedPerson>();

    /// <summary>Vocabulary of names.</summary>
    public DbSet<NameWord> NameWords => Set<NameWord>();

    /// <summary>What people are found by.</summary>
    public DbSet<SearchKey> SearchKeys => Set<SearchKey>();

    /// <summary>Statements of consent.</summary>
    public DbSet<ConsentRecord> Consents => Set<ConsentRecord>();

    /// <summary>Firms.</summary>
    public DbSet<Account> Accounts => Set<Account>();

    /// <summary>Domains of firms.</summary>
    public DbSet<AccountDomain> AccountDomains => Set<AccountDomain>();

    /// <summary>Enquiries.</summary>
    public DbSet<Lead> Leads => Set<Lead>();

    /// <summary>Lists that an administrator edits.</summary>
    public DbSet<LookupItem> LookupItems => Set<LookupItem>();

    /// <summary>Products.</summary>
    public DbSet<Product> Products => Set<Product>();

    /// <summary>Pipelines.</summary>
    public DbSet<Pipeline> Pipelines => Set<Pipeline>();

    /// <summary>Stages.</summary>
    public DbSet<Stage> Stages => Set<Stage>();

    /// <summary>Deals.</summary>
    public DbSet<Deal> Deals => Set<Deal>();

    /// <summary>People in deals.</summary>
    public DbSet<DealContact> DealContacts => Set<DealContact>();

    /// <summary>History of deals.</summary>
    public DbSet<DealMove> DealMoves => Set<DealMove>();

    /// <summary>Campaigns.</summary>
    public DbSet<Campaign> Campaigns => Set<Campaign>();

    /// <summary>People whom campaigns reached.</summary>
    public DbSet<CampaignMember> CampaignMembers => Set<CampaignMember>();

    /// <summary>Money spent.</summary>
    public DbSet<Cost> Costs => Set<Cost>();

    /// <summary>Orders and past purchases.</summary>
    public DbSet<Purchase> Purchases => Set<Purchase>();

    /// <summary>What is to be won.</summary>
    public DbSet<Target> Targets => Set<Target>();

    /// <summary>Rates to the base currency.</summary>
    public DbSet<ExchangeRate> ExchangeRates => Set<ExchangeRate>();

    /// <summary>Reports that go out by themselves.</summary>
    public DbSet<ReportSchedule> ReportSchedules => Set<ReportSchedule>();

    /// <summary>What of them went out to whom.</summary>
    public DbSet<ReportDelivery> ReportDeliveries => Set<ReportDelivery>();

    /// <summary>Fitted models of reports.</summary>
    public DbSet<StoredModel> StoredModels => Set<StoredModel>();

    /// <summary>Calls, appointments, visits, tasks and notes.</summary>
    public DbSet<Activity> Activities => Set<Activity>();

    /// <summary>People in activities.</summary>
    public DbSet<ActivityContact> ActivityContacts => Set<ActivityContact>();

    /// <summary>Appointments that were read out of calendars.</summary>
    public DbSet<LoggedMeeting> LoggedMeetings => Set<LoggedMeeting>();

    /// <summary>Meetings in calendars.</summary>
    public DbSet<MeetingCopy> MeetingCopies => Set<MeetingCopy>();

    /// <summary>Places that reading has reached in calendars.</summary>
    public DbSet<CalendarCursor> CalendarCursors => Set<CalendarCursor>();

    /// <summary>Folders of Outlook contacts that hold our cards.</summary>
    public DbSet<OutlookFolder> OutlookFolders => Set<OutlookFolder>();

    /// <summary>Our contacts' cards in Outlook.</summary>
    public DbSet<OutlookContact> OutlookContacts => Set<OutlookContact>();

    /// <summary>Changes in Outlook that wait for a decision.</summary>
    public DbSet<OutlookOffer> OutlookOffers => Set<OutlookOffer>();

    /// <summary>Mailboxes.</summary>
    public DbSet<Mailbox> Mailboxes => Set<Mailbox>();

    /// <summary>Folders with their cursors.</summary>
    public DbSet<MailFolder> MailFolders => Set<MailFolder>();

    /// <summary>Subscriptions to changes of mailboxes.</summary>
    public DbSet<MailSubscription> MailSubscriptions => Set<MailSubscription>();

    /// <summary>Notifications that wait to wake their mailbox.</summary>
    public DbSet<MailNotification> MailNotifications => Set<MailNotification>();

    /// <summary>Mailboxes that have not come through for long.</summary>
    public DbSet<MailOutage> MailOutages => Set<MailOutage>();

    /// <summary>Logged mail.</summary>
    public DbSet<LoggedMessage> Messages => Set<LoggedMessage>();

    /// <summary>Copies of logged mail.</summary>
    public DbSet<MessageCopy> MessageCopies => Set<MessageCopy>();

    /// <summary>Senders and recipients.</summary>
    public DbSet<MessageParticipant> MessageParticipants => Set<MessageParticipant>();

    /// <summary>Timelines.</summary>
    public DbSet<MessageContact> MessageContacts => Set<MessageContact>();

    /// <summary>Mail that was not kept.</summary>
    public DbSet<DroppedMessage> DroppedMessages => Set<DroppedMessage>();

    /// <summary>Rules about whose mail is logged.</summary>
    public DbSet<MailRule> MailRules => Set<MailRule>();

    /// <summary>Says about single mails.</summary>
    public DbSet<MailSay> MailSays => Set<MailSay>();

    /// <summary>Confidential threads.</summary>
    public DbSet<ConfidentialThread> ConfidentialThreads => Set<ConfidentialThread>();

    /// <summary>What their mails are recognised by.</summary>
    public DbSet<ConfidentialThreadKey> ConfidentialThreadKeys => Set<ConfidentialThreadKey>();

    /// <summary>Contacts made out of mail.</summary>
    public DbSet<CreationRun> CreationRuns => Set<CreationRun>();

    /// <summary>People who may become contacts, for a day.</summary>
    public DbSet<CreationCandidate> CreationCandidates => Set<CreationCandidate>();

    /// <summary>Days on which the log differed from the mailbox.</summary>
    public DbSet<MailGap> MailGaps => Set<MailGap>();

    /// <summary>Users.</summary>
    public DbSet<User> Users => Set<User>();

    /// <summary>Teams.</summary>
    public DbSet<Team> Teams => Set<Team>();

    /// <summary>Panes' refresh tokens.</summary>
    public DbSet<RefreshToken> RefreshTokens => Set<RefreshToken>();

    /// <summary>Tokens that open one thing once.</summary>
    public DbSet<OneTimeToken> OneTimeTokens => Set<OneTimeToken>();

    /// <summary>Change sets.</summary>
    public DbSet<ChangeSet> ChangeSets => Set<ChangeSet>();

    /// <summary>The journal.</summary>
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <summary>Old and new values of the journal.</summary>
    public DbSet<AuditValue> AuditValues => Set<AuditValue>();

    /// <summary>The chain that shows that the journal is whole.</summary>
    public DbSet<AuditLink> AuditLinks => Set<AuditLink>();
}
