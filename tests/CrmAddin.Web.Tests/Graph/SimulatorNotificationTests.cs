using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using GraphSimulator.Misbehaviour;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CrmAddin.Web.Tests.Graph;

public sealed class SimulatorNotificationTests : SimulatorTest
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
    public async Task Notifications_of_several_subscriptions_come_late_and_in_one_post()
    {
        Simulator.Faults = new Faults { Notifications = { DelaySeconds = 60 } };
        await SubscribeAsync();
        await SubscribeAsync($"users/{Upn}/mailFolders('inbox')/messages");
        Deliver(2);
        await Simulator.Subscriptions.WaitForDueDeliveriesAsync();
        _receiver.Posts.ShouldBeEmpty();

        Clock.Advance(TimeSpan.FromSeconds(60));
        await Simulator.Subscriptions.WaitForDeliveriesAsync();

        _receiver.Posts.Count.ShouldBe(1);
        _receiver.Items.Count.ShouldBe(4);
        _receiver.Items.DistinctBy(i => i["subscriptionId"]!.GetValue<string>()).Count().ShouldBe(2);
        var delivery = Simulator.Subscriptions.Deliveries.Single();
        (delivery.At, delivery.Count, delivery.Status).ShouldBe((SampleMail.Start.AddSeconds(60), 4, 202));
    }

    [Fact]
    public async Task Without_batching_each_comes_in_a_post_of_its_own()
    {
        Simulator.Faults = new Faults { Notifications = { DelaySeconds = 1, Batched = false } };
        await SubscribeAsync();
        Deliver(3);

        Clock.Advance(TimeSpan.FromSeconds(1));
        await Simulator.Subscriptions.WaitForDeliveriesAsync();

        _receiver.Posts.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Some_are_lost_and_some_come_twice_the_same_ones_for_the_same_seed()
    {
        await SubscribeAsync();
        async Task<string> ToldAsync()
        {
            Simulator.Faults = new Faults { Seed = 3, Notifications = { DropRate = 0.2, DoubleRate = 0.2 } };
            var before = _receiver.Items.Count;
            var ids = Deliver(30);
            await Simulator.Subscriptions.WaitForDeliveriesAsync();
            var told = _receiver.Items.Skip(before).Select(i => i["resourceData"]!["id"]!.GetValue<string>()).ToList();
            return string.Concat(ids.Select(id => told.Count(t => t == id)));
        }

        var first = await ToldAsync();

        first.ShouldContain('0');
        first.ShouldContain('1');
        first.ShouldContain('2');
        (await ToldAsync()).ShouldBe(first);
    }

    [Fact]
    public async Task A_created_can_be_followed_by_an_updated()
    {
        Simulator.Faults = new Faults { Notifications = { CreatedThenUpdated = true } };
        await SubscribeAsync(changeType: "created,updated");
        Deliver(1);
        await Simulator.Subscriptions.WaitForDeliveriesAsync();

        _receiver.Items.Select(i => i["changeType"]!.GetValue<string>()).ShouldBe(["created", "updated"]);
    }

    [Fact]
    public async Task Many_changes_at_once_can_be_given_up_for_one_missed()
    {
        Simulator.Faults = new Faults { Notifications = { DelaySeconds = 5, MissedAbove = 25 } };
        var id = await SubscribeAsync();
        Deliver(26);

        Clock.Advance(TimeSpan.FromSeconds(5));
        await Simulator.Subscriptions.WaitForDeliveriesAsync();

        var only = _receiver.Items.Single();
        (only["lifecycleEvent"]!.GetValue<string>(), only["subscriptionId"]!.GetValue<string>()).ShouldBe(("missed", id));
    }

    [Fact]
    public async Task What_is_not_answered_with_2xx_is_sent_again_later_and_later_until_it_is_given_up()
    {
        await SubscribeAsync();
        foreach (var status in new[] { 500, 404 })
            _receiver.Statuses.Enqueue(status);
        Deliver(1);
        await Simulator.Subscriptions.WaitForDueDeliveriesAsync();
        _receiver.Posts.Count.ShouldBe(1);
        Clock.Advance(TimeSpan.FromSeconds(10));
        await Simulator.Subscriptions.WaitForDueDeliveriesAsync();
        _receiver.Posts.Count.ShouldBe(2);
        Clock.Advance(TimeSpan.FromSeconds(20));
        await Simulator.Subscriptions.WaitForDeliveriesAsync();

        Simulator.Subscriptions.Deliveries.Select(d => (d.Attempt, d.Status)).ShouldBe([(1, 500), (2, 404), (3, 202)]);
        _receiver.Posts.Select(p => p.ToJsonString()).Distinct().Count().ShouldBe(1);

        Simulator.Subscriptions.Settings.GiveUpAfter = TimeSpan.FromSeconds(15);
        foreach (var status in new[] { 500, 500, 500 })
            _receiver.Statuses.Enqueue(status);
        Deliver(1);
        await Simulator.Subscriptions.WaitForDueDeliveriesAsync();
        Clock.Advance(TimeSpan.FromSeconds(10));
        await Simulator.Subscriptions.WaitForDeliveriesAsync();
        Simulator.Subscriptions.Deliveries.Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_receiver_that_takes_over_three_seconds_is_asked_again_and_then_told_late()
    {
        Simulator.Faults = new Faults { Notifications = { PunishesSlowReceivers = true } };
        await SubscribeAsync();
        var released = Hold();
        Deliver(1);
        await AdvanceUntilDoneAsync(UntilAttemptsAsync(1));
        Simulator.Subscriptions.Deliveries[0].Status.ShouldBe(0);
        released.SetResult();
        _receiver.Hold = Task.CompletedTask;
        Deliver(1);
        Clock.Advance(TimeSpan.FromSeconds(10));
        await Simulator.Subscriptions.WaitForDueDeliveriesAsync();

        Clock.Advance(TimeSpan.FromMinutes(11));
        await Simulator.Subscriptions.WaitForDeliveriesAsync();

        var deliveries = Simulator.Subscriptions.Deliveries;
        deliveries.Select(d => (d.Attempt, d.Status)).ShouldBe([(1, 0), (2, 202), (1, 202)]);
        (deliveries[2].At - deliveries[0].At).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task A_receiver_that_takes_over_ten_seconds_loses_what_comes_meanwhile()
    {
        Simulator.Faults = new Faults { Notifications = { PunishesSlowReceivers = true } };
        Simulator.Subscriptions.Settings.FirstTimeout = TimeSpan.FromSeconds(10);
        Simulator.Subscriptions.Settings.GiveUpAfter = TimeSpan.Zero;
        await SubscribeAsync();
        var released = Hold();
        Deliver(1);
        await AdvanceUntilDoneAsync(UntilAttemptsAsync(1));
        released.SetResult();
        Deliver(1);
        await Simulator.Subscriptions.WaitForDeliveriesAsync();
        Simulator.Subscriptions.Deliveries.Count.ShouldBe(1);

        Clock.Advance(TimeSpan.FromMinutes(11));
        Deliver(1);
        await Simulator.Subscriptions.WaitForDeliveriesAsync();

        Simulator.Subscriptions.Deliveries.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("missed")]
    [InlineData("subscriptionRemoved")]
    [InlineData("reauthorizationRequired")]
    public async Task A_lifecycle_event_goes_to_the_lifecycle_address(string lifecycleEvent)
    {
        var id = await SubscribeAsync();

        await PostAsync($"/simulator/subscriptions/{id}/lifecycle", new { @event = lifecycleEvent });
        await PostAsync("/simulator/subscriptions/wait", new { });

        var told = _receiver.Items.Single();
        (told["lifecycleEvent"]!.GetValue<string>(), told["subscriptionId"]!.GetValue<string>(), told["clientState"]!.GetValue<string>()).ShouldBe((lifecycleEvent, id, "secret"));
        told.ContainsKey("resource").ShouldBeFalse();
        Simulator.Subscriptions.Deliveries.Single().Url.ShouldBe(_receiver.LifecycleUrl);
        Simulator.Subscriptions.Active.Count.ShouldBe(lifecycleEvent == "subscriptionRemoved" ? 0 : 1);
    }

    [Fact]
    public async Task A_stranger_can_forge_a_notification()
    {
        var id = await SubscribeAsync();

        await PostAsync("/simulator/subscriptions/forge", new { url = _receiver.Url, clientState = "guessed", subscriptionId = id, mailbox = Upn });
        await Simulator.Subscriptions.WaitForDeliveriesAsync();

        var forged = _receiver.Items.Single();
        (forged["clientState"]!.GetValue<string>(), forged["subscriptionId"]!.GetValue<string>()).ShouldBe(("guessed", id));
    }

    [Fact]
    public async Task A_rich_notification_is_read_by_the_SDK()
    {
        using var certificate = MakeCertificate();
        await SubscribeRichAsync(certificate);
        Deliver(1);
        await Simulator.Subscriptions.WaitForDeliveriesAsync();

        var encrypted = _receiver.Items.Single()["encryptedContent"]!;
        var content = new ChangeNotificationEncryptedContent
        {
            Data = encrypted["data"]!.GetValue<string>(),
            DataKey = encrypted["dataKey"]!.GetValue<string>(),
            DataSignature = encrypted["dataSignature"]!.GetValue<string>(),
            EncryptionCertificateId = encrypted["encryptionCertificateId"]!.GetValue<string>(),
            EncryptionCertificateThumbprint = encrypted["encryptionCertificateThumbprint"]!.GetValue<string>(),
        };
        var message = await content.DecryptAsync<Message>((id, thumbprint) => Task.FromResult(id == "cert-1" && thumbprint == certificate.Thumbprint ? certificate : null!));

        message.Subject.ShouldBe("Mail 0");
        message.Body.ShouldBeNull();
    }

    [Theory]
    [InlineData(ValidationTokenFault.None, true)]
    [InlineData(ValidationTokenFault.WrongSignature, false)]
    [InlineData(ValidationTokenFault.WrongAudience, false)]
    [InlineData(ValidationTokenFault.WrongIssuer, false)]
    [InlineData(ValidationTokenFault.WrongPublisher, false)]
    [InlineData(ValidationTokenFault.Expired, false)]
    public async Task A_validation_token_shows_who_sent_the_notification(ValidationTokenFault fault, bool isValid)
    {
        using var certificate = MakeCertificate();
        await SubscribeRichAsync(certificate);
        Simulator.Faults = new Faults { Notifications = { ValidationTokens = fault } };
        Deliver(1);
        await Simulator.Subscriptions.WaitForDeliveriesAsync();

        var token = _receiver.Posts.Single()["validationTokens"]!.AsArray().Single()!.GetValue<string>();
        var metadata = await GetAsync($"/{Simulator.Tenant.TenantId}/.well-known/openid-configuration");
        var keys = new JsonWebKeySet(await Http.GetStringAsync(metadata.Body["jwks_uri"]!.GetValue<string>()));
        var checkedToken = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidAudience = Simulator.Tenant.ApplicationId,
            ValidIssuer = metadata.Body["issuer"]!.GetValue<string>(),
            IssuerSigningKeys = keys.GetSigningKeys(),
            LifetimeValidator = (from, to, _, _) => from <= Clock.GetUtcNow().UtcDateTime && to > Clock.GetUtcNow().UtcDateTime,
        });

        (checkedToken.IsValid && checkedToken.Claims["appid"].Equals("0bf30f3b-4a52-48df-9a82-234910c4a086")).ShouldBe(isValid);
    }

    [Fact]
    public async Task A_signature_over_the_data_can_be_wrong_and_tokens_can_be_absent()
    {
        using var certificate = MakeCertificate();
        await SubscribeRichAsync(certificate);
        Simulator.Faults = new Faults { Notifications = { WrongDataSignature = true, ValidationTokens = ValidationTokenFault.Absent } };
        Deliver(1);
        await Simulator.Subscriptions.WaitForDeliveriesAsync();

        var encrypted = _receiver.Items.Single()["encryptedContent"]!;
        using var rsa = certificate.GetRSAPrivateKey()!;
        var key = rsa.Decrypt(Convert.FromBase64String(encrypted["dataKey"]!.GetValue<string>()), RSAEncryptionPadding.OaepSHA1);
        Convert.ToBase64String(HMACSHA256.HashData(key, Convert.FromBase64String(encrypted["data"]!.GetValue<string>())))
            .ShouldNotBe(encrypted["dataSignature"]!.GetValue<string>());
        _receiver.Posts.Single()["validationTokens"].ShouldBeNull();
    }

    [Theory]
    [InlineData("messages", 1440)]
    [InlineData("messages?$select=subject,body", 1440)]
    [InlineData("messages?$select=subject&$top=1", 1440)]
    [InlineData("messages?$select=subject&$expand=attachments", 1440)]
    [InlineData("messages?$select=subject", 1441)]
    public async Task Rich_notifications_need_a_selection_without_body_and_end_within_a_day(string resource, int minutes)
    {
        using var certificate = MakeCertificate();

        (await PostAsync("subscriptions", RichBody(certificate, resource, minutes))).Status.ShouldBe(System.Net.HttpStatusCode.BadRequest);
    }

    private TaskCompletionSource Hold()
    {
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _receiver.Hold = released.Task;
        return released;
    }

    private async Task<int> UntilAttemptsAsync(int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (Simulator.Subscriptions.Deliveries.Count < count)
            await Task.Delay(5, patience.Token);
        return count;
    }

    private async Task<string> SubscribeAsync(string? resource = null, string changeType = "created")
    {
        var answer = await PostAsync("subscriptions", Body(resource ?? $"users/{Upn}/messages", changeType, 1000), Immutable);
        answer.Status.ShouldBe(System.Net.HttpStatusCode.Created);
        return Id(answer.Body);
    }

    private async Task SubscribeRichAsync(X509Certificate2 certificate) =>
        (await PostAsync("subscriptions", RichBody(certificate, "messages?$select=subject,receivedDateTime", 1440), Immutable)).Status.ShouldBe(System.Net.HttpStatusCode.Created);

    private JsonObject RichBody(X509Certificate2 certificate, string resource, int minutes)
    {
        var body = Body($"users/{Upn}/{resource}", "created", minutes);
        body["includeResourceData"] = true;
        body["encryptionCertificate"] = Convert.ToBase64String(certificate.Export(X509ContentType.Cert));
        body["encryptionCertificateId"] = "cert-1";
        return body;
    }

    private JsonObject Body(string resource, string changeType, int minutes) => new()
    {
        ["changeType"] = changeType,
        ["notificationUrl"] = _receiver.Url.ToString(),
        ["lifecycleNotificationUrl"] = _receiver.LifecycleUrl.ToString(),
        ["resource"] = resource,
        ["expirationDateTime"] = Clock.GetUtcNow().AddMinutes(minutes).ToString("O", CultureInfo.InvariantCulture),
        ["clientState"] = "secret",
    };

    private static X509Certificate2 MakeCertificate()
    {
        using var rsa = RSA.Create(2048);
        return new CertificateRequest("CN=notifications", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(SampleMail.Start.AddYears(-1), SampleMail.Start.AddYears(5));
    }
}
