using System.Reflection;
using CrmAddin.Core.Accounts;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Consent;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Tests.Store;

public sealed class SqliteBulkWriteTests() : BulkWriteTests(StoreProvider.Sqlite);

public sealed class PostgresBulkWriteTests() : BulkWriteTests(StoreProvider.Postgres);

public abstract class BulkWriteTests(StoreProvider provider) : IAsyncLifetime
{
    private TestedStore Store { get; set; } = null!;

    public async Task InitializeAsync() => Store = await TestedStore.CreateAsync(provider);

    public async Task DisposeAsync() => await Store.DisposeAsync();

    [Fact]
    public async Task Rows_written_in_bulk_read_back_as_those_that_a_save_wrote()
    {
        await Store.WriteAsync(db => db.AddRange(
            new Account { Name = "الشركة" }, new CustomField { Key = "note", Name = "Note", Kind = CustomFieldKind.Text, Choices = { new CustomFieldChoice { Name = "One" } } }));
        var saved = await WholeContactAsync("id:saved");
        await Store.WriteAsync(db => db.Contacts.Add(saved));
        var written = await WholeContactAsync("id:written");
        // Search keys are made of the account's name; a row that nobody tracks must bring it.
        written.Account = await Store.ReadAsync(db => db.Accounts.SingleAsync());

        await BulkAsync(bulk => bulk.AddAsync([written], default));

        var (a, b) = (await RowsAsync("id:saved"), await RowsAsync("id:written"));
        a.Count.ShouldBeGreaterThan(12);
        b.ShouldBe(a);
        a.ShouldAllBe(row => !row.Contains("=∅", StringComparison.Ordinal) || row.StartsWith("CustomFieldValue", StringComparison.Ordinal), "every column of a contact is filled in this test");
    }

    [Fact]
    public async Task Rows_without_values_are_empty_in_the_store_as_well()
    {
        await BulkAsync(bulk => bulk.AddAsync([new Contact { DisplayName = "Ann" }], default));

        var ann = await Store.ReadAsync(db => db.Contacts.SingleAsync(c => c.BirthdayOn == null && c.Budget == null && c.LastContactedAt == null && c.Level == null && c.OwnerId == null));
        (ann.DisplayName, ann.SortKey, ann.Version, ann.CreatedAt).ShouldBe(("Ann", "ann", 0, Store.Clock.Now));
    }

    [Fact]
    public async Task Keys_given_in_bulk_and_by_saves_never_meet()
    {
        await Store.AddContactAsync("One");
        await BulkAsync(bulk => bulk.AddAsync([.. Enumerable.Range(0, 50).Select(i => new Contact { DisplayName = $"Bulk {i}" })], default));
        var later = await Store.AddContactAsync("Two");
        await BulkAsync(bulk => bulk.AddAsync([new Contact { DisplayName = "Three" }], default));

        var ids = await Store.ReadAsync(db => db.Contacts.Select(c => c.Id).ToListAsync());
        ids.Distinct().Count().ShouldBe(53);
        later.ShouldBeGreaterThan(50);
    }

    [Fact]
    public async Task Search_keys_that_were_held_back_over_batches_are_all_written_in_the_end()
    {
        var saved = await Store.AddContactAsync("سارة Hassan");
        await Store.UseAsync(async services =>
        {
            var db = services.GetRequiredService<CrmDb>();
            await using var write = await db.BeginWriteAsync(default);
            db.Begin(ChangeOrigin.Import, "test");
            await db.SaveChangesAsync();
            using var bulk = new BulkWrite(db, holdsSearchKeys: true);
            foreach (var name in new[] { "Omar", "سارة Hassan", "Zed Adams" })
                await bulk.AddAsync([new Contact { DisplayName = name }, new Contact { DisplayName = name }], default);
            (await db.SearchKeys.CountAsync(k => k.ContactId != saved)).ShouldBe(0);
            await bulk.WriteHeldKeysAsync(default);
            await write.CommitAsync(default);
        });

        var keys = await Store.ReadAsync(db => db.SearchKeys.ToListAsync());
        var wanted = keys.Where(k => k.ContactId == saved).Select(k => (k.Kind, k.Key)).Order().ToList();
        var written = await Store.ReadAsync(db => db.Contacts.Where(c => c.DisplayName == "سارة Hassan" && c.Id != saved).Select(c => c.Id).ToListAsync());
        written.Count.ShouldBe(2);
        foreach (var id in written)
            keys.Where(k => k.ContactId == id).Select(k => (k.Kind, k.Key)).Order().ShouldBe(wanted);
        keys.Select(k => k.ContactId).Distinct().Count().ShouldBe(7);
    }

    [Fact]
    public async Task What_is_not_committed_never_happened()
    {
        await Store.UseAsync(async services =>
        {
            var db = services.GetRequiredService<CrmDb>();
            await using var write = await db.BeginWriteAsync(default);
            db.Begin(ChangeOrigin.Import, "test");
            await db.SaveChangesAsync();
            using var bulk = new BulkWrite(db);
            await bulk.AddAsync([new Contact { DisplayName = "Ann" }], default);
            (await db.Contacts.CountAsync()).ShouldBe(1);
        });

        (await Store.ReadAsync(db => db.Contacts.CountAsync())).ShouldBe(0);
        (await Store.ReadAsync(db => db.AuditEntries.CountAsync(e => e.Entity == "Contact"))).ShouldBe(0);
    }

    [Fact]
    public async Task The_unique_index_has_the_last_word_in_bulk_too()
    {
        await Store.AddContactAsync("One", c => c.OriginKey = "id:1");

        var isDuplicate = await Store.UseAsync(async services =>
        {
            var db = services.GetRequiredService<CrmDb>();
            try
            {
                await BulkAsync(db, bulk => bulk.AddAsync([new Contact { DisplayName = "Two", OriginKey = "id:2" }, new Contact { DisplayName = "Again", OriginKey = "id:1" }], default));
                return false;
            }
            catch (DbUpdateException e)
            {
                return db.IsDuplicate(e);
            }
        });

        isDuplicate.ShouldBeTrue();
        (await Store.ReadAsync(db => db.Contacts.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Long_and_awkward_text_comes_back_as_it_was()
    {
        string[] texts = [new string('ش', 5000), "a'b\"c\\d", "line\nbreak\ttab", "🙂 emoji", "", " "];

        await BulkAsync(bulk => bulk.AddAsync([.. texts.Select(t => new Contact { DisplayName = "Ann", CorrespondenceNotes = t })], default));

        (await Store.ReadAsync(db => db.Contacts.OrderBy(c => c.Id).Select(c => c.CorrespondenceNotes).ToListAsync())).ShouldBe(texts);
    }

    [Fact]
    public async Task Bulk_writing_outside_of_a_write_is_refused() =>
        await Store.ReadAsync(db => Task.FromResult(Should.Throw<InvalidOperationException>(() => new BulkWrite(db))));

    private Task BulkAsync(Func<BulkWrite, Task> work) => Store.UseAsync(s => BulkAsync(s.GetRequiredService<CrmDb>(), work));

    private static async Task BulkAsync(CrmDb db, Func<BulkWrite, Task> work)
    {
        await using var write = await db.BeginWriteAsync(default);
        db.Begin(ChangeOrigin.Import, "test");
        await db.SaveChangesAsync();
        using var bulk = new BulkWrite(db);
        await work(bulk);
        await write.CommitAsync(default);
    }

    private async Task<Contact> WholeContactAsync(string origin)
    {
        var (owner, team) = await Store.AddUserAsync($"owner of {origin}");
        var tag = new LookupItem { Kind = LookupKind.Tag, Name = $"Tag {origin[^1]}" };
        await Store.WriteAsync(db => db.Add(tag));
        var account = await Store.ReadAsync(db => db.Accounts.SingleAsync());
        var source = await Store.ReadAsync(db => db.LookupItems.FirstAsync(i => i.Kind == LookupKind.Source));
        var field = await Store.ReadAsync(db => db.CustomFields.Include(f => f.Choices).SingleAsync());
        var contact = (Contact)Filled(new Contact { DisplayName = "" });
        (contact.OriginKey, contact.OwnerId, contact.TeamId, contact.AccountId, contact.SourceId, contact.MergedIntoId) = (origin, owner, team, account.Id, source.Id, null);
        contact.Emails.Add((ContactEmail)Filled(new ContactEmail { Address = "", AddressKey = "" }));
        contact.Phones.Add((ContactPhone)Filled(new ContactPhone { Raw = "" }));
        contact.Addresses.Add((PostalAddress)Filled(new PostalAddress()));
        contact.Profiles.Add((ContactProfile)Filled(new ContactProfile { Url = "" }));
        contact.Children.Add((ContactChild)Filled(new ContactChild { Name = "" }));
        contact.Consents.Add((ConsentRecord)Filled(new ConsentRecord { How = "" }));
        contact.Lookups.Add(new ContactLookup { LookupItemId = tag.Id });
        contact.CustomValues.Add(new CustomFieldValue { CustomFieldId = field.Id, Text = "قيمة one", Number = 12.3456m, Day = new DateOnly(2026, 2, 28), ChoiceId = field.Choices[0].Id });
        return contact;
    }

    private static object Filled(object row)
    {
        foreach (var property in row.GetType().GetProperties().Where(p => p.CanWrite && p.Name is not "Id" && !p.Name.EndsWith("Id", StringComparison.Ordinal)))
        {
            if (Sample(property) is { } sample)
                property.SetValue(row, sample);
        }
        return row;
    }

    private static object? Sample(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return type switch
        {
            _ when property.Name is "CreatedAt" or "ChangedAt" or "Version" => null,
            _ when property.Name == "BudgetCurrency" => "SAR",
            _ when property.Name is "E164" => "+966501234567",
            _ when property.Name is "Language" => "ar",
            _ when type == typeof(string) => $"نص {property.Name}",
            _ when type == typeof(decimal) => 1234.5678m,
            _ when type == typeof(double) => 24.7136,
            _ when type == typeof(int) => 7,
            _ when type == typeof(bool) => true,
            _ when type == typeof(DateOnly) => new DateOnly(1980, 12, 31),
            _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(3)).AddTicks(1_234_567),
            _ when type.IsEnum => Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1),
            _ => null,
        };
    }

    // Every row that belongs to a contact, column by column as the model reads it, without what must differ between two contacts.
    private Task<List<string>> RowsAsync(string origin) => Store.ReadAsync(async db =>
    {
        var contact = await db.Contacts.IgnoreQueryFilters().SingleAsync(c => c.OriginKey == origin);
        var rows = new List<string> { Text(db, contact) };
        foreach (var navigation in db.Entry(contact).Collections)
        {
            await navigation.LoadAsync();
            rows.AddRange(navigation.CurrentValue!.Cast<object>().Select(part => Text(db, part)));
        }
        // Where many come at once, the entry of a contact stands for its parts.
        var entries = await db.AuditEntries.Where(e => e.Entity == nameof(Contact) && e.EntityId == contact.Id).ToListAsync();
        rows.AddRange(entries.Select(e => $"Audit {e.Entity} {e.Action}"));
        return rows.Order(StringComparer.Ordinal).ToList();
    });

    private static string Text(CrmDb db, object row)
    {
        string[] differing = ["Id", "ContactId", "OriginKey", "OwnerId", "TeamId", "LookupItemId", "MergedIntoId", "RecordedById"];
        var entry = db.Entry(row);
        var values = entry.Properties.Where(p => !differing.Contains(p.Metadata.Name)).OrderBy(p => p.Metadata.Name, StringComparer.Ordinal).Select(p => $"{p.Metadata.Name}={Shown(p.CurrentValue)}");
        return $"{entry.Metadata.ClrType.Name}: {string.Join(" | ", values)}";
    }

    private static string Shown(object? value) => value switch
    {
        null => "∅",
        DateTimeOffset instant => instant.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
