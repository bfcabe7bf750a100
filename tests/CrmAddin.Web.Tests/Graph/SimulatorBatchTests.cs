using System.Net;
using System.Text.Json.Nodes;
using GraphSimulator.Limits;
using GraphSimulator.Misbehaviour;
using GraphSimulator.Requests;
using Microsoft.Graph;
using Microsoft.Graph.Models;

namespace CrmAddin.Web.Tests.Graph;

public sealed class SimulatorBatchTests : SimulatorTest
{
    [Fact]
    public async Task The_SDK_reads_several_messages_in_one_request()
    {
        var ids = Deliver(3);
        var batch = new BatchRequestContentCollection(Graph);
        var steps = new List<string>();
        foreach (var id in ids)
            steps.Add(await batch.AddBatchRequestStepAsync(Graph.Users[Upn].Messages[id].ToGetRequestInformation()));

        var answer = await Graph.Batch.PostAsync(batch);

        for (var n = 0; n < 3; n++)
            (await answer.GetResponseByIdAsync<Message>(steps[n])).Subject.ShouldBe($"Mail {n}");
        Simulator.Log.Counts[RequestKind.Batch].ShouldBe(1);
        Simulator.Log.Counts[RequestKind.Message].ShouldBe(3);
    }

    [Fact]
    public async Task Answers_come_in_any_order()
    {
        var answer = await BatchAsync([.. Enumerable.Range(1, 20).Select(n => Step($"{n}", "GET", $"/users/{Upn}/mailFolders/inbox"))]);

        var order = answer["responses"]!.AsArray().Select(r => r!["id"]!.GetValue<string>()).ToList();
        order.ShouldBe(Enumerable.Range(1, 20).Select(n => $"{n}"), ignoreOrder: true);
        order.ShouldNotBe(Enumerable.Range(1, 20).Select(n => $"{n}"));
    }

    [Fact]
    public async Task More_than_twenty_requests_and_equal_ids_are_refused()
    {
        (await PostAsync("$batch", new { requests = Enumerable.Range(0, 21).Select(n => Step($"{n}", "GET", "/organization")) })).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync("$batch", new { requests = new[] { Step("1", "GET", "/organization"), Step("1", "GET", "/users") } })).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_request_whose_dependency_failed_is_not_run()
    {
        var id = Deliver(1)[0];
        var dependent = Step("2", "PATCH", $"/users/{Upn}/messages/{id}", new { isRead = true });
        dependent["dependsOn"] = new JsonArray("1");

        var answers = ById(await BatchAsync(Step("1", "GET", $"/users/{Upn}/messages/nothing"), dependent, Step("3", "GET", $"/users/{Upn}")));

        (answers["1"].Status, answers["2"].Status, answers["3"].Status).ShouldBe((404, 424, 200));
        Simulator.Tenant.Messages(Upn).Single().IsRead.ShouldBeFalse();
    }

    [Fact]
    public async Task Each_request_is_throttled_alone_and_says_itself_when_to_come_back()
    {
        Simulator.Limits = new ServiceLimits { RequestsPerWindow = 2, WindowSeconds = 60 };

        var answers = ById(await BatchAsync([.. Enumerable.Range(1, 5).Select(n => Step($"{n}", "GET", $"/users/{Upn}/mailFolders/inbox"))])).Values;

        answers.Count(a => a.Status == 200).ShouldBe(2);
        var throttled = answers.Where(a => a.Status == 429).ToList();
        throttled.Count.ShouldBe(3);
        throttled.ShouldAllBe(a => a.Body["headers"]!["Retry-After"]!.GetValue<string>() == "60");
        throttled[0].Body["body"]!["error"]!["code"]!.GetValue<string>().ShouldBe("TooManyRequests");
    }

    [Fact]
    public async Task A_batch_stays_within_the_mailboxs_concurrency_and_a_second_one_beside_it_does_not()
    {
        Simulator.Faults = new Faults { LatencyMilliseconds = 100 };
        var steps = Enumerable.Range(1, 12).Select(n => Step($"{n}", "GET", $"/users/{Upn}/mailFolders/inbox")).ToArray();

        ById(await AdvanceUntilDoneAsync(BatchAsync(steps))).Values.ShouldAllBe(a => a.Status == 200);
        var both = Task.WhenAll(BatchAsync(steps), BatchAsync(steps));
        await UntilAnsweredAsync(HttpStatusCode.TooManyRequests);

        (await AdvanceUntilDoneAsync(both)).SelectMany(b => ById(b).Values).ShouldContain(a => a.Status == 429);
    }

    [Fact]
    public async Task A_body_needs_its_content_type()
    {
        var step = Step("1", "PATCH", $"/users/{Upn}/messages/x", new { isRead = true });
        step.Remove("headers");

        (await PostAsync("$batch", new { requests = new[] { step } })).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    private async Task<JsonObject> BatchAsync(params JsonObject[] steps)
    {
        var answer = await PostAsync("$batch", new JsonObject { ["requests"] = new JsonArray([.. steps.Select(s => s.DeepClone())]) });
        answer.Status.ShouldBe(HttpStatusCode.OK);
        return answer.Body;
    }

    private static Dictionary<string, (int Status, JsonNode Body)> ById(JsonObject answer) =>
        answer["responses"]!.AsArray().ToDictionary(r => r!["id"]!.GetValue<string>(), r => (r!["status"]!.GetValue<int>(), r));

    private static JsonObject Step(string id, string method, string url, object? body = null)
    {
        var step = new JsonObject { ["id"] = id, ["method"] = method, ["url"] = url };
        if (body is not null)
        {
            step["headers"] = new JsonObject { ["Content-Type"] = "application/json" };
            step["body"] = System.Text.Json.JsonSerializer.SerializeToNode(body);
        }
        return step;
    }
}
