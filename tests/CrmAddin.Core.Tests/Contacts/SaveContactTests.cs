using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Tests.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Tests.Contacts;

public sealed class SaveContactTests : IAsyncLifetime
{
    private static readonly DraftOrigin Typed = new(ChangeOrigin.Edit, "test");

    private TestedStore Store { get; set; } = null!;

    public async Task InitializeAsync() => Store = await TestedStore.CreateAsync(StoreProvider.Sqlite);

    public async Task DisposeAsync() => await Store.DisposeAsync();

    [Fact]
    public async Task A_captured_sender_becomes_a_contact_of_the_agent_with_firm_phone_and_provenance()
    {
        var (user, team) = await Store.AddUserAsync("agent");
        var draft = new ContactDraft
        {
            GivenName = "سلطان",
            FamilyName = "الرشيدي",
            JobTitle = "مدير المشاريع",
            AccountName = "الروابي",
            Emails = [new("Sultan@Rawabi.example")],
            Phones = [new PhoneValue("٠٥٠١٢٣٤٥٦٧", PhoneKind.Mobile)],
        };

        var saved = await SaveAsync(draft, new(ChangeOrigin.Capture, "pane", "mail:sultan@rawabi.example", "message 1"), new Reader(user, Role.Agent, [team]));

        saved.Error.ShouldBeNull();
        var contact = await Store.ReadAsync(db => ContactQuery.Whole(db, saved.Value!.Id).SingleAsync());
        contact.DisplayName.ShouldBe("سلطان الرشيدي");
        (contact.OwnerId, contact.TeamId).ShouldBe((user, team));
        contact.Account!.Name.ShouldBe("الروابي");
        contact.Phones.Single().E164.ShouldBe("+966501234567");
        contact.Emails.Single().AddressKey.ShouldBe("sultan@rawabi.example");
        contact.ProvenanceJson!.ShouldContain("message 1");
    }

    [Fact]
    public async Task Two_clicks_on_one_sender_make_one_contact()
    {
        var draft = new ContactDraft { DisplayName = "Ann", Emails = [] };
        var origin = new DraftOrigin(ChangeOrigin.Capture, "pane", "mail:ann@example.com");

        var both = await Task.WhenAll(SaveAsync(draft, origin), SaveAsync(draft, origin));

        both[0].Value!.Id.ShouldBe(both[1].Value!.Id);
        (await Store.ReadAsync(db => db.Contacts.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_change_on_top_of_an_unseen_one_shows_both_versions()
    {
        var id = (await SaveAsync(new ContactDraft { DisplayName = "Ann Lee", JobTitle = "Engineer" }, Typed)).Value!.Id;
        (await SaveAsync(new ContactDraft { Id = id, Version = 0, JobTitle = "Director" }, Typed)).Error.ShouldBeNull();

        var late = await SaveAsync(new ContactDraft { Id = id, Version = 0, JobTitle = "Manager" }, Typed);

        var conflict = late.Error.ShouldBeOfType<ContactChangedMeanwhile>();
        conflict.CurrentVersion.ShouldBe(1);
        conflict.Differences.ShouldHaveSingleItem().ShouldBe(new FieldDifference("jobTitle", "Director", "Manager"));
    }

    [Fact]
    public async Task A_changed_phone_alone_raises_the_version()
    {
        var id = (await SaveAsync(new ContactDraft { DisplayName = "Ann" }, Typed)).Value!.Id;

        await SaveAsync(new ContactDraft { Id = id, Version = 0, Phones = [new PhoneValue("0501234567", PhoneKind.Work)] }, Typed);

        (await Store.ReadAsync(db => db.Contacts.SingleAsync())).Version.ShouldBe(1);
    }

    [Fact]
    public async Task Values_that_a_draft_leaves_out_stay_and_empty_ones_are_cleared()
    {
        var id = (await SaveAsync(new ContactDraft { DisplayName = "Ann", JobTitle = "Engineer", Website = "ann.example" }, Typed)).Value!.Id;

        var saved = await SaveAsync(new ContactDraft { Id = id, Version = 0, JobTitle = "" }, Typed);

        (saved.Value!.JobTitle, saved.Value.Website).ShouldBe((null, "ann.example"));
    }

    [Fact]
    public async Task A_value_keeps_its_origin_until_it_is_changed_and_loses_it_when_it_is_emptied()
    {
        await Store.UseAsync(s => s.GetRequiredService<SaveCustomField>().RunAsync(new(null, null, FieldEntity.Contact, CustomFieldKind.Text, "Licence", null), "test", default));
        var captured = new ContactDraft
        {
            DisplayName = "Ann Lee",
            JobTitle = "Engineer",
            Website = "ann.example",
            AccountName = "Rawabi",
            Emails = [new("ann@example.com")],
            Phones = [new("0501234567", PhoneKind.Work)],
            InnerCircle = new() { Hobbies = "Riding", SpouseName = "Fahad" },
            Custom = new Dictionary<string, IReadOnlyList<string>> { ["licence"] = ["BRK-1"] },
        };
        var id = (await SaveAsync(captured, new(ChangeOrigin.Capture, "pane", Provenance: "message 1"))).Value!.Id;

        var typed = await SaveAsync(captured with { Id = id, JobTitle = "Director", Website = "", InnerCircle = new() { Hobbies = "Sailing", SpouseName = "Fahad" } }, Typed);
        var again = await SaveAsync(captured with { Id = id, JobTitle = "Director", Website = "", InnerCircle = new() { Hobbies = "Sailing", SpouseName = "Fahad" } }, Typed);

        (typed.Value!.Version, again.Value!.Version).ShouldBe((1, 1));
        Provenance.Read(again.Value.ProvenanceJson).Fields.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}: {f.Value.From}").ShouldBe(
        [
            "account: message 1", "custom:licence: message 1", "emails: message 1", "hobbies: typed", "jobTitle: typed", "name: message 1", "phones: message 1",
            "spouseName: message 1",
        ]);
    }

    [Theory]
    [InlineData("", "ann@example.com", typeof(ContactNeedsName))]
    [InlineData("Ann", "ann.example.com", typeof(EmailMalformed))]
    [InlineData("Ann", "taken@example.com", typeof(EmailBelongsToOther))]
    public async Task A_draft_that_cannot_be_saved_says_why_and_leaves_nothing(string name, string email, Type error)
    {
        await Store.AddContactAsync("Somebody", c => c.Emails.Add(ContactEmail.From("taken@example.com")));

        var saved = await SaveAsync(new ContactDraft { DisplayName = name, Emails = [new(email)] }, Typed);

        saved.Error.ShouldBeOfType(error);
        (await Store.ReadAsync(db => db.Contacts.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_role_that_only_reads_may_not_save() =>
        (await SaveAsync(new ContactDraft { DisplayName = "Ann" }, Typed, new Reader(1, Role.ReadOnly, []))).Error.ShouldBeOfType<MayNotChange>();

    [Fact]
    public async Task A_contact_of_another_team_is_unknown()
    {
        var (_, others) = await Store.AddUserAsync("other");
        var id = await Store.AddContactAsync("Theirs", c => c.TeamId = others);

        var saved = await SaveAsync(new ContactDraft { Id = id, Version = 0, JobTitle = "x" }, Typed, new Reader(77, Role.Agent, []));

        saved.Error.ShouldBe(new ContactUnknown(id));
    }

    private Task<Result<Contact>> SaveAsync(ContactDraft draft, DraftOrigin origin, Reader? reader = null) =>
        Store.UseAsync(s => s.GetRequiredService<SaveContact>().RunAsync(draft, origin, default), reader ?? Reader.LocalAdministrator);
}
