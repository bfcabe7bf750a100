using CrmAddin.Core.Mail;
using CrmAddin.Core.Mail.Health;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Web.Mail.Alarms;
using CrmAddin.Web.Tests.Graph.Notifications;
using GraphSimulator.Misbehaviour;
using GraphSimulator.Sending;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.Mail.Alarms;

/// <summary>Alarms as they leave the house: read from what the simulated server was given to send.</summary>
public sealed class TellAlarmsTests : IAsyncLifetime
{
    private const string Sender = "crm@firm.example";

    private WatchedFirm _firm = null!;

    public async Task InitializeAsync()
    {
        _firm = await WatchedFirm.StartAsync(("Crm:Mail:AlarmSender", Sender), ("Crm:Graph:NotificationUrl", null));
        _firm.Simulator.Tenant.AddMailbox(Sender);
        await _firm.WriteAsync(db => db.Users.AddRange(
            new User { UserName = "boss@firm.example", DisplayName = "Boss", Role = Role.Administrator },
            new User { UserName = "mudir@firm.example", DisplayName = "المدير", Role = Role.Administrator, Language = "ar" },
            new User { UserName = "local", DisplayName = "Local", Role = Role.Administrator },
            new User { UserName = "gone@firm.example", DisplayName = "Gone", Role = Role.Administrator, IsActive = false },
            new User { UserName = "agent@firm.example", DisplayName = "Agent", Role = Role.Agent }));
    }

    public async Task DisposeAsync() => await _firm.DisposeAsync();

    [Fact]
    public async Task Administrators_are_told_once_in_their_language_and_once_when_it_works_again()
    {
        var mailbox = await AddFailingMailboxAsync();

        await WatchAsync();
        await WatchAsync();

        var english = Mails().Where(m => m.Recipients.SequenceEqual(["boss@firm.example"])).ShouldHaveSingleItem();
        var arabic = Mails().Where(m => m.Recipients.SequenceEqual(["mudir@firm.example"])).ShouldHaveSingleItem();
        Mails().Count.ShouldBe(2);
        english.Mailbox.ShouldBe(Sender);
        english.Subject.ShouldBe("CRM: mail is not being logged (1 mailbox)");
        Body(english).ShouldStartWith("<div dir=\"ltr\">");
        Body(english).ShouldContain("ann@firm.example, since ");
        Body(english).ShouldContain("Ask the administrator of Exchange");
        arabic.Subject.ShouldBe("نظام العملاء: تسجيل البريد متوقف (صندوق بريد واحد)");
        Body(arabic).ShouldStartWith("<div dir=\"rtl\">");
        Body(arabic).ShouldContain("اطلب من مسؤول Exchange");

        await SucceedAsync(mailbox);
        await WatchAsync();
        await WatchAsync();

        Mails().Skip(2).Select(m => m.Subject).Order().ShouldBe(["CRM: mail is being logged again (1 mailbox)", "نظام العملاء: عاد تسجيل البريد (صندوق بريد واحد)"]);
    }

    [Fact]
    public async Task Health_is_degraded_while_an_alarm_stands()
    {
        using var http = _firm.Crm.Client();
        var before = await http.GetStringAsync("/health");
        var mailbox = await AddFailingMailboxAsync();
        await WatchAsync();
        var during = await http.GetStringAsync("/health");
        await SucceedAsync(mailbox);
        await WatchAsync();

        (before, during, await http.GetStringAsync("/health")).ShouldBe(("""{"status":"ok"}""", """{"status":"degraded"}""", """{"status":"ok"}"""));
    }

    [Theory]
    [InlineData(FaultKind.UnavailableAfterEffect)]
    [InlineData(FaultKind.ConnectionResetAfterEffect)]
    public async Task A_mail_whose_answer_was_lost_is_not_sent_again(FaultKind lost)
    {
        await AddFailingMailboxAsync();
        _firm.Simulator.Faults = new Faults { Next = [lost, lost] };

        await WatchAsync();
        await AgeAsync();
        await WatchAsync();

        Mails().Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_mail_that_was_refused_is_sent_when_it_may_be()
    {
        await AddFailingMailboxAsync();
        _firm.Simulator.Faults = new Faults { DeniedMailboxes = [Sender] };
        await WatchAsync();
        var refused = Mails().Count;
        var noted = await _firm.Crm.ReadAsync(db => db.MailOutages.Select(o => o.TellError).SingleAsync());
        _firm.Simulator.Faults = new Faults();
        await WatchAsync();
        var soon = Mails().Count;
        await AgeAsync();
        await WatchAsync();

        (refused, soon, Mails().Count).ShouldBe((0, 0, 2));
        noted!.ShouldContain("Grant it Mail.Send");
    }

    [Fact]
    public async Task Many_mailboxes_that_fail_together_make_one_mail_a_language()
    {
        await AddFailingMailboxAsync("ann@firm.example");
        await AddFailingMailboxAsync("bo@firm.example");
        await AddFailingMailboxAsync("cy@firm.example");

        await WatchAsync();

        Mails().Count.ShouldBe(2);
        Mails().Select(m => m.Subject).ShouldContain("CRM: mail is not being logged (3 mailboxes)");
        Mails().Select(m => m.Subject).ShouldContain("نظام العملاء: تسجيل البريد متوقف (3 صناديق بريد)");
    }

    private IReadOnlyList<SentMail> Mails() => _firm.Simulator.Tenant.SentMails;

    private static string Body(SentMail mail) => mail.Message["body"]!["content"]!.GetValue<string>();

    private async Task<long> AddFailingMailboxAsync(string address = "ann@firm.example")
    {
        var mailbox = new Mailbox
        {
            Address = address,
            DisplayName = address,
            LastSuccessAt = DateTimeOffset.UtcNow.AddHours(-7),
            NextRunAt = DateTimeOffset.UtcNow.AddHours(1),
            LastError = new MailboxDenied(address).Sentence,
            LastErrorCode = nameof(MailboxDenied),
        };
        await _firm.WriteAsync(db => db.Mailboxes.Add(mailbox));
        return mailbox.Id;
    }

    private Task SucceedAsync(long mailbox) => _firm.Crm.UseAsync(services => services.GetRequiredService<CrmDb>().Mailboxes.Where(m => m.Id == mailbox)
        .ExecuteUpdateAsync(s => s.SetProperty(m => m.LastSuccessAt, DateTimeOffset.UtcNow)));

    // As if the time before another attempt had passed.
    private Task AgeAsync() => _firm.Crm.UseAsync(services => services.GetRequiredService<CrmDb>().MailOutages
        .ExecuteUpdateAsync(s => s.SetProperty(o => o.TellAgainAt, (DateTimeOffset?)null)));

    private Task WatchAsync() => _firm.Crm.UseAsync(async services =>
    {
        await services.GetRequiredService<WatchMailboxes>().NoteAsync(default);
        await services.GetRequiredService<TellAlarms>().RunAsync(default);
    });
}
