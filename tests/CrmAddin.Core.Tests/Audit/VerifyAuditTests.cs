using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Store;
using CrmAddin.Core.Tests.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Tests.Audit;

public sealed class SqliteVerifyAuditTests() : VerifyAuditTests(StoreProvider.Sqlite)
{
    [Fact]
    public async Task A_store_of_before_the_chain_is_chained_when_it_is_migrated()
    {
        await Store.ReadAsync(async db =>
        {
            await db.Database.EnsureDeletedAsync();
            await db.GetService<IMigrator>().MigrateAsync("MainJob");
            return await db.Database.ExecuteSqlRawAsync(
                """
                INSERT INTO ChangeSets (Id, At, "From", Origin, About) VALUES (1, '2026-01-01 00:00:00', 'page', 'Edit', 'Ann'), (2, '2026-01-02 00:00:00', 'page', 'Edit', NULL);
                INSERT INTO AuditEntries (Id, ChangeSetId, Entity, EntityId, RootEntity, RootId, Action) VALUES (1, 1, 'Contact', 1, 'Contact', 1, 'Created');
                """);
        });

        (await Store.UseAsync(s => s.GetRequiredService<MigrateStore>().RunAsync(default))).Error.ShouldBeNull();

        var verified = await VerifyAsync();
        (verified.Entries, verified.Faults.Count).ShouldBe((1, 0));
        (await Store.ReadAsync(db => db.AuditLinks.CountAsync())).ShouldBe(2);
    }
}

public sealed class PostgresVerifyAuditTests() : VerifyAuditTests(StoreProvider.Postgres);

public abstract class VerifyAuditTests(StoreProvider provider) : IAsyncLifetime
{
    protected TestedStore Store { get; private set; } = null!;

    public async Task InitializeAsync() => Store = await TestedStore.CreateAsync(provider);

    public async Task DisposeAsync() => await Store.DisposeAsync();

    /// <summary>Statements that a person with the store in their hands could run, one for every column and for every way to add or take away.</summary>
    public static TheoryData<string> Tamperings => new(
        """UPDATE "ChangeSets" SET "At" = '2020-01-01 00:00:00' WHERE "Id" = 3""",
        """UPDATE "ChangeSets" SET "UserId" = 77 WHERE "Id" = 3""",
        """UPDATE "ChangeSets" SET "From" = 'elsewhere' WHERE "Id" = 3""",
        """UPDATE "ChangeSets" SET "Origin" = 'Import' WHERE "Id" = 3""",
        """UPDATE "ChangeSets" SET "About" = 'nothing at all' WHERE "Id" = 3""",
        """UPDATE "ChangeSets" SET "About" = NULL WHERE "Id" = 3""",
        """UPDATE "ChangeSets" SET "SourceHash" = 'abc' WHERE "Id" = 3""",
        """UPDATE "AuditEntries" SET "Entity" = 'Account' WHERE "ChangeSetId" = 3""",
        """UPDATE "AuditEntries" SET "EntityId" = 99 WHERE "ChangeSetId" = 3""",
        """UPDATE "AuditEntries" SET "RootEntity" = 'Account' WHERE "ChangeSetId" = 3""",
        """UPDATE "AuditEntries" SET "RootId" = 99 WHERE "ChangeSetId" = 3""",
        """UPDATE "AuditEntries" SET "Action" = 'Created' WHERE "ChangeSetId" = 3""",
        """UPDATE "AuditEntries" SET "ChangeSetId" = 2 WHERE "ChangeSetId" = 3""",
        """UPDATE "AuditValues" SET "Field" = 'Hobbies' WHERE "Field" = 'JobTitle'""",
        """UPDATE "AuditValues" SET "OldValue" = '"x"' WHERE "Field" = 'JobTitle'""",
        """UPDATE "AuditValues" SET "NewValue" = '"x"' WHERE "Field" = 'JobTitle'""",
        """UPDATE "AuditValues" SET "Salt" = 'x' WHERE "Field" = 'JobTitle'""",
        """UPDATE "AuditValues" SET "Digest" = 'x' WHERE "Field" = 'JobTitle'""",
        """UPDATE "AuditValues" SET "OldValue" = NULL, "NewValue" = NULL, "Salt" = NULL WHERE "Field" = 'JobTitle'""",
        """DELETE FROM "AuditValues" WHERE "Field" = 'JobTitle'""",
        """DELETE FROM "AuditValues"; DELETE FROM "AuditEntries" WHERE "Id" = (SELECT MAX("Id") FROM "AuditEntries")""",
        """INSERT INTO "AuditEntries" ("Id", "ChangeSetId", "Entity", "EntityId", "RootEntity", "RootId", "Action") VALUES (9999, 3, 'Contact', 1, 'Contact', 1, 'Updated')""",
        """INSERT INTO "AuditValues" ("Id", "AuditEntryId", "Field", "Digest") SELECT 9999, MAX("Id"), 'Hobbies', 'x' FROM "AuditEntries" """,
        """INSERT INTO "ChangeSets" ("Id", "At", "From", "Origin") VALUES (9999, '2020-01-01 00:00:00', 'x', 'Edit')""",
        """DELETE FROM "AuditLinks" WHERE "Id" = 2""",
        """DELETE FROM "AuditLinks" WHERE "Id" = (SELECT MAX("Id") FROM "AuditLinks")""",
        """UPDATE "AuditLinks" SET "Digest" = 'x' WHERE "Id" = 1""");

    [Fact]
    public async Task An_untouched_trail_is_whole_and_counts_its_entries()
    {
        await FillAsync();

        var verified = await VerifyAsync();

        verified.Faults.ShouldBeEmpty();
        verified.Ok.ShouldBeTrue();
        verified.Entries.ShouldBe(await Store.ReadAsync(db => db.AuditEntries.LongCountAsync()));
    }

    [Theory]
    [MemberData(nameof(Tamperings))]
    public async Task Whatever_is_altered_removed_or_inserted_is_found(string statement)
    {
        await FillAsync();
        await Store.ReadAsync(async db =>
        {
            // The statement of a thief does not wait for foreign keys.
            var sql = db is SqliteCrmDb ? "PRAGMA foreign_keys = OFF; " + statement : statement.Replace("'2020-01-01 00:00:00'", "'2020-01-01T00:00:00Z'", StringComparison.Ordinal);
            (await db.Database.ExecuteSqlRawAsync(sql)).ShouldBeGreaterThan(0);
            return true;
        });

        var verified = await VerifyAsync();

        verified.Ok.ShouldBeFalse();
        verified.Faults.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Several_hosts_that_write_at_once_make_one_chain()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 24), new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (i, _) => await Store.AddContactAsync($"Person {i}"));

        var verified = await VerifyAsync();

        verified.Faults.ShouldBeEmpty();
        (await Store.ReadAsync(db => db.AuditLinks.CountAsync())).ShouldBe(await Store.ReadAsync(db => db.ChangeSets.CountAsync()));
    }

    [Fact]
    public async Task Bulk_work_is_one_link_a_transaction_and_what_is_rolled_back_leaves_none()
    {
        await Store.UseAsync(async services =>
        {
            var db = services.GetRequiredService<CrmDb>();
            var set = db.Begin(ChangeOrigin.Import, "test", "people.csv");
            await db.SaveChangesAsync();
            for (var batch = 0; batch < 3; batch++)
            {
                await using var write = await db.BeginWriteAsync(default);
                using var bulk = new BulkWrite(db);
                await bulk.AddAsync(Enumerable.Range(0, 50).Select(i => new Contact { DisplayName = $"Person {batch} {i}", Emails = { ContactEmail.From($"p{batch}-{i}@example.com") } }).ToList(), default);
                if (batch != 1)
                    await write.CommitAsync(default);
            }
        });

        var verified = await VerifyAsync();

        verified.Faults.ShouldBeEmpty();
        var links = await Store.ReadAsync(db => db.AuditLinks.OrderByDescending(l => l.Id).Take(3).Select(l => l.EntryCount).ToListAsync());
        links.ShouldBe([50, 50, 0]);
    }

    private async Task FillAsync()
    {
        var id = await Store.AddContactAsync("Ann Lee");
        await Store.UseAsync(async services =>
        {
            var db = services.GetRequiredService<CrmDb>();
            db.Begin(ChangeOrigin.Edit, "127.0.0.1", "Ann Lee");
            (await db.Contacts.SingleAsync(c => c.Id == id)).JobTitle = "Engineer";
            await db.SaveChangesAsync();
        });
        (await Store.ReadAsync(db => db.ChangeSets.MaxAsync(s => s.Id))).ShouldBe(3);
    }

    protected Task<AuditVerification> VerifyAsync() => Store.UseAsync(s => s.GetRequiredService<VerifyAudit>().RunAsync(null, default));
}
