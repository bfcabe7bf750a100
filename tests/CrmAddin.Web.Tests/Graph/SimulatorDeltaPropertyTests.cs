using System.Text.Json.Nodes;
using GraphSimulator.Misbehaviour;

namespace CrmAddin.Web.Tests.Graph;

/// <summary>Whatever happens in a mailbox, a client that follows the deltas of all its folders knows what is there.</summary>
public sealed class SimulatorDeltaPropertyTests : SimulatorTest
{
    private static readonly string[] Folders = ["inbox", "archive", "sentitems", "deleteditems"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Following_the_deltas_gives_the_truth(int seed)
    {
        var random = new Random(seed);
        Simulator.Faults = new Faults
        {
            Seed = seed,
            DuplicateRate = 0.2,
            EmptyPageRate = 0.2,
            Reorder = true,
            PartialUpdates = true,
            RemovedInFirstRound = true,
            ReplayedChanges = 5,
        };
        var known = Folders.ToDictionary(f => f, _ => new Dictionary<string, bool>());
        var links = Folders.ToDictionary(f => f, f => $"users/{Upn}/mailFolders/{f}/messages/delta?$select=isRead");
        for (var step = 0; step < 150; step++)
        {
            Act(random, step);
            if (random.Next(10) > 0)
                continue;
            var folder = Folders[random.Next(Folders.Length)];
            links[folder] = await FollowAsync(links[folder], known[folder]);
        }
        foreach (var folder in Folders)
            await FollowAsync(links[folder], known[folder]);

        foreach (var folder in Folders)
            known[folder].ShouldBe(Simulator.Tenant.Messages(Upn, folder).ToDictionary(m => m.ImmutableId, m => m.IsRead), ignoreOrder: true);
    }

    private void Act(Random random, int step)
    {
        var messages = Simulator.Tenant.Messages(Upn);
        var id = messages.Count == 0 ? null : messages[random.Next(messages.Count)].ImmutableId;
        switch (id is null ? 0 : random.Next(7))
        {
            case 0 or 1:
                Simulator.Tenant.AddMessage(Upn, Folders[random.Next(3)], SampleMail.From("ann@client.example", $"Mail {step}", step));
                break;
            case 2:
                Simulator.Tenant.Move(Upn, id!, Folders[random.Next(Folders.Length)]);
                break;
            case 3:
                Simulator.Tenant.MarkRead(Upn, id!, random.Next(2) == 0);
                break;
            case 4:
                Simulator.Tenant.Delete(Upn, id!, "changed");
                break;
            case 5:
                Simulator.Tenant.Restore(Upn, id!);
                break;
            default:
                Simulator.Tenant.Delete(Upn, id!);
                break;
        }
    }

    private async Task<string> FollowAsync(string link, Dictionary<string, bool> known)
    {
        var (items, next) = await RoundAsync(link, Immutable + ", odata.maxpagesize=3");
        foreach (var item in items)
            Apply(item, known);
        return next;
    }

    private static void Apply(JsonObject item, Dictionary<string, bool> known)
    {
        if (RemovedReason(item) is not null)
            known.Remove(Id(item));
        else
            known[Id(item)] = item["isRead"]?.GetValue<bool>() ?? known[Id(item)];
    }
}
