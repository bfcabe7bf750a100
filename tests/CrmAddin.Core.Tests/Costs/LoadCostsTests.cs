using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Costs;
using CrmAddin.Core.Loads;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Results;
using CrmAddin.Core.Tests.Loads;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Tests.Costs;

public sealed class LoadCostsTests
{
    private const string Header = "id,date,amount,currency,category,campaign,source,note\n";

    private static readonly Load _costs = (services, request, progress, cancel) => services.GetRequiredService<LoadCosts>().RunAsync(request, progress, cancel);

    [Fact]
    public async Task Costs_come_in_with_their_campaign_and_source_which_are_made_where_nobody_knows_them()
    {
        await using var store = await LoadStore.CreateAsync();

        var outcome = await store.LoadAsync(_costs, Header + "C1,2026-01-15,\"1,500.50\",usd,Marketing,Spring fair,trade fair,Stand\nC2,20260116,-200,,sales,Spring fair,Newspaper,\n");

        (outcome.Read, outcome.Created, outcome.Rejected).ShouldBe((2, 2, 0));
        outcome.AlsoCreated.ShouldBe(new Dictionary<string, int> { ["campaigns"] = 1, ["sources"] = 1 });
        var costs = await store.ReadAsync(db => db.Costs.Include(cost => cost.Campaign).Include(cost => cost.Source).OrderBy(cost => cost.Id).ToListAsync());
        costs.Select(cost => (cost.SpentOn, cost.Amount, cost.Currency, cost.Category, cost.Campaign!.Name, cost.Source!.Name, cost.Note)).ShouldBe(
        [
            (new DateOnly(2026, 1, 15), 1500.50m, "USD", CostCategory.Marketing, "Spring fair", "Trade fair", "Stand"),
            (new DateOnly(2026, 1, 16), -200m, "SAR", CostCategory.Sales, "Spring fair", "Newspaper", null),
        ]);
    }

    [Fact]
    public async Task Arabic_headings_words_and_digits_are_read()
    {
        await using var store = await LoadStore.CreateAsync();

        var outcome = await store.LoadAsync(_costs, "التاريخ,المبلغ,الفئة,الحملة,المصدر,البيان\n١٥/٠١/٢٠٢٦,١٬٥٠٠٫٥,خدمة العملاء,حملة الربيع,إحالة,زيارة\n");

        outcome.Created.ShouldBe(1, outcome.FirstRefusal);
        var cost = await store.ReadAsync(db => db.Costs.Include(one => one.Campaign).Include(one => one.Source).SingleAsync());
        (cost.SpentOn, cost.Amount, cost.Category, cost.Campaign!.Name, cost.Source!.Name).ShouldBe((new DateOnly(2026, 1, 15), 1500.5m, CostCategory.Service, "حملة الربيع", "Referral"));
    }

    [Fact]
    public async Task Equal_costs_without_an_id_are_as_many_as_their_rows_and_a_second_run_changes_nothing()
    {
        await using var store = await LoadStore.CreateAsync();
        const string csv = "date,amount,category\n2026-01-15,10,sales\n2026-01-15,10,sales\n2026-01-16,10,sales\n";

        var first = await store.LoadAsync(_costs, csv);
        var second = await store.LoadAsync(_costs, csv);

        (first.Created, second.Created, second.Updated, second.Unchanged).ShouldBe((3, 0, 0, 3));
        (await store.ReadAsync(db => db.Costs.CountAsync())).ShouldBe(3);
    }

    [Fact]
    public async Task A_known_id_updates_its_cost()
    {
        await using var store = await LoadStore.CreateAsync();
        await store.LoadAsync(_costs, Header + "C1,2026-01-15,10,,sales,,,\nC2,2026-01-15,10,,sales,,,\n");

        var outcome = await store.LoadAsync(_costs, Header + "C1,2026-01-15,12.5,,sales,,,\nC2,2026-01-15,10,,sales,,,\n");

        (outcome.Created, outcome.Updated, outcome.Unchanged).ShouldBe((0, 1, 1));
        (await store.ReadAsync(db => db.Costs.Where(cost => cost.ExternalId == "C1").Select(cost => cost.Amount).SingleAsync())).ShouldBe(12.5m);
    }

    [Theory]
    [InlineData("C1,2026-02-30,10,,sales,,,", LoadRefusal.DateWrong, "row 2: \"2026-02-30\" is no date like 2026-12-31")]
    [InlineData("C1,,10,,sales,,,", LoadRefusal.DateMissing, "row 2: there is no date")]
    [InlineData("C1,2026-01-15,,,sales,,,", LoadRefusal.AmountMissing, "row 2: there is no amount")]
    [InlineData("C1,2026-01-15,NaN,,sales,,,", LoadRefusal.AmountWrong, "row 2: \"NaN\" is no amount like 1054 or 1,054.50")]
    [InlineData("C1,2026-01-15,1e308,,sales,,,", LoadRefusal.AmountWrong, "row 2: \"1e308\" is no amount like 1054 or 1,054.50")]
    [InlineData("C1,2026-01-15,99999999999999,,sales,,,", LoadRefusal.AmountWrong, "row 2: \"99999999999999\" is no amount like 1054 or 1,054.50")]
    [InlineData("C1,2026-01-15,\"10,5\",,sales,,,", LoadRefusal.AmountWrong, "row 2: \"10,5\" is no amount like 1054 or 1,054.50")]
    [InlineData("C1,2026-01-15,10,XYZ,sales,,,", LoadRefusal.CurrencyWrong, "row 2: \"XYZ\" is no currency code of ISO 4217 like USD")]
    [InlineData("C1,2026-01-15,10,,,,,", LoadRefusal.CategoryMissing, "row 2: there is no category; it is one of marketing, sales, service")]
    [InlineData("C1,2026-01-15,10,,rent,,,", LoadRefusal.WordUnknown, "row 2: \"rent\" is no category; words for it are marketing, sales, service")]
    [InlineData("OK,2026-01-15,10,,sales,,,", LoadRefusal.IdRepeated, "row 3: row 2 has the same id \"OK\"")]
    public async Task A_row_that_cannot_be_a_cost_is_refused_with_its_number_and_reason(string row, LoadRefusal reason, string sentence)
    {
        await using var store = await LoadStore.CreateAsync();

        var outcome = await store.LoadAsync(_costs, Header + row + "\nOK,2026-01-15,10,,sales,,,\n");

        (outcome.Read, outcome.Created, outcome.Rejected).ShouldBe((2, 1, 1));
        outcome.RejectedByReason.Keys.ShouldBe([reason]);
        outcome.FirstRefusal.ShouldBe(sentence);
        (await File.ReadAllTextAsync(outcome.RejectsFile!)).ShouldContain("reason");
    }

    [Fact]
    public async Task A_run_that_was_cut_off_is_completed_by_the_next_one_in_the_same_change_set()
    {
        await using var store = await LoadStore.CreateAsync();
        var file = store.Write("costs.csv", "date,amount,category\n" + string.Concat(Enumerable.Range(1, 1200).Select(i => $"2026-01-15,{i % 7},sales\n")));
        using var cut = new CancellationTokenSource();

        await Should.ThrowAsync<OperationCanceledException>(() => store.TryLoadAsync(_costs, file, progress: new Cut(cut, 500), cancel: cut.Token));
        var half = await store.ReadAsync(db => db.Costs.CountAsync());
        var completed = (await store.TryLoadAsync(_costs, file)).Value!;

        half.ShouldBe(500);
        (completed.Created, completed.Unchanged).ShouldBe((700, 500));
        (await store.ReadAsync(db => db.AuditEntries.CountAsync(entry => entry.Entity == nameof(Cost) && entry.ChangeSetId == completed.ImportId))).ShouldBe(1200);
    }

    [Theory]
    [InlineData("date,amount\n2026-01-15,10\n", typeof(ColumnsMissing))]
    [InlineData("date,amount,category\n2026-01-15,10,\"sales\n", typeof(QuotesBroken))]
    public async Task A_file_that_cannot_be_read_leaves_nothing_in_the_store(string csv, Type error)
    {
        await using var store = await LoadStore.CreateAsync();

        (await store.TryLoadAsync(_costs, store.Write("costs.csv", csv))).Error.ShouldBeOfType(error);

        (await store.ReadAsync(async db => (await db.Costs.CountAsync(), await db.ChangeSets.CountAsync(set => set.From == "load-costs")))).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Columns_are_named_by_a_mapping_and_roles_without_the_right_are_refused()
    {
        await using var store = await LoadStore.CreateAsync();
        var file = store.Write("costs.csv", "Wann,Wieviel,Was\n2026-01-15,10,sales\n");
        const string map = "{\"date\":\"Wann\",\"amount\":\"Wieviel\",\"category\":\"Was\"}";

        (await store.TryLoadAsync(_costs, file, map, reader: new Reader(1, Role.Manager, [1]))).Error.ShouldBeAssignableTo<ForbiddenError>();
        (await store.TryLoadAsync(_costs, file, map)).Value!.Created.ShouldBe(1);
    }

    [Fact]
    public async Task Taking_a_load_back_removes_what_it_made_restores_what_it_changed_and_leaves_what_others_changed()
    {
        await using var store = await LoadStore.CreateAsync();
        await store.LoadAsync(_costs, Header + "C1,2026-01-15,10,,sales,,,\n");
        var load = await store.LoadAsync(_costs, Header + "C1,2026-01-15,12,,sales,Fair,Radio,\nC2,2026-01-15,20,,sales,Fair,,\nC3,2026-01-15,30,,sales,,,\n");
        await store.EditAsync(async db => (await db.Costs.SingleAsync(cost => cost.ExternalId == "C3")).Amount = 31);

        var undone = (await store.UndoAsync(load.ImportId)).Value!;

        undone.FirstStayed.Select(stayed => (stayed.Entity, stayed.Reason)).ShouldBe([(nameof(Cost), Core.Audit.StayedReason.ChangedSince)]);
        var costs = await store.ReadAsync(db => db.Costs.OrderBy(cost => cost.ExternalId).Select(cost => new { cost.ExternalId, cost.Amount, cost.CampaignId }).ToListAsync());
        costs.Select(cost => (cost.ExternalId, cost.Amount, cost.CampaignId)).ShouldBe([("C1", 10m, null), ("C3", 31m, null)]);
        (await store.ReadAsync(async db => (await db.Campaigns.CountAsync(), await db.LookupItems.CountAsync(item => item.Kind == LookupKind.Source && item.Name == "Radio")))).ShouldBe((0, 0));
        (await store.UndoAsync(load.ImportId)).Error.ShouldBeOfType<Core.Audit.ChangeAlreadyUndone>();
        (await store.UndoAsync(999_999)).Error.ShouldBe(new LoadUnknown(999_999));
    }
}
