using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GraphSimulator;
using GraphSimulator.Clock;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions.Authentication;

namespace CrmAddin.Web.Tests.Graph;

/// <summary>An answer of the simulator.</summary>
public sealed record Answer(HttpStatusCode Status, JsonObject Body, HttpResponseHeaders Headers)
{
    public string ErrorCode => Body["error"]!["code"]!.GetValue<string>();

    public string ErrorMessage => Body["error"]!["message"]!.GetValue<string>();

    public IReadOnlyList<JsonObject> Value => [.. Body["value"]!.AsArray().Select(i => i!.AsObject())];

    public string? NextLink => Body["@odata.nextLink"]?.GetValue<string>();

    public string? DeltaLink => Body["@odata.deltaLink"]?.GetValue<string>();
}

/// <summary>A simulator of its own for each test, with a mailbox, asked by plain HTTP or by the Graph SDK.</summary>
public abstract class SimulatorTest : IAsyncLifetime
{
    protected const string Upn = "agent@firm.example";
    protected const string Immutable = "IdType=\"ImmutableId\"";

    protected GraphSimulatorHost Simulator { get; private set; } = null!;

    protected HttpClient Http { get; private set; } = null!;

    /// <summary>The SDK, without its own repetitions.</summary>
    protected GraphServiceClient Graph { get; private set; } = null!;

    /// <summary>Stands still until a test moves it.</summary>
    protected SteppedClock Clock { get; } = new(SampleMail.Start);

    public virtual async Task InitializeAsync()
    {
        Simulator = await GraphSimulatorHost.StartAsync(clock: Clock);
        Simulator.Tenant.AddMailbox(Upn, "Agent");
        Http = new HttpClient { BaseAddress = new Uri(Simulator.Address, "/v1.0/") };
        Graph = new GraphServiceClient(new HttpClient(), new AnonymousAuthenticationProvider(), Simulator.GraphBaseUrl.ToString());
    }

    public virtual async Task DisposeAsync()
    {
        Graph.Dispose();
        Http.Dispose();
        await Simulator.DisposeAsync();
    }

    /// <summary>Moves the clock on until something is done that waits for it.</summary>
    protected async Task<T> AdvanceUntilDoneAsync<T>(Task<T> task)
    {
        while (!task.IsCompleted)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(task, Task.Delay(5));
        }
        return await task;
    }

    /// <summary>Waits until a request was answered with this status.</summary>
    protected async Task UntilAnsweredAsync(HttpStatusCode status)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (Simulator.Log.Requests.All(r => r.Status != (int)status))
            await Task.Delay(5, patience.Token);
    }

    protected List<string> Deliver(int count, string folder = "inbox") => [.. Enumerable.Range(0, count)
        .Select(n => Simulator.Tenant.AddMessage(Upn, folder, SampleMail.From($"sender{n}@client.example", $"Mail {n}", n)))];

    protected Task<Answer> GetAsync(string url, string? prefer = null) => SendAsync(HttpMethod.Get, url, null, prefer);

    protected Task<Answer> PostAsync(string url, object body, string? prefer = null) => SendAsync(HttpMethod.Post, url, Json(body), prefer);

    protected Task<Answer> PatchAsync(string url, object body, string? prefer = null) => SendAsync(HttpMethod.Patch, url, Json(body), prefer);

    protected Task<Answer> DeleteAsync(string url) => SendAsync(HttpMethod.Delete, url, null, null);

    protected async Task<Answer> SendAsync(HttpMethod method, string url, HttpContent? content, string? prefer)
    {
        using var request = new HttpRequestMessage(method, new Uri(url, UriKind.RelativeOrAbsolute)) { Content = content };
        if (prefer is not null)
            request.Headers.Add("Prefer", prefer);
        using var answer = await Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return new Answer(answer.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text)!.AsObject() : [], answer.Headers);
    }

    /// <summary>Reads a round to its end: all lines, and the link to the next round.</summary>
    protected async Task<(List<JsonObject> Items, string DeltaLink)> RoundAsync(string url, string? prefer = Immutable)
    {
        var items = new List<JsonObject>();
        while (true)
        {
            var page = await GetAsync(url, prefer);
            page.Status.ShouldBe(HttpStatusCode.OK);
            items.AddRange(page.Value);
            if (page.DeltaLink is { } link)
                return (items, link);
            url = page.NextLink.ShouldNotBeNull();
        }
    }

    protected static StringContent Json(object value) =>
        new(value is JsonNode node ? node.ToJsonString() : JsonSerializer.Serialize(value), Encoding.UTF8, "application/json");

    protected static IEnumerable<string> Subjects(Answer answer) => answer.Value.Select(m => m["subject"]!.GetValue<string>());

    protected static string Id(JsonObject item) => item["id"]!.GetValue<string>();

    protected static string? RemovedReason(JsonObject item) => item["@removed"]?["reason"]?.GetValue<string>();
}
