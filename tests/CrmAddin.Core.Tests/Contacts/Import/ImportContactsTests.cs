using CrmAddin.Core.Contacts;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Privacy;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Tests.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Tests.Contacts.Import;

public sealed class SqliteImportContactsTests() : ImportContactsTests(StoreProvider.Sqlite);

public sealed class PostgresImportContactsTests() : ImportContactsTests(StoreProvider.Postgres);

public abstract class ImportContactsTests(StoreProvider provider) : IAsyncLifetime
{
    private const string TwoPeople = "First Name,Last Name,E-mail Address,Mobile Phone,Company\nAnn,Lee,ann@example.com,0501234567,Acme\nأحمد,الخالدي,ahmed@example.com,٠٥٥٥٩٨٧٦٥٤,Acme\n";

    private TestedStore Store { get; set; } = null!;

    public async Task InitializeAsync() => Store = await TestedStore.CreateAsync(provider);

    public async Task DisposeAsync() => await Store.DisposeAsync();

    [Fact]
    public async Task A_file_of_Outlook_comes_in_with_its_firm_made_once()
    {
        var outcome = (await ImportAsync(TwoPeople)).Value!;

        (outcome.Read, outcome.Created, outcome.Rejected).ShouldBe((2, 2, 0));
        outcome.RejectsFile.ShouldBeNull();
        var people = await Store.ReadAsync(db => db.Contacts.Include(c => c.Phones).Include(c => c.Account).OrderBy(c => c.Id).ToListAsync());
        people.Select(p => p.DisplayName).ShouldBe(["Ann Lee", "أحمد الخالدي"]);
        people[1].Phones.Single().E164.ShouldBe("+966555987654");
        people.Select(p => p.AccountId).Distinct().Count().ShouldBe(1);
        (await Store.ReadAsync(db => db.ChangeSets.SingleAsync(s => s.Id == outcome.ImportId))).CompletedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task The_same_file_twice_changes_nothing()
    {
        await ImportAsync(TwoPeople);

        var again = (await ImportAsync(TwoPeople)).Value!;

        (again.Created, again.Updated, again.Unchanged).ShouldBe((0, 0, 2));
        (await Store.ReadAsync(db => db.Contacts.CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task A_run_that_was_cut_off_goes_on_after_its_last_committed_row()
    {
        var rows = string.Concat(Enumerable.Range(1, 12000).Select(i => $"Person {i},{(i % 1000 == 7 ? "nowhere" : $"p{i}@example.com")}\n"));
        using var cut = new CancellationTokenSource();
        var stopper = new Stopper(1, cut);
        var stop = () => ImportAsync("Name,Email\n" + rows, progress: stopper, cancel: cut.Token);
        await stop.ShouldThrowAsync<OperationCanceledException>();
        var run = await Store.ReadAsync(db => db.ImportRuns.SingleAsync());
        (run.State, run.Read, run.Created).ShouldBe((ImportState.Running, stopper.Last, await Store.ReadAsync(db => db.Contacts.LongCountAsync())));
        run.Read.ShouldBeInRange(1, 11999);

        var completed = (await ImportAsync("Name,Email\n" + rows)).Value!;

        (completed.Read, completed.Created, completed.Unchanged, completed.Rejected).ShouldBe((12000, 11988, 0, 12));
        (await System.IO.File.ReadAllLinesAsync(completed.RejectsFile!)).Length.ShouldBe(13);
        (await Store.ReadAsync(db => db.Contacts.CountAsync())).ShouldBe(11988);
        (await Store.ReadAsync(db => db.SearchKeys.CountAsync(k => k.Key == "person"))).ShouldBe(11988);
        (await Store.ReadAsync(db => db.ChangeSets.CountAsync(s => s.From == "import"))).ShouldBe(1);
        (await Store.ReadAsync(db => db.ImportRuns.SingleAsync())).State.ShouldBe(ImportState.Completed);
    }

    [Fact]
    public async Task A_later_file_adds_what_it_knows_to_the_person_of_the_same_address_and_name()
    {
        await ImportAsync(TwoPeople);

        var later = (await ImportAsync("Name;Email;Job title;Group\nAnn Lee;ANN@example.com;Director;Customers\n")).Value!;

        (later.Created, later.Updated).ShouldBe((0, 1));
        var ann = await Store.ReadAsync(db => db.Contacts.Include(c => c.Lookups).ThenInclude(l => l.LookupItem).SingleAsync(c => c.JobTitle == "Director"));
        ann.Lookups.Single().LookupItem!.Name.ShouldBe("Customers");
    }

    [Fact]
    public async Task Another_name_at_a_known_address_is_a_new_person_and_reported_as_a_possible_duplicate()
    {
        await ImportAsync(TwoPeople);

        var later = (await ImportAsync("Name,Email\nAnna Leigh,ann@example.com\n")).Value!;

        (later.Created, later.PossibleDuplicates).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_dry_run_counts_and_writes_nothing()
    {
        var outcome = (await ImportAsync(TwoPeople, isDryRun: true)).Value!;

        (outcome.Created, outcome.ImportId).ShouldBe((2, null));
        (await Store.ReadAsync(db => db.Contacts.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Refused_rows_come_back_in_a_file_with_their_reasons()
    {
        var outcome = (await ImportAsync("Name,Email,Birthday\nAnn,not an address,\n,,\nBob,bob@example.com,31/31/2020\nCarl,carl@example.com,1980-12-31\n")).Value!;

        (outcome.Created, outcome.Rejected).ShouldBe((1, 3));
        var rejects = await System.IO.File.ReadAllLinesAsync(outcome.RejectsFile!);
        rejects[0].ShouldEndWith("reason");
        rejects[1].ShouldContain("is not an e-mail address");
        rejects[3].ShouldContain("is no date");
        if (!OperatingSystem.IsWindows())
            System.IO.File.GetUnixFileMode(outcome.RejectsFile!).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task The_apostrophe_that_our_export_puts_before_a_formula_comes_off_again()
    {
        await ImportAsync("Name,Email,Notes\nAnn,ann@example.com,'=1+1\n");

        (await Store.ReadAsync(db => db.Contacts.SingleAsync())).CorrespondenceNotes.ShouldBe("=1+1");
    }

    [Theory]
    [InlineData("", typeof(HeaderMissing))]
    [InlineData("1,2,3\n4,5,6\n", typeof(HeaderMissing))]
    [InlineData("Name,Email\nAnn,ann@example.com\nBob,\"bob@example.com\n", typeof(QuotesBroken))]
    public async Task A_broken_file_is_refused_whole(string csv, Type error)
    {
        var outcome = await ImportAsync(csv);

        outcome.Error.ShouldBeOfType(error);
        (await Store.ReadAsync(db => db.Contacts.CountAsync())).ShouldBe(0);
        (await Store.ReadAsync(db => db.ChangeSets.CountAsync(s => s.From == "import"))).ShouldBe(0);
    }

    [Fact]
    public async Task Broken_quotes_name_their_line() =>
        (await ImportAsync("Name,Email\nAnn,ann@example.com\nBob,\"bob@example.com\n")).Error!.Sentence.ShouldContain("line 3");

    [Fact]
    public async Task A_missing_file_is_named() =>
        (await RunAsync(new ImportRequest("nowhere.csv", null, null, false, Store.File("rejects")))).Error!.Sentence.ShouldBe("nowhere.csv cannot be read: there is no such file.");

    [Theory]
    [InlineData("{\"displayName\":\"Wer\",\"email\":\"Mail\"}", null)]
    [InlineData("{\"nickname\":\"Wer\"}", "there is no field \"nickname\"")]
    [InlineData("{\"displayName\":\"Who\"}", "the file has no column \"Who\"")]
    [InlineData("[]", "no JSON object")]
    public async Task Columns_are_taken_from_a_mapping_or_the_mapping_is_refused(string map, string? refusal)
    {
        var outcome = await ImportAsync("Wer,Mail\nAnn,ann@example.com\n", map: map);

        if (refusal is null)
            outcome.Value!.Created.ShouldBe(1);
        else
            outcome.Error!.Sentence.ShouldContain(refusal);
    }

    [Fact]
    public async Task A_dry_run_gives_the_counts_of_the_run_rows_about_one_person_included()
    {
        await ImportAsync(TwoPeople);
        var rows = string.Concat(Enumerable.Range(1, 600).Select(i => $"Person {i % 250},p{i % 250}@example.com,{(i > 500 ? "Director" : "Buyer")}\n"));
        var csv = "Name,Email,Job title\nAnn Lee,ann@example.com,Director\nAhmed,ahmed@example.com,\nBad,nowhere,\nPerson 1,p1@example.com,Buyer\n" + rows;

        var dry = (await ImportAsync(csv, isDryRun: true)).Value!;
        var real = (await ImportAsync(csv)).Value!;

        (real.Read, real.Created, real.Updated, real.Rejected, real.PossibleDuplicates).ShouldBe((604, 251, 101, 1, 1));
        (dry with { ImportId = real.ImportId, RejectsFile = real.RejectsFile, Findings = [] }).ShouldBe(real with { Findings = [] });
        dry.Findings.Count(f => f.Refusal is not null).ShouldBe(1);
        var lookAlike = dry.Findings.Single(f => f.LookAlike is not null);
        (lookAlike.Line, lookAlike.Name, lookAlike.LookAlike!.Name, lookAlike.LookAlike.Reason).ShouldBe((3, "Ahmed", "أحمد الخالدي", LookAlikeReason.SameEmail));
    }

    [Fact]
    public async Task A_person_who_was_merged_is_found_as_what_they_became()
    {
        await ImportAsync("Id,Name\n1,Ann Lee\n2,Anna Lee\n");
        var people = await Store.ReadAsync(db => db.Contacts.OrderBy(c => c.Id).ToListAsync());
        await Store.WriteAsync(db => db.Contacts.Single(c => c.Id == people[0].Id).MergedIntoId = people[1].Id);

        var again = (await ImportAsync("Id,Name,Job title\n1,Anna Lee,Director\n")).Value!;

        (again.Created, again.Updated).ShouldBe((0, 1));
        (await Store.ReadAsync(db => db.Contacts.SingleAsync())).JobTitle.ShouldBe("Director");
    }

    [Fact]
    public async Task A_file_of_an_agent_makes_contacts_of_their_own_beside_those_that_they_do_not_see()
    {
        var (ann, anns) = await Store.AddUserAsync("ann");
        var reader = new Reader(ann, Role.Agent, [anns]);
        await ImportAsync("Id,Name\n1,Ann Lee\n");

        var first = (await ImportAsync("Id,Name\n1,Ann Lee\n", reader: reader)).Value!;
        var again = (await ImportAsync("Id,Name\n1,Ann Lee\n\n", reader: reader)).Value!;

        (first.Created, again.Created, again.Unchanged).ShouldBe((1, 0, 1));
        (await Store.ReadAsync(db => db.Contacts.CountAsync(), reader)).ShouldBe(1);
        (await Store.ReadAsync(db => db.Contacts.CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task Two_files_with_the_same_people_at_the_same_time_make_each_once()
    {
        var rows = string.Concat(Enumerable.Range(1, 400).Select(i => $"{i},Person {i},Firm {i % 9}\n"));
        var (one, two) = (Store.Write("one.csv", "Id,Name,Company\n" + rows), Store.Write("two.csv", "Id,Name,Company\n" + rows + "9999,Last,Firm 1\n"));

        var outcomes = await Task.WhenAll(
            Task.Run(() => RunAsync(new ImportRequest(one, null, null, false, Store.File("rejects")))),
            Task.Run(() => RunAsync(new ImportRequest(two, null, null, false, Store.File("rejects")))));

        outcomes.ShouldAllBe(o => o.Succeeded);
        outcomes.Sum(o => o.Value!.Created).ShouldBe(401);
        (await Store.ReadAsync(db => db.Contacts.CountAsync())).ShouldBe(401);
    }

    [Fact]
    public async Task Every_field_that_a_file_can_fill_arrives()
    {
        await Store.AddUserAsync("owner@firm.example");
        await Store.WriteAsync(db => db.CustomFields.Add(new CustomField { Key = "closing-year", Name = "Closing year", Kind = CustomFieldKind.Number }));
        var csv = "Id,Title prefix,First Name,Middle Name,Last Name,Suffix,Name other script,Job title,Company,Email,Mobile phone,Street,City,Country,Web page,Notes,Source,Group,Type,Tags,Status,Level,Language,Birthday,Anniversary,Spouse,Hobbies,Closing year,Owner\n"
            + "7,Dr.,Ann,B.,Lee,Jr.,آن لي,Director,Acme,ann@example.com,0501234567,King Fahd Road 1,Riyadh,SA,https://ann.example,Likes tea,Fair,Customers;Partners,Buyer,vip,Active,A,en,1980-12-31,2001-05-06,Bob,Chess,2027,owner@firm.example\n";

        (await ImportAsync(csv)).Value!.Created.ShouldBe(1);

        var ann = await Store.ReadAsync(db => db.Contacts.Include(c => c.Account).Include(c => c.Emails).Include(c => c.Phones).Include(c => c.Addresses).Include(c => c.Source)
            .Include(c => c.CustomValues).Include(c => c.Owner).Include(c => c.Lookups).ThenInclude(l => l.LookupItem).SingleAsync());
        (ann.OriginKey, ann.Honorific, ann.GivenName, ann.MiddleName, ann.FamilyName, ann.Suffix, ann.NameOtherScript).ShouldBe(("id:7", "Dr.", "Ann", "B.", "Lee", "Jr.", "آن لي"));
        (ann.JobTitle, ann.Account!.Name, ann.Website, ann.CorrespondenceNotes, ann.Source!.Name).ShouldBe(("Director", "Acme", "https://ann.example", "Likes tea", "Fair"));
        (ann.Status, ann.Level, ann.Language, ann.BirthdayOn, ann.AnniversaryOn).ShouldBe((ContactStatus.Active, ContactLevel.A, "en", new DateOnly(1980, 12, 31), new DateOnly(2001, 5, 6)));
        (ann.SpouseName, ann.Hobbies, ann.Owner!.UserName, ann.CustomValues.Single().Number).ShouldBe(("Bob", "Chess", "owner@firm.example", 2027));
        ann.Lookups.Select(l => l.LookupItem!.Name).ShouldBe(["Buyer", "Customers", "Partners", "vip"], ignoreOrder: true);
        (ann.Emails.Single().Address, ann.Phones.Single().E164, ann.Addresses.Single().OneLine()).ShouldBe(("ann@example.com", "+966501234567", "King Fahd Road 1, Riyadh, SA"));
        Provenance.Read(ann.ProvenanceJson).Fields["birthdayOn"].From.ShouldStartWith("import ");
        var keys = await Store.ReadAsync(db => db.SearchKeys.Select(k => k.Key).ToListAsync());
        keys.ShouldContain("acme");
        keys.ShouldContain("vip");
        (await Store.ReadAsync(db => db.AuditEntries.CountAsync(e => e.RootEntity == "Contact" && e.RootId == ann.Id))).ShouldBe(1);
    }

    [Fact]
    public async Task Who_was_erased_on_request_is_refused_with_that_reason()
    {
        await Store.UseAsync(async services =>
        {
            var (db, hashes) = (services.GetRequiredService<CrmDb>(), services.GetRequiredService<ErasedHashes>());
            db.ErasedPersons.Add(new ErasedPerson { Kind = ErasedKeyKind.Email, KeyedHash = hashes.Of(ErasedKeyKind.Email, "ann@example.com"), ErasedAt = db.Now });
            db.ErasedPersons.Add(new ErasedPerson { Kind = ErasedKeyKind.Phone, KeyedHash = hashes.Of(ErasedKeyKind.Phone, "+966555987654"), ErasedAt = db.Now });
            await db.SaveChangesAsync();
        });

        var outcome = (await ImportAsync(TwoPeople + "Carl,New,carl@example.com,,\n")).Value!;

        (outcome.Created, outcome.Rejected).ShouldBe((1, 2));
        outcome.Findings.Select(f => f.Refusal).ShouldAllBe(r => r == new RowPersonWasErased());
    }

    [Theory]
    [InlineData("Name,Closing year\nAnn,soon\n", "Closing year")]
    [InlineData("Name,Job title\nAnn,LONG\n", "the job title is longer than 200 characters")]
    public async Task What_cannot_be_kept_is_refused_with_its_reason(string csv, string reason)
    {
        await Store.WriteAsync(db => db.CustomFields.Add(new CustomField { Key = "closing-year", Name = "Closing year", Kind = CustomFieldKind.Number }));

        var outcome = (await ImportAsync(csv.Replace("LONG", new string('x', 201), StringComparison.Ordinal))).Value!;

        (outcome.Created, outcome.Rejected).ShouldBe((0, 1));
        outcome.Findings.Single().Refusal!.Sentence.ShouldContain(reason);
    }

    private Task<Result<ImportOutcome>> ImportAsync(string csv, bool isDryRun = false, string? map = null, IProgress<long>? progress = null, Reader? reader = null, CancellationToken cancel = default) =>
        RunAsync(new ImportRequest(Store.Write("people.csv", csv), map, null, isDryRun, Store.File("rejects")), progress, reader, cancel);

    private Task<Result<ImportOutcome>> RunAsync(ImportRequest request, IProgress<long>? progress = null, Reader? reader = null, CancellationToken cancel = default) =>
        Store.UseAsync(s => s.GetRequiredService<ImportContacts>().RunAsync(request, progress, cancel), reader ?? Reader.LocalAdministrator);

    private sealed class Stopper(int after, CancellationTokenSource cut) : IProgress<long>
    {
        public long Last { get; private set; }

        public void Report(long value)
        {
            Last = value;
            if (value >= after)
                cut.Cancel();
        }
    }
}
