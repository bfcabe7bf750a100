using System.Data;
using System.Data.Common;
using System.Text.RegularExpressions;
using CrmAddin.Core.Activities;
using CrmAddin.Core.Activities.Calendar;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Consent;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Contacts.Outlook;
using CrmAddin.Core.Documents;
using CrmAddin.Core.Duplicates;
using CrmAddin.Core.Duplicates.Matching;
using CrmAddin.Core.Filters;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Lists;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Mail.Compare;
using CrmAddin.Core.Mail.Creation;
using CrmAddin.Core.Mail.Health;
using CrmAddin.Core.Mail.Notifications;
using CrmAddin.Core.Mail.Rules;
using CrmAddin.Core.Mail.Threads;
using CrmAddin.Core.Privacy;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using CrmAddin.Core.Upkeep;
using CrmAddin.Core.Users;
using CrmAddin.Reports;
using CrmAddin.Reports.Figures;
using CrmAddin.Reports.Layout;
using CrmAddin.Web.Contacts;
using CrmAddin.Web.Contacts.Outlook;
using CrmAddin.Web.Duplicates;
using CrmAddin.Web.Mail;
using CrmAddin.Web.Reports;
using CrmAddin.Web.Settings;
using CrmAddin.Web.Sheets;
using CrmAddin.Web.SignIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.Store;

/// <summary>
/// The product's own actions on SQL Server's provider, with every command answered by nothing: what cannot be translated throws,
/// and the statements that would have been sent are kept.
/// </summary>
public sealed partial class SqlServerQueriesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-sqlserver-");
    private readonly Sent _sent = new();

    public void Dispose() => _folder.Delete(recursive: true);

    public static TheoryData<string> Actions => new(Runs.Keys);

    [Theory]
    [MemberData(nameof(Actions))]
    public async Task Its_queries_translate(string action)
    {
        await using var services = Services();
        foreach (var reader in new[] { Reader.LocalAdministrator, new Reader(1, Role.Agent, [2, 3]) })
        {
            await using var scope = services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(reader);
            await Runs[action](scope.ServiceProvider, _folder.FullName);
        }

        _sent.Statements.ShouldNotBeEmpty();
        // Money is stored in ten-thousandths: in the store it is compared, added and summed, never multiplied, divided or averaged.
        _sent.Statements.Where(sql => MoneyArithmetic().IsMatch(sql)).ShouldBeEmpty();
    }

    private static readonly Dictionary<string, Func<IServiceProvider, string, Task>> Runs = new()
    {
        ["find by one word"] = (s, _) => s.GetRequiredService<FindContacts>().RunAsync("ahm", 20, default),
        ["find by two words"] = (s, _) => s.GetRequiredService<FindContacts>().RunAsync("ahm kha", 20, default),
        ["find with an address, a number and an error"] = async (s, _) =>
        {
            foreach (var text in new[] { "@alnoor", "0501", "robrt zayn 4567" })
                await s.GetRequiredService<FindContacts>().RunAsync(text, 20, default);
        },
        ["list contacts in every order"] = async (s, _) =>
        {
            foreach (var sort in Enum.GetValues<ContactSort>())
                await s.GetRequiredService<ListContacts>().RunAsync(new(FilterFields.BuiltIn, new() { Conditions = [new("city", FilterOperator.Is, ["Riyadh"])] }), sort, null, 20, default);
        },
        ["apply and save a filter"] = async (s, _) =>
        {
            (await s.GetRequiredService<ApplyFilter>().RunAsync("""{"conditions":[{"field":"name","operator":"contains","values":["x"]}]}""", default)).Error.ShouldBeNull();
            await s.GetRequiredService<ApplyFilter>().RunSavedAsync("ann/x", default);
        },
        ["change selected contacts"] = (s, _) => s.GetRequiredService<ChangeSelected>().RunAsync([1, 2], SelectionChange.Archive, null, "test", default),
        ["save a contact of another team"] = (s, _) => s.GetRequiredService<SaveContact>().RunAsync(
            new ContactDraft { Id = 1, Version = 0, Emails = [new("a@b.example")], AccountName = "Acme" }, new(Core.Audit.ChangeOrigin.Edit, "test"), default),
        ["show a contact"] = (s, _) => ContactView.ReadAsync(s.GetRequiredService<CrmDb>(), 1, default),
        ["page back conversations"] = async (s, _) =>
        {
            foreach (var owner in new[] { ThreadOwner.Contact(1), ThreadOwner.Account(1), ThreadOwner.Deal(1) })
                await ThreadListView.ReadAsync(s.GetRequiredService<CrmDb>(), owner, new(DateTimeOffset.UtcNow, 5), default);
        },
        ["open a conversation"] = (s, _) => ThreadView.ReadAsync(s.GetRequiredService<CrmDb>(), 1, ThreadPlace.Top, default),
        ["read the mails of a conversation"] = async (s, _) =>
        {
            var db = s.GetRequiredService<CrmDb>();
            await ThreadQuery.Mails(db, 1, "c", ThreadPlace.Top).Take(20).ToListAsync();
            await ThreadQuery.Bodies(db, [1, 2]).ToListAsync();
            await ThreadQuery.DealsToChoose(db, [1], [2], 3).ToListAsync();
        },
        ["put a conversation into a deal"] = (s, _) => s.GetRequiredService<AssignThread>().RunAsync(1, 2, "test", default),
        ["offer lists in a form"] = (s, _) => FormLists.ReadAsync(s.GetRequiredService<CrmDb>(), default),
        ["try an import"] = async (s, folder) =>
        {
            var file = Path.Combine(folder, Guid.NewGuid().ToString("N"));
            await File.WriteAllTextAsync(file, "Name,Email,Mobile,Company,Group\nAnn,ann@example.com,+966501234567,Acme,Customers\n");
            (await s.GetRequiredService<ImportContacts>().RunAsync(new(file, null, null, true, folder), null, default)).Value!.Created.ShouldBe(1);
        },
        ["record consent"] = (s, _) => s.GetRequiredService<RecordConsent>().RunAsync(1, ConsentPurpose.Marketing, ConsentChannel.Email, ConsentState.Given, "form", "en", default),
        ["count a mailing list"] = (s, _) => s.GetRequiredService<MailingList>().CountAsync(new LookupItem { Name = "Customers" }, default),
        ["read the pipeline report"] = (s, folder) => s.GetRequiredService<RunReport>()
            .RunAsync("pipeline", new(new(2026, 1, 1), new(2026, 7, 1), null, ReportLanguage.English), Path.Combine(folder, "p.xlsx"), default),
        ["answer the functions of cells"] = async (s, _) =>
        {
            var period = new ReportRequest(new DateOnly(2026, 1, 1), new DateOnly(2026, 4, 1), null, ReportLanguage.English);
            await s.GetRequiredService<ReadFigures>().RunAsync([new("wonAmount", period)], default);
            var db = s.GetRequiredService<CrmDb>();
            await FigureQuery.Deals(db, ReportScope.All, Core.Deals.StageKind.Open, "Won").ToListAsync();
            await ReportChoices.ReadAsync(db, s.GetRequiredService<FirmSettings>(), default);
        },
        ["read sheets to edit and take them back"] = async (s, _) =>
        {
            var db = s.GetRequiredService<CrmDb>();
            await SheetQuery.Deals(db.Deals.Where(d => d.Stage!.Kind == Core.Deals.StageKind.Open)).ToListAsync();
            await SheetQuery.StagesOfDeal(db, 1).ToListAsync();
            await SheetQuery.People(db.Contacts).Take(5).ToListAsync();
            await SheetQuery.LastChangedBy(db, "Deal", 1).FirstOrDefaultAsync();
            await s.GetRequiredService<Core.Deals.SaveDeal>().RunAsync(1, 0, new("x", 1, 5, null, null), "test", null, default);
        },
        ["read a past pipeline report"] = (s, folder) => s.GetRequiredService<RunReport>()
            .RunAsync("pipeline", new(null, null, DateTimeOffset.UtcNow.AddDays(-30), ReportLanguage.English), Path.Combine(folder, "q.xlsx"), default),
        ["read the reports about customers"] = async (s, folder) =>
        {
            foreach (var name in new[] { "cac", "sources", "campaigns", "conversion", "retention" })
                await s.GetRequiredService<RunReport>().RunAsync(name, new(new(2026, 1, 1), new(2026, 7, 1), null, ReportLanguage.English), Path.Combine(folder, name + ".xlsx"), default);
        },
        ["claim mailboxes"] = (s, _) => s.GetRequiredService<ClaimMailboxes>().RunAsync("host", 4, default),
        ["claim settled mailboxes and first rounds"] = async (s, _) =>
        {
            foreach (var progress in Enum.GetValues<MailboxProgress>())
                await s.GetRequiredService<ClaimMailboxes>().RunAsync("host", 4, default, progress);
        },
        ["poll mailboxes"] = async (s, _) =>
        {
            await MailboxQuery.ToPoll(s.GetRequiredService<CrmDb>(), [1, 2]).ToListAsync();
            await MailboxQuery.FoldersToRead(s.GetRequiredService<CrmDb>(), 1).ToListAsync();
            await MailboxQuery.OfferedFolders(s.GetRequiredService<CrmDb>(), 1).ToListAsync();
        },
        ["look up a page of mails"] = async (s, _) =>
        {
            var db = s.GetRequiredService<CrmDb>();
            await MailLogQuery.Copies(db, 1, ["a"]).ToListAsync();
            await MailLogQuery.Messages(db, ["a"]).ToListAsync();
            await MailLogQuery.Messages(db, [1L]).ToListAsync();
            await MailLogQuery.Dropped(db, 1, ["a"]).ToListAsync();
            await MailLogQuery.UnlinkedMail(db, [1], ["a"]).ToListAsync();
            await MailLogQuery.CopiesElsewhere(db, [1], 2).ExecuteUpdateAsync(u => u.SetProperty(c => c.MailFolderId, 2));
            await MailLogQuery.ContactsWithLaterMail(db, [1], DateTimeOffset.UtcNow).ExecuteUpdateAsync(u => u.SetProperty(c => c.Contact.LastContactedAt, c => c.LastMailAt));
        },
        ["compare the log with a mailbox"] = async (s, _) =>
        {
            var db = s.GetRequiredService<CrmDb>();
            foreach (var since in new DateOnly?[] { null, new(2026, 3, 1) })
            {
                await CompareQuery.KeptArrivals(db, 1, since).ToListAsync();
                await CompareQuery.DroppedByDay(db, 1, since).ToListAsync();
            }
            await CompareQuery.KeptOn(db, 1, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow).ToListAsync();
            await CompareQuery.DroppedOn(db, 1, new(2026, 3, 1)).ToListAsync();
            await CompareQuery.Gaps(db, 1).Take(5).ToListAsync();
        },
        ["choose mailboxes to log"] = (s, _) => s.GetRequiredService<SyncOnce>().RunAsync("ann@example.com", default),
        ["know the parties of a mail"] = (s, _) => s.GetRequiredService<FindKnownParties>().RunAsync(
            new Mailbox { Address = "bo@firm.example", DisplayName = "Bo" },
            [new MailboxMessage { Id = "1", From = new("ann@example.com", "Ann"), ConversationId = "c", SentAt = DateTimeOffset.UtcNow, To = [new("bo@firm.example", null)] }], default),
        ["read the rules about mail"] = (s, _) => s.GetRequiredService<FindKnownParties>().RulesAsync(new Mailbox { Address = "bo@firm.example", DisplayName = "Bo", OwnerId = 1 }, default),
        ["bring contacts out of mail on by a step"] = (s, _) => s.GetRequiredService<AdvanceCreation>().RunAsync(default),
        ["drop old lists of strangers"] = (s, _) => s.GetRequiredService<DropOldCandidates>().RunAsync(default),
        ["ask for contacts out of mail"] = (s, _) => s.GetRequiredService<AskForCreation>().RunAsync(1, ContactCreation.FromSentMail, default),
        ["show runs of creation"] = async (s, _) =>
        {
            var db = s.GetRequiredService<CrmDb>();
            await CreationQuery.Runs(db).Take(5).ToListAsync();
            await CreationQuery.Candidates(db, 1).Take(5).ToListAsync();
            await CreationQuery.ContactsMade(db, 1).Take(5).ToListAsync();
            await CreationQuery.ChangedSince(db, 1, [1, 2]).ToListAsync();
            await MailRuleQuery.CopiesWith(db, 1, "client_x.example").Select(c => c.Id).ToListAsync();
            await ConfidentialThreadQuery.OwnMail(db, 1).ToListAsync();
        },
        ["count what there is to tidy up"] = (s, _) => s.GetRequiredService<CountUpkeep>().RunAsync(12, default),
        ["list odd countries"] = async (s, _) => await UpkeepQuery.Page(s.GetRequiredService<CrmDb>(), new() { Kind = UpkeepKind.CountryUnknown, UnknownCountries = ["Atlantis"] }, 0).Take(5).ToListAsync(),
        ["search the journal"] = (s, _) => s.GetRequiredService<ReadHistory>().FindAsync(
            new() { ContactIds = [1], Entity = "Contact", Field = "JobTitle", UserId = 1, Origin = ChangeOrigin.Edit, From = DateTimeOffset.UtcNow, Before = DateTimeOffset.UtcNow, Text = "x" }, null, default),
        ["check the audit chain"] = (s, _) => s.GetRequiredService<VerifyAudit>().RunAsync(null, default),
        ["find a person's traces"] = (s, _) => PersonTraces.ReadAsync(s.GetRequiredService<CrmDb>(), 1, default),
        ["read documents"] = async (s, _) => await DocumentQuery.Seen(s.GetRequiredService<CrmDb>()).Take(5).ToListAsync(),
        ["check a password"] = (s, _) => s.GetRequiredService<CheckPassword>().RunAsync("ann", "x", default),
        ["look for doubles of a draft"] = (s, _) => s.GetRequiredService<CheckForDuplicates>().RunAsync(
            new MatchPerson(0) { DisplayName = "Ann Lee", Account = "Acme", Emails = ["ann@example.com"], Phones = ["+966501234567"] }, 0.5, default),
        ["look for doubles of everyone"] = (s, _) => s.GetRequiredService<FindDuplicates>().RunAsync(null, default),
        ["compare two contacts"] = (s, _) => ComparedPair.ReadAsync(s.GetRequiredService<CrmDb>(), s.GetRequiredService<FirmSettings>(), 1, 2, default),
        ["show the doubles of a contact"] = (s, _) => ContactDuplicatesView.ReadAsync(s.GetRequiredService<CrmDb>(), 1, default),
        ["take a merge back"] = (s, _) => s.GetRequiredService<SplitContacts>().RunAsync(new SplitRequest(1), "test", default),
        ["unite the parts of two contacts"] = (s, _) => s.GetRequiredService<UniteParts>().RunAsync(1, 2, new HashSet<long>(), default),
        ["log meetings"] = async (s, _) =>
        {
            var meeting = new CalendarEvent
            {
                Id = "1",
                ICalUId = "uid",
                Subject = "Visit",
                StartsAt = DateTimeOffset.UtcNow,
                EndsAt = DateTimeOffset.UtcNow,
                Organizer = new("bo@firm.example", null),
                Attendees = [new("stranger@x.example", null)],
            };
            await s.GetRequiredService<LogMeetings>().RunAsync(new Mailbox { Address = "bo@firm.example", DisplayName = "Bo" }, 1, [meeting], ["2"], default);
        },
        ["decide on a change in Outlook"] = async (s, _) =>
        {
            (await s.GetRequiredService<DecideOutlookOffer>().RefuseAsync(1, default)).Error.ShouldBeOfType<OfferUnknown>();
            await OutlookView.OfContactAsync(s.GetRequiredService<CrmDb>(), 1, default);
        },
        ["note the result of an activity"] = (s, _) => s.GetRequiredService<SaveActivityResult>().RunAsync(1, 0, new(null, null, false), "test", default),
        ["keep subscriptions"] = (s, _) => s.GetRequiredService<KeepSubscriptions>().RunAsync(default),
        ["choose what to subscribe to"] = async (s, _) =>
        {
            var db = s.GetRequiredService<CrmDb>();
            await SubscriptionQuery.MailboxesWithout(db).ToListAsync();
            await SubscriptionQuery.Due(db, db.Now).ToListAsync();
        },
        ["take notifications"] = async (s, _) =>
        {
            await s.GetRequiredService<TakeNotifications>().RunAsync(default);
            await SubscriptionQuery.Waiting(s.GetRequiredService<CrmDb>(), DateTimeOffset.UtcNow).ToListAsync();
        },
        ["watch over mailboxes"] = async (s, _) =>
        {
            await s.GetRequiredService<WatchMailboxes>().NoteAsync(default);
            await s.GetRequiredService<WatchMailboxes>().TakeNewsAsync(default);
        },
        ["show how mailboxes fare"] = async (s, _) =>
        {
            await MailboxHealth.ReadAsync(s.GetRequiredService<CrmDb>(), default);
            await MailboxHealth.ReadAsync(s.GetRequiredService<CrmDb>(), 1, default);
        },
        ["spend a token"] = (s, _) => s.GetRequiredService<OneTimeTokens>().SpendAsync("token", default),
    };

    private ServiceProvider Services()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Crm:DataFolder"] = _folder.FullName }).Build();
        var settings = new CrmSettings(_folder.FullName, new StoreSettings(StoreProvider.SqlServer, "Server=nowhere", null), new FirmSettings());
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddCrmProduct(settings, configuration, mayOmitGraphCredentials: true);
        services.AddScoped<CheckPassword>().AddScoped<OneTimeTokens>().AddSingleton<IPasswordHasher<User>, PasswordHasher<User>>();
        services.ConfigureDbContext<SqlServerCrmDb>(o => o.AddInterceptors(_sent, new NoConnection(), new NoTransactions()));
        return services.BuildServiceProvider();
    }

    [GeneratedRegex(@"AVG\(|\[(Amount|ListPrice|UnitPrice|FromAmount|ToAmount)\]\s*[*/]|[*/]\s*\[\w+\]\.\[(Amount|ListPrice|UnitPrice|FromAmount|ToAmount)\]")]
    private static partial Regex MoneyArithmetic();

    private sealed class Sent : DbCommandInterceptor
    {
        private const int MostColumns = 200;

        public List<string> Statements { get; } = [];

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Statements.Add(command.CommandText);
            // An aggregate always answers one row; everything else answers none.
            var table = new DataTable();
            object? answer = command.CommandText.StartsWith("SELECT COUNT_BIG", StringComparison.Ordinal) ? 0L
                : command.CommandText.StartsWith("SELECT COUNT", StringComparison.Ordinal) ? 0
                : command.CommandText.StartsWith("SELECT CASE", StringComparison.Ordinal) ? false
                : null;
            for (var i = 0; i < MostColumns; i++)
                table.Columns.Add("column" + i, answer?.GetType() ?? typeof(object));
            if (answer is not null)
                table.Rows.Add([.. Enumerable.Repeat(answer, MostColumns)]);
            return ValueTask.FromResult(InterceptionResult<DbDataReader>.SuppressWithResult(table.CreateDataReader()));
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Statements.Add(command.CommandText);
            return ValueTask.FromResult(InterceptionResult<int>.SuppressWithResult(0));
        }
    }

    private sealed class NoConnection : DbConnectionInterceptor
    {
        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(InterceptionResult.Suppress());
    }

    private sealed class NoTransactions : DbTransactionInterceptor
    {
        public override ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
            DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(InterceptionResult<DbTransaction>.SuppressWithResult(new NoTransaction(connection)));
    }

    private sealed class NoTransaction(DbConnection connection) : DbTransaction
    {
        public override IsolationLevel IsolationLevel => IsolationLevel.ReadCommitted;

        protected override DbConnection DbConnection => connection;

        public override void Commit()
        {
        }

        public override void Rollback()
        {
        }
    }
}
