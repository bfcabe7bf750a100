using CrmAddin.Core.Audit;
using CrmAddin.Core.Consent;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Reports.Tests.ListGrowth;

public sealed class ListGrowthReportTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task A_firms_year_is_calculated_alike_by_LibreOffice_and_ties_out(string code)
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        await SampleFirm.FillAsync(store);
        var language = ReportLanguage.Parse(code).Value!;

        var outcome = await store.RunReportAsync("list-growth", ReportRun.All with { Language = language });

        ReportRun.ShouldHold(outcome, language).ShouldBeGreaterThan(80);
    }

    [Fact]
    public async Task Growth_of_a_month_is_of_the_lists_as_they_were_when_it_began()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        foreach (var _ in Enumerable.Range(0, 4))
            await AddAsync(store, null, (10, 1, ConsentState.Given));
        await AddAsync(store, null, (10, 2, ConsentState.Given), (11, 5, ConsentState.Withdrawn));
        await AddAsync(store, null, (11, 6, ConsentState.Given));
        await AddAsync(store, 7, (11, 7, ConsentState.Given));

        var november = ReportRun.All with { From = new(2026, 11, 1), To = new(2026, 12, 1) };
        var all = await store.RunReportAsync("list-growth", november);
        ReportRun.ShouldHold(all, ReportLanguage.English);
        var ofTeam = (await store.RunReportAsync("list-growth", november, new Reader(1, Role.Agent, [7]))).Values;

        (all.Values[FigureKeys.ListSizeAtStart], all.Values[FigureKeys.ListSizeAtEnd], all.Values[FigureKeys.ListGrowth]).ShouldBe((5, 6, 0.2m));
        (ofTeam[FigureKeys.ListSubscribed], ofTeam[FigureKeys.ListGrowth]).ShouldBe((1, null));
    }

    [Fact]
    public async Task Nobody_and_a_period_to_come_each_give_a_workbook_that_opens()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        ReportRun.ShouldHold(await store.RunReportAsync("list-growth", ReportRun.All), ReportLanguage.English);
        await AddAsync(store, null, (10, 1, ConsentState.Given));

        var ahead = await store.RunReportAsync("list-growth", ReportRun.All with { From = new(2027, 1, 1) });

        ahead.Values[FigureKeys.ListSubscribed].ShouldBe(0);
        using var book = new OpenedWorkbook(ahead.File);
        book.ValidatorErrors().ShouldBeEmpty();
    }

    private static Task<bool> AddAsync(TestStore store, long? team, params (int Month, int Day, ConsentState State)[] consents) => store.UseAsync(async services =>
    {
        var db = services.GetRequiredService<CrmDb>();
        db.Begin(ChangeOrigin.Setup, "test");
        var contact = new Contact { DisplayName = "A person", TeamId = team };
        foreach (var (month, day, state) in consents)
        {
            contact.Consents.Add(new()
            {
                Purpose = ConsentPurpose.Marketing,
                Channel = ConsentChannel.Email,
                State = state,
                At = new(2026, month, day, 9, 0, 0, TimeSpan.Zero),
                How = "web form",
            });
        }

        db.Contacts.Add(contact);
        await db.SaveChangesAsync();
        return true;
    });
}
