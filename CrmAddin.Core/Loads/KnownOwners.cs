using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Loads;

/// <summary>The people who own rows. Those who are not users yet become users who cannot sign in until an administrator lets them: a file gives nobody access.</summary>
internal sealed class KnownOwners(CrmDb db)
{
    private readonly Dictionary<string, User> _users = [];
    private readonly Dictionary<string, Team> _teams = [];
    private readonly HashSet<string> _userNames = [];

    /// <summary>Users that came into being.</summary>
    public int CreatedCount { get; private set; }

    /// <summary>Reads the file of people, then adds the owners that rows name besides.</summary>
    public async Task LoadAsync(CsvTable? people, IEnumerable<string> owners, CancellationToken cancel)
    {
        foreach (var user in await db.Users.Include(user => user.Teams).ToListAsync(cancel))
            Remember(user);
        foreach (var team in await db.Teams.ToListAsync(cancel))
            _teams.TryAdd(SearchText.Fold(team.Name), team);

        if (people is not null)
        {
            await foreach (var row in people.RowsAsync(cancel))
                Add(row);
        }

        foreach (var owner in owners)
            UserOf(owner, Role.Agent);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>The user of a name; null where the row has no owner.</summary>
    public User? Find(string? name) => name is null ? null : _users.GetValueOrDefault(SearchText.Fold(name));

    /// <summary>The owner and team of a row: those of the person it names, else the reader's.</summary>
    public (long? OwnerId, long? TeamId) PlaceOf(string? name) =>
        Find(name) is { } owner ? (owner.Id, owner.Teams.FirstOrDefault()?.TeamId ?? db.Reader.HomeTeamId) : (db.Reader.UserId, db.Reader.HomeTeamId);

    private void Add(FileRow row)
    {
        if (row["name"] is { } name)
            Join(UserOf(name, Role.Agent), row["team"]);
        if (row["manager"] is { } manager)
            Join(UserOf(manager, Role.Manager), row["team"]);
    }

    private User UserOf(string name, Role role)
    {
        if (_users.TryGetValue(SearchText.Fold(name), out var known))
            return known;

        var user = new User { UserName = FreeUserName(name), DisplayName = name[..Math.Min(name.Length, 200)], Role = role, IsActive = false };
        db.Users.Add(user);
        CreatedCount++;
        Remember(user);
        return user;
    }

    private void Join(User user, string? teamName)
    {
        if (teamName is null)
            return;
        var key = SearchText.Fold(teamName);
        if (!_teams.TryGetValue(key, out var team))
            db.Teams.Add(_teams[key] = team = new Team { Name = teamName[..Math.Min(teamName.Length, 200)] });
        if (!user.Teams.Exists(member => ReferenceEquals(member.Team, team) || (team.Id != 0 && member.TeamId == team.Id)) && (user.Id == 0 || user.Teams.Count == 0))
            user.Teams.Add(new TeamMember { Team = team });
    }

    private string FreeUserName(string name)
    {
        var wanted = string.Join('.', SearchText.Words(name)) is { Length: > 0 } words ? words : "owner";
        var free = wanted;
        for (var number = 2; _userNames.Contains(free); number++)
            free = FormattableString.Invariant($"{wanted}.{number}");
        return free;
    }

    private void Remember(User user)
    {
        _users.TryAdd(SearchText.Fold(user.DisplayName), user);
        _users.TryAdd(SearchText.Fold(user.UserName), user);
        _userNames.Add(user.UserName);
    }
}
