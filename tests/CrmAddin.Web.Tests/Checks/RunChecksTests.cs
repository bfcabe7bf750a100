using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CrmAddin.Web.Checks;
using CrmAddin.Web.Tests.Graph.Notifications;
using GraphSimulator.Misbehaviour;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrmAddin.Web.Tests.Checks;

public sealed class RunChecksTests
{
    [Fact]
    public async Task A_well_set_up_installation_passes_every_check()
    {
        await using var firm = await WatchedFirm.StartAsync(("Crm:Mail:AlarmSender", "crm@firm.example"));
        firm.Simulator.Tenant.AddMailbox("crm@firm.example");
        firm.Simulator.Tenant.AddMailbox("ceo@firm.example");
        await firm.AddMailboxAsync();
        await firm.WriteAsync(db => db.Users.Add(new Core.Users.User { UserName = "boss@firm.example", DisplayName = "Boss", Role = Core.Users.Role.Administrator }));
        firm.Simulator.Faults = new Faults { DeniedMailboxes = ["ceo@firm.example"] };

        var results = await RunAsync(firm, "ceo@firm.example");

        results.Select(r => (r.Check, r.State)).ShouldBe([
            ("configuration", CheckState.Fine), ("store", CheckState.Fine), ("clock", CheckState.Fine), ("certificate", CheckState.Skipped), ("sign-in", CheckState.Fine),
            ("mailbox", CheckState.Fine), ("scope", CheckState.Fine), ("sending", CheckState.Fine), ("notifications", CheckState.Fine), ("notifications", CheckState.Fine)]);
        firm.Simulator.Tenant.SentMails.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_mailbox_that_may_not_be_read_is_named_with_the_way_out()
    {
        await using var firm = await WatchedFirm.StartAsync();
        await firm.AddMailboxAsync("ann@firm.example");
        await firm.AddMailboxAsync("bo@firm.example");
        firm.Simulator.Faults = new Faults { DeniedMailboxes = ["bo@firm.example"] };

        var mailboxes = (await RunAsync(firm)).Where(r => r.Check == "mailbox").ToList();

        mailboxes.Select(m => m.State).ShouldBe([CheckState.Fine, CheckState.Failed]);
        mailboxes[1].Text.ShouldContain("bo@firm.example");
        mailboxes[1].Text.ShouldContain("Grant it Mail.Read");
    }

    [Theory]
    [InlineData("ceo@firm.example", "defeats the scope")]
    [InlineData("agent@firm.example", "one of the logged mailboxes")]
    [InlineData("nobody@firm.example", "says nothing about the scope")]
    public async Task A_permission_that_reaches_further_than_it_should_is_a_warning(string outside, string says)
    {
        await using var firm = await WatchedFirm.StartAsync();
        await firm.AddMailboxAsync();
        firm.Simulator.Tenant.AddMailbox("ceo@firm.example");

        var scope = (await RunAsync(firm, outside)).Single(r => r.Check == "scope");

        scope.State.ShouldBe(CheckState.Warning);
        scope.Text.ShouldContain(says);
    }

    [Theory]
    [InlineData(-100, CheckState.Fine)]
    [InlineData(-130, CheckState.Failed)]
    [InlineData(150, CheckState.Failed)]
    public async Task A_clock_that_is_more_than_two_minutes_off_fails(double skewSeconds, CheckState state)
    {
        await using var firm = await WatchedFirm.StartAsync();
        firm.Simulator.Faults = new Faults { ClockSkewSeconds = skewSeconds };

        (await RunAsync(firm)).Single(r => r.Check == "clock").State.ShouldBe(state);
    }

    [Fact]
    public async Task A_sender_that_may_not_send_fails()
    {
        await using var firm = await WatchedFirm.StartAsync(("Crm:Mail:AlarmSender", "crm@firm.example"));
        firm.Simulator.Tenant.AddMailbox("crm@firm.example");
        firm.Simulator.Faults = new Faults { DeniedMailboxes = ["crm@firm.example"] };

        var sending = (await RunAsync(firm)).Single(r => r.Check == "sending");

        (sending.State, sending.Text).ShouldBe((CheckState.Failed, "The mail server does not let this application send from crm@firm.example. Grant it Mail.Send for that mailbox."));
    }

    [Theory]
    [InlineData("http://crm.firm.example", "must be the https address")]
    [InlineData("http://127.0.0.1:9", "cannot be reached")]
    public async Task An_address_for_notifications_that_does_not_work_fails(string url, string says)
    {
        await using var firm = await WatchedFirm.StartAsync(("Crm:Graph:NotificationUrl", url));

        var notifications = (await RunAsync(firm)).Where(r => r.Check == "notifications").ToList();

        notifications.ShouldAllBe(n => n.State == CheckState.Failed && n.Text.Contains(says));
    }

    [Fact]
    public async Task Something_else_at_the_address_for_notifications_fails()
    {
        await using var other = await SomethingElse.StartAsync(certificate: null);
        await using var firm = await WatchedFirm.StartAsync(("Crm:Graph:NotificationUrl", other.Url));

        (await RunAsync(firm)).Where(r => r.Check == "notifications").ShouldAllBe(n => n.State == CheckState.Failed && n.Text.Contains("something other than this product"));
    }

    [Fact]
    public async Task A_certificate_that_nobody_trusts_fails_and_its_dates_are_told()
    {
        await using var other = await SomethingElse.StartAsync(SelfSigned(DateTimeOffset.UtcNow.AddDays(-30), DateTimeOffset.UtcNow.AddDays(-1)));
        await using var firm = await WatchedFirm.StartAsync(("Crm:Graph:NotificationUrl", other.Url));

        var results = await RunAsync(firm);

        results.Where(r => r.Check == "notifications").ShouldAllBe(n => n.State == CheckState.Failed && n.Text.Contains("not trusted"));
        results.Single(r => r.Check == "https-certificate").State.ShouldBe(CheckState.Failed);
    }

    [Theory]
    [InlineData("Crm:Mail:HashKey", "short", "Crm:Mail:HashKey")]
    [InlineData("Crm:Mail:AlarmAfterHours", "0", "Crm:Mail:AlarmAfterHours")]
    public async Task A_setting_of_mail_logging_that_cannot_be_used_is_named(string setting, string value, string named)
    {
        await using var firm = await WatchedFirm.StartAsync((setting, value), ("Crm:Graph:NotificationUrl", null));

        var configuration = (await RunAsync(firm)).First();

        configuration.State.ShouldBe(CheckState.Failed);
        configuration.Text.ShouldContain(named);
    }

    private static async Task<List<CheckResult>> RunAsync(WatchedFirm firm, string? outside = null)
    {
        var results = new List<CheckResult>();
        await firm.Crm.UseAsync(async services =>
        {
            await foreach (var result in services.GetRequiredService<RunChecks>().RunAsync(new CheckRequest(outside), default))
                results.Add(result);
        });
        return results;
    }

    private static X509Certificate2 SelfSigned(DateTimeOffset from, DateTimeOffset until)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(from, until);
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    private sealed class SomethingElse(WebApplication app) : IAsyncDisposable
    {
        public string Url => app.Urls.First();

        public static async Task<SomethingElse> StartAsync(X509Certificate2? certificate)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseKestrelHttpsConfiguration();
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                if (certificate is not null)
                    listen.UseHttps(certificate);
            }));
            var app = builder.Build();
            app.MapFallback(() => Microsoft.AspNetCore.Http.Results.Text("<html>Welcome</html>", "text/html"));
            await app.StartAsync();
            return new SomethingElse(app);
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
