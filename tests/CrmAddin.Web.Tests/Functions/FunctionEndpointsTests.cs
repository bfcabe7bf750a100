using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CrmAddin.Core.Targets;
using CrmAddin.Web.Tests.Sheets;

namespace CrmAddin.Web.Tests.Functions;

public sealed class FunctionEndpointsTests(SheetWorld world) : IClassFixture<SheetWorld>, IAsyncLifetime
{
    public async Task InitializeAsync()
    {
        if ((await world.UseAsync(db => Task.FromResult(db.Deals.Count()))) > 0)
            return;
        await world.AddDealAsync("ann@firm.example", "Open", 1000, "Proposal");
        await world.AddDealAsync("ann@firm.example", "January", 300, "Won", new(2026, 1, 10));
        await world.AddDealAsync("ann@firm.example", "January, lost", 900, "Lost", new(2026, 1, 31));
        await world.AddDealAsync("ann@firm.example", "February", 40, "Won", new(2026, 2, 1));
        await world.AddDealAsync("bob@firm.example", "Theirs", 5, "Won", new(2026, 1, 20));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task All_cells_of_a_calculation_are_answered_by_one_request_in_their_order()
    {
        var answers = await AskAsync(world.Ann,
            ("FIGURE", ["wonAmount", "2026-01-01", "2026-02-01", null]),
            ("figure", ["WONAMOUNT", 46_023, 46_054, null]),
            ("FIGURE", ["winRate", "2026-01-01", "2026-02-01"]),
            ("FIGURE", ["openAmount", null, null]),
            ("FIGURE", ["weightedAmount"]),
            ("FIGURE", ["wonAmount", null, null, "owner=ann@firm.example; pipeline=houses"]));

        answers.Select(a => a.GetProperty("value").GetDecimal()).ShouldBe([300, 300, 0.5m, 1000, 600, 340]);
    }

    [Fact]
    public async Task A_reader_gets_the_figures_of_what_they_may_see()
    {
        var answers = await AskAsync(world.Bob, ("FIGURE", ["wonAmount", "2026-01-01", "2026-02-01"]), ("FIGURE", ["openCount"]));

        answers.Select(a => a.GetProperty("value").GetDecimal()).ShouldBe([5, 0]);
    }

    [Theory]
    [InlineData("profit", null, null, null, "There is no figure \"profit\"")]
    [InlineData("winRate", "2020-01-01", "2020-02-01", null, "Close rate: ")]
    [InlineData("wonAmount", "2026-02-01", "2026-01-01", null, "The period is empty")]
    [InlineData("wonAmount", "last year", null, null, "is no date")]
    [InlineData("wonAmount", null, null, "owner=Nobody", "There is nobody called \"Nobody\"")]
    [InlineData("wonAmount", null, null, "colour=red", "is no part of a filter")]
    [InlineData("wonAmount", null, null, "currency=XXX", "There is no rate")]
    public async Task A_cell_without_an_answer_says_why_and_the_others_are_answered(string name, string? from, string? to, string? filter, string reason)
    {
        var answers = await AskAsync(world.Ann, ("FIGURE", [name, from, to, filter]), ("FIGURE", ["openAmount"]));

        answers[0].GetProperty("error").GetString()!.ShouldContain(reason);
        answers[0].GetProperty("value").ValueKind.ShouldBe(JsonValueKind.Null);
        answers[1].GetProperty("value").GetDecimal().ShouldBe(1000);
    }

    [Fact]
    public async Task Deals_and_contacts_spill_as_rows_under_headings_within_what_the_reader_sees()
    {
        await world.AddContactAsync("ann@firm.example", "Noor Contact");
        var answers = await AskAsync(world.Ann, ("DEALS", ["kind=won"]), ("DEALS", ["stage=Proposal"]), ("CONTACTS", [""]), ("CONTACTS", ["no such group"]), ("DEALS", ["kind=lots"]));

        var won = answers[0].GetProperty("rows").EnumerateArray().ToList();
        won[0].EnumerateArray().Select(c => c.GetString()).Take(3).ShouldBe(["Number", "Title", "Account"]);
        won.Skip(1).Select(r => r[1].GetString()).ShouldBe(["January", "February"]);
        won[1][9].GetInt32().ShouldBe(46_032);
        answers[1].GetProperty("rows").GetArrayLength().ShouldBe(2);
        answers[2].GetProperty("rows").EnumerateArray().Select(r => r[1].GetString()).ShouldContain("Noor Contact");
        answers[3].GetProperty("error").GetString()!.ShouldContain("no group \"no such group\"");
        answers[4].GetProperty("error").GetString()!.ShouldContain("open, won, lost");
    }

    [Fact]
    public async Task A_target_is_the_sum_of_its_months_and_no_month_is_counted_with_its_quarter()
    {
        await world.UseAsync(async db =>
        {
            db.Targets.AddRange(Month(1, 100), Month(2, 200), Month(3, 300), Of(TargetPeriod.Quarter, new(2026, 4, 1), 999), Of(TargetPeriod.Month, new(2026, 4, 1), 10));
            return await db.SaveChangesAsync();
        });

        await world.Crm.AddUserAsync("boss@firm.example", Core.Users.Role.Administrator);
        using var boss = await world.Crm.PaneAsync("boss@firm.example");
        var answers = await AskAsync(boss,
            ("TARGET", ["2026-01-01", "2026-04-01"]),
            ("TARGET", ["2026-04-01", "2026-07-01"]),
            ("TARGET", ["2026-02-01", "2026-03-01", null, "AMOUNT"]),
            ("FIGURE", ["targetAmount", "2026-04-01", "2026-07-01"]),
            ("TARGET", ["2030-01-01", "2030-02-01"]),
            ("TARGET", [null, null]),
            ("TARGET", ["2026-01-01", "2026-04-01", null, "profit"]),
            ("TARGET", ["2026-01-01", "2026-04-01", "Nobody"]));

        // April has a target of its own; May and June are 61 of the quarter's 91 days.
        answers.Take(4).Select(a => Math.Round(a.GetProperty("value").GetDecimal(), 6)).ShouldBe([600, Math.Round(10 + (999m * 61 / 91), 6), 200, Math.Round(10 + (999m * 61 / 91), 6)]);
        answers[4].GetProperty("error").GetString()!.ShouldContain("No target is set");
        answers[5].GetProperty("error").GetString()!.ShouldContain("needs both days");
        answers[6].GetProperty("error").GetString()!.ShouldContain("\"profit\" is no measure");
        answers[7].GetProperty("error").GetString()!.ShouldContain("called \"Nobody\"");
    }

    [Fact]
    public async Task The_metadata_is_open_and_names_every_function_with_its_parameters_in_both_languages()
    {
        using var client = world.Crm.Client();
        foreach (var language in new[] { "en", "ar" })
        {
            using var metadata = JsonDocument.Parse(await client.GetStringAsync(new Uri($"/panes/excel/functions.json?language={language}", UriKind.Relative)));
            var functions = metadata.RootElement.GetProperty("functions").EnumerateArray().ToDictionary(f => f.GetProperty("id").GetString()!);

            functions.Keys.Order().ShouldBe(["CONTACTS", "DEALS", "FIGURE", "TARGET"]);
            functions["FIGURE"].GetProperty("parameters").EnumerateArray().Select(p => p.GetProperty("name").GetString()).ShouldBe(["name", "from", "to", "filter"]);
            functions["DEALS"].GetProperty("result").GetProperty("dimensionality").GetString().ShouldBe("matrix");
            functions.Values.SelectMany(f => f.GetProperty("parameters").EnumerateArray()).ShouldAllBe(p => p.GetProperty("description").GetString()!.Length > 5);
        }
    }

    [Fact]
    public async Task Nobody_asks_for_figures_without_being_signed_in()
    {
        using var client = world.Crm.Client();
        using var answer = await client.PostAsJsonAsync("/panes/excel/functions", new { calls = Array.Empty<object>() });

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static Target Month(int month, decimal value) => Of(TargetPeriod.Month, new(2026, month, 1), value);

    private static Target Of(TargetPeriod period, DateOnly start, decimal value) => new()
    {
        Period = period,
        StartsOn = start,
        Scope = TargetScope.Company,
        Measure = TargetMeasure.Amount,
        Value = value,
        Currency = "USD",
        IdentityKey = Target.IdentityOf(period, start, TargetScope.Company, null, TargetMeasure.Amount),
    };

    private static async Task<List<JsonElement>> AskAsync(HttpClient who, params (string Function, object?[] Arguments)[] calls)
    {
        var answer = await SheetWorld.PostAsync(who, "/panes/excel/functions", new { calls = calls.Select(c => new { function = c.Function, arguments = c.Arguments }) });
        return [.. answer.GetProperty("answers").EnumerateArray()];
    }
}
