using CrmAddin.Core.Accounts;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Consent;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using CrmAddin.Core.Tests.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Tests.Audit;

public sealed class SqliteUndoChangeSetTests() : UndoChangeSetTests(StoreProvider.Sqlite);

public sealed class PostgresUndoChangeSetTests() : UndoChangeSetTests(StoreProvider.Postgres);

public abstract class UndoChangeSetTests(StoreProvider provider) : IAsyncLifetime
{
    private TestedStore Store { get; set; } = null!;

    public async Task InitializeAsync() => Store = await TestedStore.CreateAsync(provider);

    public async Task DisposeAsync() => await Store.DisposeAsync();

    [Fact]
    public async Task An_edit_is_taken_back_field_by_field_and_later_changes_stay()
    {
        var id = await Store.AddContactAsync("Ann Lee", c => c.JobTitle = "Engineer");
        var edit = await ChangeAsync(id, c => (c.JobTitle, c.Hobbies, c.Budget) = ("Director", "chess", 12.5m));
        await ChangeAsync(id, c => c.Hobbies = "sailing");

        var undone = (await UndoAsync(edit)).Value!;

        var contact = await Store.ReadAsync(db => db.Contacts.SingleAsync());
        (contact.JobTitle, contact.Hobbies, contact.Budget).ShouldBe(("Engineer", "sailing", null));
        undone.Reversed.ShouldBe(2);
        var stayed = undone.Stayed.ShouldHaveSingleItem();
        (stayed.Field, stayed.Reason).ShouldBe(("Hobbies", StayedReason.ChangedSince));
        (await UndoAsync(edit)).Error.ShouldBeOfType<ChangeAlreadyUndone>();
    }

    [Fact]
    public async Task Parts_that_were_added_go_and_parts_that_were_removed_come_back_with_their_keys_and_are_found()
    {
        var id = await Store.AddContactAsync("Ann Lee", c => c.Emails.Add(ContactEmail.From("old@example.com", isPrimary: true)));
        var before = await Store.ReadAsync(db => db.ContactEmails.AsNoTracking().SingleAsync());
        var edit = await ChangeAsync(id, c =>
        {
            c.Emails.Clear();
            c.Emails.Add(ContactEmail.From("new@example.com", isPrimary: true));
            c.Phones.Add(new ContactPhone { Raw = "0501234567", E164 = "+966501234567" });
        });

        (await UndoAsync(edit)).Value!.Stayed.ShouldBeEmpty();

        var email = await Store.ReadAsync(db => db.ContactEmails.AsNoTracking().SingleAsync());
        (email.Id, email.Address, email.IsPrimary).ShouldBe((before.Id, "old@example.com", true));
        (await Store.ReadAsync(db => db.ContactPhones.CountAsync())).ShouldBe(0);
        (await FindAsync("old@example")).ShouldBe([id]);
        (await FindAsync("new@example")).ShouldBeEmpty();
        (await FindAsync("05012")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_new_contact_goes_with_its_firm_unless_something_hangs_on_them()
    {
        var (plain, firm, used) = (0L, 0L, 0L);
        await Store.WriteAsync(db => db.Contacts.Add(new Contact { DisplayName = "Plain", Account = new Account { Name = "Acme" } }));
        plain = await LastSetAsync();
        used = await Store.AddContactAsync("Used");
        var usedSet = await LastSetAsync();
        await Store.WriteAsync(db => db.Consents.Add(new ConsentRecord { ContactId = used, How = "form", At = Store.Clock.Now }));
        firm = await Store.ReadAsync(db => db.Accounts.CountAsync());

        var gone = (await UndoAsync(plain)).Value!;
        var stays = (await UndoAsync(usedSet)).Value!;

        firm.ShouldBe(1);
        gone.Stayed.ShouldBeEmpty();
        stays.Stayed.ShouldHaveSingleItem().Reason.ShouldBe(StayedReason.InUse);
        (await Store.ReadAsync(db => db.Contacts.Select(c => c.DisplayName).ToListAsync())).ShouldBe(["Used"]);
        (await Store.ReadAsync(db => db.Accounts.CountAsync())).ShouldBe(0);
        (await Store.ReadAsync(db => db.Consents.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_firm_that_came_with_an_edit_stands_in_the_journal_by_its_key_and_goes_when_the_edit_is_taken_back()
    {
        var id = await Store.AddContactAsync("Ann Lee");
        var edit = await ChangeAsync(id, c => c.Account = new Account { Name = "Rawabi" });
        var firm = await Store.ReadAsync(db => db.Accounts.SingleAsync());

        var noted = await Store.ReadAsync(db => db.AuditEntries.Where(e => e.ChangeSetId == edit && e.Entity == nameof(Contact)).SelectMany(e => e.Values).SingleAsync());
        var undone = (await UndoAsync(edit)).Value!;

        (noted.Field, noted.OldValue, noted.NewValue).ShouldBe((nameof(Contact.AccountId), null, $"{firm.Id}"));
        undone.Stayed.ShouldBeEmpty();
        (await Store.ReadAsync(db => db.Accounts.CountAsync())).ShouldBe(0);
        (await Store.ReadAsync(db => db.Contacts.SingleAsync())).AccountId.ShouldBeNull();
    }

    [Fact]
    public async Task A_contact_that_was_changed_since_it_came_stays()
    {
        var id = await Store.AddContactAsync("Ann Lee");
        var creation = await LastSetAsync();
        await ChangeAsync(id, c => c.JobTitle = "Engineer");

        (await UndoAsync(creation)).Value!.Stayed.ShouldHaveSingleItem().Reason.ShouldBe(StayedReason.ChangedSince);

        (await Store.ReadAsync(db => db.Contacts.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Hundreds_of_new_contacts_go_whatever_hangs_on_which_page()
    {
        await Store.WriteAsync(db =>
        {
            var account = new Account { Name = "Acme" };
            db.Contacts.AddRange(Enumerable.Range(0, 450).Select(i => new Contact { DisplayName = $"Person {i}", Account = account, Emails = { ContactEmail.From($"p{i}@example.com") } }));
        });

        (await UndoAsync(await LastSetAsync())).Value!.Stayed.ShouldBeEmpty();

        (await Store.ReadAsync(db => db.Contacts.CountAsync())).ShouldBe(0);
        (await Store.ReadAsync(db => db.Accounts.CountAsync())).ShouldBe(0);
        (await Store.ReadAsync(db => db.SearchKeys.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task What_another_team_changed_is_not_there_to_be_taken_back()
    {
        var (ann, anns) = await Store.AddUserAsync("ann");
        var id = await Store.AddContactAsync("Theirs");
        var edit = await ChangeAsync(id, c => c.JobTitle = "x");

        (await UndoAsync(edit, new Reader(ann, Role.Agent, [anns]))).Error.ShouldBeOfType<ChangeSetUnknown>();
        (await UndoAsync(edit, new Reader(ann, Role.ReadOnly, [anns]))).Error.ShouldBeOfType<MayNotChange>();
    }

    private async Task<long> ChangeAsync(long contactId, Action<Contact> change)
    {
        await Store.UseAsync(async services =>
        {
            var db = services.GetRequiredService<CrmDb>();
            var contact = await ContactQuery.Whole(db, contactId).SingleAsync();
            db.Begin(ChangeOrigin.Edit, "test");
            change(contact);
            await db.SaveChangesAsync();
        });
        return await LastSetAsync();
    }

    private Task<long> LastSetAsync() => Store.ReadAsync(db => db.ChangeSets.MaxAsync(s => s.Id));

    private Task<Core.Results.Result<UndoOutcome>> UndoAsync(long set, Reader? reader = null) =>
        Store.UseAsync(s => s.GetRequiredService<UndoChangeSet>().RunAsync(set, "test", default), reader);

    private async Task<List<long>> FindAsync(string text) =>
        [.. (await Store.UseAsync(s => s.GetRequiredService<FindContacts>().RunAsync(text, 10, default))).Select(h => h.ContactId)];
}
