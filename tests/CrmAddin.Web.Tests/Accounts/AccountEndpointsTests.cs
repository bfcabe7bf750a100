using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using CrmAddin.Core.Users;
using CrmAddin.Web.Tests.Support;

namespace CrmAddin.Web.Tests.Accounts;

public sealed class AccountEndpointsTests : IAsyncLifetime
{
    private RunningCrm Crm { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Crm = await RunningCrm.StartAsync();
        await Crm.AddUserAsync("boss", Role.Administrator);
        await Crm.AddUserAsync("ann");
    }

    public async Task DisposeAsync() => await Crm.DisposeAsync();

    [Fact]
    public async Task An_account_is_made_found_opened_and_changed()
    {
        using var pane = await Crm.PaneAsync("boss");

        using var made = await pane.PostAsync("/app/accounts", Form(
            ("name", "Al Noor"), ("nameOtherScript", "النور"), ("domains", "alnoor.example"), ("phone", "0112345678"), ("phoneKind", "Work"),
            ("addressKind", "Work"), ("street", "King Fahd Rd"), ("city", "Riyadh"), ("country", "SA"), ("district", ""), ("region", ""), ("postcode", "")));
        var id = (await made.Content.ReadFromJsonAsync<JsonObject>())!["id"]!.GetValue<long>();
        var list = await pane.GetStringAsync("/app/accounts?find=" + Uri.EscapeDataString("النو"));
        var page = await new HtmlParser().ParseDocumentAsync(await pane.GetStringAsync($"/app/accounts/{id}"));
        using var stale = await pane.PostAsync($"/app/accounts/{id}", Form(("version", "7"), ("name", "Al Noor")));
        using var wrong = await pane.PostAsync($"/app/accounts/{id}", Form(("version", "0"), ("name", "Al Noor"), ("employees", "a lot")));

        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        list.ShouldContain($"/app/accounts/{id}");
        page.QuerySelector(".facts")!.TextContent.ShouldContain("alnoor.example");
        page.QuerySelectorAll(".line").Select(l => l.TextContent).ShouldBe(["King Fahd Rd", "Riyadh", "Saudi Arabia"]);
        stale.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await wrong.Content.ReadAsStringAsync()).ShouldContain("a lot");
    }

    [Fact]
    public async Task An_account_of_another_team_is_not_there()
    {
        using var boss = await Crm.PaneAsync("boss");
        using var made = await boss.PostAsync("/app/accounts", Form(("name", "Theirs")));
        var id = (await made.Content.ReadFromJsonAsync<JsonObject>())!["id"]!.GetValue<long>();
        using var ann = await Crm.PaneAsync("ann");

        (await ann.GetAsync($"/app/accounts/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ann.PostAsync($"/app/accounts/{id}", Form(("name", "Mine")))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ann.GetStringAsync("/app/accounts")).ShouldNotContain("Theirs");
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
}
