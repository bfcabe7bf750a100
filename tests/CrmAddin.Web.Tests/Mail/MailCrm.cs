using CrmAddin.Core.Mail;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Web.SignIn;
using CrmAddin.Web.Tests.Support;
using GraphSimulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.Mail;

/// <summary>The real host with simulated mailboxes and one user of every kind, spoken to over HTTP.</summary>
internal sealed class MailCrm : IAsyncDisposable
{
    public const string OwnerAddress = "owner@firm.example";
    public const string ColleagueAddress = "colleague@firm.example";

    /// <summary>Users by name; an agent of another team, marketing and the administrator are not of the owner's team.</summary>
    public static readonly (string Name, Role Role)[] People =
    [
        ("owner", Role.Agent), ("colleague", Role.Agent), ("manager", Role.Manager), ("other", Role.Agent), ("marketing", Role.Marketing), ("administrator", Role.Administrator), ("readonly", Role.ReadOnly),
    ];

    private MailCrm(GraphSimulatorHost simulator, RunningCrm crm) => (Simulator, Crm) = (simulator, crm);

    public GraphSimulatorHost Simulator { get; }

    public RunningCrm Crm { get; }

    public static async Task<MailCrm> StartAsync()
    {
        var simulator = await GraphSimulatorHost.StartAsync();
        simulator.Tenant.AddMailbox(OwnerAddress);
        simulator.Tenant.AddMailbox(ColleagueAddress);
        // Only a host that may show previews speaks to a simulated mail server without credentials.
        var crm = await RunningCrm.StartAsync(
            new Dictionary<string, string?>
            {
                ["Crm:Graph:BaseUrl"] = simulator.GraphBaseUrl.ToString(),
                ["Crm:Graph:FirstRetryDelay"] = "00:00:00.005",
                ["Crm:Mail:PollSeconds"] = "3600",
            },
            isDemo: true);
        var world = new MailCrm(simulator, crm);
        await world.FillAsync();
        return world;
    }

    public Task<HttpClient> AsAsync(string name) => Crm.PaneAsync(name);

    /// <summary>One round in both mailboxes; waits where the host itself is reading them.</summary>
    public async Task SyncAsync()
    {
        foreach (var mailbox in new[] { OwnerAddress, ColleagueAddress })
        {
            SyncReport report;
            do
            {
                report = null!;
                await Crm.UseAsync(async s => report = (await s.GetRequiredService<SyncOnce>().RunAsync(mailbox, default)).Value!.Single());
            }
            while (report.Error?.StartsWith("Another run", StringComparison.Ordinal) == true);
            report.Error.ShouldBeNull();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Crm.DisposeAsync();
        await Simulator.DisposeAsync();
    }

    private Task FillAsync() => Crm.UseAsync(async services =>
    {
        var db = services.GetRequiredService<CrmDb>();
        var (sales, elsewhere) = (new Team { Name = "sales" }, new Team { Name = "elsewhere" });
        db.AddRange(sales, elsewhere);
        await db.SaveChangesAsync();
        foreach (var (name, role) in People)
        {
            var user = new User { UserName = name, DisplayName = name, Role = role };
            user.Teams.Add(new TeamMember { TeamId = name is "other" or "marketing" or "administrator" ? elsewhere.Id : sales.Id });
            db.Users.Add(user);
            await db.SaveChangesAsync();
            (await services.GetRequiredService<SetPassword>().RunAsync(name, RunningCrm.Password, default)).Error.ShouldBeNull();
        }
        foreach (var (address, name) in new[] { (OwnerAddress, "owner"), (ColleagueAddress, "colleague") })
        {
            var owner = await db.Users.Where(u => u.UserName == name).Select(u => u.Id).SingleAsync();
            db.Mailboxes.Add(new Mailbox { Address = address, DisplayName = name, OwnerId = owner, TeamId = sales.Id });
        }
        await db.SaveChangesAsync();
    });
}
