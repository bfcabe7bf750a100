using System.Net;
using CrmAddin.Core.Metrics.Stored;
using CrmAddin.Core.Users;
using CrmAddin.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Tests.Reports;

public sealed class ModelEndpointsTests : IAsyncLifetime
{
    private RunningCrm Crm { get; set; } = null!;

    public async Task InitializeAsync() => Crm = await RunningCrm.StartAsync();

    public async Task DisposeAsync() => await Crm.DisposeAsync();

    [Fact]
    public async Task Whoever_answers_for_the_figures_has_both_models_computed_now()
    {
        await Crm.AddUserAsync("boss", Role.Manager);
        using var pane = await Crm.PaneAsync("boss");

        using var asked = await pane.PostAsync("/app/reports/models", new FormUrlEncodedContent([]));

        asked.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        for (var i = 0; i < 100 && await Crm.ReadAsync(db => db.StoredModels.CountAsync()) < 2; i++)
            await Task.Delay(200);
        (await Crm.ReadAsync(db => db.StoredModels.Select(m => m.Kind).ToListAsync())).ShouldBe([StoredModelKind.CustomerValue, StoredModelKind.Forecast], ignoreOrder: true);
    }

    [Fact]
    public async Task An_agent_is_told_that_only_managers_may_ask()
    {
        await Crm.AddUserAsync("agent", Role.Agent);
        using var pane = await Crm.PaneAsync("agent");

        using var asked = await pane.PostAsync("/app/reports/models", new FormUrlEncodedContent([]));

        asked.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await asked.Content.ReadAsStringAsync()).ShouldContain("MayNotRefreshModels");
        (await Crm.ReadAsync(db => db.StoredModels.CountAsync())).ShouldBe(0);
    }
}
