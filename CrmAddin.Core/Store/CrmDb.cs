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

/// <summary>
/// The store. Every query of owned rows is held to <see cref="Reader"/>, who is nobody until named; every change of an
/// audited row needs a change set (<see cref="Begin"/>) and is kept in its journal.
/// </summary>
public abstract class CrmDb(DbContextOptions options, TimeProvider clock, WriteGate gate) : DbContext(options)
{
    private bool _inWriteScope;

    /// <summary>Who reads.</summary>
    public Reader Reader { get; private set; } = Reader.Nobody;

    /// <summary>The change set that the next changes belong to.</summary>
    public ChangeSet? ChangeSet { get; private set; }

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

    /// <summary>Collation of ids, keys and tokens: compares bytes.</summary>
    protected abstract string? BinaryCollation { get; }

    internal string? KeyCollation => BinaryCollation;

    /// <summary>What the current transaction adds to the journal. Code that writes entries past the context's save notes them here.</summary>
    internal AuditChain Chain { get; } = new();

    /// <summary>The statement by which one transaction at a time adds to the audit chain; null where transactions write one at a time anyway.</summary>
    protected abstract string? LockAuditChain { get; }

    /// <summary>The moment that stamps what is written now.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Whether somebody else waits to write; bulk work then commits what it has.</summary>
    public bool SomeoneWaitsToWrite => gate.SomeoneWaits;

    /// <summary>Reads as somebody from here on.</summary>
    public CrmDb ReadAs(Reader reader)
    {
        Reader = reader;
        return this;
    }

    /// <summary>Begins a change set; the changes saved after it belong to it.</summary>
    public ChangeSet Begin(ChangeOrigin origin, string from, string? about = null)
    {
        ChangeSet = new ChangeSet { At = Now, UserId = Reader.UserId, From = from, Origin = origin, About = about };
        ChangeSets.Add(ChangeSet);
        return ChangeSet;
    }

    /// <summary>Notes in the journal what is changed without being tracked, as part of the change set.</summary>
    /// <param name="entity">Name of the entity.</param>
    /// <param name="id">Key of the row, or of the row that the change hangs on.</param>
    /// <param name="contactId">The contact that the change is shown on.</param>
    /// <param name="changes">Each field with its value before and after.</param>
    public void NoteUntracked(string entity, long id, long contactId, params IEnumerable<(string Field, object? Before, object? After)> changes)
    {
        var set = ChangeSet ?? throw new InvalidOperationException("A change of audited rows needs a change set: call Begin first.");
        var entry = new AuditEntry { ChangeSet = set, Entity = entity, EntityId = id, RootEntity = nameof(Contact), RootId = contactId, Action = AuditAction.Updated };
        entry.Values.AddRange(changes.Select(c => Journal.ValueOf(c.Field, c.Before, c.After)));
        AuditEntries.Add(entry);
    }

    /// <summary>Notes in the journal a change of a row that has a journal of its own and is shown on no contact.</summary>
    public void NoteUntracked(string entity, long id, params IEnumerable<(string Field, object? Before, object? After)> changes)
    {
        var set = ChangeSet ?? throw new InvalidOperationException("A change of audited rows needs a change set: call Begin first.");
        var entry = new AuditEntry { ChangeSet = set, Entity = entity, EntityId = id, RootEntity = entity, RootId = id, Action = AuditAction.Updated };
        entry.Values.AddRange(changes.Select(c => Journal.ValueOf(c.Field, c.Before, c.After)));
        AuditEntries.Add(entry);
    }

    /// <summary>Goes on with a change set after the tracker was cleared.</summary>
    public void Resume(ChangeSet changeSet)
    {
        if (Entry(changeSet).State == EntityState.Detached)
            ChangeSets.Attach(changeSet);
        ChangeSet = changeSet;
    }

    /// <summary>Waits for the turn to write and begins a transaction over several saves.</summary>
    public async Task<WriteScope> BeginWriteAsync(CancellationToken cancel)
    {
        var turn = await gate.EnterAsync(cancel);
        try
        {
            var scope = new WriteScope(turn, await Database.BeginTransactionAsync(cancel), stop => Chain.WriteAsync(this, stop), EndWriteScope);
            _inWriteScope = true;
            return scope;
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    /// <summary>Saves with versions, search keys and journal, in one transaction.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        await SearchKeyUpkeep.RefreshAsync(this, cancellationToken);
        var journal = Journal.Collect(this);
        if (_inWriteScope)
            return await SaveWithJournalAsync(journal, acceptAllChangesOnSuccess, cancellationToken);

        await using var write = await BeginWriteAsync(cancellationToken);
        var saved = await SaveWithJournalAsync(journal, acceptAllChangesOnSuccess, cancellationToken);
        await write.CommitAsync(cancellationToken);
        return saved;
    }

    /// <summary>Makes what was deleted unreadable in the store's files, as far as the engine lets us; outside of a write.</summary>
    public virtual Task ScrubAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Not offered: a write may have to wait for its turn.</summary>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new InvalidOperationException("Save with SaveChangesAsync: a write may have to wait for its turn.");

    /// <summary>Whether a failed save met a unique index: somebody else was first.</summary>
    public abstract bool IsDuplicate(DbUpdateException exception);

    /// <summary>Whether a write failed because it met another one, in a unique index or in a deadlock: done again, it may go through.</summary>
    public abstract bool HasMetAnother(Exception exception);

    /// <summary>Adds rows of the vocabulary within the current write; those that are there stay.</summary>
    internal abstract Task AddNameWordsAsync(IReadOnlyList<NameWord> rows, CancellationToken cancel);

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcInstant>();
        configurationBuilder.Properties<decimal>().HaveConversion<ScaledDecimal>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(30);
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Mappings.Apply(modelBuilder, this);
        HoldToReader(modelBuilder);
    }

    // The filters name this context's reader: EF Core reads it anew for every context. A row of nobody is not the row of a reader
    // without a user: null never equals null here.
    private void HoldToReader(ModelBuilder model)
    {
        model.Entity<Contact>().HasQueryFilter(c => c.MergedIntoId == null
            && (Reader.SeesAll || Reader.TeamIds.Contains(c.TeamId ?? 0) || (c.OwnerId != null && c.OwnerId == Reader.UserId)));
        model.Entity<Account>().HasQueryFilter(a => Reader.SeesAll || Reader.TeamIds.Contains(a.TeamId ?? 0) || (a.OwnerId != null && a.OwnerId == Reader.UserId));
        model.Entity<Lead>().HasQueryFilter(l => Reader.SeesAll || Reader.TeamIds.Contains(l.TeamId ?? 0) || (l.OwnerId != null && l.OwnerId == Reader.UserId));
        model.Entity<Deal>().HasQueryFilter(d => Reader.SeesAll || Reader.TeamIds.Contains(d.TeamId ?? 0) || (d.OwnerId != null && d.OwnerId == Reader.UserId));
        model.Entity<Purchase>().HasQueryFilter(p => Reader.SeesAll || Reader.TeamIds.Contains(p.TeamId ?? 0) || (p.OwnerId != null && p.OwnerId == Reader.UserId));
        model.Entity<CampaignMember>().HasQueryFilter(m => m.Contact!.MergedIntoId == null
            && (Reader.SeesAll || Reader.TeamIds.Contains(m.Contact.TeamId ?? 0) || (m.Contact.OwnerId != null && m.Contact.OwnerId == Reader.UserId)));
        model.Entity<Cost>().HasQueryFilter(c => Reader.ReadsCosts);
        model.Entity<ReportSchedule>().HasQueryFilter(s => Reader.MayAdminister || (s.MadeById != null && s.MadeById == Reader.UserId));
        model.Entity<ReportDelivery>().HasQueryFilter(d => Reader.MayAdminister || (d.Schedule!.MadeById != null && d.Schedule.MadeById == Reader.UserId));
        // What a calendar says is seen by whoever may see one of the calendars' copies, as with mail.
        model.Entity<Activity>().HasQueryFilter(a => Reader.IsSystem
            || (a.Meeting == null && (Reader.SeesAll || Reader.TeamIds.Contains(a.TeamId ?? 0) || (a.OwnerId != null && a.OwnerId == Reader.UserId)))
            || a.Meeting!.Copies.Any(c => (c.OwnerId != null && c.OwnerId == Reader.UserId)
                || (c.Visibility == MailVisibility.Shared && (Reader.SeesAll || Reader.TeamIds.Contains(c.TeamId ?? 0)))));
        model.Entity<OutlookOffer>().HasQueryFilter(o => Reader.IsSystem || (o.OwnerId != null && o.OwnerId == Reader.UserId));
        model.Entity<SearchKey>().HasQueryFilter(k => Reader.SeesAll || Reader.TeamIds.Contains(k.TeamId ?? 0) || (k.OwnerId != null && k.OwnerId == Reader.UserId));
        model.Entity<Mailbox>().HasQueryFilter(m => Reader.SeesAll || Reader.TeamIds.Contains(m.TeamId ?? 0) || (m.OwnerId != null && m.OwnerId == Reader.UserId));
        model.Entity<MailRule>().HasQueryFilter(r => r.OwnerId == null || Reader.IsSystem || r.OwnerId == Reader.UserId);
        model.Entity<MailSay>().HasQueryFilter(s => Reader.IsSystem || (s.Mailbox!.OwnerId != null && s.Mailbox.OwnerId == Reader.UserId));
        model.Entity<CreationRun>().HasQueryFilter(r => Reader.IsSystem || (r.OwnerId != null && r.OwnerId == Reader.UserId));
        model.Entity<CreationCandidate>().HasQueryFilter(c => Reader.IsSystem || (c.Run!.OwnerId != null && c.Run.OwnerId == Reader.UserId));
        model.Entity<MessageCopy>().HasQueryFilter(c => Reader.IsSystem || (c.OwnerId != null && c.OwnerId == Reader.UserId)
            || (c.Visibility == MailVisibility.Shared && (Reader.ReadsAllSharedMail || Reader.TeamIds.Contains(c.TeamId ?? 0))));
        model.Entity<LoggedMessage>().HasQueryFilter(m => Reader.IsSystem || m.Copies.Any(c => (c.OwnerId != null && c.OwnerId == Reader.UserId)
            || (c.Visibility == MailVisibility.Shared && (Reader.ReadsAllSharedMail || Reader.TeamIds.Contains(c.TeamId ?? 0)))));
    }

    /// <summary>Waits until no other transaction adds to the audit chain.</summary>
    internal async Task LockAuditChainAsync(CancellationToken cancel)
    {
        if (LockAuditChain is { } statement)
            await Database.ExecuteSqlRawAsync(statement, cancel);
    }

    /// <summary>Writes links and nothing else that the tracker may hold.</summary>
    internal async Task AddLinksAsync(IReadOnlyList<AuditLink> links, CancellationToken cancel)
    {
        var detects = ChangeTracker.AutoDetectChangesEnabled;
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            AuditLinks.AddRange(links);
            await base.SaveChangesAsync(true, cancel);
            foreach (var link in links)
                Entry(link).State = EntityState.Detached;
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = detects;
        }
    }

    private async Task<int> SaveWithJournalAsync(Journal journal, bool accept, CancellationToken cancel)
    {
        var names = SearchKeyUpkeep.NewNames(this);
        var sets = Added<ChangeSet>();
        var entries = Added<AuditEntry>();
        var saved = await base.SaveChangesAsync(accept, cancel);
        await NameVocabulary.AddMissingAsync(this, names, cancel);
        if (journal.WriteTo(this))
        {
            entries.AddRange(Added<AuditEntry>());
            await base.SaveChangesAsync(accept, cancel);
        }
        sets.ForEach(Chain.Note);
        Chain.Note(entries);
        return saved;
    }

    private List<T> Added<T>()
        where T : class => [.. ChangeTracker.Entries<T>().Where(e => e.State == EntityState.Added).Select(e => e.Entity)];

    private void EndWriteScope()
    {
        _inWriteScope = false;
        Chain.Clear();
    }
}
