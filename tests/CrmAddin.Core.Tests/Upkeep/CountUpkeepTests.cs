using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Duplicates;
using CrmAddin.Core.Store;
using CrmAddin.Core.Tests.Store;
using CrmAddin.Core.Upkeep;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Tests.Upkeep;

public sealed class SqliteCountUpkeepTests() : CountUpkeepTests(StoreProvider.Sqlite);

public sealed class PostgresCountUpkeepTests() : CountUpkeepTests(StoreProvider.Postgres);

public abstract class CountUpkeepTests(StoreProvider provider) : IAsyncLifetime
{
    private TestedStore Store { get; set; } = null!;

    public async Task InitializeAsync() => Store = await TestedStore.CreateAsync(provider);

    public async Task DisposeAsync() => await Store.DisposeAsync();

    [Fact]
    public async Task Every_list_holds_those_that_its_number_counts()
    {
        await PlantAsync();

        var figures = await CountAsync(Reader.System);

        figures.People.ShouldBe(5);
        (figures.OpenDuplicates, figures.ByFilledBasics[1], figures.ByFilledBasics[2], figures.ByFilledBasics[3]).ShouldBe((1, 1, 3, 1));
        foreach (var kind in Enum.GetValues<UpkeepKind>().Where(k => k != UpkeepKind.RequiredEmpty))
        {
            var listed = await Store.UseAsync(async s => await UpkeepQuery.Page(
                s.GetRequiredService<CrmDb>(), await s.GetRequiredService<CountUpkeep>().RequestAsync(kind, 12, null, default), 0).ToListAsync());
            ((long)listed.Count).ShouldBe(figures.Lists[kind], customMessage: kind.ToString());
        }
        (figures.Lists[UpkeepKind.NameAllCaps], figures.Lists[UpkeepKind.NameInSameScript], figures.Lists[UpkeepKind.CountryUnknown], figures.Lists[UpkeepKind.NameWithDigits]).ShouldBe((1, 1, 1, 1));
        (figures.Lists[UpkeepKind.EmailOdd], figures.Lists[UpkeepKind.BirthdayOdd], figures.Lists[UpkeepKind.Archived], figures.Lists[UpkeepKind.NotContacted]).ShouldBe((1, 1, 1, 1));
        figures.Required.Select(r => (r.Field, r.People)).ShouldBe([("jobTitle", 5), ("custom:closing-year", 4), ("phone", 5)]);
    }

    [Fact]
    public async Task An_agent_s_numbers_are_of_what_they_see()
    {
        var (ann, anns) = await Store.AddUserAsync("ann");
        await Store.AddContactAsync("Hers", c => c.TeamId = anns);
        await Store.AddContactAsync("Others'");

        (await CountAsync(new Reader(ann, Role.Agent, [anns]))).People.ShouldBe(1);
    }

    [Fact]
    public async Task The_numbers_are_kept_with_their_moment_and_counted_again_when_they_are_old()
    {
        await Store.AddContactAsync("One");
        var kept = await Store.UseAsync(s => Task.FromResult(s.GetRequiredService<KeptUpkeepFigures>()));

        var first = await WaitAsync(kept);
        await Store.AddContactAsync("Two");
        var second = await WaitAsync(kept);
        Store.Clock.Now = Store.Clock.Now.AddMinutes(11);
        var third = await WaitAsync(kept);

        (first.People, second.People, third.People).ShouldBe((1, 1, 2));
        second.CountedAt.ShouldBe(first.CountedAt);
    }

    [Fact]
    public async Task Thousands_are_archived_step_by_step_in_one_change_that_can_be_taken_back()
    {
        await Store.WriteAsync(db => db.Contacts.AddRange(Enumerable.Range(0, 1_100).Select(i => new Contact { DisplayName = $"Person {i}", LastContactedAt = Store.Clock.Now.AddYears(-5) })));

        var step = (await Store.UseAsync(s => s.GetRequiredService<ArchiveContacts>().RunAsync(12, null, "test", default))).Value!;
        var archived = await Store.ReadAsync(db => db.Contacts.CountAsync(c => c.ArchivedAt != null));
        var undone = (await Store.UseAsync(s => s.GetRequiredService<UndoChangeSet>().RunAsync(step.ChangeSetId, "test", default))).Value!;

        (step.Archived, step.Left, archived).ShouldBe((1_100, 0, 1_100));
        (undone.Reversed, undone.Stayed.Count).ShouldBe((1_100, 0));
        (await Store.ReadAsync(db => db.Contacts.CountAsync(c => c.ArchivedAt == null && c.Version == 2))).ShouldBe(1_100);
        (await Store.UseAsync(s => s.GetRequiredService<VerifyAudit>().RunAsync(null, default))).Faults.ShouldBeEmpty();
    }

    private async Task PlantAsync()
    {
        var now = Store.Clock.Now;
        var caps = await Store.AddContactAsync("ANN LEE", c =>
        {
            c.LastContactedAt = now;
            c.Emails.Add(ContactEmail.From("ann@@example.com"));
        });
        var same = await Store.AddContactAsync("أحمد", c => (c.NameOtherScript, c.LastContactedAt) = ("احمد", now));
        await Store.AddContactAsync("John 3", c => (c.NameOtherScript, c.LastContactedAt, c.Status) = ("جون", now.AddYears(-2), ContactStatus.Active));
        await Store.AddContactAsync("Lost", c =>
        {
            (c.LastContactedAt, c.BirthdayOn) = (now, new DateOnly(1800, 1, 1));
            c.Addresses.Add(new PostalAddress { Country = "Atlantis" });
        });
        await Store.AddContactAsync("Fine", c =>
        {
            c.LastContactedAt = now;
            c.Addresses.AddRange([new PostalAddress { Country = "SA" }, new PostalAddress { Country = "مصر" }, new PostalAddress { Country = "Deutschland" }]);
            c.Level = ContactLevel.A;
        });
        await Store.AddContactAsync("Laid aside", c => c.ArchivedAt = now);
        await Store.WriteAsync(db =>
        {
            var field = new CustomField { Entity = FieldEntity.Contact, Key = "closing-year", Name = "Closing year", Kind = CustomFieldKind.Number };
            db.CustomFieldValues.Add(new CustomFieldValue { ContactId = caps, CustomField = field, Number = 2027 });
            db.RequiredFields.AddRange(new[] { "jobTitle", "custom:closing-year", "phone" }.Select(f => new RequiredField { Entity = FieldEntity.Contact, Field = f }));
            db.DuplicatePairs.Add(new DuplicatePair { AId = caps, BId = same, ReasonsJson = "[]", FoundAt = now });
        });
    }

    private Task<UpkeepFigures> CountAsync(Reader reader) => Store.UseAsync(s => s.GetRequiredService<CountUpkeep>().RunAsync(12, default), reader);

    private static async Task<UpkeepFigures> WaitAsync(KeptUpkeepFigures kept)
    {
        while (true)
        {
            if (await kept.GetAsync(Reader.System, 12, isFreshWanted: false) is { Figures: { } figures, IsCounting: false })
                return figures;
        }
    }
}
