using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Filters;
using CrmAddin.Core.Users;
using CrmAddin.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Tests.Contacts.Export;

public sealed class ExportEndpointsTests : IAsyncLifetime
{
    private RunningCrm Crm { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Crm = await RunningCrm.StartAsync();
        await Crm.AddUserAsync("boss", Role.Administrator);
        await Crm.AddUserAsync("agent");
        await Crm.AddContactAsync(new Contact { DisplayName = "Ann", JobTitle = "=1+1" });
        await Crm.AddContactAsync(new Contact { DisplayName = "منى", JobTitle = "مديرة" });
    }

    public async Task DisposeAsync() => await Crm.DisposeAsync();

    [Theory]
    [InlineData("csv", "text/csv")]
    [InlineData("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("vcf", "text/vcard")]
    public async Task A_download_streams_every_contact_and_is_noted_with_who_took_it(string format, string mediaType)
    {
        using var pane = await Crm.PaneAsync("boss");

        using var answer = await pane.PostAsync("/app/contacts/export", Form(("format", format)));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(mediaType);
        answer.Content.Headers.ContentDisposition!.FileNameStar.ShouldBe($"crm-contacts.{format}");
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        if (format == "xlsx")
            new ZipArchive(new MemoryStream(bytes)).GetEntry("xl/workbook.xml").ShouldNotBeNull();
        else
            System.Text.Encoding.UTF8.GetString(bytes).ShouldContain("منى");
        var noted = await Crm.ReadAsync(db => db.ChangeSets.SingleAsync(c => c.Origin == ChangeOrigin.Export));
        noted.About.ShouldBe($"{format}: all contacts, 2 rows");
        noted.UserId.ShouldBe(await Crm.ReadAsync(db => db.Users.Where(u => u.UserName == "boss").Select(u => u.Id).SingleAsync()));
        noted.CompletedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task The_filter_of_the_list_is_the_filter_of_the_export()
    {
        using var pane = await Crm.PaneAsync("boss");
        var filter = new ContactFilter { Conditions = [new("name", FilterOperator.Contains, ["Ann"])] }.ToJson();

        var page = await new HtmlParser().ParseDocumentAsync(await pane.GetStringAsync($"/app/contacts/export?filter={Uri.EscapeDataString(filter)}"));
        using var answer = await pane.PostAsync("/app/contacts/export", Form(("format", "csv"), ("filter", page.QuerySelector("input[name=filter]")!.GetAttribute("value")!)));

        var lines = (await answer.Content.ReadAsStringAsync()).Trim().Split("\r\n");
        lines.Length.ShouldBe(2);
        lines[1].ShouldContain("'=1+1");
        (await Crm.ReadAsync(db => db.ChangeSets.SingleAsync(c => c.Origin == ChangeOrigin.Export))).About!.ShouldContain("name");
    }

    [Fact]
    public async Task An_agent_and_an_unknown_format_are_refused_before_a_byte_is_sent()
    {
        using var agent = await Crm.PaneAsync("agent");
        using var boss = await Crm.PaneAsync("boss");

        using var refused = await agent.PostAsync("/app/contacts/export", Form(("format", "csv")));
        using var page = await agent.GetAsync("/app/contacts/export");
        using var unknown = await boss.PostAsync("/app/contacts/export", Form(("format", "pdf")));

        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await refused.Content.ReadFromJsonAsync<JsonObject>())!["code"]!.GetValue<string>().ShouldBe("MayNotExportRecords");
        page.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        unknown.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Crm.ReadAsync(db => db.ChangeSets.CountAsync(c => c.Origin == ChangeOrigin.Export))).ShouldBe(0);
    }

    [Theory]
    [InlineData("en", "Export contacts")]
    [InlineData("ar", "تصدير جهات الاتصال")]
    public async Task The_page_offers_three_formats_in_both_languages(string language, string title)
    {
        using var pane = await Crm.PaneAsync("boss");
        pane.DefaultRequestHeaders.Add("X-Crm-Language", language);

        var page = await new HtmlParser().ParseDocumentAsync(await pane.GetStringAsync("/app/contacts/export"));

        page.QuerySelector("h1")!.TextContent.ShouldBe(title);
        page.QuerySelectorAll("input[name=format]").Select(i => i.GetAttribute("value")).ShouldBe(["xlsx", "csv", "vcf"]);
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
}
