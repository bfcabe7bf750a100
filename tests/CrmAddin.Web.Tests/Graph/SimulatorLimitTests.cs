using System.Globalization;
using System.Net;
using System.Text;
using GraphSimulator.Limits;
using GraphSimulator.Misbehaviour;
using GraphSimulator.Requests;

namespace CrmAddin.Web.Tests.Graph;

public sealed class SimulatorLimitTests : SimulatorTest
{
    [Theory]
    [InlineData(RetryAfterForm.Whole, "3")]
    [InlineData(RetryAfterForm.Fractional, "2.128")]
    [InlineData(RetryAfterForm.Date, "Mon, 02 Mar 2026 08:00:03 GMT")]
    [InlineData(RetryAfterForm.Absent, null)]
    public async Task Throttling_says_when_to_come_back_in_the_chosen_form(RetryAfterForm form, string? header)
    {
        Simulator.Faults = new Faults { RetryAfter = form, RetryAfterSeconds = 2.128, Next = [FaultKind.Throttled] };

        var answer = await GetAsync($"users/{Upn}");

        (answer.Status, answer.ErrorCode).ShouldBe((HttpStatusCode.TooManyRequests, "TooManyRequests"));
        (answer.Headers.TryGetValues("Retry-After", out var values) ? values.Single() : null).ShouldBe(header);
        (await GetAsync($"users/{Upn}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_fifth_request_at_a_time_is_over_the_mailboxs_concurrency()
    {
        Simulator.Tenant.AddMailbox("other@firm.example");
        Simulator.Faults = new Faults { LatencyMilliseconds = 100 };
        var asking = Task.WhenAll([.. Enumerable.Range(0, 6).Select(_ => GetAsync($"users/{Upn}/mailFolders/inbox")), GetAsync("users/other@firm.example/mailFolders/inbox")]);
        await UntilAnsweredAsync(HttpStatusCode.TooManyRequests);

        var answers = await AdvanceUntilDoneAsync(asking);

        answers[6].Status.ShouldBe(HttpStatusCode.OK);
        var refused = answers.First(a => a.Status == HttpStatusCode.TooManyRequests);
        (refused.ErrorCode, refused.ErrorMessage).ShouldBe(("ApplicationThrottled", "Application is over its MailboxConcurrency limit."));
        Simulator.Board.PeakConcurrency[Upn].ShouldBeGreaterThan(4);
    }

    [Fact]
    public async Task Requests_beyond_the_window_wait_until_it_has_moved_on()
    {
        Simulator.Limits = new ServiceLimits { RequestsPerWindow = 3, WindowSeconds = 60 };
        for (var n = 0; n < 3; n++)
        {
            (await GetAsync($"users/{Upn}/mailFolders/inbox")).Status.ShouldBe(HttpStatusCode.OK);
            Clock.Advance(TimeSpan.FromSeconds(10));
        }

        var refused = await GetAsync($"users/{Upn}/mailFolders/inbox");

        (refused.Status, refused.ErrorCode).ShouldBe((HttpStatusCode.TooManyRequests, "TooManyRequests"));
        refused.Headers.GetValues("Retry-After").Single().ShouldBe("30");
        Clock.Advance(TimeSpan.FromSeconds(30));
        (await GetAsync($"users/{Upn}/mailFolders/inbox")).Status.ShouldBe(HttpStatusCode.OK);
        (await GetAsync($"users/{Upn}/mailFolders/inbox")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task More_than_fifteen_megabytes_in_half_a_minute_are_too_much()
    {
        var id = Simulator.Tenant.AddDraft(Upn, SampleMail.From(Upn, "Draft"));
        var statuses = new List<HttpStatusCode>();
        for (var n = 0; n < 6; n++)
            statuses.Add((await PostAsync($"users/{Upn}/messages/{id}/attachments", new { name = "part.bin", contentBytes = Convert.ToBase64String(new byte[2_100_000]) })).Status);

        statuses.ShouldBe([.. Enumerable.Repeat(HttpStatusCode.Created, 5), HttpStatusCode.TooManyRequests]);
        Clock.Advance(TimeSpan.FromSeconds(30));
        (await PostAsync($"users/{Upn}/messages/{id}/attachments", new { name = "part.bin", contentBytes = Convert.ToBase64String(new byte[2_100_000]) })).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public void The_limits_are_Graphs_own_from_the_start()
    {
        (Simulator.Limits.ConcurrentPerMailbox, Simulator.Limits.RequestsPerWindow, Simulator.Limits.WindowSeconds, Simulator.Limits.SubscriptionsPerMailbox)
            .ShouldBe((4, 10_000, 600, 1_000));
    }

    [Theory]
    [InlineData(FaultKind.Unavailable, HttpStatusCode.ServiceUnavailable, false)]
    [InlineData(FaultKind.UnavailableAfterEffect, HttpStatusCode.ServiceUnavailable, true)]
    [InlineData(FaultKind.GatewayTimeout, HttpStatusCode.GatewayTimeout, false)]
    [InlineData(FaultKind.GatewayTimeoutAfterEffect, HttpStatusCode.GatewayTimeout, true)]
    public async Task A_server_error_comes_before_or_after_the_effect(FaultKind fault, HttpStatusCode status, bool hadEffect)
    {
        var id = Deliver(1)[0];
        Simulator.Faults = new Faults { Next = [fault] };

        (await PatchAsync($"users/{Upn}/messages/{id}", new { isRead = true })).Status.ShouldBe(status);

        Simulator.Tenant.Messages(Upn).Single().IsRead.ShouldBe(hadEffect);
    }

    [Theory]
    [InlineData(FaultKind.ConnectionReset, false)]
    [InlineData(FaultKind.ConnectionResetAfterEffect, true)]
    public async Task A_connection_is_cut_before_or_after_the_effect(FaultKind fault, bool hadEffect)
    {
        var id = Deliver(1)[0];
        Simulator.Faults = new Faults { Next = [fault] };
        using var body = Json(new { isRead = true });

        await Should.ThrowAsync<HttpRequestException>(() => Http.PatchAsync($"users/{Upn}/messages/{id}", body));

        Simulator.Tenant.Messages(Upn).Single().IsRead.ShouldBe(hadEffect);
        Simulator.Log.Requests.Single().Status.ShouldBe(0);
    }

    [Fact]
    public async Task An_answer_can_be_a_page_of_html()
    {
        Simulator.Faults = new Faults { Next = [FaultKind.NoJson] };

        (await Http.GetStringAsync($"users/{Upn}")).ShouldStartWith("<!DOCTYPE html>");
    }

    [Fact]
    public async Task One_seed_gives_one_schedule_of_faults_per_mailbox_whatever_else_is_asked()
    {
        Simulator.Tenant.AddMailbox("other@firm.example");
        async Task<string> ScheduleAsync(int seed, bool disturbed)
        {
            Simulator.Faults = new Faults { Seed = seed, ThrottleRate = 0.2, UnavailableRate = 0.2, NoJsonRate = 0.1 };
            var told = new StringBuilder();
            for (var n = 0; n < 20; n++)
            {
                if (disturbed)
                    await GetAsync("users/other@firm.example/mailFolders/inbox");
                told.Append(((int)(await GetAsync($"users/{Upn}/mailFolders/inbox")).Status).ToString(CultureInfo.InvariantCulture)).Append(' ');
            }
            return told.ToString();
        }

        var first = await ScheduleAsync(1, disturbed: false);
        first.ShouldContain("429");
        first.ShouldContain("503");
        (await ScheduleAsync(1, disturbed: true)).ShouldBe(first);
        (await ScheduleAsync(2, disturbed: false)).ShouldNotBe(first);
    }

    [Fact]
    public async Task One_mailbox_can_have_faults_of_its_own()
    {
        Simulator.Tenant.AddMailbox("other@firm.example");
        Simulator.Board.SetFaultsOf(Upn, new Faults { UnavailableRate = 1 });

        (await GetAsync($"users/{Upn}/messages")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await GetAsync("users/other@firm.example/messages")).Status.ShouldBe(HttpStatusCode.OK);
        Simulator.Board.SetFaultsOf(Upn, null);
        (await GetAsync($"users/{Upn}/messages")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_mailbox_is_one_whether_it_is_named_or_given_by_id()
    {
        var id = Simulator.Tenant.FindMailbox(Upn)!.Id;
        Simulator.Limits = new ServiceLimits { RequestsPerWindow = 1 };
        await GetAsync($"users/{id}/messages");

        (await GetAsync($"users/{Upn}/messages")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        Simulator.Log.Count(mailbox: Upn).ShouldBe(2);
    }

    [Fact]
    public async Task A_mailbox_outside_the_applications_scope_is_denied_and_an_unknown_one_is_not_found()
    {
        Simulator.Faults = new Faults { DeniedMailboxes = [Upn] };

        var denied = await GetAsync($"users/{Upn}/messages");
        (denied.Status, denied.ErrorCode, denied.ErrorMessage).ShouldBe((HttpStatusCode.Forbidden, "ErrorAccessDenied", "Access to OData is disabled."));
        var unknown = await GetAsync("users/nobody@firm.example/messages");
        (unknown.Status, unknown.ErrorCode).ShouldBe((HttpStatusCode.NotFound, "ErrorInvalidUser"));
    }

    [Fact]
    public async Task Every_answer_has_the_date_of_a_clock_that_may_be_wrong()
    {
        (await GetAsync($"users/{Upn}")).Headers.Date.ShouldBe(SampleMail.Start);

        Simulator.Faults = new Faults { ClockSkewSeconds = -400 };

        (await GetAsync($"users/{Upn}")).Headers.Date.ShouldBe(SampleMail.Start.AddSeconds(-400));
    }

    [Fact]
    public async Task Requests_are_counted_by_kind_and_mailbox()
    {
        var id = Deliver(1)[0];
        await RoundAsync($"users/{Upn}/mailFolders/inbox/messages/delta");
        await GetAsync($"users/{Upn}/messages/{id}");
        await GetAsync($"users/{Upn}/messages/nothing");
        await Http.GetStringAsync($"users/{Upn}/messages/{id}/$value");
        await GetAsync($"users/{Upn}/mailFolders");

        Simulator.Log.Counts.ShouldBe(new Dictionary<RequestKind, int>
        {
            [RequestKind.Delta] = 1,
            [RequestKind.Message] = 2,
            [RequestKind.Mime] = 1,
            [RequestKind.Folders] = 1,
        }, ignoreOrder: true);
        Simulator.Log.Count(mailbox: "other@firm.example").ShouldBe(0);
        Simulator.Log.Count(RequestKind.Message, Upn).ShouldBe(2);
        Simulator.Log.Requests.Single(r => r.Status == 404).Path.ShouldEndWith("/messages/nothing");
        Simulator.Board.Requests.ShouldBe(5);
    }
}
