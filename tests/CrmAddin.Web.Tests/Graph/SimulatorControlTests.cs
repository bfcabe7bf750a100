using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace CrmAddin.Web.Tests.Graph;

public sealed class SimulatorControlTests : SimulatorTest
{
    [Fact]
    public async Task Real_mails_load_through_the_control_address_and_page_in_full()
    {
        foreach (var file in RealMails.Files)
        {
            var folder = Path.GetFileNameWithoutExtension(file);
            var id = Id((await PostAsync($"/simulator/mailboxes/{Upn}/folders", new { displayName = folder })).Body);
            using var loaded = await Http.PostAsync($"/simulator/mailboxes/{Upn}/folders/{folder}/messages", new StreamContent(File.OpenRead(file)));
            var lines = File.ReadLines(file).Count();
            (await loaded.Content.ReadAsStringAsync()).ShouldBe($"{{\"loaded\":{lines}}}");

            var url = $"users/{Upn}/mailFolders/{id}/messages/delta?$select=subject,from,internetMessageHeaders,body,uniqueBody";
            var (seen, _) = await RoundAsync(url, "odata.maxpagesize=50, outlook.body-content-type=\"text\"");

            seen.Count.ShouldBe(lines);
        }
    }

    [Fact]
    public async Task The_control_addresses_make_mailboxes_move_and_delete_mails_and_set_faults()
    {
        await PostAsync("/simulator/mailboxes", new { upn = "b@firm.example", displayName = "B" });
        var loaded = await PostAsync("/simulator/mailboxes/b@firm.example/folders/inbox/messages",
            new JsonArray(SampleMail.From("x@y.example", "One"), SampleMail.From("x@y.example", "Two"), SampleMail.From("x@y.example", "Three")));
        var ids = loaded.Body["ids"]!.AsArray().Select(i => i!.GetValue<string>()).ToList();
        await PostAsync($"/simulator/mailboxes/b@firm.example/messages/{ids[0]}/move", new { folder = "archive" });
        await DeleteAsync($"/simulator/mailboxes/b@firm.example/messages/{ids[1]}");
        await DeleteAsync($"/simulator/mailboxes/b@firm.example/messages/{ids[2]}?reason=changed");
        await PostAsync($"/simulator/mailboxes/b@firm.example/messages/{ids[2]}/restore", new { });
        await PostAsync($"/simulator/mailboxes/b@firm.example/messages/{ids[2]}/categories", new JsonArray("Logged"));
        await PostAsync($"/simulator/mailboxes/b@firm.example/messages/{ids[2]}/copy", new { mailbox = Upn });
        using var faults = await Http.PutAsync("/simulator/faults", Json(new { throttleRate = 1, retryAfter = "Absent", notifications = new { dropRate = 0.5 } }));

        faults.StatusCode.ShouldBe(HttpStatusCode.OK);
        Simulator.Faults.Notifications.DropRate.ShouldBe(0.5);
        var counts = JsonNode.Parse(await Http.GetStringAsync("/simulator/mailboxes/b@firm.example/counts"))!;
        (counts["inbox"]!.GetValue<int>(), counts["archive"]!.GetValue<int>(), counts["deleteditems"]!.GetValue<int>()).ShouldBe((1, 1, 0));
        var truth = JsonNode.Parse(await Http.GetStringAsync("/simulator/mailboxes/b@firm.example/messages?folder=inbox"))!.AsArray().Single()!;
        truth["categories"]![0]!.GetValue<string>().ShouldBe("Logged");
        Simulator.Tenant.Messages(Upn, "inbox").Single().Subject.ShouldBe("Three");
        (await GetAsync($"users/{Upn}")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        JsonNode.Parse(await Http.GetStringAsync("/simulator/health"))!["status"]!.GetValue<string>().ShouldBe("ok");
    }

    [Fact]
    public async Task A_file_that_is_no_ndjson_is_refused_with_its_line()
    {
        using var broken = await Http.PostAsync($"/simulator/mailboxes/{Upn}/folders/inbox/messages", new StringContent("{\"subject\":\"a\"}\nnot json\n", Encoding.UTF8));

        broken.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await broken.Content.ReadAsStringAsync()).ShouldStartWith("Line 2 is no JSON object");
    }

    [Fact]
    public async Task The_control_addresses_make_mails_events_and_contacts_and_set_limits()
    {
        await PostAsync($"/simulator/mailboxes/{Upn}/folders/inbox/generate", new { count = 12, seed = 3 });
        var time = new { dateTime = "2026-03-02T08:00:00", timeZone = "UTC" };
        var made = await PostAsync($"/simulator/mailboxes/{Upn}/events", new { subject = "Visit", start = time, end = time });
        await PatchAsync($"/simulator/mailboxes/{Upn}/events/{Id(made.Body)}", new { subject = "Late visit" });
        await PostAsync($"/simulator/mailboxes/{Upn}/contacts", new { givenName = "Ann" });
        using var limits = await Http.PutAsync("/simulator/limits", Json(new { requestsPerWindow = 1, windowSeconds = 60 }));

        Simulator.Tenant.Messages(Upn, "inbox").Count.ShouldBe(12);
        (await GetAsync($"users/{Upn}/events")).Value.Single()["subject"]!.GetValue<string>().ShouldBe("Late visit");
        (await GetAsync($"users/{Upn}/contacts")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        JsonNode.Parse(await Http.GetStringAsync("/simulator/requests"))!["counts"]!["Calendar"]!.GetValue<int>().ShouldBe(1);
        JsonNode.Parse(await Http.GetStringAsync($"/simulator/mailboxes/{Upn}/contacts"))![0]!["givenName"]!.GetValue<string>().ShouldBe("Ann");
        (await DeleteAsync($"/simulator/mailboxes/{Upn}/events/nothing")).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
