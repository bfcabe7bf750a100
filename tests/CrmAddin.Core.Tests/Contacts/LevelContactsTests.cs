using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Tests.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Tests.Contacts;

public sealed class SqliteLevelContactsTests() : LevelContactsTests(StoreProvider.Sqlite);

public sealed class PostgresLevelContactsTests() : LevelContactsTests(StoreProvider.Postgres);

public abstract class LevelContactsTests(StoreProvider provider) : IAsyncLifetime
{
    private TestedStore Store { get; set; } = null!;

    public async Task InitializeAsync() => Store = await TestedStore.CreateAsync(provider);

    public async Task DisposeAsync() => await Store.DisposeAsync();

    [Theory]
    [InlineData(7, 7, 7, ContactLevel.A)]
    [InlineData(10, 10, 0, ContactLevel.B)]
    [InlineData(4, 4, 4, ContactLevel.B)]
    [InlineData(4, 4, 3, ContactLevel.C)]
    public void The_mean_of_the_scores_makes_the_level(int engagement, int interest, int ability, ContactLevel level) =>
        new LevelRule(new()).Of(Scored(engagement, interest, ability)).ShouldBe(level);

    [Fact]
    public void A_mean_between_whole_numbers_counts_as_set()
    {
        var levels = new LevelRule(new() { LevelAFrom = 6.6m, LevelBFrom = 6.6m });

        (levels.Of(Scored(7, 7, 6)), levels.Of(Scored(7, 6, 6))).ShouldBe((ContactLevel.A, ContactLevel.C));
    }

    [Fact]
    public async Task Saving_scores_gives_the_level_that_the_firm_has_set()
    {
        await SetAsync(new() { LevelAFrom = 9, LevelBFrom = 8 });

        var saved = await SaveAsync(new ContactDraft { DisplayName = "Ann", Level = ContactLevel.A, Scores = new(8, 8, 8) });

        (await LevelAsync(saved.Value!.Id)).ShouldBe(ContactLevel.B);
    }

    [Fact]
    public async Task A_level_that_the_scores_do_not_explain_is_refused_and_without_scores_it_is_kept()
    {
        var scored = (await SaveAsync(new ContactDraft { DisplayName = "Ann", Scores = new(8, 8, 8) })).Value!.Id;
        var unscored = (await SaveAsync(new ContactDraft { DisplayName = "Bob", Level = ContactLevel.C })).Value!.Id;

        (await SaveAsync(new ContactDraft { Id = scored, Level = ContactLevel.C })).Error.ShouldBe(new LevelFollowsScores(ContactLevel.A));
        (await SaveAsync(new ContactDraft { Id = scored, Level = ContactLevel.A, JobTitle = "Director" })).Error.ShouldBeNull();
        (await SaveAsync(new ContactDraft { Id = unscored, Level = ContactLevel.B })).Error.ShouldBeNull();

        (await LevelAsync(scored), await LevelAsync(unscored)).ShouldBe((ContactLevel.A, ContactLevel.B));
    }

    [Fact]
    public async Task Scores_are_taken_away_together_and_the_level_stands_until_it_is_taken_away_too()
    {
        var id = (await SaveAsync(new ContactDraft { DisplayName = "Ann", Scores = new(8, 8, 8) })).Value!.Id;

        (await SaveAsync(new ContactDraft { Id = id, ClearsLevel = true, Scores = new(8, 8, 8) })).Error.ShouldBe(new LevelFollowsScores(ContactLevel.A));
        (await SaveAsync(new ContactDraft { Id = id, Level = ContactLevel.A, Scores = new(8, null, 8) })).Error.ShouldBe(new ScoresIncomplete());
        (await SaveAsync(new ContactDraft { Id = id, Level = ContactLevel.A, Scores = new(null, null, null) })).Error.ShouldBeNull();
        var unscored = await ScoredAsync(id);
        (await SaveAsync(new ContactDraft { Id = id, ClearsLevel = true, Scores = new(null, null, null) })).Error.ShouldBeNull();

        (unscored, await ScoredAsync(id)).ShouldBe(((ContactLevel.A, null, null, null), (null, null, null, null)));
    }

    [Fact]
    public async Task Scores_that_were_changed_win_over_the_level_and_unchanged_ones_refuse_another()
    {
        var id = (await SaveAsync(new ContactDraft { DisplayName = "Ann", Scores = new(8, 8, 8) })).Value!.Id;

        (await SaveAsync(new ContactDraft { Id = id, Level = ContactLevel.C, Scores = new(8, 8, 8) })).Error.ShouldBe(new LevelFollowsScores(ContactLevel.A));
        (await SaveAsync(new ContactDraft { Id = id, Level = ContactLevel.A, Scores = new(1, 1, 1) })).Error.ShouldBeNull();

        (await ScoredAsync(id)).ShouldBe((ContactLevel.C, 1, 1, 1));
    }

    [Fact]
    public async Task Scores_that_an_import_left_incomplete_do_not_hold_up_other_changes()
    {
        var id = await Store.AddContactAsync("Ann", c => (c.Level, c.EngagementScore) = (ContactLevel.B, 1));

        (await SaveAsync(new ContactDraft { Id = id, JobTitle = "Director", Level = ContactLevel.C, Scores = new(1, null, null) })).Error.ShouldBeNull();

        (await ScoredAsync(id)).ShouldBe((ContactLevel.C, 1, null, null));
    }

    [Fact]
    public async Task An_imported_level_follows_its_scores_as_set_and_stands_where_a_score_is_missing()
    {
        await SetAsync(new() { LevelAFrom = 9, LevelBFrom = 8 });
        const string File = "Id,Name,Level,Engagement score,Interest score,Ability score\n1,Ann,A,8,8,8\n2,Bob,,9,9,9\n3,Eve,A,1,1,\n";

        var first = await ImportAsync(File);
        var again = await ImportAsync(File);
        var third = await ImportAsync("Id,Name,Ability score\n3,Eve,2\n");

        (first.Created, again.Unchanged, third.Updated).ShouldBe((3, 3, 1));
        (await Store.ReadAsync(db => db.Contacts.OrderBy(c => c.Id).Select(c => c.Level).ToListAsync())).ShouldBe([ContactLevel.B, ContactLevel.A, ContactLevel.C]);
    }

    [Fact]
    public async Task Contacts_follow_a_change_of_the_settings_once_and_without_a_new_version()
    {
        var levels = new LevelRule(new());
        var a = await Store.AddContactAsync("A and stays", c => c.Score(10, 9, 9, levels));
        var b = await Store.AddContactAsync("A, then B", c => c.Score(8, 8, 8, levels));
        var merged = await Store.AddContactAsync("B, then C, merged", c =>
        {
            c.MergedIntoId = a;
            c.Score(7, 6, 7, levels);
        });
        var byHand = await Store.AddContactAsync("By hand", c => (c.Level, c.EngagementScore) = (ContactLevel.A, 1));
        var stale = await Store.AddContactAsync("Scored and without a level", c => (c.EngagementScore, c.InterestScore, c.AbilityScore) = (0, 0, 1));
        var entries = await Store.ReadAsync(db => db.AuditEntries.CountAsync());
        await SetAsync(new() { LevelAFrom = 9, LevelBFrom = 8 });

        var first = await RunAsync();
        var second = await RunAsync();

        (first, second).ShouldBe((3, 0));
        ContactLevel?[] now = [await LevelAsync(a), await LevelAsync(b), await LevelAsync(merged), await LevelAsync(byHand), await LevelAsync(stale)];
        now.ShouldBe([ContactLevel.A, ContactLevel.B, ContactLevel.C, ContactLevel.A, ContactLevel.C]);
        (await Store.ReadAsync(db => db.Contacts.IgnoreQueryFilters().MaxAsync(c => c.Version))).ShouldBe(0);
        (await Store.ReadAsync(db => db.AuditEntries.CountAsync())).ShouldBe(entries);
    }

    private static Contact Scored(int engagement, int interest, int ability) =>
        new() { DisplayName = "Ann", EngagementScore = engagement, InterestScore = interest, AbilityScore = ability };

    private Task SetAsync(FigureSettings figures) => Store.UseAsync(services =>
    {
        services.GetRequiredService<FirmSettings>().Figures = figures;
        return Task.CompletedTask;
    });

    private Task<int> RunAsync() => Store.UseAsync(services => services.GetRequiredService<LevelContacts>().RunAsync(default));

    private Task<Result<Contact>> SaveAsync(ContactDraft draft) =>
        Store.UseAsync(services => services.GetRequiredService<SaveContact>().RunAsync(draft, new(ChangeOrigin.Edit, "test"), default));

    private async Task<ImportOutcome> ImportAsync(string csv) =>
        (await Store.UseAsync(services => services.GetRequiredService<ImportContacts>().RunAsync(
            new ImportRequest(Store.Write($"{Guid.NewGuid():N}.csv", csv), null, null, false, Store.File("rejects")), null, default))).Value!;

    private async Task<(ContactLevel?, int?, int?, int?)> ScoredAsync(long id)
    {
        var contact = await Store.ReadAsync(db => db.Contacts.SingleAsync(c => c.Id == id));
        return (contact.Level, contact.EngagementScore, contact.InterestScore, contact.AbilityScore);
    }

    private Task<ContactLevel?> LevelAsync(long id) => Store.ReadAsync(db => db.Contacts.IgnoreQueryFilters().Where(c => c.Id == id).Select(c => c.Level).SingleAsync());
}
