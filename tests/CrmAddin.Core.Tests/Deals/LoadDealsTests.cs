using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Loads;
using CrmAddin.Core.Results;
using CrmAddin.Core.Tests.Capture;
using CrmAddin.Core.Tests.Loads;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Tests.Deals;

public sealed class LoadDealsTests
{
    private const string Header = "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n";

    [Fact]
    public async Task The_stages_of_the_file_become_a_pipeline_of_their_own_in_the_order_of_selling()
    {
        await using var store = await LoadStore.CreateAsync();

        var outcome = await store.LoadAsync(Header + "1,Ann,X,Acme,Won,2016-10-20,2017-03-01,1054\n2,Ann,X,Acme,Lost,2016-10-20,2017-03-01,0\n3,Ann,X,,Engaging,2016-11-01,,\n4,Ann,X,,Prospecting,,,\n");

        outcome.Value!.Pipeline.ShouldBe("deals (file)");
        var stages = await store.ReadAsync(db => db.Stages.Where(stage => stage.Pipeline!.Name == "deals (file)").OrderBy(stage => stage.Position).ToListAsync());
        stages.Select(stage => (stage.Name, stage.Kind, stage.Probability)).ShouldBe(
            [("Prospecting", StageKind.Open, 0.33m), ("Engaging", StageKind.Open, 0.67m), ("Won", StageKind.Won, 1m), ("Lost", StageKind.Lost, 0m)]);
    }

    [Theory]
    [InlineData("كسب", StageKind.Won)]
    [InlineData("مكسوبة", StageKind.Won)]
    [InlineData("ربح", StageKind.Won)]
    [InlineData("خسارة", StageKind.Lost)]
    [InlineData("التفاوض", StageKind.Open)]
    public async Task An_Arabic_stage_is_won_lost_or_open_by_its_words(string name, StageKind kind)
    {
        await using var store = await LoadStore.CreateAsync();

        await store.LoadAsync("رقم الصفقة,المرحلة,احتمال الكسب\n1," + name + ",0.5\n");

        (await store.ReadAsync(db => db.Deals.Select(deal => deal.Stage!.Kind).SingleAsync())).ShouldBe(kind);
    }

    [Fact]
    public async Task A_product_written_two_ways_is_one_and_an_open_deal_without_value_takes_its_list_price()
    {
        await using var store = await LoadStore.CreateAsync();
        var products = store.Write("products.csv", "product,series,sales_price\nGTX Pro,GTX,4821\n");
        var deals = store.Write("deals.csv", Header + "1,Ann,GTXPro,,Engaging,2016-11-01,,\n2,Ann,GTX Pro,,Won,2016-11-01,2016-12-01,4000\n3,Ann,GTXPro,,Lost,2016-11-01,2016-12-01,\n");

        var outcome = await store.LoadAsync(store.Request(deals) with { ProductsFile = products });

        outcome.Value!.ProductsCreated.ShouldBe(1);
        var loaded = await store.ReadAsync(db => db.Deals.Include(deal => deal.Lines).ThenInclude(line => line.Product).OrderBy(deal => deal.ExternalId).ToListAsync());
        loaded.Select(deal => deal.Lines.Single().Product!.Name).ShouldBe(["GTX Pro", "GTX Pro", "GTX Pro"]);
        loaded.Select(deal => deal.Amount).ShouldBe([4821, 4000, null]);
    }

    [Fact]
    public async Task Deals_without_account_and_without_days_are_kept()
    {
        await using var store = await LoadStore.CreateAsync();

        (await store.LoadAsync(Header + "Z1,Ann,MG Special,,Prospecting,,,\n")).Value!.Created.ShouldBe(1);

        var deal = await store.ReadAsync(db => db.Deals.SingleAsync());
        (deal.AccountId, deal.OpenedOn, deal.ClosedOn, deal.Amount).ShouldBe((null, null, null, null));
        deal.Title.ShouldBe("MG Special Z1");
    }

    [Fact]
    public async Task Accounts_get_their_facts_and_a_misspelt_industry_is_the_one_that_exists()
    {
        await using var store = await LoadStore.CreateAsync();
        var accounts = store.Write("accounts.csv", "account,sector,year_established,revenue,employees,office_location,subsidiary_of\nAcme,technolgy,1996,1100.04,2822,United States,Globex\nGlobex,medical,1980,1,5,Kenya,\n");
        var deals = store.Write("deals.csv", Header + "1,Ann,X,acme,Won,2016-10-20,2017-03-01,1054\n");

        var outcome = await store.LoadAsync(store.Request(deals) with { AccountsFile = accounts });

        outcome.Value!.AccountsCreated.ShouldBe(2);
        var acme = await store.ReadAsync(db => db.Accounts.Include(account => account.Industry).Include(account => account.Parent).SingleAsync(account => account.Name == "Acme"));
        (acme.Industry!.Name, acme.FoundedYear, acme.RevenueMillions, acme.Employees, acme.Country, acme.Parent!.Name).ShouldBe(("Technology", 1996, 1100.04m, 2822, "United States", "Globex"));
        (await store.ReadAsync(db => db.LookupItems.CountAsync(item => item.Name == "Medical"))).ShouldBe(1);
        (await store.ReadAsync(db => db.Deals.Select(deal => deal.AccountId).SingleAsync())).ShouldBe(acme.Id);
    }

    [Fact]
    public async Task Owners_become_users_of_their_teams_who_cannot_sign_in()
    {
        await using var store = await LoadStore.CreateAsync();
        var people = store.Write("people.csv", "sales_agent,manager,regional_office\nAnna Snelling,Dustin Brinkmann,Central\nVersie Hillebrand,Dustin Brinkmann,Central\n");
        var deals = store.Write("deals.csv", Header + "1,Anna Snelling,X,,Won,2016-10-20,2017-03-01,1054\n2,Somebody Else,X,,Won,2016-10-20,2017-03-01,1\n");

        var outcome = await store.LoadAsync(store.Request(deals) with { PeopleFile = people });

        outcome.Value!.PeopleCreated.ShouldBe(4);
        var users = await store.ReadAsync(db => db.Users.Include(user => user.Teams).OrderBy(user => user.DisplayName).ToListAsync());
        users.ShouldAllBe(user => !user.IsActive && user.PasswordHash == null);
        users.Select(user => (user.UserName, user.Role, user.Teams.Count)).ShouldBe(
            [("anna.snelling", Role.Agent, 1), ("dustin.brinkmann", Role.Manager, 1), ("somebody.else", Role.Agent, 0), ("versie.hillebrand", Role.Agent, 1)]);
        var deal = await store.ReadAsync(db => db.Deals.SingleAsync(one => one.ExternalId == "1"));
        (deal.OwnerId, deal.TeamId).ShouldBe((users[0].Id, users[0].Teams[0].TeamId));
    }

    [Fact]
    public async Task Won_and_lost_deals_get_their_closing_move_on_the_closing_day()
    {
        await using var store = await LoadStore.CreateAsync();

        await store.LoadAsync(Header + "1,Ann,X,,Won,2016-10-20,2017-03-01,1054\n2,Ann,X,,Engaging,2016-11-01,,\n");

        var moves = await store.ReadAsync(db => db.DealMoves.Include(move => move.ToStage).OrderBy(move => move.DealId).ToListAsync());
        moves.Select(move => (move.ToStage!.Name, DateOnly.FromDateTime(move.At.UtcDateTime))).ShouldBe([("Won", new DateOnly(2017, 3, 1)), ("Engaging", new DateOnly(2016, 11, 1))]);
    }

    [Fact]
    public async Task Loading_the_same_file_again_changes_nothing()
    {
        await using var store = await LoadStore.CreateAsync();
        const string csv = Header + "1,Ann,GTXPro,Acme,Won,2016-10-20,2017-03-01,1054\n2,Ann,X,,Engaging,2016-11-01,,\n";
        await store.LoadAsync(csv);
        var before = await CountsAsync(store);

        var again = (await store.LoadAsync(csv)).Value!;

        (again.Created, again.Updated, again.Unchanged).ShouldBe((0, 0, 2));
        (again.AccountsCreated, again.ProductsCreated, again.PeopleCreated).ShouldBe((0, 0, 0));
        (await CountsAsync(store)).ShouldBe(before);
    }

    [Fact]
    public async Task A_later_file_moves_known_deals_on_and_keeps_their_history()
    {
        await using var store = await LoadStore.CreateAsync();
        await store.LoadAsync(Header + "1,Ann,X,,Engaging,2016-11-01,2016-12-31,100\n2,Ann,X,,Won,2016-11-01,2016-12-01,5\n");

        var later = (await store.LoadAsync(Header + "1,Ann,X,,Won,2016-11-01,2017-01-15,120\n2,Ann,X,,Won,2016-11-01,2016-12-01,5\n")).Value!;

        (later.Created, later.Updated, later.Unchanged).ShouldBe((0, 1, 1));
        var deal = await store.ReadAsync(db => db.Deals.Include(one => one.Moves).Include(one => one.Stage).SingleAsync(one => one.ExternalId == "1"));
        (deal.Stage!.Name, deal.Amount, deal.ClosedOn, deal.ExpectedCloseOn).ShouldBe(("Won", 120, new DateOnly(2017, 1, 15), new DateOnly(2016, 12, 31)));
        deal.Moves.Select(move => move.Kind).ShouldBe([DealMoveKind.Stage, DealMoveKind.Stage, DealMoveKind.Amount], ignoreOrder: true);
    }

    [Fact]
    public async Task A_run_that_was_cut_off_is_completed_by_the_next_one_in_the_same_change_set()
    {
        await using var store = await LoadStore.CreateAsync();
        var file = store.Write("deals.csv", Header + string.Concat(Enumerable.Range(1, 1200).Select(i => $"D{i},Ann,X,Acme,Won,2016-10-20,2017-03-01,{i}\n")));
        using var cut = new CancellationTokenSource();

        await Should.ThrowAsync<OperationCanceledException>(() => store.LoadAsync(store.Request(file), new Cut(cut, 500), cancel: cut.Token));
        var half = await store.ReadAsync(db => db.Deals.CountAsync());
        var completed = (await store.LoadAsync(store.Request(file))).Value!;

        half.ShouldBe(500);
        (completed.Created, completed.Unchanged).ShouldBe((700, 500));
        (await store.ReadAsync(db => db.Deals.CountAsync())).ShouldBe(1200);
        var imports = await store.ReadAsync(db => db.ChangeSets.Where(set => set.Origin == ChangeOrigin.Import).ToListAsync());
        imports.Single().CompletedAt.ShouldNotBeNull();
        (await store.ReadAsync(db => db.AuditEntries.CountAsync(entry => entry.Entity == nameof(Deal) && entry.ChangeSetId == completed.ImportId))).ShouldBe(1200);
    }

    [Fact]
    public async Task A_named_pipeline_refuses_unknown_stages_with_the_row_and_takes_the_rest()
    {
        await using var store = await LoadStore.CreateAsync();
        var file = store.Write("deals.csv", Header + "1,Ann,X,,Negotiation,2016-10-20,,1\n2,Ann,X,,Engaging,2016-10-20,,1\n3,Ann,X,,خسارة,2016-10-20,2017-01-01,1\n");

        var outcome = (await store.LoadAsync(store.Request(file) with { PipelineName = "sales" })).Value!;

        (outcome.Created, outcome.Rejected).ShouldBe((2, 1));
        outcome.RejectedByReason.ShouldBe(new Dictionary<LoadRefusal, int> { [LoadRefusal.StageUnknown] = 1 });
        outcome.FirstRefusal.ShouldBe("row 3: the pipeline \"Sales\" has no stage \"Engaging\"; its stages are Initial, Study & pricing, Negotiation, Won, Lost");
        (await File.ReadAllTextAsync(outcome.RejectsFile!)).ShouldContain("2,Ann,X,,Engaging,2016-10-20,,1,");
    }

    [Fact]
    public async Task A_pipeline_that_does_not_exist_is_named_with_those_that_do()
    {
        await using var store = await LoadStore.CreateAsync();
        var file = store.Write("deals.csv", Header + "1,Ann,X,,Won,,,1\n");

        (await store.LoadAsync(store.Request(file) with { PipelineName = "Rentals" })).Error.ShouldBe(new PipelineUnknown("Rentals", "Sales"));
        (await store.ReadAsync(db => db.Deals.CountAsync())).ShouldBe(0);
    }

    [Theory]
    [InlineData("1,Ann,X,,Won,20.13.2016,,1", LoadRefusal.DateWrong, "row 2: \"20.13.2016\" is no date like 2026-12-31")]
    [InlineData("1,Ann,X,,Won,2017-03-02,2017-03-01,1", LoadRefusal.DateWrong, "row 2: the deal was closed on 2017-03-01, before it was opened on 2017-03-02")]
    [InlineData("1,Ann,X,,Won,,,\"10,5\"", LoadRefusal.AmountWrong, "row 2: \"10,5\" is no amount like 1054 or 1,054.50")]
    [InlineData("1,Ann,X,,Won,,,-5", LoadRefusal.AmountWrong, "row 2: \"-5\" is no amount like 1054 or 1,054.50")]
    [InlineData(",Ann,X,,Won,,,1", LoadRefusal.IdMissing, "row 2: there is no deal id")]
    [InlineData("1,Ann,X,,,,,1", LoadRefusal.StageMissing, "row 2: there is no stage")]
    public async Task A_row_that_cannot_be_a_deal_is_refused_with_its_number_and_reason(string row, LoadRefusal reason, string sentence)
    {
        await using var store = await LoadStore.CreateAsync();

        var outcome = (await store.LoadAsync(Header + row + "\n2,Ann,X,,Won,,,\"1,054.50\"\n")).Value!;

        (outcome.Read, outcome.Created, outcome.Rejected).ShouldBe((2, 1, 1));
        outcome.RejectedByReason.Keys.ShouldBe([reason]);
        outcome.FirstRefusal.ShouldBe(sentence);
        (await store.ReadAsync(db => db.Deals.Select(deal => deal.Amount).SingleAsync())).ShouldBe(1054.50m);
    }

    [Fact]
    public async Task A_second_row_with_the_same_id_is_refused()
    {
        await using var store = await LoadStore.CreateAsync();

        var outcome = (await store.LoadAsync(Header + "1,Ann,X,,Won,,,1\n1,Ann,X,,Won,,,2\n")).Value!;

        outcome.FirstRefusal.ShouldBe("row 3: row 2 has the same deal id \"1\"");
    }

    [Theory]
    [InlineData("1,Ann,X,Acme,Won,2016-10-20,2017-03-01,1054\n2,Ann,X,Acme,Won,2016-10-20,2017-03-01,1054\n", typeof(ColumnsMissing))]
    [InlineData("", typeof(ColumnsMissing))]
    [InlineData(Header + "1,Ann,\"X,,Won,2016-10-20,2017-03-01,1054\n", typeof(QuotesBroken))]
    public async Task A_file_that_cannot_be_read_leaves_nothing_in_the_store(string csv, Type error)
    {
        await using var store = await LoadStore.CreateAsync();
        var before = await CountsAsync(store);

        (await store.LoadAsync(csv)).Error.ShouldBeOfType(error);

        (await CountsAsync(store)).ShouldBe(before);
    }

    [Fact]
    public async Task Missing_files_wrong_mappings_and_roles_without_the_right_are_refused_by_name()
    {
        await using var store = await LoadStore.CreateAsync();
        var file = store.Write("deals.csv", "Nr,Phase\n1,Won\n");

        (await store.LoadAsync(store.Request("nowhere.csv"))).Error!.Sentence.ShouldBe("nowhere.csv cannot be read: there is no such file.");
        (await store.LoadAsync(store.Request(file) with { MapJson = "{\"id\":\"Number\"}" })).Error!.Sentence.ShouldContain("the file has no column \"Number\"; its columns are Nr, Phase");
        (await store.LoadAsync(store.Request(file) with { MapJson = "{\"colour\":\"Nr\"}" })).Error!.Sentence.ShouldContain("there is no field \"colour\"");
        (await store.LoadAsync(store.Request(file) with { MapJson = "nonsense" })).Error.ShouldBeOfType<MappingWrong>();
        (await store.LoadAsync(store.Request(file), reader: new Reader(1, Role.Agent, [1]))).Error.ShouldBeAssignableTo<ForbiddenError>();
        (await store.LoadAsync(store.Request(file) with { MapJson = "{\"id\":\"Nr\",\"stage\":\"phase\"}" })).Value!.Created.ShouldBe(1);
    }

    [Fact]
    public async Task A_load_is_taken_back_whole_by_its_change_set()
    {
        await using var store = await LoadStore.CreateAsync();
        var before = await CountsAsync(store);
        var loaded = (await store.LoadAsync(Header + "1,,GTXPro,Acme,Won,2016-10-20,2017-03-01,1054\n2,,X,Globex,Engaging,2016-11-01,,\n")).Value!;

        var undone = (await store.UndoAsync(loaded.ImportId)).Value!;

        undone.Stayed.ShouldBe(0);
        (await CountsAsync(store)).ShouldBe(before);
    }

    [Fact]
    public async Task The_real_set_loads_whole_with_its_known_counts()
    {
        if (SharedData.Find("pipeline/maven-crm") is not { } folder)
            return;
        await using var store = await LoadStore.CreateAsync();
        var request = store.Request(Path.Combine(folder, "sales_pipeline.csv")) with
        {
            AccountsFile = Path.Combine(folder, "accounts.csv"),
            ProductsFile = Path.Combine(folder, "products.csv"),
            PeopleFile = Path.Combine(folder, "sales_teams.csv"),
        };

        var outcome = (await store.LoadAsync(request)).Value!;

        (outcome.Read, outcome.Created, outcome.Rejected).ShouldBe((8800, 8800, 0));
        (outcome.AccountsCreated, outcome.ProductsCreated).ShouldBe((85, 7));
        (await store.ReadAsync(db => db.Deals.CountAsync(deal => deal.AccountId == null))).ShouldBe(1425);
        (await store.ReadAsync(db => db.Deals.Where(deal => deal.Stage!.Kind == StageKind.Won).SumAsync(deal => deal.Amount))).ShouldBe(10_005_534m);
        (await store.ReadAsync(db => db.Deals.CountAsync(deal => deal.Stage!.Kind == StageKind.Open && deal.Amount == null))).ShouldBe(0);
    }

    private static Task<(int, int, int, int, int, int)> CountsAsync(LoadStore store) => store.ReadAsync(async db => (
        await db.Deals.CountAsync(), await db.DealMoves.CountAsync(), await db.Accounts.CountAsync(), await db.Products.CountAsync(), await db.Users.CountAsync(), await db.Pipelines.CountAsync()));
}
