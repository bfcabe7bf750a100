using CrmAddin.Core.Accounts;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Results;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using CrmAddin.Core.Tests.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Tests.Contacts;

public sealed class SqliteSaveWholeContactTests() : SaveWholeContactTests(StoreProvider.Sqlite);

public sealed class PostgresSaveWholeContactTests() : SaveWholeContactTests(StoreProvider.Postgres);

public abstract class SaveWholeContactTests(StoreProvider provider) : IAsyncLifetime
{
    private static readonly DraftOrigin Typed = new(ChangeOrigin.Edit, "test");

    private TestedStore Store { get; set; } = null!;

    public async Task InitializeAsync() => Store = await TestedStore.CreateAsync(provider);

    public async Task DisposeAsync() => await Store.DisposeAsync();

    [Fact]
    public async Task Every_field_of_a_contact_comes_back_as_it_was_saved()
    {
        await Store.UseAsync(s => s.GetRequiredService<AddRealEstateFields>().RunAsync("test", default));
        var agent = await Store.AddContactAsync("Cooperating Agent");
        var draft = Whole(agent);

        var saved = await SaveAsync(draft);

        saved.Error.ShouldBeNull();
        var contact = await Store.ReadAsync(db => ContactQuery.Whole(db, saved.Value!.Id).AsNoTracking().SingleAsync());
        contact.DisplayName.ShouldBe("Huda Saleh Al Amri");
        contact.Emails.Select(e => (e.Address, e.Kind, e.IsPrimary)).ShouldBe([("huda@amri.example", AddressKind.Work, true), ("huda.home@mail.example", AddressKind.Home, false)], ignoreOrder: true);
        contact.Addresses.Select(a => (a.Kind, a.Street, a.City, a.Postcode, a.Country)).ShouldBe(
            [(AddressKind.Home, "شارع التحلية", "الرياض", "12271", "SA"), (AddressKind.Work, "King Fahd Rd 5", "Riyadh", null, "SA")], ignoreOrder: true);
        contact.Children.Select(c => (c.Name, c.BirthdayOn)).ShouldBe([("Sara", new DateOnly(2015, 3, 1)), ("Omar", null)], ignoreOrder: true);
        contact.Profiles.Single().Url.ShouldBe("https://linkedin.com/in/huda");
        (contact.Level, contact.EngagementScore).ShouldBe((ContactLevel.A, 8));
        (contact.Budget, contact.BudgetCurrency).ShouldBe((1_500_000.75m, "SAR"));
        (contact.SpouseName, contact.BestTimeToCall, contact.NextActionOn).ShouldBe(("Fahad", "after 17:00", new DateOnly(2026, 12, 1)));
        contact.CustomValues.Select(v => (v.Number, v.LinkedContactId)).ShouldBe([(2027m, null), (null, agent), (1m, null)], ignoreOrder: true);
        contact.Lookups.Select(l => l.LookupItem!.Name).ShouldBe(["VIP", "Villa"], ignoreOrder: true);
        contact.DoNotContact.ShouldBeTrue();
    }

    [Fact]
    public async Task Saving_the_same_values_again_changes_nothing()
    {
        await Store.UseAsync(s => s.GetRequiredService<AddRealEstateFields>().RunAsync("test", default));
        var agent = await Store.AddContactAsync("Cooperating Agent");
        var id = (await SaveAsync(Whole(agent))).Value!.Id;
        var entries = await Store.ReadAsync(db => db.AuditEntries.CountAsync());

        (await SaveAsync(Whole(agent) with { Id = id, Version = 0 })).Error.ShouldBeNull();

        (await Store.ReadAsync(db => db.AuditEntries.CountAsync())).ShouldBe(entries);
    }

    [Fact]
    public async Task A_corrected_phone_is_a_change_of_that_phone_and_not_another_one()
    {
        var id = (await SaveAsync(new ContactDraft { DisplayName = "Ann", Phones = [new("0501234567", PhoneKind.Mobile), new("0112345678", PhoneKind.Work)] })).Value!.Id;
        var before = await Store.ReadAsync(db => db.ContactPhones.OrderBy(p => p.Id).Select(p => p.Id).ToListAsync());

        await SaveAsync(new ContactDraft { Id = id, Phones = [new("0501234568", PhoneKind.Mobile), new("0112345678", PhoneKind.Work)] });

        var phones = await Store.ReadAsync(db => db.ContactPhones.OrderBy(p => p.Id).ToListAsync());
        phones.Select(p => p.Id).ShouldBe(before);
        phones[0].E164.ShouldBe("+966501234568");
        (await Store.ReadAsync(db => db.SearchKeys.CountAsync(k => k.Kind == SearchKeyKind.Phone && k.Key == "966501234567"))).ShouldBe(0);
    }

    [Fact]
    public async Task Fields_that_a_form_did_not_show_stay_as_they_are()
    {
        await Store.UseAsync(s => s.GetRequiredService<AddRealEstateFields>().RunAsync("test", default));
        var agent = await Store.AddContactAsync("Cooperating Agent");
        var id = (await SaveAsync(Whole(agent))).Value!.Id;

        await SaveAsync(new ContactDraft { Id = id, Version = 0, JobTitle = "Director" });

        var contact = await Store.ReadAsync(db => ContactQuery.Whole(db, id).AsNoTracking().SingleAsync());
        (contact.JobTitle, contact.SpouseName, contact.Children.Count, contact.CustomValues.Count, contact.Addresses.Count, contact.Lookups.Count)
            .ShouldBe(("Director", "Fahad", 2, 3, 2, 2));
    }

    [Fact]
    public async Task What_the_reader_does_not_see_stays_as_it_is_when_the_form_sends_it_back()
    {
        await Store.UseAsync(s => s.GetRequiredService<AddRealEstateFields>().RunAsync("test", default));
        var (ann, hers) = await Store.AddUserAsync("ann");
        var (_, theirs) = await Store.AddUserAsync("bob");
        var agent = await Store.AddContactAsync("Their agent", c => c.TeamId = theirs);
        var id = (await SaveAsync(Whole(agent) with { AccountName = "Rawabi" })).Value!.Id;
        await Store.WriteAsync(db => db.Contacts.Single(c => c.Id == id).TeamId = hers);
        await Store.WriteAsync(db => db.Accounts.Single().TeamId = theirs);
        var reader = new Reader(ann, Role.Agent, [hers]);

        var saved = await SaveAsync(new ContactDraft { Id = id, JobTitle = "Director", AccountName = "", Custom = Custom("cooperating-agent", $"{agent}") }, reader: reader);

        saved.Error.ShouldBeNull();
        var contact = await Store.ReadAsync(db => ContactQuery.Whole(db, id).AsNoTracking().SingleAsync());
        (contact.JobTitle, contact.Account?.Name, contact.CustomValues.Single(v => v.LinkedContactId is not null).LinkedContactId).ShouldBe(("Director", "Rawabi", agent));
    }

    [Fact]
    public async Task A_person_stays_with_their_firm_where_another_has_the_same_name()
    {
        var id = await Store.AddContactAsync("Ann", c => c.Account = new Account { Name = "Acme" });
        await Store.AddContactAsync("Bob", c => c.Account = new Account { Name = "Acme" });
        var last = await Store.ReadAsync(db => db.Contacts.Where(c => c.DisplayName == "Bob").Select(c => new { c.Id, c.AccountId }).SingleAsync());

        await SaveAsync(new ContactDraft { Id = last.Id, AccountName = "acme " });
        await SaveAsync(new ContactDraft { Id = id, AccountName = "" });

        (await Store.ReadAsync(db => db.Contacts.SingleAsync(c => c.Id == last.Id))).AccountId.ShouldBe(last.AccountId);
        (await Store.ReadAsync(db => db.Contacts.SingleAsync(c => c.Id == id))).AccountId.ShouldBeNull();
    }

    [Fact]
    public async Task A_required_field_is_asked_for_by_hand_and_only_marked_at_capture()
    {
        await Store.UseAsync(s => s.GetRequiredService<SetRequiredFields>().RunAsync(FieldEntity.Contact, null, SetRequiredFields.CompleteContact, "test", default));

        var typed = await SaveAsync(new ContactDraft { DisplayName = "Ann", Emails = [new("ann@example.com")] });
        var captured = await SaveAsync(new ContactDraft { DisplayName = "Ann", Emails = [new("ann@example.com")] }, new(ChangeOrigin.Capture, "pane", "mail:ann@example.com"));

        typed.Error.ShouldBeOfType<RequiredFieldsEmpty>().Fields.ShouldBe(["phone", "address", "notes", "source", "group", "level", "type"]);
        captured.Error.ShouldBeNull();
        (await Store.ReadAsync(db => db.Contacts.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_required_custom_field_is_asked_for_too()
    {
        await Store.UseAsync(s => s.GetRequiredService<AddRealEstateFields>().RunAsync("test", default));
        await Store.UseAsync(s => s.GetRequiredService<SetRequiredFields>().RunAsync(FieldEntity.Contact, null, ["custom:closing-year"], "test", default));

        (await SaveAsync(new ContactDraft { DisplayName = "Ann" })).Error.ShouldBeOfType<RequiredFieldsEmpty>().Fields.ShouldBe(["custom:closing-year"]);
        (await SaveAsync(new ContactDraft { DisplayName = "Ann", Custom = Custom("closing-year", "2027") })).Error.ShouldBeNull();
    }

    [Fact]
    public async Task A_value_that_its_field_cannot_hold_leaves_nothing_behind()
    {
        await Store.UseAsync(s => s.GetRequiredService<AddRealEstateFields>().RunAsync("test", default));

        (await SaveAsync(new ContactDraft { DisplayName = "Ann", Custom = Custom("closing-year", "soon") })).Error.ShouldBeOfType<CustomValueWrong>();
        (await SaveAsync(new ContactDraft { DisplayName = "Ann", Custom = Custom("no-such", "x") })).Error.ShouldBeOfType<CustomFieldUnknown>();
        (await SaveAsync(new ContactDraft { DisplayName = "Ann", Custom = Custom("cooperating-agent", "999") })).Error.ShouldBeOfType<CustomValueWrong>();
        (await SaveAsync(new ContactDraft { DisplayName = "Ann", Scores = new(11, 0, 0) })).Error.ShouldBeOfType<ScoresOutOfRange>();

        (await Store.ReadAsync(db => db.Contacts.CountAsync())).ShouldBe(0);
        (await Store.ReadAsync(db => db.ChangeSets.CountAsync(s => s.About == "Ann"))).ShouldBe(0);
    }

    [Fact]
    public async Task People_are_found_by_the_words_of_their_custom_texts()
    {
        await Store.UseAsync(s => s.GetRequiredService<SaveCustomField>().RunAsync(new(null, null, FieldEntity.Contact, CustomFieldKind.Text, "Licence", "الرخصة"), "test", default));
        var id = (await SaveAsync(new ContactDraft { DisplayName = "Ann", Custom = Custom("licence", "BRK-7781 Jeddah") })).Value!.Id;

        (await Store.UseAsync(s => s.GetRequiredService<FindContacts>().RunAsync("jeddah", 5, default))).ShouldHaveSingleItem().ContactId.ShouldBe(id);
    }

    [Fact]
    public async Task Only_managers_give_contacts_away_and_the_team_goes_with_the_owner()
    {
        var (ann, hers) = await Store.AddUserAsync("ann");
        var (bob, his) = await Store.AddUserAsync("bob");
        var id = (await SaveAsync(new ContactDraft { DisplayName = "Client" }, reader: new Reader(ann, Role.Agent, [hers]))).Value!.Id;

        var byAgent = await SaveAsync(new ContactDraft { Id = id, Version = 0, OwnerId = bob }, reader: new Reader(ann, Role.Agent, [hers]));
        var byManagerOfOneTeam = await SaveAsync(new ContactDraft { Id = id, Version = 0, OwnerId = bob }, reader: new Reader(ann, Role.Manager, [hers]));
        var byManagerOfBoth = await SaveAsync(new ContactDraft { Id = id, Version = 0, OwnerId = bob }, reader: new Reader(ann, Role.Manager, [hers, his]));

        byAgent.Error.ShouldBeOfType<MayNotGiveAway>();
        byManagerOfOneTeam.Error.ShouldBeOfType<OwnerUnknown>();
        byManagerOfBoth.Error.ShouldBeNull();
        (await Store.ReadAsync(db => db.Contacts.Where(c => c.Id == id).Select(c => new { c.OwnerId, c.TeamId }).SingleAsync())).ShouldBe(new { OwnerId = (long?)bob, TeamId = (long?)his });
        (await Store.ReadAsync(db => db.SearchKeys.Select(k => k.TeamId).Distinct().ToListAsync())).ShouldBe([his]);
    }

    private static ContactDraft Whole(long agent) => new()
    {
        GivenName = "Huda",
        MiddleName = "Saleh",
        FamilyName = "Al Amri",
        Emails = [new("huda@amri.example"), new("huda.home@mail.example", AddressKind.Home)],
        Phones = [new("0501234567", PhoneKind.Mobile)],
        Addresses = [new(AddressKind.Home, "شارع التحلية", "العليا", "الرياض", null, "12271", "SA"), new(AddressKind.Work, "King Fahd Rd 5", null, "Riyadh", null, null, "SA")],
        Scores = new(8, 7, 9),
        DoNotContact = true,
        Tags = ["VIP", "vip ", "Villa"],
        Reach = new()
        {
            Language = "ar",
            TimeZone = "Asia/Riyadh",
            BestTimeToCall = "after 17:00",
            NextAction = "Call",
            NextActionOn = new DateOnly(2026, 12, 1),
            Profiles = [new(ProfileKind.LinkedIn, "https://linkedin.com/in/huda")],
        },
        InnerCircle = new()
        {
            BirthdayOn = new DateOnly(1985, 6, 2),
            SpouseName = "Fahad",
            Children = [new("Sara", new DateOnly(2015, 3, 1)), new("Omar", null)],
            Hobbies = "Riding",
            Budget = 1_500_000.75m,
        },
        Custom = new Dictionary<string, IReadOnlyList<string>> { ["closing-year"] = ["2027"], ["cooperating-agent"] = [$"{agent}"], ["investor"] = ["yes"] },
    };

    private static Dictionary<string, IReadOnlyList<string>> Custom(string key, string text) => new() { [key] = [text] };

    private Task<Result<Contact>> SaveAsync(ContactDraft draft, DraftOrigin? origin = null, Reader? reader = null) =>
        Store.UseAsync(s => s.GetRequiredService<SaveContact>().RunAsync(draft, origin ?? Typed, default), reader ?? Reader.LocalAdministrator);
}
