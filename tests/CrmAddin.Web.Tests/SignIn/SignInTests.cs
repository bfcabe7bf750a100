using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using CrmAddin.Web.SignIn;
using CrmAddin.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.SignIn;

public sealed partial class SignInTests : IAsyncLifetime
{
    private RunningCrm Crm { get; set; } = null!;

    public async Task InitializeAsync() => Crm = await RunningCrm.StartAsync();

    public async Task DisposeAsync() => await Crm.DisposeAsync();

    [Fact]
    public async Task The_one_time_link_lets_in_once_and_never_again()
    {
        string? token = null;
        await Crm.UseAsync(async s => token = await s.GetRequiredService<OneTimeLink>().CreateAsync(default));
        using var client = Crm.Client();

        using var first = await client.GetAsync("/sign-in/once/" + token);
        using var second = await Crm.Client().GetAsync("/sign-in/once/" + token);
        using var page = await client.GetAsync("/app/contacts");

        first.Headers.Location!.ToString().ShouldBe("/app/account?welcome");
        second.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        await Crm.UseAsync(async s => (await s.GetRequiredService<OneTimeLink>().CreateAsync(default)).ShouldBeNull());
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_even_for_the_right_one()
    {
        await Crm.AddUserAsync("ann");
        using var client = Crm.Client();
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await client.PostAsJsonAsync("/sign-in/token", new { userName = "ann", password = "wrong" });
            (await wrong.Content.ReadAsStringAsync()).ShouldContain("SignInRefused");
        }

        using var right = await client.PostAsJsonAsync("/sign-in/token", new { userName = "ann", password = RunningCrm.Password });

        right.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await right.Content.ReadAsStringAsync()).ShouldContain("SignInLocked");
    }

    [Fact]
    public async Task An_unknown_name_is_refused_in_the_same_words_as_a_wrong_password()
    {
        using var client = Crm.Client();

        using var answer = await client.PostAsJsonAsync("/sign-in/token", new { userName = "nobody", password = "x" });

        (await answer.Content.ReadAsStringAsync()).ShouldContain("The name or the password is wrong.");
    }

    [Fact]
    public async Task A_refresh_token_used_twice_ends_the_whole_chain()
    {
        await Crm.AddUserAsync("ann");
        using var client = Crm.Client();
        using var signedIn = await client.PostAsJsonAsync("/sign-in/token", new { userName = "ann", password = RunningCrm.Password });
        var first = (await signedIn.Content.ReadFromJsonAsync<PaneToken>())!;
        using var renewed = await client.PostAsJsonAsync("/sign-in/refresh", new { first.RefreshToken });
        var second = (await renewed.Content.ReadFromJsonAsync<PaneToken>())!;

        using var stolen = await client.PostAsJsonAsync("/sign-in/refresh", new { first.RefreshToken });
        using var ended = await client.PostAsJsonAsync("/sign-in/refresh", new { second.RefreshToken });

        stolen.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        ended.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_new_password_ends_tokens_that_were_given_before()
    {
        await Crm.AddUserAsync("ann");
        using var pane = await Crm.PaneAsync("ann");
        (await pane.GetAsync("/api/contacts?find=x")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await Crm.UseAsync(s => s.GetRequiredService<SetPassword>().RunAsync("ann", "another password", default));

        (await pane.GetAsync("/api/contacts?find=x")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_person_who_left_is_out_with_the_next_request()
    {
        var id = await Crm.AddUserAsync("ann");
        using var pane = await Crm.PaneAsync("ann");

        await Crm.ReadAsync(db => db.Users.Where(u => u.Id == id).ExecuteUpdateAsync(u => u.SetProperty(x => x.IsActive, false)));

        (await pane.GetAsync("/api/contacts?find=x")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_form_signs_in_by_cookie_and_refuses_to_lead_to_another_site()
    {
        await Crm.AddUserAsync("ann");
        using var client = Crm.Client();

        using var answer = await PostFormAsync(client, "/sign-in", "/sign-in", ("userName", "ann"), ("password", RunningCrm.Password), ("returnTo", "//evil.example"));

        answer.Headers.Location!.ToString().ShouldBe("/app");
        (await client.GetAsync("/app")).Headers.Location!.ToString().ShouldBe("/app/contacts");
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("crm=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly", Case.Insensitive);
    }

    [Fact]
    public async Task A_form_without_its_antiforgery_token_is_refused_for_a_cookie_and_not_asked_of_a_pane()
    {
        await Crm.AddUserAsync("ann");
        using var page = Crm.Client();
        using (await PostFormAsync(page, "/sign-in", "/sign-in", ("userName", "ann"), ("password", RunningCrm.Password)))
        {
        }
        using var pane = await Crm.PaneAsync("ann");
        var form = () => new FormUrlEncodedContent([new("displayName", "New Person")]);

        using var forged = await page.PostAsync("/app/contacts", form());
        using var fromPane = await pane.PostAsync("/app/contacts", form());

        forged.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        fromPane.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await Crm.ReadAsync(db => db.Contacts.CountAsync())).ShouldBe(1);
    }

    [Theory]
    [InlineData("/app/contacts")]
    [InlineData("/app/lists/1.csv")]
    [InlineData("/app/reports/pipeline.xlsx")]
    public async Task A_page_sends_a_stranger_to_the_sign_in_form(string path)
    {
        using var answer = await Crm.Client().GetAsync(path);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldContain("/sign-in?returnTo=");
    }

    [Fact]
    public async Task Every_route_but_the_open_ones_asks_who_is_there()
    {
        string[] open = ["/sign-in", "/panes/outlook/taskpane.html", "/panes/excel/taskpane.html", "/panes/excel/functions.json", "/health", "/downloads/", "/graph/notifications", "/graph/lifecycle", "/"];
        var routes = new List<Microsoft.AspNetCore.Routing.RouteEndpoint>();
        await Crm.UseAsync(s =>
        {
            routes.AddRange(s.GetServices<Microsoft.AspNetCore.Routing.EndpointDataSource>().SelectMany(d => d.Endpoints).OfType<Microsoft.AspNetCore.Routing.RouteEndpoint>());
            return Task.CompletedTask;
        });

        var anonymous = routes.Where(r => r.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is not null).Select(r => "/" + r.RoutePattern.RawText!.TrimStart('/'));

        routes.Count.ShouldBeGreaterThan(20);
        anonymous.ShouldAllBe(path => open.Any(o => path == o || (o != "/" && path.StartsWith(o, StringComparison.Ordinal))));
    }

    [Fact]
    public async Task An_authorization_header_wins_over_a_good_cookie()
    {
        await Crm.AddUserAsync("ann");
        using var client = Crm.Client();
        using (await PostFormAsync(client, "/sign-in", "/sign-in", ("userName", "ann"), ("password", RunningCrm.Password)))
        {
        }
        client.DefaultRequestHeaders.Authorization = new("Bearer", "forged");

        (await client.GetAsync("/api/contacts?find=x")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Pages_may_be_framed_by_nobody_and_panes_by_Office_alone()
    {
        using var client = Crm.Client();
        using var page = await client.GetAsync("/sign-in");
        using var pane = await client.GetAsync("/panes/outlook/taskpane.html");

        page.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'none'");
        var policy = pane.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("frame-ancestors 'self' https://outlook.office.com");
        pane.Headers.Contains("X-Frame-Options").ShouldBeFalse();
        page.Headers.Contains("X-Frame-Options").ShouldBeFalse();
    }

    [Fact]
    public async Task The_root_may_be_framed_by_Office_and_leads_people_to_the_pages()
    {
        using var client = Crm.Client();
        using var frame = new HttpRequestMessage(HttpMethod.Get, "/");
        frame.Headers.Add("Sec-Fetch-Dest", "iframe");

        using var framed = await client.SendAsync(frame);
        using var opened = await client.GetAsync("/");

        framed.StatusCode.ShouldBe(HttpStatusCode.OK);
        framed.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'self' https://outlook.office.com");
        opened.Headers.Location!.ToString().ShouldBe("/app");
    }

    [Fact]
    public void Keys_and_store_can_be_read_by_their_owner_alone()
    {
        if (OperatingSystem.IsWindows())
            return;
        File.GetUnixFileMode(Path.Combine(Crm.DataFolder, "crm.db")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(Path.Combine(Crm.DataFolder, "keys")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    internal static async Task<HttpResponseMessage> PostFormAsync(HttpClient client, string pageWithForm, string action, params (string Name, string Value)[] fields)
    {
        var html = await client.GetStringAsync(pageWithForm);
        var token = AntiforgeryToken().Match(html).Groups[1].Value;
        return await client.PostAsync(action, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)).Append(new("__RequestVerificationToken", token))));
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex AntiforgeryToken();
}
