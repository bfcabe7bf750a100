using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Users;
using CrmAddin.Web.Tests.Support;

namespace CrmAddin.Web.Tests.Lookups;

public sealed class LookupEndpointsTests : IAsyncLifetime
{
    private RunningCrm Crm { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Crm = await RunningCrm.StartAsync();
        await Crm.AddUserAsync("boss", Role.Administrator);
    }

    public async Task DisposeAsync() => await Crm.DisposeAsync();

    [Fact]
    public async Task Two_groups_are_merged_with_the_overlap_shown_and_taken_back()
    {
        using var boss = await Crm.PaneAsync("boss");
        var keep = await ItemAsync(boss, "Newcomers");
        var merge = await ItemAsync(boss, "New comers 2026");
        await Crm.AddContactAsync(new Contact { DisplayName = "Both", Lookups = { new() { LookupItemId = keep }, new() { LookupItemId = merge } } });
        await Crm.AddContactAsync(new Contact { DisplayName = "One", Lookups = { new() { LookupItemId = merge } } });

        var page = await new HtmlParser().ParseDocumentAsync(await boss.GetStringAsync($"/app/lookups/merge?keep={keep}&merge={merge}"));
        using var merged = await boss.PostAsync("/app/lookups/merge", Form(("keep", $"{keep}"), ("merge", $"{merge}")));
        var outcome = (await merged.Content.ReadFromJsonAsync<JsonObject>())!;
        using var undone = await boss.PostAsync($"/app/lookups/merge/{outcome["changeSetId"]}/undo", null);

        page.QuerySelectorAll(".overlap .number").Select(n => n.TextContent.Trim()).ShouldBe(["1", "0", "1", "2"]);
        (outcome["moved"]!.GetValue<long>(), outcome["alreadyThere"]!.GetValue<long>()).ShouldBe((1, 1));
        (await undone.Content.ReadFromJsonAsync<JsonObject>())!["stayed"]!.AsArray().ShouldBeEmpty();
        var after = await new HtmlParser().ParseDocumentAsync(await boss.GetStringAsync($"/app/lookups/merge?keep={keep}&merge={merge}"));
        after.QuerySelectorAll(".overlap .number").Select(n => n.TextContent.Trim()).ShouldBe(["1", "0", "1", "2"]);
    }

    private static async Task<long> ItemAsync(HttpClient boss, string name)
    {
        using var made = await boss.PostAsync("/app/lookups", Form(("kind", "Group"), ("name", name)));
        return (await made.Content.ReadFromJsonAsync<JsonObject>())!["id"]!.GetValue<long>();
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
}
