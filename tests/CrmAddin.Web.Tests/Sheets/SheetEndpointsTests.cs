using System.Net;
using System.Net.Http.Json;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Tests.Sheets;

public sealed class SheetEndpointsTests(SheetWorld world) : IClassFixture<SheetWorld>
{
    private const string AnnName = "ann@firm.example";

    [Fact]
    public async Task A_sheet_of_deals_holds_the_open_deals_of_the_reader_and_no_others()
    {
        var mine = await world.AddDealAsync(AnnName, "Villa", 1000.5m);
        var won = await world.AddDealAsync(AnnName, "Sold villa", 5, "Won", new(2026, 1, 5));
        var foreign = await world.AddDealAsync("bob@firm.example", "Their tower", 7);

        var sheet = await SheetWorld.PostAsync(world.Ann, "/panes/excel/sheets/deals", new { });

        var columns = sheet.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("key").GetString()).ToList();
        columns.ShouldBe(["number", "title", "account", "owner", "pipeline", "stage", "amount", "currency", "probability", "expected-close"]);
        var rows = sheet.GetProperty("rows").EnumerateArray().ToDictionary(r => r[0].GetInt64());
        rows.Keys.ShouldContain(mine);
        rows.Keys.ShouldNotContain(won);
        rows.Keys.ShouldNotContain(foreign);
        rows[mine][columns.IndexOf("amount")].GetDecimal().ShouldBe(1000.5m);
    }

    [Fact]
    public async Task A_sheet_of_deals_offers_the_stages_of_the_pipelines_that_its_deals_are_in()
    {
        await world.AddDealAsync(AnnName, "A house", 10);
        (await StagesAsync(new { })).ShouldBe(["Lead", "Proposal", "Won", "Lost"], ignoreOrder: true);

        var tower = await world.AddDealAsync(AnnName, "A tower", 20);
        await world.UseAsync(async db =>
        {
            var first = await db.Stages.OrderBy(s => s.Id).FirstAsync();
            var deal = (await db.Deals.FindAsync(tower))!;
            (deal.PipelineId, deal.StageId) = (first.PipelineId, first.Id);
            return await db.SaveChangesAsync();
        });

        (await StagesAsync(new { })).ShouldBe(["Initial", "Study & pricing", "Negotiation", "Won", "Lost", "Lead", "Proposal"]);
        (await StagesAsync(new { pipeline = "Houses" })).ShouldBe(["Lead", "Proposal", "Won", "Lost"], ignoreOrder: true);
        await world.UseAsync(db => db.Deals.Where(d => d.Id == tower).ExecuteDeleteAsync());
    }

    [Fact]
    public async Task What_only_the_sheet_changed_is_saved_as_one_change_set_with_its_moves_and_can_be_taken_back()
    {
        var id = await world.AddDealAsync(AnnName, "Tower", 100);

        var outcome = await SheetWorld.SendAsync(world.Ann, "deals", id, ("amount", 100, 250), ("stage", "Lead", "proposal"), ("expected-close", null, 46_388));

        outcome.GetProperty("saved").GetInt32().ShouldBe(3);
        outcome.GetProperty("conflicts").GetArrayLength().ShouldBe(0);
        outcome.GetProperty("refused").GetArrayLength().ShouldBe(0);
        var deal = await world.DealAsync(id);
        (deal.Amount, deal.Stage!.Name, deal.ExpectedCloseOn).ShouldBe((250, "Proposal", new DateOnly(2027, 1, 1)));
        deal.Moves.Select(m => m.Kind).Order().ShouldBe([DealMoveKind.Stage, DealMoveKind.Amount, DealMoveKind.ExpectedClose]);

        using var undone = await world.Ann.PostAsync(new Uri($"/app/audit/{outcome.GetProperty("changeSetId").GetInt64()}/undo", UriKind.Relative), new FormUrlEncodedContent([]));
        undone.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.DealAsync(id)).Amount.ShouldBe(100);
    }

    [Fact]
    public async Task A_cell_that_others_changed_too_is_shown_side_by_side_and_not_overwritten_while_the_others_of_its_row_are_saved()
    {
        var id = await world.AddDealAsync(AnnName, "Mall", 100);
        await SheetWorld.SendAsync(world.Ann, "deals", id, ("amount", 100, 130));

        var outcome = await SheetWorld.SendAsync(world.Ann, "deals", id, ("amount", 100, 120), ("title", "Mall", "Mall north"));

        outcome.GetProperty("saved").GetInt32().ShouldBe(1);
        var conflict = outcome.GetProperty("conflicts").EnumerateArray().ShouldHaveSingleItem();
        (conflict.GetProperty("given").GetDecimal(), conflict.GetProperty("mine").GetDecimal(), conflict.GetProperty("theirs").GetDecimal()).ShouldBe((100, 120, 130));
        conflict.GetProperty("changedBy").GetString().ShouldBe(AnnName);
        var deal = await world.DealAsync(id);
        (deal.Amount, deal.Title).ShouldBe((130, "Mall north"));

        // The choice of one's own value is the same cell, given what the others wrote.
        await SheetWorld.SendAsync(world.Ann, "deals", id, ("amount", 130, 120));
        (await world.DealAsync(id)).Amount.ShouldBe(120);
    }

    [Fact]
    public async Task Two_who_changed_a_cell_alike_have_no_conflict()
    {
        var id = await world.AddDealAsync(AnnName, "Bridge", 100);
        await SheetWorld.SendAsync(world.Ann, "deals", id, ("amount", 100, 130));

        var outcome = await SheetWorld.SendAsync(world.Ann, "deals", id, ("amount", 100, 130.00m));

        outcome.GetProperty("conflicts").GetArrayLength().ShouldBe(0);
        outcome.GetProperty("saved").GetInt32().ShouldBe(0);
        outcome.GetProperty("changeSetId").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
    }

    [Theory]
    [InlineData("amount", 100, -5, "0 or more")]
    [InlineData("amount", 100, "a lot", "a number belongs here")]
    [InlineData("stage", "Lead", "Nowhere", "Lost, Lead, Proposal")]
    [InlineData("expected-close", null, "soon", "a date belongs here")]
    [InlineData("probability", null, 4, "from 0 to 1")]
    [InlineData("title", "Hotel", "", "needs a title")]
    [InlineData("account", null, "Noor", "only shown")]
    [InlineData("owner", "ann@firm.example", "bob@firm.example", "ann@firm.example")]
    public async Task A_refused_value_names_its_cell_and_the_reason_and_takes_no_good_value_with_it(string column, object? given, object mine, string reason)
    {
        var id = await world.AddDealAsync(AnnName, "Hotel", 100);
        var good = column == "title" ? ("amount", (object?)100, (object?)101) : ("title", "Hotel", "Hotel west");

        var outcome = await SheetWorld.SendAsync(world.Ann, "deals", id, (column, given, mine), good);

        var refused = outcome.GetProperty("refused").EnumerateArray().ShouldHaveSingleItem();
        refused.GetProperty("column").GetString().ShouldBe(column);
        refused.GetProperty("reason").GetString()!.ShouldContain(reason);
        outcome.GetProperty("saved").GetInt32().ShouldBe(1);
        var deal = await world.DealAsync(id);
        (deal.Title, deal.Amount).ShouldBe(column == "title" ? ("Hotel", 101m) : ("Hotel west", 100m));
    }

    [Fact]
    public async Task A_row_of_another_team_is_refused_and_stays_as_it_is()
    {
        var id = await world.AddDealAsync("bob@firm.example", "Secret", 100);

        var outcome = await SheetWorld.SendAsync(world.Ann, "deals", id, ("amount", 100, 1));

        outcome.GetProperty("refused")[0].GetProperty("reason").GetString()!.ShouldContain("another team");
        outcome.GetProperty("rows").GetArrayLength().ShouldBe(0);
        (await world.DealAsync(id)).Amount.ShouldBe(100);
    }

    [Fact]
    public async Task Who_may_only_read_sends_nothing_back()
    {
        await world.Crm.AddUserAsync("reader@firm.example", Role.ReadOnly);
        var reader = await world.Crm.PaneAsync("reader@firm.example");

        using var answer = await reader.PostAsJsonAsync("/panes/excel/sheets/deals/changes", new { rows = Array.Empty<object>() });

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_contact_is_changed_through_the_same_action_as_on_its_page_and_keeps_its_other_addresses()
    {
        var id = await world.AddContactAsync(AnnName, "Huda Saleh");
        await SheetWorld.SendAsync(world.Ann, "contacts", id, ("email", null, "huda@one.example"), ("phone", null, "'+966501234567"));

        var outcome = await SheetWorld.SendAsync(
            world.Ann, "contacts", id, ("email", "huda@one.example", "huda@two.example"), ("account", null, "Noor Trading"), ("level", null, "b"), ("status", "Active", null));

        outcome.GetProperty("refused")[0].GetProperty("reason").GetString()!.ShouldContain("not emptied");
        var contact = await world.UseAsync(db => db.Contacts.Include(c => c.Emails).Include(c => c.Account).FirstAsync(c => c.Id == id));
        contact.Emails.Select(e => e.Address).ShouldBe(["huda@two.example"]);
        (contact.Account!.Name, contact.Level).ShouldBe(("Noor Trading", Core.Contacts.ContactLevel.B));
    }

    [Fact]
    public async Task A_new_row_becomes_a_contact_and_never_a_deal()
    {
        var made = await SheetWorld.SendAsync(world.Ann, "contacts", null, ("name", null, "Rami New"), ("job-title", null, "Buyer"));
        var refused = await SheetWorld.SendAsync(world.Ann, "deals", null, ("title", null, "New deal"));

        made.GetProperty("rows")[0].GetProperty("values")[1].GetString().ShouldBe("Rami New");
        (await world.UseAsync(db => db.Contacts.CountAsync(c => c.DisplayName == "Rami New" && c.JobTitle == "Buyer"))).ShouldBe(1);
        refused.GetProperty("refused")[0].GetProperty("reason").GetString()!.ShouldContain("not taken over");
        (await world.UseAsync(db => db.Deals.CountAsync(d => d.Title == "New deal"))).ShouldBe(0);
    }

    [Fact]
    public async Task Of_two_who_send_the_same_cell_at_once_one_saves_and_the_other_is_asked()
    {
        var id = await world.AddDealAsync(AnnName, "Race", 100);

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 6).Select(n => SheetWorld.SendAsync(world.Ann, "deals", id, ("amount", 100, 100 + n))));

        outcomes.Sum(o => o.GetProperty("saved").GetInt32()).ShouldBe(1);
        outcomes.Sum(o => o.GetProperty("conflicts").GetArrayLength() + o.GetProperty("refused").GetArrayLength()).ShouldBe(5);
        (await world.DealAsync(id)).Moves.Count.ShouldBe(1);
    }

    private async Task<IEnumerable<string?>> StagesAsync(object asked) =>
        (await SheetWorld.PostAsync(world.Ann, "/panes/excel/sheets/deals", asked)).GetProperty("columns")[5].GetProperty("choices").EnumerateArray().Select(c => c.GetString());
}
