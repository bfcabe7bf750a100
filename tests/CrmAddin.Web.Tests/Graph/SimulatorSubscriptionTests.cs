using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using GraphSimulator.Calendar;
using GraphSimulator.Contacts;
using GraphSimulator.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.Graph.Models;

namespace CrmAddin.Web.Tests.Graph;

public sealed class SimulatorSubscriptionTests : SimulatorTest
{
    private NotificationReceiver _receiver = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _receiver = await NotificationReceiver.StartAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task The_SDK_subscribes_after_a_handshake_with_both_addresses()
    {
        var made = await Graph.Subscriptions.PostAsync(new Subscription
        {
            ChangeType = "created,updated",
            NotificationUrl = _receiver.Url.ToString(),
            LifecycleNotificationUrl = _receiver.LifecycleUrl.ToString(),
            Resource = $"users/{Upn}/mailFolders('inbox')/messages",
            ExpirationDateTime = SampleMail.Start.AddDays(3),
            ClientState = "secret",
        });

        _receiver.Handshakes.ShouldBe(["notify", "lifecycle"]);
        Guid.TryParse(made!.Id, out _).ShouldBeTrue();
        (made.ClientState, made.ExpirationDateTime, made.ChangeType).ShouldBe(("secret", SampleMail.Start.AddDays(3), "created,updated"));
        (await Graph.Subscriptions.GetAsync())!.Value!.Single().Id.ShouldBe(made.Id);
        (await Graph.Subscriptions[made.Id].GetAsync())!.Resource.ShouldBe($"users/{Upn}/mailFolders('inbox')/messages");
    }

    [Fact]
    public async Task One_address_for_both_is_asked_twice()
    {
        var body = Body();
        body["lifecycleNotificationUrl"] = _receiver.Url.ToString();

        await PostAsync("subscriptions", body);

        _receiver.Handshakes.ShouldBe(["notify", "notify"]);
    }

    [Theory]
    [InlineData("echoes something else")]
    [InlineData("answers as html")]
    [InlineData("answers 202")]
    [InlineData("is not there")]
    public async Task A_failed_handshake_refuses_the_subscription(string how)
    {
        _receiver.Handshake = how switch
        {
            "echoes something else" => token => Results.Text(Uri.EscapeDataString(token), "text/plain"),
            "answers as html" => token => Results.Text(token, "text/html"),
            _ => token => Results.Text(token, "text/plain", statusCode: 202),
        };
        var body = Body();
        if (how == "is not there")
            body["notificationUrl"] = "http://127.0.0.1:1/notify";

        var refused = await PostAsync("subscriptions", body);

        (refused.Status, refused.ErrorCode).ShouldBe((HttpStatusCode.BadRequest, "ValidationError"));
        Simulator.Subscriptions.Active.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_handshake_is_given_ten_seconds()
    {
        using var release = new SemaphoreSlim(0);
        using var asked = new SemaphoreSlim(0);
        _receiver.Handshake = token =>
        {
            asked.Release();
            release.Wait(TimeSpan.FromSeconds(30));
            return Results.Text(token, "text/plain");
        };
        var asking = PostAsync("subscriptions", Body());
        await asked.WaitAsync();

        Clock.Advance(TimeSpan.FromSeconds(9));
        asking.IsCompleted.ShouldBeFalse();
        Clock.Advance(TimeSpan.FromSeconds(1));

        (await asking).Status.ShouldBe(HttpStatusCode.BadRequest);
        release.Release();
    }

    [Fact]
    public async Task The_same_combination_is_a_conflict_until_it_ends()
    {
        var first = Id((await PostAsync("subscriptions", Body())).Body);
        var again = await PostAsync("subscriptions", Body());
        (again.Status, again.ErrorMessage).ShouldBe((HttpStatusCode.Conflict, $"Subscription Id <{first}> already exists for the requested combination"));
        (await PostAsync("subscriptions", Body(changeType: "deleted"))).Status.ShouldBe(HttpStatusCode.Created);

        (await DeleteAsync($"subscriptions/{first}")).Status.ShouldBe(HttpStatusCode.NoContent);

        (await PostAsync("subscriptions", Body())).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_mailbox_has_only_so_many_subscriptions()
    {
        Simulator.Limits = new ServiceLimits { SubscriptionsPerMailbox = 1 };
        await PostAsync("subscriptions", Body());

        (await PostAsync("subscriptions", Body(resource: $"users/{Upn}/events"))).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData(10_080, 10_080)]
    [InlineData(10, 45)]
    [InlineData(10_081, null)]
    [InlineData(-1, null)]
    public async Task An_expiry_too_early_is_put_off_and_one_too_late_or_past_is_refused(int minutes, int? given)
    {
        var answer = await PostAsync("subscriptions", Body(minutes: minutes));

        if (given is { } expected)
            Simulator.Subscriptions.Active.Single().ExpiresAt.ShouldBe(SampleMail.Start.AddMinutes(expected));
        else
            answer.Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_subscription_is_renewed_and_ends_when_it_is_not()
    {
        var id = Id((await PostAsync("subscriptions", Body(minutes: 60))).Body);
        Clock.Advance(TimeSpan.FromMinutes(50));
        var renewed = await PatchAsync($"subscriptions/{id}", new { expirationDateTime = Clock.GetUtcNow().AddMinutes(100) });
        renewed.Status.ShouldBe(HttpStatusCode.OK);
        (await PostAsync($"subscriptions/{id}/reauthorize", new { })).Status.ShouldBe(HttpStatusCode.NoContent);
        Simulator.Subscriptions.Active.Single().Renewals.ShouldBe(2);
        (await PatchAsync($"subscriptions/{id}", new { lifecycleNotificationUrl = _receiver.LifecycleUrl, expirationDateTime = Clock.GetUtcNow().AddMinutes(100) }))
            .Status.ShouldBe(HttpStatusCode.BadRequest);

        Clock.Advance(TimeSpan.FromMinutes(100));

        (await GetAsync($"subscriptions/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        Deliver(1);
        await Simulator.Subscriptions.WaitForDeliveriesAsync();
        _receiver.Items.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("changeType", "exploded")]
    [InlineData("resource", "users/agent@firm.example/drive")]
    [InlineData("notificationUrl", "http://crm.example/notify")]
    [InlineData("expirationDateTime", "soon")]
    [InlineData("resource", "")]
    public async Task A_wrong_subscription_is_refused(string property, string value)
    {
        var body = Body();
        body[property] = value;

        (await PostAsync("subscriptions", body)).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_client_state_is_not_too_long_and_a_mailbox_is_known_and_not_denied()
    {
        var body = Body();
        body["clientState"] = new string('x', 129);
        (await PostAsync("subscriptions", body)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync("subscriptions", Body(resource: "users/nobody@firm.example/messages"))).Status.ShouldBe(HttpStatusCode.NotFound);
        Simulator.Faults = new GraphSimulator.Misbehaviour.Faults { DeniedMailboxes = [Upn] };
        (await PostAsync("subscriptions", Body())).ErrorCode.ShouldBe("ErrorAccessDenied");
    }

    [Fact]
    public async Task A_change_is_told_in_Graphs_shape_with_the_kind_of_id_that_was_preferred()
    {
        await PostAsync("subscriptions", Body(changeType: "created"), Immutable);
        await PostAsync("subscriptions", Body(changeType: "created,updated", resource: $"users/{Upn}/mailFolders('inbox')/messages"));

        var id = Deliver(1)[0];
        await Simulator.Subscriptions.WaitForDeliveriesAsync();

        _receiver.Items.Count.ShouldBe(2);
        var lasting = _receiver.Items.Single(i => i["resourceData"]!["id"]!.GetValue<string>() == id);
        var user = (await GetAsync($"users/{Upn}")).Body["id"]!.GetValue<string>();
        (lasting["changeType"]!.GetValue<string>(), lasting["clientState"]!.GetValue<string>(), lasting["resource"]!.GetValue<string>())
            .ShouldBe(("created", "secret", $"Users/{user}/Messages/{id}"));
        lasting["tenantId"]!.GetValue<string>().ShouldBe(Simulator.Tenant.TenantId);
        lasting["resourceData"]!["@odata.type"]!.GetValue<string>().ShouldBe("#Microsoft.Graph.Message");
        lasting["subscriptionId"]!.GetValue<string>().ShouldBe(Simulator.Subscriptions.Active[0].Id);
        var mutable = _receiver.Items.Single(i => i != lasting)["resourceData"]!["id"]!.GetValue<string>();
        mutable.ShouldBe(Simulator.Tenant.Messages(Upn).Single().RestId);
    }

    [Fact]
    public async Task Only_what_was_asked_for_is_told()
    {
        var inbox = Id((await PostAsync("subscriptions", Body(changeType: "created,deleted", resource: $"users/{Upn}/mailFolders('inbox')/messages"), Immutable)).Body);
        var all = Id((await PostAsync("subscriptions", Body(changeType: "created,updated,deleted"), Immutable)).Body);
        var id = Deliver(1)[0];
        Simulator.Tenant.MarkRead(Upn, id);
        Simulator.Tenant.Move(Upn, id, "archive");
        Simulator.Tenant.Delete(Upn, id);
        await Simulator.Subscriptions.WaitForDeliveriesAsync();

        Told(inbox).ShouldBe(["created", "deleted"]);
        Told(all).ShouldBe(["created", "updated", "updated", "deleted"]);
    }

    [Fact]
    public async Task A_category_that_a_request_sets_is_told_as_an_update()
    {
        var id = Deliver(1)[0];
        await PostAsync("subscriptions", Body(changeType: "updated"), Immutable);

        await PatchAsync($"users/{Upn}/messages/{id}", new { categories = new[] { "Logged" } });
        await Simulator.Subscriptions.WaitForDeliveriesAsync();

        _receiver.Items.Single()["resourceData"]!["id"]!.GetValue<string>().ShouldBe(id);
    }

    [Fact]
    public async Task Events_and_contacts_are_told_too()
    {
        await PostAsync("subscriptions", Body(resource: $"users/{Upn}/events", changeType: "created,deleted"), Immutable);
        await PostAsync("subscriptions", Body(resource: $"users/{Upn}/contacts"), Immutable);
        var time = new JsonObject { ["dateTime"] = "2026-03-05T08:00:00", ["timeZone"] = "UTC" };
        var visit = Simulator.Tenant.AddEvent(Upn, new JsonObject { ["subject"] = "Visit", ["start"] = time, ["end"] = time.DeepClone() });
        Simulator.Tenant.DeleteEvent(Upn, visit);
        var ann = Simulator.Tenant.AddContact(Upn, new JsonObject { ["givenName"] = "Ann" });
        await Simulator.Subscriptions.WaitForDeliveriesAsync();

        _receiver.Items.Select(i => (i["resourceData"]!["@odata.type"]!.GetValue<string>(), i["changeType"]!.GetValue<string>(), i["resourceData"]!["id"]!.GetValue<string>()))
            .ShouldBe([("#Microsoft.Graph.Event", "created", visit), ("#Microsoft.Graph.Event", "deleted", visit), ("#Microsoft.Graph.Contact", "created", ann)], ignoreOrder: true);
    }

    private IEnumerable<string> Told(string subscription) =>
        _receiver.Items.Where(i => i["subscriptionId"]!.GetValue<string>() == subscription).Select(i => i["changeType"]!.GetValue<string>());

    private JsonObject Body(string? resource = null, string changeType = "created", int minutes = 1000) => new()
    {
        ["changeType"] = changeType,
        ["notificationUrl"] = _receiver.Url.ToString(),
        ["resource"] = resource ?? $"users/{Upn}/messages",
        ["expirationDateTime"] = Clock.GetUtcNow().AddMinutes(minutes).ToString("O", CultureInfo.InvariantCulture),
        ["clientState"] = "secret",
    };
}
