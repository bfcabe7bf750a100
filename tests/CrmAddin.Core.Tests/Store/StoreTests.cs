using CrmAddin.Core.Accounts;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Consent;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Tests.Store;

public sealed class SqliteStoreTests() : StoreTests(StoreProvider.Sqlite);

public sealed class PostgresStoreTests() : StoreTests(StoreProvider.Postgres);

public abstract class StoreTests(StoreProvider provider) : IAsyncLifetime
{
    private TestedStore Store { get; set; } = null!;

    public async Task InitializeAsync() => Store = await TestedStore.CreateAsync(provider);

    public async Task DisposeAsync() => await Store.DisposeAsync();

    [Fact]
    public async Task Migrating_again_applies_nothing()
    {
        var again = await Store.UseAsync(s => s.GetRequiredService<MigrateStore>().RunAsync(default));

        again.Value!.Applied.ShouldBeEmpty();
        again.Value.Provider.ShouldBe(provider.ToString().ToLowerInvariant());
        again.Value.To.ShouldEndWith("Workbooks");
    }

    [Fact]
    public async Task People_of_a_store_with_an_earlier_schema_are_found_after_it_was_brought_up_to_date()
    {
        var ann = await Store.AddContactAsync("Ann Lee", c => c.Phones.Add(new ContactPhone { Raw = "050 123 4567", E164 = "+966501234567" }));
        await Store.ReadAsync(async db =>
        {
            await db.GetService<IMigrator>().MigrateAsync("MainJob");
            return 0;
        });

        var applied = (await Store.UseAsync(s => s.GetRequiredService<MigrateStore>().RunAsync(default))).Value!.Applied;

        applied[0].ShouldEndWith("ContactStore");
        var hits = await Store.UseAsync(s => s.GetRequiredService<FindContacts>().RunAsync("ann 4567", 5, default));
        hits.Single().ContactId.ShouldBe(ann);
    }

    [Fact]
    public async Task A_context_reads_nothing_before_somebody_is_named()
    {
        await Store.AddContactAsync("Ann Lee");

        (await Store.ReadAsync(db => db.Contacts.CountAsync(), Reader.Nobody)).ShouldBe(0);
        (await Store.ReadAsync(db => db.Contacts.CountAsync(), Reader.LocalAdministrator)).ShouldBe(1);
    }

    [Fact]
    public async Task An_agent_sees_the_teams_rows_and_their_own_and_no_others()
    {
        var (ann, anns) = await Store.AddUserAsync("ann");
        var (bob, bobs) = await Store.AddUserAsync("bob");
        await Store.AddContactAsync("Of the team", c => c.TeamId = anns);
        await Store.AddContactAsync("Her own in another team", c => (c.OwnerId, c.TeamId) = (ann, bobs));
        await Store.AddContactAsync("Of the others", c => (c.OwnerId, c.TeamId) = (bob, bobs));
        await Store.AddContactAsync("Of nobody");
        var reader = new Reader(ann, Role.Agent, [anns]);

        var seen = await Store.ReadAsync(db => db.Contacts.OrderBy(c => c.SortKey).Select(c => c.DisplayName).ToListAsync(), reader);

        seen.ShouldBe(["Her own in another team", "Of the team"]);
    }

    [Theory]
    [InlineData(MailVisibility.Shared, true, true)]
    [InlineData(MailVisibility.Participants, false, false)]
    [InlineData(MailVisibility.OwnerOnly, false, false)]
    public async Task A_message_is_seen_as_its_copy_allows(MailVisibility visibility, bool teamSees, bool administratorSees)
    {
        var (owner, team) = await Store.AddUserAsync("owner");
        var (colleague, _) = await Store.AddUserAsync("colleague");
        await Store.WriteAsync(db => db.Messages.Add(Message("one", owner, team, visibility)));

        async Task<bool> Sees(Reader reader) => await Store.ReadAsync(db => db.Messages.AnyAsync(), reader);

        (await Sees(new Reader(owner, Role.Agent, [team]))).ShouldBeTrue();
        (await Sees(new Reader(colleague, Role.Manager, [team]))).ShouldBe(teamSees);
        (await Sees(new Reader(colleague, Role.Administrator, []))).ShouldBe(administratorSees);
        (await Sees(new Reader(colleague, Role.Agent, []))).ShouldBeFalse();
    }

    [Fact]
    public async Task A_reader_gets_the_text_of_the_copy_that_they_may_see_and_of_no_other()
    {
        var (owner, team) = await Store.AddUserAsync("owner");
        var (other, _) = await Store.AddUserAsync("other");
        var message = Message("one", owner, team, MailVisibility.OwnerOnly, "for the owner");
        message.Copies.Add(Copy("graph-2", other, team, MailVisibility.Shared, "for the team", "second@firm.example"));
        await Store.WriteAsync(db => db.Messages.Add(message));

        var texts = await Store.ReadAsync(
            async db => (await db.Messages.Include(m => m.Copies).SingleAsync()).Copies.Select(c => c.BodyText).ToList(), new Reader(99, Role.Manager, [team]));

        texts.ShouldBe(["for the team"]);
    }

    [Fact]
    public async Task A_change_raises_the_version_and_keeps_old_and_new_value()
    {
        var id = await Store.AddContactAsync("Ann Lee");

        await Store.UseAsync(async services =>
        {
            var db = services.GetRequiredService<CrmDb>();
            db.Begin(ChangeOrigin.Edit, "127.0.0.1");
            (await db.Contacts.SingleAsync()).JobTitle = "مديرة";
            await db.SaveChangesAsync();
        });

        var contact = await Store.ReadAsync(db => db.Contacts.SingleAsync());
        contact.Version.ShouldBe(1);
        var entries = await Store.ReadAsync(db => db.AuditEntries.Include(e => e.Values).Include(e => e.ChangeSet).Where(e => e.RootId == id && e.RootEntity == "Contact").OrderBy(e => e.Id).ToListAsync());
        entries.Select(e => e.Action).ShouldBe([AuditAction.Created, AuditAction.Updated]);
        entries[0].Values.ShouldBeEmpty();
        var change = entries[1].Values.ShouldHaveSingleItem();
        (change.Field, change.OldValue, change.NewValue).ShouldBe(("JobTitle", null, "\"مديرة\""));
        change.Digest.Length.ShouldBe(64);
        entries[1].ChangeSet!.From.ShouldBe("127.0.0.1");
    }

    [Fact]
    public async Task A_change_without_a_change_set_is_refused()
    {
        var save = () => Store.UseAsync(async services =>
        {
            var db = services.GetRequiredService<CrmDb>();
            db.Contacts.Add(new Contact { DisplayName = "Ann" });
            await db.SaveChangesAsync();
        });

        (await save.ShouldThrowAsync<InvalidOperationException>()).Message.ShouldContain("Begin");
        (await Store.ReadAsync(db => db.Contacts.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task The_second_of_two_writers_of_one_version_is_refused_by_the_store()
    {
        await Store.AddContactAsync("Ann Lee");

        var save = () => Store.UseAsync(async first =>
        {
            var mine = await first.GetRequiredService<CrmDb>().Contacts.SingleAsync();
            await Store.UseAsync(async second =>
            {
                var db = second.GetRequiredService<CrmDb>();
                db.Begin(ChangeOrigin.Edit, "second");
                (await db.Contacts.SingleAsync()).JobTitle = "theirs";
                await db.SaveChangesAsync();
            });
            first.GetRequiredService<CrmDb>().Begin(ChangeOrigin.Edit, "first");
            mine.JobTitle = "mine";
            await first.GetRequiredService<CrmDb>().SaveChangesAsync();
        });

        await save.ShouldThrowAsync<DbUpdateConcurrencyException>();
        (await Store.ReadAsync(db => db.Contacts.SingleAsync())).JobTitle.ShouldBe("theirs");
    }

    [Fact]
    public async Task Money_sums_compares_and_orders_exactly_in_the_store()
    {
        var stage = await Store.ReadAsync(db => db.Stages.OrderBy(s => s.Position).FirstAsync());
        decimal[] amounts = [0.1m, 0.2m, 1_000_000.3333m, 10m];
        await Store.WriteAsync(db => db.Deals.AddRange(amounts.Select(a => new Deal { Title = "d", Currency = "SAR", Amount = a, StageId = stage.Id, PipelineId = stage.PipelineId })));

        (await Store.ReadAsync(db => db.Deals.SumAsync(d => d.Amount))).ShouldBe(1_000_010.6333m);
        (await Store.ReadAsync(db => db.Deals.Where(d => d.Amount > 0.15m).CountAsync())).ShouldBe(3);
        (await Store.ReadAsync(db => db.Deals.OrderByDescending(d => d.Amount).Select(d => d.Amount).FirstAsync())).ShouldBe(1_000_000.3333m);
    }

    [Fact]
    public async Task Instants_come_back_in_utc_cut_to_microseconds()
    {
        var written = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(3)).AddTicks(1_234_567);
        await Store.AddContactAsync("Ann", c => c.LastContactedAt = written);

        var read = (await Store.ReadAsync(db => db.Contacts.SingleAsync())).LastContactedAt!.Value;

        read.Offset.ShouldBe(TimeSpan.Zero);
        read.ShouldBe(written.AddTicks(-7));
        (await Store.ReadAsync(db => db.Contacts.CountAsync(c => c.LastContactedAt > written.AddSeconds(-1)))).ShouldBe(1);
    }

    [Fact]
    public async Task Keys_compare_by_their_bytes_and_the_unique_index_says_only_once()
    {
        await Store.AddContactAsync("One", c => c.OriginKey = "id:a");
        await Store.AddContactAsync("Two", c => c.OriginKey = "id:A");

        var twice = await Store.UseAsync(async services =>
        {
            var db = services.GetRequiredService<CrmDb>();
            db.Begin(ChangeOrigin.Edit, "test");
            db.Contacts.Add(new Contact { DisplayName = "Three", OriginKey = "id:a" });
            try
            {
                await db.SaveChangesAsync();
                return false;
            }
            catch (DbUpdateException e)
            {
                return db.IsDuplicate(e);
            }
        });

        twice.ShouldBeTrue();
        (await Store.ReadAsync(db => db.ChangeSets.CountAsync(s => s.From == "test"))).ShouldBe(2);
    }

    [Fact]
    public async Task Consent_can_be_added_and_never_changed()
    {
        var id = await Store.AddContactAsync("Ann");
        await Store.WriteAsync(db => db.Consents.Add(new ConsentRecord { ContactId = id, How = "form", At = Store.Clock.Now }));

        var change = () => Store.WriteAsync(db => db.Remove(db.Consents.Single()));

        (await change.ShouldThrowAsync<InvalidOperationException>()).Message.ShouldContain("append-only");
    }

    [Fact]
    public async Task Renaming_an_account_lets_its_people_be_found_by_the_new_name()
    {
        var account = new Account { Name = "Old Name" };
        await Store.AddContactAsync("Ann", c => c.Account = account);

        await Store.UseAsync(async services =>
        {
            var db = services.GetRequiredService<CrmDb>();
            db.Begin(ChangeOrigin.Edit, "test");
            (await db.Accounts.SingleAsync()).Name = "Brightside";
            await db.SaveChangesAsync();
        });

        var keys = await Store.ReadAsync(db => db.SearchKeys.Select(k => k.Key).ToListAsync());
        keys.ShouldContain("brightside");
        keys.ShouldNotContain("old");
    }

    private static LoggedMessage Message(string id, long owner, long team, MailVisibility visibility, string? body = null)
    {
        var message = new LoggedMessage { IdentityHash = id, KeptReason = nameof(KeepReason.KnownContact), Subject = "Hello" };
        message.Copies.Add(Copy("graph-1", owner, team, visibility, body, "first@firm.example"));
        return message;
    }

    private static MessageCopy Copy(string graphId, long owner, long team, MailVisibility visibility, string? body, string mailbox) => new()
    {
        GraphId = graphId,
        OwnerId = owner,
        TeamId = team,
        Visibility = visibility,
        BodyText = body,
        Mailbox = new Mailbox { Address = mailbox, DisplayName = mailbox },
    };
}
