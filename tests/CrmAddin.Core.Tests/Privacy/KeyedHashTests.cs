using CrmAddin.Core.Privacy;

namespace CrmAddin.Core.Tests.Privacy;

public sealed class KeyedHashTests
{
    [Fact]
    public async Task Hosts_that_start_at_once_all_take_the_same_key()
    {
        var folder = Directory.CreateTempSubdirectory("keyed-hash-");
        try
        {
            for (var round = 0; round < 100; round++)
            {
                var file = Path.Combine(folder.FullName, $"{round}", "mail-hash.key");
                using var start = new Barrier(8);
                var hashes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
                    () =>
                    {
                        start.SignalAndWait();
                        return KeyedHash.Load(null, "Crm:Mail:HashKey", file).Of("ann@client.example");
                    },
                    CancellationToken.None,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default)));

                hashes.Distinct().ShouldHaveSingleItem();
                KeyedHash.Load(null, "Crm:Mail:HashKey", file).Of("ann@client.example").ShouldBe(hashes[0]);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
