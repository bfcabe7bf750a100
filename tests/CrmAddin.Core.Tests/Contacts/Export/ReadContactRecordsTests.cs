using CrmAddin.Core.Contacts;
using CrmAddin.Core.Contacts.Export;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Store;
using CrmAddin.Core.Tests.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Tests.Contacts.Export;

public sealed class SqliteReadContactRecordsTests() : ReadContactRecordsTests(StoreProvider.Sqlite);

public sealed class PostgresReadContactRecordsTests() : ReadContactRecordsTests(StoreProvider.Postgres);

public abstract class ReadContactRecordsTests(StoreProvider provider) : IAsyncLifetime
{
    private TestedStore Store { get; set; } = null!;

    public async Task InitializeAsync() => Store = await TestedStore.CreateAsync(provider);

    public async Task DisposeAsync() => await Store.DisposeAsync();

    [Fact]
    public async Task A_contact_is_read_with_all_its_values()
    {
        var field = new CustomField { Entity = FieldEntity.Contact, Key = "loan", Kind = CustomFieldKind.Money, Name = "Loan" };
        await Store.WriteAsync(db => db.Add(field));
        var (user, _) = await Store.AddUserAsync("bo");
        var group = await Store.ReadAsync(db => db.LookupItems.FirstAsync(i => i.Kind == LookupKind.Group));
        await Store.AddContactAsync("Ann Lee", ann =>
        {
            (ann.OriginKey, ann.GivenName, ann.FamilyName, ann.JobTitle, ann.CorrespondenceNotes) = ("id:A-7", "Ann", "Lee", "Director", "two\nlines");
            ann.Account = new() { Name = "Acme" };
            ann.Phones.AddRange([new() { Raw = "011 222 3333", Kind = PhoneKind.Work }, new() { Raw = "+966 50 123 4567", Kind = PhoneKind.Mobile, IsPrimary = true }]);
            ann.Emails.AddRange([ContactEmail.From("b@example.com", kind: AddressKind.Home), ContactEmail.From("a@example.com", isPrimary: true)]);
            ann.Addresses.Add(new() { Kind = AddressKind.Home, Street = "Palm St.", City = "Jeddah", Latitude = 21.5 });
            ann.Profiles.Add(new() { Kind = ProfileKind.LinkedIn, Url = "https://linkedin.com/in/ann" });
            ann.Children.Add(new() { Name = "Tim", BirthdayOn = new(2015, 3, 1) });
            ann.Lookups.Add(new() { LookupItemId = group.Id });
            ann.CustomValues.Add(new() { CustomFieldId = field.Id, Number = 1250.5m });
            (ann.BirthdayOn, ann.Budget, ann.BudgetCurrency, ann.DoNotContact, ann.OwnerId) = (new DateOnly(1980, 12, 31), 1_500_000m, "SAR", true, user);
        });

        var records = await ReadAsync(RecordFields.All);

        ContactFilesValues(records.Single()).ShouldBe(
        [
            "id = A-7", "givenName = Ann", "familyName = Lee", "displayName = Ann Lee", "jobTitle = Director", "account = Acme", "notes = two\nlines", $"groups = {group.Name}",
            "birthday = 1980-12-31", "budget = 1500000", "budgetCurrency = SAR", "doNotContact = Yes", "owner = bo",
            "phoneKind#1 = Mobile", "phone#1 = +966 50 123 4567", "phoneKind#2 = Work", "phone#2 = 011 222 3333",
            "emailKind#1 = Work", "email#1 = a@example.com", "emailKind#2 = Home", "email#2 = b@example.com",
            "addressKind#1 = Home", "street#1 = Palm St.", "city#1 = Jeddah", "latitude#1 = 21.5",
            "profileKind#1 = LinkedIn", "profile#1 = https://linkedin.com/in/ann", "child#1 = Tim", "childBirthday#1 = 2015-03-01", "custom:loan = 1250.5",
        ]);
    }

    [Fact]
    public async Task Several_pages_are_read_in_order_and_a_filter_of_few_among_many_finds_their_parts()
    {
        await Store.WriteAsync(db => db.Contacts.AddRange(Enumerable.Range(1, 4_500).Select(i =>
        {
            var contact = new Contact { DisplayName = $"Person {i}", JobTitle = i % 1000 == 0 ? "Rare" : null };
            contact.Phones.Add(new() { Raw = $"+96650{i:0000000}", Kind = PhoneKind.Mobile, IsPrimary = true });
            return contact;
        })));

        var all = await ReadAsync(new([ImportField.Phone]));
        var few = await ReadAsync(new([ImportField.Phone]), db => db.Contacts.Where(c => c.JobTitle == "Rare"));

        all.Select(r => r.Phones.Single().Raw).ShouldBe(Enumerable.Range(1, 4_500).Select(i => $"+96650{i:0000000}"));
        few.Select(r => r.Phones.Single().Raw).ShouldBe(["+966500001000", "+966500002000", "+966500003000", "+966500004000"]);
    }

    [Fact]
    public async Task Only_what_is_asked_for_is_read()
    {
        await Store.AddContactAsync("Ann", ann =>
        {
            ann.JobTitle = "Director";
            ann.Emails.Add(ContactEmail.From("ann@example.com", isPrimary: true));
        });

        var record = (await ReadAsync(new([ImportField.JobTitle]))).Single();

        ContactFilesValues(record).ShouldBe(["displayName = Ann", "jobTitle = Director"]);
    }

    [Fact]
    public async Task A_reader_gets_what_their_team_has()
    {
        var (user, team) = await Store.AddUserAsync("agent");
        await Store.AddContactAsync("Ours", c => c.TeamId = team);
        await Store.AddContactAsync("Theirs");

        (await ReadAsync(RecordFields.All, reader: new Reader(user, Role.Manager, [team]))).Select(r => r.DisplayName).ShouldBe(["Ours"]);
    }

    [Theory]
    [InlineData(Role.Administrator, true)]
    [InlineData(Role.Manager, true)]
    [InlineData(Role.Marketing, false)]
    [InlineData(Role.Agent, false)]
    [InlineData(Role.ReadOnly, false)]
    public void Records_leave_the_house_with_those_who_answer_for_them(Role role, bool may) => new Reader(1, role, [1]).MayExportRecords.ShouldBe(may);

    private static IReadOnlyList<string> ContactFilesValues(ContactRecord record) => Import.ContactFiles.Values(record);

    private Task<List<ContactRecord>> ReadAsync(RecordFields fields, Func<CrmDb, IQueryable<Contact>>? contacts = null, Reader? reader = null) => Store.ReadAsync(async db =>
    {
        List<ContactRecord> records = [];
        await foreach (var record in new ReadContactRecords(db).RunAsync(contacts?.Invoke(db), fields, "en", default))
            records.Add(record);
        return records;
    }, reader);
}
