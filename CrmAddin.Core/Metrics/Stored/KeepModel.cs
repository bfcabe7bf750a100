using System.Text.Json;
using System.Text.Json.Serialization;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Metrics.Stored;

/// <summary>Keeps what was fitted, dated, and gives the newest back; the oldest of many are let go.</summary>
public sealed class KeepModel(CrmDb db)
{
    /// <summary>How many of a kind are kept.</summary>
    public const int Kept = 30;

    private static readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web)
    {
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Writes a model of a kind, with the day up to which rows counted.</summary>
    public async Task<StoredModel> RunAsync<T>(StoredModelKind kind, DateOnly asOf, T values, CancellationToken cancel)
    {
        var model = new StoredModel { Kind = kind, MadeAt = db.Now, AsOf = asOf, ValuesJson = JsonSerializer.Serialize(values, _options) };
        await using var write = await db.BeginWriteAsync(cancel);
        db.StoredModels.Add(model);
        await db.SaveChangesAsync(cancel);
        var old = await StoredModelQuery.NewestFirst(db, kind).Skip(Kept).Select(m => m.Id).ToListAsync(cancel);
        await db.StoredModels.Where(m => old.Contains(m.Id)).ExecuteDeleteAsync(cancel);
        await write.CommitAsync(cancel);
        return model;
    }

    /// <summary>The newest model of a kind; null when nothing was fitted yet.</summary>
    public async Task<T?> NewestAsync<T>(StoredModelKind kind, CancellationToken cancel)
        where T : class =>
        await StoredModelQuery.NewestFirst(db, kind).FirstOrDefaultAsync(cancel) is { } model ? JsonSerializer.Deserialize<T>(model.ValuesJson, _options) : null;
}
