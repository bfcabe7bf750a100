using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Web.SignIn;
using CrmAddin.Web.Tests.Graph;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.Mail;

/// <summary>People of a firm with mailboxes of their own, on the world of mail logging.</summary>
internal static class MailFirm
{
    /// <summary>A user with a team; the same name is the same team.</summary>
    public static async Task<long> AddUserAsync(this SyncWorld world, string name, Role role = Role.Agent, string team = "sales")
    {
        var user = new User { UserName = name, DisplayName = name, Role = role };
        await world.WriteAsync(db => db.Users.Add(user));
        var home = await world.ReadAsync(db => db.Teams.Where(t => t.Name == team).Select(t => (long?)t.Id).FirstOrDefaultAsync());
        var row = new Team { Name = team };
        if (home is null)
            await world.WriteAsync(db => db.Teams.Add(row));
        await world.WriteAsync(db => db.Add(new TeamMember { UserId = user.Id, TeamId = home ?? row.Id }));
        return user.Id;
    }

    /// <summary>Gives a mailbox an owner and the owner's team.</summary>
    public static async Task OwnAsync(this SyncWorld world, string address, long userId)
    {
        var team = await world.ReadAsync(db => db.Set<TeamMember>().Where(m => m.UserId == userId).Select(m => m.TeamId).FirstAsync());
        await world.WriteAsync(db => db.Mailboxes.Where(m => m.Address == address).ToList().ForEach(m => (m.OwnerId, m.TeamId) = (userId, team)));
    }

    /// <summary>Does something in a user's name.</summary>
    public static async Task<T> AsAsync<T>(this SyncWorld world, long userId, Func<IServiceProvider, Task<T>> act)
    {
        var user = await world.ReadAsync(db => db.Users.AsNoTracking().Include(u => u.Teams).SingleAsync(u => u.Id == userId));
        await using var scope = world.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(CurrentUser.ReaderOf(user));
        return await act(scope.ServiceProvider);
    }

    /// <summary>Subjects of the logged mails that a user sees.</summary>
    public static Task<List<string>> SeenAsync(this SyncWorld world, long userId) =>
        world.AsAsync(userId, s => s.GetRequiredService<CrmDb>().Messages.OrderBy(m => m.SentAt).Select(m => m.Subject).ToListAsync());

    /// <summary>Reasons why the mails of the world were not kept.</summary>
    public static Task<List<string>> DropReasonsAsync(this SyncWorld world) =>
        world.ReadAsync(db => db.DroppedMessages.OrderBy(d => d.Id).Select(d => d.Reason).ToListAsync());
}
