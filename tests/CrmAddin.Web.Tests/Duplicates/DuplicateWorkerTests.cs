using CrmAddin.Core.Contacts;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Duplicates;
using CrmAddin.Core.Store;
using CrmAddin.Web.Duplicates;
using CrmAddin.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace CrmAddin.Web.Tests.Duplicates;

public sealed class DuplicateWorkerTests : IAsyncLifetime
{
    private RunningCrm Crm { get; set; } = null!;

    public async Task InitializeAsync() => Crm = await RunningCrm.StartAsync();

    public async Task DisposeAsync() => await Crm.DisposeAsync();

    [Fact]
    public async Task The_first_firing_scans_everyone_and_later_ones_look_at_changes()
    {
        await AddAsync("Chinwe Okonkwo");
        await AddAsync("Chinwe Okonkwo");

        await FireAsync();
        await EventuallyAsync(db => db.DuplicateScans.CountAsync(), 1);
        (await Crm.ReadAsync(db => db.DuplicatePairs.CountAsync())).ShouldBe(1);
        var scanned = await Crm.ReadAsync(db => db.DuplicateScans.Select(s => s.ScannedAt).SingleAsync());
        await AddAsync("Chinwee Okonkwo");
        await FireAsync();

        await EventuallyAsync(db => db.DuplicatePairs.CountAsync(), 3);
        (await Crm.ReadAsync(db => db.DuplicateScans.Select(s => s.ScannedAt).SingleAsync())).ShouldBe(scanned);
    }

    [Fact]
    public async Task Nothing_is_looked_at_while_an_import_runs_unless_somebody_asks()
    {
        await AddAsync("Chinwe Okonkwo");
        await AddAsync("Chinwe Okonkwo");
        await Crm.UseAsync(async services =>
        {
            var db = services.GetRequiredService<CrmDb>();
            db.ImportRuns.Add(new ImportRun { FileName = "people.csv", State = ImportState.Running, StartedAt = DateTimeOffset.UtcNow });
            await db.SaveChangesAsync();
        });

        await FireAsync();
        await Task.Delay(1_000);
        (await Crm.ReadAsync(db => db.DuplicateScans.CountAsync())).ShouldBe(0);
        await FireAsync(new JobDataMap { [DuplicateWorker.WholeStore] = true });

        await EventuallyAsync(db => db.DuplicatePairs.CountAsync(p => p.State == PairState.Open), 1);
    }

    private Task<long> AddAsync(string name)
    {
        var contact = new Contact { DisplayName = name };
        contact.Emails.Add(ContactEmail.From("c@firm.example", isPrimary: true));
        return Crm.AddContactAsync(contact);
    }

    private Task FireAsync(JobDataMap? data = null) => Crm.UseAsync(async services =>
        await (await services.GetRequiredService<ISchedulerFactory>().GetScheduler()).TriggerJob(DuplicateWorker.Key, data ?? []));

    private async Task EventuallyAsync(Func<CrmDb, Task<int>> count, int expected)
    {
        for (var i = 0; i < 150 && await Crm.ReadAsync(count) != expected; i++)
            await Task.Delay(200);
        (await Crm.ReadAsync(count)).ShouldBe(expected);
    }
}
