using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Users;
using CrmAddin.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Tests.Imports;

public sealed class ImportEndpointsTests : IAsyncLifetime
{
    private const string People = "Full person,Mail,Firm\nAnn Lee,ann@example.com,Acme\nBob Ray,bob@example.com,Acme\nBad,nowhere,\n";

    private RunningCrm Crm { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Crm = await RunningCrm.StartAsync();
        await Crm.AddUserAsync("boss", Role.Administrator);
    }

    public async Task DisposeAsync() => await Crm.DisposeAsync();

    [Theory]
    [InlineData("en", "Line 2: the birthday \"soon\" is no date like 1980-12-31")]
    [InlineData("ar", "السطر 2: القيمة «soon» في «تاريخ الميلاد» ليست تاريخًا مثل 1980-12-31")]
    public async Task A_refused_row_is_told_of_in_the_language_of_the_reader(string language, string line)
    {
        using var boss = await Crm.PaneAsync("boss");
        boss.DefaultRequestHeaders.Add("X-Crm-Language", language);
        var run = await UploadAsync(boss, "Name,Birthday\nAnn Lee,soon\n");

        using var check = await boss.PostAsync($"/app/import/{run}/check", Form(("column-0", "displayName"), ("column-1", "birthday")));
        await WaitAsync(boss, run, s => s["check"]?["isRunning"]?.GetValue<bool>() == false);
        var page = await new HtmlParser().ParseDocumentAsync(await boss.GetStringAsync($"/app/import/{run}"));

        page.QuerySelector("[data-findings=refused] li")!.TextContent.ShouldBe(line);
    }

    [Fact]
    public async Task A_file_is_uploaded_mapped_checked_imported_and_taken_back()
    {
        using var boss = await Crm.PaneAsync("boss");
        await Crm.AddContactAsync(new Contact { DisplayName = "Annie", Emails = { ContactEmail.From("ann@example.com") } });
        var run = await UploadAsync(boss, People);
        var stored = await RunAsync(run);
        File.Exists(stored.FilePath).ShouldBeTrue();
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(stored.FilePath!).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        using var check = await boss.PostAsync($"/app/import/{run}/check", Form(("column-0", "displayName"), ("column-1", "email"), ("column-2", "account"), ("source", "Fair"), ("mappingName", "Our fair")));
        check.StatusCode.ShouldBe(HttpStatusCode.OK);
        var done = await WaitAsync(boss, run, s => s["check"]?["isRunning"]?.GetValue<bool>() == false);
        (await Crm.ReadAsync(db => db.Contacts.CountAsync())).ShouldBe(1);
        var outcome = done["check"]!["outcome"]!;
        (outcome["created"]!.GetValue<int>(), outcome["rejected"]!.GetValue<int>(), outcome["possibleDuplicates"]!.GetValue<int>()).ShouldBe((2, 1, 1));
        var page = await new HtmlParser().ParseDocumentAsync(await boss.GetStringAsync($"/app/import/{run}"));
        page.QuerySelector("[data-findings=look-alikes] a")!.TextContent.ShouldBe("Annie");
        page.QuerySelector("[data-findings=refused] li")!.TextContent.ShouldContain("\"nowhere\" is not an e-mail address");
        page.QuerySelector("select[name=column-1] option[selected]")!.GetAttribute("value").ShouldBe("email");

        using var start = await boss.PostAsync($"/app/import/{run}/start", Form());
        start.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var imported = await WaitAsync(boss, run, s => s["state"]!.GetValue<string>() == "Completed");
        (imported["created"]!.GetValue<int>(), imported["rejected"]!.GetValue<int>()).ShouldBe((2, 1));
        File.Exists(stored.FilePath).ShouldBeFalse();
        (await boss.GetStringAsync($"/app/import/{run}/rejects")).ShouldContain("Bad,nowhere,,");
        (await Crm.ReadAsync(db => db.Contacts.CountAsync(c => c.Source!.Name == "Fair"))).ShouldBe(2);

        using var unconfirmed = await boss.PostAsync($"/app/import/{run}/undo", Form());
        unconfirmed.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var undo = await boss.PostAsync($"/app/import/{run}/undo", Form(("confirmed", "true")));
        var undone = await WaitAsync(boss, run, s => s["state"]!.GetValue<string>() == "Undone");
        undone["undone"]!["removed"]!.GetValue<int>().ShouldBe(2);
        (await Crm.ReadAsync(db => db.Contacts.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_choice_of_columns_is_saved_by_name_and_used_for_the_next_file()
    {
        using var boss = await Crm.PaneAsync("boss");
        var first = await UploadAsync(boss, People);
        await boss.PostAsync($"/app/import/{first}/check", Form(("column-0", "displayName"), ("column-1", "email"), ("column-2", ""), ("mappingName", "Fair list")));
        var second = await UploadAsync(boss, People);
        var mapping = (await Crm.ReadAsync(db => db.ImportMappings.SingleAsync())).Id;

        using var use = await boss.PostAsync($"/app/import/{second}/use", Form(("mapping", mapping.ToString(System.Globalization.CultureInfo.InvariantCulture))));
        using var unknown = await boss.PostAsync($"/app/import/{second}/use", Form(("mapping", "99")));

        use.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var page = await new HtmlParser().ParseDocumentAsync(await boss.GetStringAsync($"/app/import/{second}"));
        page.QuerySelectorAll("select[name^=column-] option[selected]").Select(o => o.GetAttribute("value")).ShouldBe(["displayName", "email"]);
    }

    [Fact]
    public async Task A_file_that_holds_no_contacts_is_refused_in_the_language_of_the_reader_and_not_kept()
    {
        using var boss = await Crm.PaneAsync("boss");
        boss.DefaultRequestHeaders.Add("HX-Request", "true");
        boss.DefaultRequestHeaders.Add("X-Crm-Language", "ar");

        using var picture = await boss.PostAsync("/app/import", Upload("contacts.csv", "%PDF-1.7 not contacts"));
        using var nothing = await boss.PostAsync("/app/import", Form(("file", "none")));

        picture.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await picture.Content.ReadAsStringAsync()).ShouldContain("contacts.csv");
        nothing.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        WebUtility.HtmlDecode(await nothing.Content.ReadAsStringAsync()).ShouldContain("اختر ملفًا");
        Directory.GetFiles(Path.Combine(Crm.DataFolder, "imports")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Columns_that_find_nobody_are_refused_before_anything_is_read()
    {
        using var boss = await Crm.PaneAsync("boss");
        var run = await UploadAsync(boss, People);

        using var check = await boss.PostAsync($"/app/import/{run}/check", Form(("column-0", ""), ("column-1", ""), ("column-2", "account")));

        check.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await check.Content.ReadFromJsonAsync<JsonObject>())!["code"]!.GetValue<string>().ShouldBe("HeaderMissing");
    }

    [Fact]
    public async Task An_import_that_a_host_left_unfinished_is_taken_up()
    {
        using var boss = await Crm.PaneAsync("boss");
        var run = await UploadAsync(boss, "Name,Email\n" + string.Concat(Enumerable.Range(1, 250).Select(i => $"Person {i},p{i}@example.com\n")));

        await Crm.UseAsync(services => ((CrmAddin.Core.Store.CrmDb)services.GetService(typeof(CrmAddin.Core.Store.CrmDb))!).ImportRuns.Where(r => r.Id == run)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.State, ImportState.Running)));

        (await WaitAsync(boss, run, s => s["state"]!.GetValue<string>() == "Completed"))["created"]!.GetValue<int>().ShouldBe(250);
    }

    [Fact]
    public async Task An_agent_imports_for_themselves_and_sees_no_import_of_others()
    {
        var agentId = await Crm.AddUserAsync("agent");
        await Crm.AddUserAsync("guest", Role.ReadOnly);
        using var boss = await Crm.PaneAsync("boss");
        using var agent = await Crm.PaneAsync("agent");
        using var guest = await Crm.PaneAsync("guest");
        var bosses = await UploadAsync(boss, People);
        var agents = await UploadAsync(agent, "Name,Email\nAnn,ann@example.com\n");

        await agent.PostAsync($"/app/import/{agents}/start", Form());
        await WaitAsync(agent, agents, s => s["state"]!.GetValue<string>() == "Completed");

        (await Crm.ReadAsync(db => db.Contacts.SingleAsync())).OwnerId.ShouldBe(agentId);
        (await agent.GetAsync($"/app/import/{bosses}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await guest.GetAsync("/app/import")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await agent.GetStringAsync("/app/import")).ShouldNotContain($"data-run=\"{bosses}\"");
        (await boss.GetStringAsync("/app/import")).ShouldContain($"data-run=\"{agents}\"");
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));

    private static MultipartFormDataContent Upload(string name, string content)
    {
        var form = new MultipartFormDataContent();
        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(content)), "file", name);
        return form;
    }

    private static async Task<long> UploadAsync(HttpClient client, string csv)
    {
        using var form = Upload("people.csv", csv);
        using var answer = await client.PostAsync("/app/import", form);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!["id"]!.GetValue<long>();
    }

    private static async Task<JsonNode> WaitAsync(HttpClient client, long run, Func<JsonNode, bool> isThere)
    {
        for (var i = 0; i < 600; i++)
        {
            var status = JsonNode.Parse(await client.GetStringAsync($"/app/import/{run}/status"))!;
            if (isThere(status))
                return status;
            await Task.Delay(100);
        }
        throw new TimeoutException($"The import did not come there: {await client.GetStringAsync($"/app/import/{run}/status")}");
    }

    private Task<ImportRun> RunAsync(long id) => Crm.ReadAsync(db => db.ImportRuns.AsNoTracking().SingleAsync(r => r.Id == id));
}
