using GraphSimulator;
using GraphSimulator.Mailboxes;

// Stands in for Microsoft Graph: the mail calls that the product makes, in Graph's shapes and with Graph's faults.
SimulatorCommandLine call;
try
{
    call = SimulatorCommandLine.Parse(args);
}
catch (ArgumentException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 2;
}

await using var simulator = await GraphSimulatorHost.StartAsync(call.Url);
foreach (var (file, mailbox, folder) in call.Mailboxes)
    await LoadAsync(simulator.Tenant, file, mailbox, folder);
Console.WriteLine($"Graph is simulated at {simulator.GraphBaseUrl}");
await simulator.WaitForShutdownAsync();
return 0;

static async Task LoadAsync(SimulatedTenant tenant, string? file, string mailbox, string folder)
{
    tenant.AddMailbox(mailbox);
    if (file is null)
        return;
    using var lines = File.OpenText(file);
    Console.WriteLine($"{await tenant.LoadAsync(mailbox, folder, lines)} messages in {folder} of {mailbox}");
}
