using CrmAddin.Core.Contacts;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Tests.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Tests.Contacts.Import;

public sealed class SqliteUndoImportTests() : UndoImportTests(StoreProvider.Sqlite);

public sealed class PostgresUndoImportTests() : UndoImportTests(StoreProvider.Postgres);

public abstract class UndoImportTests(StoreProvider provider) : IAsyncLifetime
{
    private const string Before =
        "Name,Email,Mobile Phone,Company,Group,Birthday\nAnn Lee,ann@example.com,0501234567,Acme,Customers,1980-12-31\nأحمد الخالدي,ahmed@example.com,0555987654,Acme,,\n";

    private const string After =
        """
        Name,Email,E-mail 2 Address,Mobile Phone,Company,Group,Job title,City,Source,Tags,Birthday
        Ann Lee,ann@example.com,ann2@example.com,0509999999,Newfirm,Partners;Brand new group,Director,Riyadh,New source,Fresh tag,1981-01-01
        أحمد الخالدي,ahmed@example.com,,,,,مدير,,,,
        Carl New,carl@example.com,,0507654321,Otherfirm,Customers,,Jeddah,,Fresh tag,
        """;

    private TestedStore Store { get; set; } = null!;

    public async Task InitializeAsync() => Store = await TestedStore.CreateAsync(provider);

    public async Task DisposeAsync() => await Store.DisposeAsync();

    [Fact]
    public async Task Taking_an_import_back_leaves_the_store_with_the_same_content_as_before()
    {
        await ImportAsync(Before);
        var before = await Store.ReadAsync(db => StoreContent.RowsAsync(db));
        var hash = await Store.ReadAsync(StoreContent.HashAsync);
        var import = await ImportAsync(After);
        (import.Created, import.Updated).ShouldBe((1, 2));
        (await Store.ReadAsync(StoreContent.HashAsync)).ShouldNotBe(hash);

        var undone = (await UndoAsync(import.ImportId!.Value)).Value!;

        (undone.Removed, undone.Restored, undone.Kept).ShouldBe((1, 2, 0));
        undone.RemovedNames.ShouldBe(5);
        var after = await Store.ReadAsync(db => StoreContent.RowsAsync(db));
        after.Except(before).Concat(before.Except(after)).ShouldBeEmpty();
        (await Store.ReadAsync(StoreContent.HashAsync)).ShouldBe(hash);
        (await Store.ReadAsync(db => db.ImportRuns.SingleAsync(r => r.ChangeSetId == import.ImportId))).State.ShouldBe(ImportState.Undone);
    }

    [Fact]
    public async Task What_was_changed_since_stays_and_the_rest_goes_back()
    {
        await ImportAsync(Before);
        var import = await ImportAsync(After);
        await Store.WriteAsync(db => db.Contacts.Include(c => c.Phones).First(c => c.DisplayName == "Ann Lee").JobTitle = "Owner");
        await Store.WriteAsync(db => db.Contacts.First(c => c.DisplayName == "Carl New").Website = "https://carl.example");

        var undone = (await UndoAsync(import.ImportId!.Value)).Value!;

        (undone.Removed, undone.Restored, undone.Kept).ShouldBe((0, 1, 2));
        undone.KeptContacts.Select(k => (k.Name, k.Reason)).ShouldBe([("Carl New", KeptReason.ChangedSince), ("Ann Lee", KeptReason.ChangedSince)], ignoreOrder: true);
        var ann = await Store.ReadAsync(db => db.Contacts.Include(c => c.Emails).Include(c => c.Account).SingleAsync(c => c.DisplayName == "Ann Lee"));
        (ann.JobTitle, ann.BirthdayOn, ann.Account!.Name, ann.Emails.Count).ShouldBe(("Owner", new DateOnly(1980, 12, 31), "Acme", 1));
        (await Store.ReadAsync(db => db.SearchKeys.AnyAsync(k => k.Key == "newfirm"))).ShouldBeFalse();
        (await Store.ReadAsync(db => db.Accounts.AnyAsync(a => a.Name == "Otherfirm"))).ShouldBeTrue();
    }

    [Fact]
    public async Task A_contact_with_a_deal_stays_and_the_reason_is_told()
    {
        var import = await ImportAsync(Before);
        var stage = await Store.ReadAsync(db => db.Stages.OrderBy(s => s.Position).FirstAsync());
        var ann = await Store.ReadAsync(db => db.Contacts.SingleAsync(c => c.DisplayName == "Ann Lee"));
        await Store.WriteAsync(db => db.Deals.Add(new Deal { Title = "d", Currency = "SAR", StageId = stage.Id, PipelineId = stage.PipelineId, Contacts = { new DealContact { ContactId = ann.Id } } }));

        var undone = (await UndoAsync(import.ImportId!.Value)).Value!;

        (undone.Removed, undone.Kept).ShouldBe((1, 1));
        undone.KeptContacts.Single().ShouldBe(new KeptContact(ann.Id, "Ann Lee", KeptReason.HasDeals));
    }

    [Fact]
    public async Task An_undo_that_was_cut_off_goes_on_when_it_is_run_again()
    {
        var hash = await Store.ReadAsync(StoreContent.HashAsync);
        var rows = string.Concat(Enumerable.Range(1, 350).Select(i => $"Person {i},p{i}@example.com,Firm {i % 7}\n"));
        var import = await ImportAsync("Name,Email,Company\n" + rows);
        using var cut = new CancellationTokenSource();
        var stop = () => Store.UseAsync(s => s.GetRequiredService<UndoImport>().RunAsync(import.ImportId!.Value, new Stopper(cut), cut.Token), Reader.LocalAdministrator);
        await stop.ShouldThrowAsync<OperationCanceledException>();
        (await Store.ReadAsync(db => db.Contacts.CountAsync())).ShouldBe(250);

        var undone = (await UndoAsync(import.ImportId!.Value)).Value!;

        (undone.Removed, undone.Kept).ShouldBe((350, 0));
        (await Store.ReadAsync(StoreContent.HashAsync)).ShouldBe(hash);
    }

    [Fact]
    public async Task An_import_is_taken_back_once_and_by_its_owner_or_an_administrator()
    {
        var (agent, team) = await Store.AddUserAsync("agent");
        var (other, _) = await Store.AddUserAsync("other");
        var reader = new Reader(agent, Role.Agent, [team]);
        var import = await ImportAsync(Before, reader);
        (await Store.ReadAsync(db => db.Contacts.CountAsync(c => c.OwnerId == agent && c.TeamId == team))).ShouldBe(2);

        (await UndoAsync(import.ImportId!.Value, new Reader(other, Role.Agent, []))).Error.ShouldBeOfType<ImportRunUnknown>();
        (await UndoAsync(import.ImportId!.Value, new Reader(other, Role.ReadOnly, []))).Error.ShouldBeOfType<MayNotChange>();
        (await UndoAsync(import.ImportId!.Value, reader)).Value!.Removed.ShouldBe(2);
        (await UndoAsync(import.ImportId!.Value, reader)).Error.ShouldBeOfType<ImportUndoneAlready>();
        (await UndoAsync(999)).Error.ShouldBeOfType<ImportRunUnknown>();
    }

    private async Task<ImportOutcome> ImportAsync(string csv, Reader? reader = null)
    {
        var request = new ImportRequest(Store.Write("people.csv", csv), null, null, false, Store.File("rejects"));
        var outcome = await Store.UseAsync(s => s.GetRequiredService<ImportContacts>().RunAsync(request, null, default), reader ?? Reader.LocalAdministrator);
        outcome.Error.ShouldBeNull();
        return outcome.Value!;
    }

    private Task<Result<UndoImportOutcome>> UndoAsync(long id, Reader? reader = null) =>
        Store.UseAsync(s => s.GetRequiredService<UndoImport>().RunAsync(id, null, default), reader ?? Reader.LocalAdministrator);

    private sealed class Stopper(CancellationTokenSource cut) : IProgress<long>
    {
        public void Report(long value) => cut.Cancel();
    }
}
