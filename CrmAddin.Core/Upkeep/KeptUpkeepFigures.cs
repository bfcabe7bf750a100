using System.Collections.Concurrent;
using System.Globalization;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Upkeep;

/// <summary>
/// The last numbers of each scope of readers, with the moment of counting: at a million contacts a count takes some seconds, and nobody
/// waits for it twice. They are counted in the background, once at a time for a scope.
/// </summary>
public sealed class KeptUpkeepFigures(IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan StaysFresh = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan FirstPatience = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, UpkeepFigures> _kept = new();
    private readonly ConcurrentDictionary<string, Task<UpkeepFigures>> _counting = new();

    /// <summary>
    /// The numbers for a reader, and whether they are being counted now. A first count is waited for a little; null while it goes on.
    /// </summary>
    /// <param name="reader">Whose contacts.</param>
    /// <param name="months">Months without contact.</param>
    /// <param name="isFreshWanted">Whether to count anew whatever is kept.</param>
    public async Task<(UpkeepFigures? Figures, bool IsCounting)> GetAsync(Reader reader, int months, bool isFreshWanted)
    {
        var key = KeyOf(reader, months);
        var kept = _kept.GetValueOrDefault(key);
        if (kept is not null && !isFreshWanted && clock.GetUtcNow() - kept.CountedAt < StaysFresh)
            return (kept, _counting.ContainsKey(key));
        var counting = _counting.GetOrAdd(key, _ => Task.Run(() => CountAsync(key, reader, months)));
        await Task.WhenAny(counting, Task.Delay(FirstPatience));
        return counting.IsCompleted ? (await counting, false) : (kept, true);
    }

    /// <summary>Forgets what is kept for a reader: something was tidied up.</summary>
    public void Forget(Reader reader)
    {
        foreach (var key in _kept.Keys.Where(k => k.StartsWith(ScopeOf(reader), StringComparison.Ordinal)))
            _kept.TryRemove(key, out _);
    }

    private async Task<UpkeepFigures> CountAsync(string key, Reader reader, int months)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(reader);
            return _kept[key] = await scope.ServiceProvider.GetRequiredService<CountUpkeep>().RunAsync(months, CancellationToken.None);
        }
        finally
        {
            _counting.TryRemove(key, out _);
        }
    }

    private static string KeyOf(Reader reader, int months) => string.Create(CultureInfo.InvariantCulture, $"{ScopeOf(reader)}{months}");

    private static string ScopeOf(Reader reader) => reader.SeesAll
        ? "all/"
        : string.Create(CultureInfo.InvariantCulture, $"{reader.UserId}:{string.Join(',', reader.TeamIds)}/");
}
