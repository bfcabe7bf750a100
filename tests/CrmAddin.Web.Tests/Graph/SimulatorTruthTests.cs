using GraphSimulator.Generation;

namespace CrmAddin.Web.Tests.Graph;

public sealed class SimulatorTruthTests : SimulatorTest
{
    [Fact]
    public void What_people_do_to_their_mails_shows_in_the_truth()
    {
        Simulator.Tenant.AddMailbox("boss@firm.example");
        var ids = Deliver(3);
        Simulator.Tenant.MarkRead(Upn, ids[0]);
        Simulator.Tenant.SetCategories(Upn, ids[0], "Logged", "Hot");
        Simulator.Tenant.SetFlag(Upn, ids[0], "flagged");
        Simulator.Tenant.Move(Upn, ids[1], "archive");
        Simulator.Tenant.Delete(Upn, ids[1], "changed");
        Simulator.Tenant.Restore(Upn, ids[1]);
        Simulator.Tenant.Delete(Upn, ids[2]);
        Simulator.Tenant.CopyToMailbox(Upn, ids[0], "boss@firm.example");
        var draft = Simulator.Tenant.AddDraft(Upn, SampleMail.From(Upn, "Draft", to: "boss@firm.example"));

        var truth = Simulator.Tenant.Messages().ToDictionary(m => (m.Mailbox, m.Subject));

        truth.Keys.ShouldBe([(Upn, "Mail 0"), (Upn, "Mail 1"), (Upn, "Draft"), ("boss@firm.example", "Mail 0")], ignoreOrder: true);
        truth[(Upn, "Mail 0")].Categories.ShouldBe(["Logged", "Hot"]);
        truth[(Upn, "Mail 0")].IsRead.ShouldBeTrue();
        truth[(Upn, "Mail 1")].Folder.ShouldBe("archive");
        truth[(Upn, "Draft")].IsDraft.ShouldBeTrue();
        truth[("boss@firm.example", "Mail 0")].InternetMessageId.ShouldBe(truth[(Upn, "Mail 0")].InternetMessageId);
        truth[("boss@firm.example", "Mail 0")].ImmutableId.ShouldNotBe(ids[0]);
        Simulator.Tenant.ReadMessage(Upn, ids[0])["flag"]!["flagStatus"]!.GetValue<string>().ShouldBe("flagged");

        Simulator.SendDraft(Upn, draft);
        Simulator.Tenant.Messages(Upn, "sentitems").Single().ImmutableId.ShouldBe(draft);
        Simulator.Tenant.Messages("boss@firm.example", "inbox").Count.ShouldBe(2);
    }

    [Fact]
    public void Made_up_mails_are_the_same_for_the_same_seed_and_come_from_known_people_as_often_as_wished()
    {
        var settings = new SyntheticMails { Count = 500, KnownAddresses = ["ann@client.example", "bob@client.example"], KnownShare = 0.2 };

        var mails = Enumerable.Range(0, 500).Select(n => settings.Make(n, Upn)).ToList();

        mails.Select(m => m.ToJsonString()).ShouldBe(Enumerable.Range(0, 500).Select(n => settings.Make(n, Upn).ToJsonString()));
        (settings with { Seed = 2 }).Make(0, Upn).ToJsonString().ShouldNotBe(mails[0].ToJsonString());
        mails.ShouldAllBe(m => m["body"]!["content"]!.GetValue<string>().Length == 2048 && m["internetMessageHeaders"]!.AsArray().Count == 20);
        mails.Count(m => settings.KnownAddresses.Contains(m["from"]!["emailAddress"]!["address"]!.GetValue<string>())).ShouldBeInRange(60, 140);
    }

    [Fact]
    public async Task A_generated_mailbox_counts_and_reads_like_any_other()
    {
        Simulator.Tenant.Generate(Upn, "inbox", new SyntheticMails { Count = 300, From = SampleMail.Start, Step = TimeSpan.FromHours(1) });

        (await Http.GetStringAsync($"users/{Upn}/messages/$count?$filter=receivedDateTime ge 2026-03-03T00:00:00Z and receivedDateTime lt 2026-03-04T00:00:00Z")).ShouldBe("24");
        var inbox = (await GetAsync($"users/{Upn}/mailFolders/inbox")).Body;
        (inbox["totalItemCount"]!.GetValue<int>(), inbox["unreadItemCount"]!.GetValue<int>()).ShouldBe((300, 300));
        Simulator.Tenant.MarkRead(Upn, Simulator.Tenant.Messages(Upn)[7].ImmutableId);
        (await GetAsync($"users/{Upn}/mailFolders/inbox")).Body["unreadItemCount"]!.GetValue<int>().ShouldBe(299);
    }
}
