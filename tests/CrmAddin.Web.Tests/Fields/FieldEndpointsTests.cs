using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Users;
using CrmAddin.Web.Tests.Support;

namespace CrmAddin.Web.Tests.Fields;

public sealed class FieldEndpointsTests : IAsyncLifetime
{
    private RunningCrm Crm { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Crm = await RunningCrm.StartAsync();
        await Crm.AddUserAsync("boss", Role.Administrator);
        await Crm.AddUserAsync("ann", Role.Manager);
    }

    public async Task DisposeAsync() => await Crm.DisposeAsync();

    [Fact]
    public async Task A_new_field_is_on_the_form_takes_values_and_shows_them_on_the_card()
    {
        using var boss = await Crm.PaneAsync("boss");
        var id = await Crm.AddContactAsync(new Contact { DisplayName = "Huda" });

        using var made = await boss.PostAsync("/app/fields", Form(("entity", "Contact"), ("kind", "MultiChoice"), ("name", "Likes"), ("nameArabic", "يحب"), ("choices", "Sea | بحر\nMountains")));
        var editor = await new HtmlParser().ParseDocumentAsync(await boss.GetStringAsync($"/app/contacts/{id}/edit"));
        using var saved = await boss.PostAsync($"/app/contacts/{id}", Form(("version", "0"), ("customShown", "likes"), ("custom.likes", "Sea"), ("custom.likes", "Mountains")));
        var card = await new HtmlParser().ParseDocumentAsync(await boss.GetStringAsync($"/app/contacts/{id}"));
        using var cleared = await boss.PostAsync($"/app/contacts/{id}", Form(("version", "1"), ("customShown", "likes")));
        var empty = await boss.GetStringAsync($"/app/contacts/{id}");

        made.StatusCode.ShouldBe(HttpStatusCode.OK);
        editor.QuerySelectorAll("input[name='custom.likes']").Select(i => i.GetAttribute("value")).ShouldBe(["Sea", "Mountains"]);
        saved.StatusCode.ShouldBe(HttpStatusCode.OK);
        card.QuerySelector(".facts")!.TextContent.ShouldContain("Sea; Mountains");
        cleared.StatusCode.ShouldBe(HttpStatusCode.OK);
        empty.ShouldNotContain("Mountains");
    }

    [Fact]
    public async Task The_ten_basics_are_required_by_one_press_and_the_form_is_told_which_are_missing()
    {
        using var boss = await Crm.PaneAsync("boss");
        await boss.PostAsync("/app/fields/required", Form(("entity", "Contact"), ("completeContact", "true")));

        using var refused = await boss.PostAsync("/app/contacts", Form(("displayName", "Ann")));
        boss.DefaultRequestHeaders.Add("HX-Request", "true");
        boss.DefaultRequestHeaders.Add("X-Crm-Language", "ar");
        using var alert = await boss.PostAsync("/app/contacts", Form(("displayName", "Ann")));

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadFromJsonAsync<JsonObject>())!["code"]!.GetValue<string>().ShouldBe("RequiredFieldsEmpty");
        WebUtility.HtmlDecode(await alert.Content.ReadAsStringAsync()).ShouldContain("البريد");
    }

    [Theory]
    [InlineData("/app/fields")]
    [InlineData("/app/lookups")]
    public async Task Set_up_is_closed_to_everyone_but_administrators(string path)
    {
        using var ann = await Crm.PaneAsync("ann");

        (await ann.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await ann.PostAsync(path, Form(("name", "x"), ("kind", "Tag")))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
}
