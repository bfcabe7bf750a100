using CrmAddin.Core.CustomFields;
using Microsoft.Playwright;

namespace CrmAddin.Web.Tests.Browser;

[Collection(nameof(BrowserWorld))]
public sealed class ExcelPaneTests(BrowserWorld world)
{
    [Theory]
    [InlineData("en", "Summary", "Deals", "Amount", "Deal number")]
    [InlineData("ar", "الملخص", "الصفقات", "المبلغ", "رقم الصفقة")]
    public async Task A_report_is_inserted_into_the_open_workbook_with_its_rows_formulas_and_charts(string language, string summary, string deals, string amount, string number)
    {
        await using var preview = await world.OpenAsync("/preview/excel", language);
        var workbook = new PreviewedWorkbook(preview.Page);

        await InsertAsync(preview);

        var sheets = await workbook.SheetsAsync();
        sheets.ShouldContain(summary);
        sheets.ShouldContain(deals);
        var table = await FirstTableAsync(preview);
        (await workbook.ColumnAsync(table, number)).ShouldBeUnique();
        var expected = await OpenAmountAsync();
        (await workbook.ColumnAsync(table, amount)).Count(value => decimal.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out _)).ShouldBeGreaterThan(100);
        (await NumbersOnAsync(preview, summary)).ShouldContain(expected);
        (await workbook.ChartsAsync(summary)).ShouldNotBeEmpty();
        (await preview.AccessibilityFaultsAsync()).ShouldBeEmpty();
        preview.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Refreshing_in_place_keeps_the_users_columns_notes_sheets_and_formulas_and_brings_rows_up_to_date()
    {
        var changed = await AddDealAsync("Refresh me", 1000);
        var noted = await AddDealAsync("Noted deal", 2000);
        var gone = await AddDealAsync("Gone deal", 3000);
        await using var preview = await world.OpenAsync("/preview/excel", "en");
        var workbook = new PreviewedWorkbook(preview.Page);
        await InsertAsync(preview);
        var before = await workbook.ColumnAsync("Deals", "Deal number");
        int RowOf(long deal) => Array.IndexOf(before, deal.ToString(System.Globalization.CultureInfo.InvariantCulture)) + 2;
        var columns = (await workbook.TableAsync("Deals"))[3];
        var (own, note) = (Letters(columns), Letters(columns + 1));
        await workbook.TypeAsync("Deals", $"{own}1", "Doubled");
        await workbook.TypeAsync("Deals", $"{own}2", "=[@Amount]*2");
        await workbook.TypeAsync("Deals", $"{note}1", "My note");
        await workbook.TypeAsync("Deals", $"{note}{RowOf(noted)}", "call them");
        await workbook.TypeAsync("Sheet1", "A1", "=SUM(Deals[Amount])");
        await workbook.TypeAsync("Sheet1", "A2", $"=Deals!H{RowOf(changed)}");
        await world.UseAsync(async db =>
        {
            (await db.Deals.FindAsync(changed))!.Amount = 1500;
            foreach (var id in new[] { noted, gone })
                (await db.Deals.FindAsync(id))!.Track = Core.Deals.DealTrack.Cancelled;
            return await db.SaveChangesAsync();
        });
        var added = await AddDealAsync("Fresh deal", 777);

        await preview.Pane.Locator("[data-act=refresh]").First.ClickAsync();
        (await SaidAsync(preview.Pane.Locator("details.report").First)).ShouldContain("Rows changed: 1, added: 1, removed: 1, kept because you wrote in them: 1.");

        var numbers = await workbook.ColumnAsync("Deals", "Deal number");
        numbers.ShouldContain(added.ToString(System.Globalization.CultureInfo.InvariantCulture));
        numbers.ShouldContain(noted.ToString(System.Globalization.CultureInfo.InvariantCulture));
        numbers.ShouldNotContain(gone.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var amounts = await workbook.ColumnAsync("Deals", "Amount");
        var doubled = await workbook.ColumnAsync("Deals", "Doubled");
        var at = Array.IndexOf(numbers, added.ToString(System.Globalization.CultureInfo.InvariantCulture));
        (amounts[at], doubled[at]).ShouldBe(("777", "1554"));
        var kept = Array.IndexOf(numbers, noted.ToString(System.Globalization.CultureInfo.InvariantCulture));
        ((await workbook.ColumnAsync("Deals", "My note"))[kept], amounts[kept]).ShouldBe(("call them", ""));
        (await workbook.ValueAsync("Sheet1", 1, 0)).ShouldBe("1500");
        decimal.Parse(await workbook.ValueAsync("Sheet1", 0, 0), System.Globalization.CultureInfo.InvariantCulture)
            .ShouldBe(amounts.Sum(a => a.Length == 0 ? 0 : decimal.Parse(a, System.Globalization.CultureInfo.InvariantCulture)));
        (await NumbersOnAsync(preview, "Summary")).ShouldContain(await OpenAmountAsync());
        (await workbook.SheetsAsync()).ShouldNotContain(name => name.Contains("(2)", StringComparison.Ordinal));
        preview.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en", "Summary", "Deals", "Amount", "another language")]
    [InlineData("ar", "الملخص", "الصفقات", "المبلغ", "بلغة أخرى")]
    public async Task Of_a_report_that_was_inserted_twice_each_is_refreshed_by_itself_for_what_it_was_asked_for_and_what_the_user_deleted_is_forgotten(
        string language, string summary, string deals, string amount, string otherLanguage)
    {
        var deal = await AddDealAsync("In both " + language, 1000);
        var of = await world.UseAsync(async db =>
        {
            var owner = await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.FirstAsync(db.Deals.Where(d => d.OwnerId != null).OrderBy(d => d.Id).Select(d => d.Owner!));
            (await db.Deals.FindAsync(deal))!.OwnerId = owner.Id;
            await db.SaveChangesAsync();
            return owner.DisplayName;
        });
        await using var preview = await world.OpenAsync("/preview/excel", language);
        var workbook = new PreviewedWorkbook(preview.Page);
        var form = preview.Pane.Locator("form.report-form").First;
        var choice = form.Locator("select[data-inserted]");
        await Assertions.Expect(choice).ToBeHiddenAsync();
        await form.Locator("summary").ClickAsync();
        var owner = form.Locator("select[name=owner]");
        await owner.SelectOptionAsync(of);
        await InsertAsync(preview);
        await owner.SelectOptionAsync("");
        await InsertAsync(preview);
        await Assertions.Expect(choice.Locator("option")).ToHaveCountAsync(2);
        var tables = await preview.Page.EvaluateAsync<string[]>("window.crmPreview.workbook.book.tables.filter(t => t.sheet.name.startsWith(window.crmPreview.workbook.book.tables[0].sheet.name)).map(t => t.name)");
        async Task<decimal> SumAsync(int table) => (await workbook.ColumnAsync(tables[table], amount)).Sum(a => a.Length == 0 ? 0 : decimal.Parse(a, System.Globalization.CultureInfo.InvariantCulture));
        var (first, second) = (await SumAsync(0), await SumAsync(1));
        first.ShouldBeLessThan(second);
        (await choice.Locator("option").AllInnerTextsAsync()).Select(text => text.Split(" · ")[0]).ShouldBe([summary, summary + " (2)"]);
        (await choice.EvaluateAsync<int>("choice => choice.selectedIndex")).ShouldBe(1);
        await world.UseAsync(async db =>
        {
            (await db.Deals.FindAsync(deal))!.Amount = 1500;
            return await db.SaveChangesAsync();
        });

        await choice.SelectOptionAsync(new SelectOptionValue { Index = 0 });
        (await owner.InputValueAsync()).ShouldBe(of);
        await RefreshAsync(preview);
        (await SumAsync(0), await SumAsync(1)).ShouldBe((first + 500, second));
        (await choice.EvaluateAsync<int>("choice => choice.selectedIndex")).ShouldBe(0);

        await preview.Page.EvaluateAsync("([s, d]) => (book => { book.deleteSheet(book.sheetOf(s)); book.renameSheet(book.sheetOf(d), 'My deals'); })(window.crmPreview.workbook.book)", new[] { summary + " (2)", deals + " (2)" });
        await choice.SelectOptionAsync(new SelectOptionValue { Index = 1 });
        (await owner.InputValueAsync()).ShouldBeEmpty();
        await RefreshAsync(preview);
        (await SumAsync(1)).ShouldBe(second + 500);
        (await choice.Locator("option").AllInnerTextsAsync())[1].ShouldNotStartWith(summary);
        (await workbook.SheetsAsync()).ShouldNotContain(summary + " (2)");

        await form.Locator("[name=language]").SelectOptionAsync(language == "ar" ? "en" : "ar");
        await form.Locator("[data-act=refresh]").ClickAsync();
        await Assertions.Expect(form.Locator("[role=alert]")).ToContainTextAsync(otherLanguage);
        await preview.Page.EvaluateAsync("""
            () => {
              const { book } = window.crmPreview.workbook;
              book.sheets.filter(sheet => sheet.name === "My deals" || sheet.name.endsWith("(2)")).forEach(sheet => book.deleteSheet(sheet));
              document.querySelector("iframe.pane-frame").contentWindow.location.reload();
            }
            """);
        await Assertions.Expect(choice.Locator("option")).ToHaveCountAsync(1);
        (await preview.AccessibilityFaultsAsync()).ShouldBeEmpty();
        preview.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Figures_that_are_empty_in_a_report_are_dashes_in_the_workbook_and_no_errors()
    {
        await using var preview = await world.OpenAsync("/preview/excel", "en");
        var report = preview.Pane.Locator("details.report[data-report=campaigns]");
        await report.Locator("summary").First.ClickAsync();

        await report.Locator("[data-act=insert]").ClickAsync();
        (await SaidAsync(report)).ShouldContain("Inserted");

        const string Guarded = "window.crmPreview.workbook.book.sheets.flatMap(s => [...s.cells.values()]).filter(c => c.formula?.includes('ISNUMBER')).map(c => String(c.value))";
        var values = await preview.Page.EvaluateAsync<string[]>(Guarded);
        values.ShouldContain("–");
        values.ShouldContain(value => value != "–");
        values.ShouldAllBe(value => !value.StartsWith('#'));
        preview.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_report_was_asked_for_is_remembered_with_the_workbook_and_a_stopped_insertion_leaves_nothing()
    {
        await using var preview = await world.OpenAsync("/preview/excel", "en");
        var workbook = new PreviewedWorkbook(preview.Page);
        await preview.Pane.Locator("[data-period]").First.SelectOptionAsync("this-year");
        var stopped = new TaskCompletionSource();
        await preview.Page.RouteAsync("**/insertion?*", async route =>
        {
            await stopped.Task;
            try { await route.ContinueAsync(); } catch (PlaywrightException) { /* The pane gave the request up, which is what is tested. */ }
        });

        await preview.Pane.Locator("[data-act=insert]").First.ClickAsync();
        await preview.Pane.Locator("[data-stop]").ClickAsync();
        stopped.SetResult();
        await Assertions.Expect(preview.Pane.Locator(".progress .alert-done").First).ToContainTextAsync("Stopped");

        (await workbook.SheetsAsync()).ShouldBe(["Sheet1"]);
        await preview.Page.EvaluateAsync("document.querySelector('iframe.pane-frame').contentWindow.location.reload()");
        await Assertions.Expect(preview.Pane.Locator("[data-period]").First).ToHaveValueAsync("this-year");
        (await preview.Pane.Locator("input[name=from]").First.InputValueAsync()).ShouldEndWith("-01-01");
    }

    [Fact]
    public async Task A_failure_stays_on_screen_says_what_to_do_and_leaves_the_workbook_as_it_was()
    {
        await using var preview = await world.OpenAsync("/preview/excel", "en");
        var form = preview.Pane.Locator("form.report-form").First;
        await form.Locator("input[name=from]").FillAsync("2026-02-01");
        await form.Locator("input[name=to]").FillAsync("2026-01-01");

        await form.Locator("[data-act=insert]").ClickAsync();

        await Assertions.Expect(form.Locator("[role=alert]")).ToContainTextAsync("its end must be after its beginning");
        (await new PreviewedWorkbook(preview.Page).SheetsAsync()).ShouldBe(["Sheet1"]);
    }

    [Fact]
    public async Task Cells_with_custom_functions_are_asked_for_in_one_request_and_say_why_they_have_no_value()
    {
        await using var preview = await world.OpenAsync("/preview/excel", "en");
        var workbook = new PreviewedWorkbook(preview.Page);
        await Assertions.Expect(preview.Pane.Locator("[data-act=insert]").First).ToBeVisibleAsync();
        var requests = 0;
        preview.Page.Request += (_, request) => requests += request.Url.EndsWith("/panes/excel/functions", StringComparison.Ordinal) ? 1 : 0;

        await preview.Page.EvaluateAsync("""
            () => {
              const { book, calculation } = window.crmPreview.workbook;
              for (let row = 0; row < 20; row++) book.active.write(row, 0, `=CRM.FIGURE("wonAmount", DATE(2026, ${row % 12 + 1}, 1), DATE(2026, ${row % 12 + 2}, 1))`);
              book.active.write(20, 0, '=CRM.FIGURE("openAmount")');
              book.active.write(21, 0, '=CRM.FIGURE("profit")');
              book.active.write(22, 0, '=IFERROR(CRM.FIGURE("profit"), "none")');
              book.active.write(0, 3, '=CRM.CONTACTS("")');
              calculation.run();
            }
            """);
        await workbook.SettleAsync();

        requests.ShouldBe(1);
        decimal.Parse(await workbook.ValueAsync("Sheet1", 20, 0), System.Globalization.CultureInfo.InvariantCulture).ShouldBe(await OpenAmountAsync());
        (await workbook.ValueAsync("Sheet1", 21, 0)).ShouldBe("#N/A");
        (await workbook.ValueAsync("Sheet1", 22, 0)).ShouldBe("none");
        await Assertions.Expect(preview.Page.Locator("[data-cell=A22]")).ToHaveAttributeAsync("title", new System.Text.RegularExpressions.Regex("There is no figure"));
        (await workbook.ValueAsync("Sheet1", 0, 4)).ShouldBe("Name");
        (await workbook.ValueAsync("Sheet1", 1, 4)).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("en", "Open the CRM pane and sign in", "The server cannot be reached")]
    [InlineData("ar", "سجّل الدخول", "تعذر الوصول إلى الخادم")]
    public async Task Cells_that_cannot_ask_the_CRM_say_why_in_the_users_language(string language, string signIn, string offline)
    {
        await using var preview = await world.OpenAsync("/health", language);
        var signedIn = new TaskCompletionSource();
        await preview.Page.RouteAsync("**/preview/token", async route =>
        {
            await signedIn.Task;
            await route.ContinueAsync();
        });
        await preview.Page.RouteAsync("**/panes/excel/functions", route => route.AbortAsync());
        await preview.Page.GotoAsync(world.Address + "/preview/excel");
        await preview.Page.WaitForFunctionAsync("window.crmPreview?.workbook?.calculation.functions.size > 0");
        const string Calculate = "window.crmPreview.workbook.book.active.write(0, 0, '=CRM.FIGURE(\"openAmount\")'); window.crmPreview.workbook.calculation.run(true)";
        var cell = preview.Page.Locator("[data-cell=A1]");

        await preview.Page.EvaluateAsync(Calculate);
        await Assertions.Expect(cell).ToHaveAttributeAsync("title", new System.Text.RegularExpressions.Regex(signIn), new() { Timeout = 30_000 });
        (await new PreviewedWorkbook(preview.Page).ValueAsync("Sheet1", 0, 0)).ShouldBe("#N/A");

        signedIn.SetResult();
        await Assertions.Expect(preview.Pane.Locator("[data-act=insert]").First).ToBeVisibleAsync();
        await preview.Page.EvaluateAsync(Calculate);
        await Assertions.Expect(cell).ToHaveAttributeAsync("title", new System.Text.RegularExpressions.Regex(offline));
    }

    [Fact]
    public async Task The_pane_associates_exactly_the_functions_of_the_metadata()
    {
        await using var preview = await world.OpenAsync("/preview/excel", "en");
        await Assertions.Expect(preview.Pane.Locator("[data-act=insert]").First).ToBeVisibleAsync();

        var associated = await preview.Page.EvaluateAsync<string[]>("[...window.crmPreview.workbook.calculation.functions.keys()].sort()");
        var described = await preview.Page.EvaluateAsync<string[]>("fetch('/panes/excel/functions.json').then(r => r.json()).then(m => m.functions.map(f => f.id).sort())");

        associated.ShouldBe(described);
    }

    [Fact]
    public async Task An_edited_sheet_is_sent_back_with_conflicts_side_by_side_and_refusals_marked_in_the_sheet()
    {
        var first = await AddDealAsync("Round trip one", 100);
        var second = await AddDealAsync("Round trip two", 200);
        await using var preview = await world.OpenAsync("/preview/excel", "en");
        var workbook = new PreviewedWorkbook(preview.Page);
        await preview.Pane.Locator("summary", new() { HasTextString = "Deals to edit" }).ClickAsync();
        var form = preview.Pane.Locator("form[data-sheet=deals]");
        await form.Locator("[data-act=edit]").ClickAsync();
        await Assertions.Expect(preview.Pane.Locator("form[data-sheet=deals] + .progress .alert-done")).ToBeVisibleAsync();
        var numbers = await workbook.ColumnAsync("Table1", "Number");
        int RowOf(long deal) => Array.IndexOf(numbers, deal.ToString(System.Globalization.CultureInfo.InvariantCulture)) + 2;
        await workbook.TypeAsync("Deals to edit", $"B{RowOf(first)}", "Round trip, renamed");
        await workbook.TypeAsync("Deals to edit", $"G{RowOf(first)}", "-1");
        await workbook.TypeAsync("Deals to edit", $"G{RowOf(second)}", "220");
        await world.UseAsync(async db =>
        {
            (await db.Deals.FindAsync(second))!.Amount = 250;
            return await db.SaveChangesAsync();
        });

        await form.Locator("[data-act=send]").ClickAsync();
        (await SaidAsync(preview.Pane.Locator("details", new() { Has = form }))).ShouldContain("Cells saved: 1. Changed by others too: 1. Refused: 1.");
        var conflict = preview.Pane.Locator(".conflict");
        await Assertions.Expect(conflict).ToContainTextAsync("Round trip two");

        (await conflict.Locator("td").AllInnerTextsAsync()).ShouldBe(["200", "220", "250"]);
        (await AmountAsync(second)).ShouldBe(250);
        (await TitleAsync(first)).ShouldBe("Round trip, renamed");
        (await workbook.CommentAsync("Deals to edit", RowOf(first) - 1, 6)).ShouldContain("0 or more");
        (await workbook.FillAsync("Deals to edit", RowOf(first) - 1, 6)).ShouldNotBeEmpty();
        await Assertions.Expect(preview.Pane.Locator("form[data-sheet=deals] + .progress")).ToContainTextAsync($"G{RowOf(first)}: The amount of a deal is 0 or more");
        (await preview.AccessibilityFaultsAsync()).ShouldBeEmpty();

        await conflict.Locator("[data-choice=mine]").ClickAsync();
        await Assertions.Expect(preview.Pane.Locator("form[data-sheet=deals] + .progress .alert-done")).ToContainTextAsync("Cells saved: 1.");
        (await AmountAsync(second)).ShouldBe(220);

        await workbook.TypeAsync("Deals to edit", $"G{RowOf(first)}", "111");
        await form.Locator("[data-act=send]").ClickAsync();
        await Assertions.Expect(preview.Pane.Locator("form[data-sheet=deals] + .progress .alert-done")).ToContainTextAsync("Cells saved: 1. Changed by others too: 0. Refused: 0.");
        (await workbook.CommentAsync("Deals to edit", RowOf(first) - 1, 6)).ShouldBeEmpty();
        await preview.Pane.Locator("[data-undo]").ClickAsync();
        await Assertions.Expect(preview.Pane.Locator("form[data-sheet=deals] + .progress .alert-done")).ToContainTextAsync("Taken back");
        (await AmountAsync(first)).ShouldBe(100);
        (await workbook.ValueAsync("Deals to edit", RowOf(first) - 1, 6)).ShouldBe("100");
        preview.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_two_sheets_of_a_kind_the_one_that_the_user_looks_at_is_sent_and_one_that_is_gone_is_forgotten()
    {
        var deal = await AddDealAsync("Twice inserted", 100);
        await using var preview = await world.OpenAsync("/preview/excel", "en");
        var workbook = new PreviewedWorkbook(preview.Page);
        var form = await OpenFormAsync(preview, "deals");
        foreach (var table in new[] { 1, 2 })
        {
            await form.Locator("[data-act=edit]").ClickAsync();
            await preview.Page.WaitForFunctionAsync("n => window.crmPreview.workbook.book.tables.length === n", table);
            await Assertions.Expect(preview.Pane.Locator("[data-stop]")).ToHaveCountAsync(0);
        }

        var row = Array.IndexOf(await workbook.ColumnAsync("Table1", "Number"), deal.ToString(System.Globalization.CultureInfo.InvariantCulture)) + 2;
        await workbook.TypeAsync("Deals to edit 2", $"B{row}", "In the second");
        await workbook.TypeAsync("Deals to edit", $"G{row}", "120");

        await form.Locator("[data-act=send]").ClickAsync();
        (await SentAsync(preview, "deals")).ShouldContain("Cells saved: 1.");
        (await AmountAsync(deal), await TitleAsync(deal)).ShouldBe((120, "Twice inserted"));

        await preview.Page.EvaluateAsync("(book => book.deleteSheet(book.sheetOf('Deals to edit')))(window.crmPreview.workbook.book)");
        await form.Locator("[data-act=send]").ClickAsync();
        await Assertions.Expect(preview.Pane.Locator("form[data-sheet=deals] + .progress [data-undo]")).ToBeVisibleAsync();
        (await TitleAsync(deal)).ShouldBe("In the second");
        preview.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_taken_back_stands_on_the_sheet_as_the_CRM_has_it_a_contact_that_is_gone_is_a_new_row_again_and_unsent_changes_stay()
    {
        var id = await world.AddContactAsync(new() { DisplayName = "Aaron Unsent", JobTitle = "Buyer" });
        await using var preview = await world.OpenAsync("/preview/excel", "en");
        var workbook = new PreviewedWorkbook(preview.Page);
        var form = await OpenFormAsync(preview, "contacts");
        await form.Locator("[data-act=edit]").ClickAsync();
        await Assertions.Expect(form.Locator("[name=creates]")).ToBeVisibleAsync();
        await Assertions.Expect(preview.Pane.Locator("[data-stop]")).ToHaveCountAsync(0);
        var row = Array.IndexOf(await workbook.ColumnAsync("Table1", "Number"), id.ToString(System.Globalization.CultureInfo.InvariantCulture)) + 1;
        var end = (await workbook.TableAsync("Table1"))[2];
        await preview.Page.EvaluateAsync("""
            const { book } = window.crmPreview.workbook;
            const table = book.tableOf("Table1");
            book.addRows(table, [Array.from({ length: table.area.columns }, (_, column) => column === 1 ? "Zed Freshly" : "")]);
            """);
        await workbook.TypeAsync("Contacts to edit", $"C{row + 1}", "Director");
        await form.Locator("[name=creates]").CheckAsync();
        await form.Locator("[data-act=send]").ClickAsync();
        (await SentAsync(preview, "contacts")).ShouldContain("Cells saved: 2.");
        (await workbook.ValueAsync("Contacts to edit", end, 0)).ShouldNotBeEmpty();
        await workbook.TypeAsync("Contacts to edit", $"B{row + 1}", "Aaron Renamed");

        await preview.Pane.Locator("form[data-sheet=contacts] + .progress [data-undo]").ClickAsync();
        await Assertions.Expect(preview.Pane.Locator("form[data-sheet=contacts] + .progress .alert-done")).ToContainTextAsync("Taken back");

        (await workbook.ValueAsync("Contacts to edit", row, 2), await workbook.ValueAsync("Contacts to edit", row, 1)).ShouldBe(("Buyer", "Aaron Renamed"));
        (await workbook.ValueAsync("Contacts to edit", end, 0), await workbook.ValueAsync("Contacts to edit", end, 1)).ShouldBe(("", "Zed Freshly"));
        (await world.UseAsync(db => Task.FromResult(db.Contacts.Count(c => c.DisplayName == "Zed Freshly")))).ShouldBe(0);
        await form.Locator("[name=creates]").UncheckAsync();
        await form.Locator("[data-act=send]").ClickAsync();
        await Assertions.Expect(preview.Pane.Locator("form[data-sheet=contacts] + .progress")).ToContainTextAsync("New rows that were not sent: 1.");
        await Assertions.Expect(preview.Pane.Locator("form[data-sheet=contacts] + .progress .alert-done")).ToContainTextAsync("Cells saved: 1.");
        preview.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_sheet_larger_than_Excel_takes_or_gives_at_once_is_inserted_and_sent_back()
    {
        var field = new CustomField { Entity = FieldEntity.Contact, Kind = CustomFieldKind.Text, Key = "long-story", Name = "Long story", Position = 99 };
        await world.WriteAsync(db => db.CustomFields.Add(field));
        await world.WriteAsync(db => db.CustomFieldValues.AddRange(db.Contacts.Select(c => c.Id).ToList().Select(id => new CustomFieldValue { CustomFieldId = field.Id, ContactId = id, Text = new string('س', 10_000) })));
        var id = await world.AddContactAsync(new() { DisplayName = "Long Sheet" });
        await using var preview = await world.OpenAsync("/preview/excel", "en");
        var workbook = new PreviewedWorkbook(preview.Page);
        var form = await OpenFormAsync(preview, "contacts");

        await form.Locator("[data-act=edit]").ClickAsync();
        await Assertions.Expect(form.Locator("[data-act=send]")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        var stories = await workbook.ColumnAsync("Table1", "Long story");
        var row = Array.IndexOf(await workbook.ColumnAsync("Table1", "Number"), id.ToString(System.Globalization.CultureInfo.InvariantCulture)) + 2;
        await workbook.TypeAsync("Contacts to edit", $"C{row}", "Archivist");
        await form.Locator("[data-act=send]").ClickAsync();

        stories.Sum(story => story.Length * 2L).ShouldBeGreaterThan(5 * 1024 * 1024);
        (await SentAsync(preview, "contacts")).ShouldContain("Cells saved: 1. Changed by others too: 0. Refused: 0.");
        (await workbook.ColumnAsync("Table1", "Long story")).ShouldBe(stories);
        (await world.UseAsync(async db => (await db.Contacts.FindAsync(id))!.JobTitle)).ShouldBe("Archivist");
        preview.Errors.ShouldBeEmpty();
        await world.UseAsync(async db =>
        {
            (await db.CustomFields.FindAsync(field.Id))!.IsRetired = true;
            return await db.SaveChangesAsync();
        });
    }

    [Fact]
    public async Task A_change_that_cannot_be_taken_back_any_more_says_why()
    {
        var deal = await AddDealAsync("Undone elsewhere", 100);
        await using var preview = await world.OpenAsync("/preview/excel", "en");
        var workbook = new PreviewedWorkbook(preview.Page);
        var form = await OpenFormAsync(preview, "deals");
        await form.Locator("[data-act=edit]").ClickAsync();
        await Assertions.Expect(form.Locator("[data-act=send]")).ToBeVisibleAsync();
        var row = Array.IndexOf(await workbook.ColumnAsync("Table1", "Number"), deal.ToString(System.Globalization.CultureInfo.InvariantCulture)) + 2;
        await workbook.TypeAsync("Deals to edit", $"G{row}", "120");
        await form.Locator("[data-act=send]").ClickAsync();
        var undo = preview.Pane.Locator("form[data-sheet=deals] + .progress [data-undo]");
        await Assertions.Expect(undo).ToBeVisibleAsync();
        await world.UseAsync(async db =>
        {
            db.ChangeSets.OrderByDescending(s => s.Id).First(s => s.About!.StartsWith("Excel")).UndoneAt = db.Now;
            return await db.SaveChangesAsync();
        });

        await undo.ClickAsync();

        await Assertions.Expect(form.Locator("[role=alert]")).ToContainTextAsync("taken back before");
        await Assertions.Expect(undo).ToBeEnabledAsync();
    }

    [Theory]
    [InlineData("en", "Deals to edit", "Number", "Stage", "Approval", "Granted", "Yes, No|City view, Sea view", "does not fit Storeys: a number belongs here")]
    [InlineData("ar", "صفقات للتعديل", "الرقم", "المرحلة", "الموافقة", "ممنوحة", "نعم, لا|إطلالة المدينة, إطلالة البحر", "لا تناسب الطوابق")]
    public async Task A_sheet_to_edit_has_the_firms_own_fields_and_drop_downs_in_the_users_language_and_marks_what_a_field_cannot_hold(
        string language, string sheet, string number, string stage, string approval, string granted, string choices, string reason)
    {
        var fields = await AddFieldsAsync();
        var deal = await AddDealAsync("With fields " + language, 100);
        await using var preview = await world.OpenAsync("/preview/excel", language);
        var workbook = new PreviewedWorkbook(preview.Page);
        var form = preview.Pane.Locator("form[data-sheet=deals]");
        await preview.Pane.Locator("details", new() { Has = form }).Locator("summary").ClickAsync();
        await form.Locator("[data-act=edit]").ClickAsync();
        await Assertions.Expect(preview.Pane.Locator("form[data-sheet=deals] + .progress .alert-done")).ToBeVisibleAsync();
        var row = Array.IndexOf(await workbook.ColumnAsync("Table1", number), deal.ToString(System.Globalization.CultureInfo.InvariantCulture)) + 1;
        async Task<int> PlaceAsync(string heading) => Array.IndexOf(await workbook.HeadingsAsync("Table1"), heading);

        var stages = await world.UseAsync(db => Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.ToListAsync(db.Stages.OrderBy(s => s.PipelineId).ThenBy(s => s.Position)));
        (await workbook.ChoicesAsync(sheet, row, await PlaceAsync(stage))).ShouldBe(stages.Select(s => s.NameIn(language)).Distinct());
        string.Join("|", await Task.WhenAll(fields.Where(f => f.Kind is CustomFieldKind.YesNo or CustomFieldKind.Choice).Take(2).Select(async f => string.Join(", ", await workbook.ChoicesAsync(sheet, row, await PlaceAsync(f.NameIn(language)))))))
            .ShouldBe(choices);
        (await workbook.ChoicesAsync(sheet, row, await PlaceAsync(approval))).Length.ShouldBe(40);
        (await workbook.ChoicesAsync(sheet, row, 1)).ShouldBeEmpty();
        (await workbook.SheetsAsync()).ShouldBe(["Sheet1", sheet]);
        (await preview.Page.EvaluateAsync<bool>("s => window.crmPreview.workbook.book.sheetOf(s).isRightToLeft", sheet)).ShouldBe(language == "ar");

        var storeys = fields.Single(f => f.Kind == CustomFieldKind.Number).NameIn(language);
        await workbook.TypeAsync(sheet, $"{Letters(await PlaceAsync(approval))}{row + 1}", "not offered");
        await workbook.TypeAsync(sheet, $"{Letters(await PlaceAsync(approval))}{row + 1}", granted + " 39");
        await workbook.TypeAsync(sheet, $"{Letters(await PlaceAsync(storeys))}{row + 1}", "many");
        await form.Locator("[data-act=send]").ClickAsync();
        await Assertions.Expect(preview.Pane.Locator("form[data-sheet=deals] + .progress .alert-done")).ToBeVisibleAsync();

        var values = await world.UseAsync(db => Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.ToListAsync(db.CustomFieldValues.Where(v => v.DealId == deal).Select(v => v.Choice!.Name)));
        values.ShouldBe(["Granted 39"]);
        (await workbook.CommentAsync(sheet, row, await PlaceAsync(storeys))).ShouldContain(reason);
        (await workbook.FillAsync(sheet, row, await PlaceAsync(storeys))).ShouldBe("#FCE4D6");
        (await preview.AccessibilityFaultsAsync()).ShouldBeEmpty();
        preview.Errors.ShouldBeEmpty();
    }

    /// <summary>A field of each kind that has choices, one with more choices than a rule itself takes, and a number.</summary>
    private Task<List<CustomField>> AddFieldsAsync() => world.UseAsync(async db =>
    {
        var fields = await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.ToListAsync(CustomFieldQuery.Offered(db, FieldEntity.Deal).Where(f => f.Key.StartsWith("sheet-")));
        if (fields.Count > 0)
            return fields;
        CustomField Field(CustomFieldKind kind, string key, string name, string arabic) => new() { Entity = FieldEntity.Deal, Kind = kind, Key = key, Name = name, NameArabic = arabic, Position = fields.Count };
        fields.Add(Field(CustomFieldKind.YesNo, "sheet-furnished", "Is furnished", "مفروشة"));
        fields.Add(Field(CustomFieldKind.Choice, "sheet-view", "View", "الإطلالة"));
        fields[^1].Choices.AddRange([new() { Name = "City view", NameArabic = "إطلالة المدينة" }, new() { Name = "Sea view", NameArabic = "إطلالة البحر", Position = 1 }]);
        fields.Add(Field(CustomFieldKind.Choice, "sheet-approval", "Approval", "الموافقة"));
        fields[^1].Choices.AddRange(Enumerable.Range(0, 40).Select(n => new CustomFieldChoice { Name = $"Granted {n}", NameArabic = $"ممنوحة {n}", Position = n }));
        fields.Add(Field(CustomFieldKind.Number, "sheet-storeys", "Storeys", "الطوابق"));
        db.CustomFields.AddRange(fields);
        await db.SaveChangesAsync();
        return fields;
    });

    private Task<long> AddDealAsync(string title, decimal amount) => world.UseAsync(async db =>
    {
        var stage = await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.FirstAsync(db.Stages.Where(s => s.Kind == Core.Deals.StageKind.Open).OrderBy(s => s.Id));
        var deal = new Core.Deals.Deal { Title = title, PipelineId = stage.PipelineId, StageId = stage.Id, Amount = amount, Currency = "SAR" };
        db.Deals.Add(deal);
        await db.SaveChangesAsync();
        return deal.Id;
    });

    private async Task<decimal?> AmountAsync(long id) => (await world.UseAsync(db => db.Deals.FindAsync(id).AsTask()))!.Amount;

    private async Task<string> TitleAsync(long id) => (await world.UseAsync(db => db.Deals.FindAsync(id).AsTask()))!.Title;

    private static string Letters(int column) => column < 26 ? ((char)('A' + column)).ToString() : "A" + (char)('A' + column - 26);

    private static Task InsertAsync(BrowserPage preview) => ActAsync(preview, "insert", "Inserted|أُدرج");

    private static Task RefreshAsync(BrowserPage preview) => ActAsync(preview, "refresh", "Refreshed|تم التحديث");

    /// <summary>Presses a button of the first report, until the pane says that it is done.</summary>
    private static async Task ActAsync(BrowserPage preview, string act, string said)
    {
        var button = preview.Pane.Locator($"[data-act={act}]").First;
        await preview.Pane.Locator("details.report .progress").First.EvaluateAsync("place => place.replaceChildren()");
        await button.ClickAsync();
        (await SaidAsync(preview.Pane.Locator("details.report").First)).ShouldMatch(said);
        await Assertions.Expect(button).Not.ToHaveAttributeAsync("aria-busy", "true");
    }

    private static async Task<ILocator> OpenFormAsync(BrowserPage preview, string sheet)
    {
        var form = preview.Pane.Locator($"form[data-sheet={sheet}]");
        await preview.Pane.Locator("details", new() { Has = form }).Locator("summary").ClickAsync();
        return form;
    }

    /// <summary>What the pane says after a sheet was sent and something of it can be taken back.</summary>
    private static async Task<string> SentAsync(BrowserPage preview, string sheet)
    {
        var place = preview.Pane.Locator($"form[data-sheet={sheet}] + .progress");
        await Assertions.Expect(place.Locator("[data-undo]")).ToBeVisibleAsync();
        return await place.InnerTextAsync();
    }

    /// <summary>What a part of the pane says in the end: done, or why not.</summary>
    private static async Task<string> SaidAsync(ILocator part)
    {
        var said = part.Locator(".progress .alert-done, [role=alert] p").First;
        await said.WaitForAsync();
        return await said.InnerTextAsync();
    }

    private static Task<string> FirstTableAsync(BrowserPage preview) => preview.Page.EvaluateAsync<string>("window.crmPreview.workbook.book.tables[0].name");

    private static Task<decimal[]> NumbersOnAsync(BrowserPage preview, string sheet) => preview.Page.EvaluateAsync<decimal[]>(
        "s => [...window.crmPreview.workbook.book.sheetOf(s).cells.values()].map(c => c.value).filter(v => typeof v === 'number')", sheet);

    private async Task<decimal> OpenAmountAsync() => (await world.UseAsync(db => Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.ToListAsync(
        db.Deals.Where(d => d.Stage!.Kind == Core.Deals.StageKind.Open && d.Track == Core.Deals.DealTrack.OnTrack).Select(d => d.Amount)))).Sum(a => a ?? 0);
}
