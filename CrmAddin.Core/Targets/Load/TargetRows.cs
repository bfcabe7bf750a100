using CrmAddin.Core.Firm;
using CrmAddin.Core.Loads;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Targets.Load;

/// <summary>What the rows of a file of targets become.</summary>
internal sealed class TargetRows(CrmDb db, FirmSettings firm) : ILoad<TargetValues, Target>
{
    private readonly TargetHolders _holders = new(db);
    private readonly Dictionary<string, int> _rowOf = [];
    private Dictionary<string, Target> _known = [];

    public string Name => "load-targets";

    public IReadOnlyDictionary<string, string[]> Columns => TargetValues.Columns;

    public string[] Needed => TargetValues.Needed;

    public IReadOnlyDictionary<string, int> AlsoCreated => new Dictionary<string, int>();

    public (TargetValues? Values, RefusedRow? Refused) Read(FileRow row) => TargetValues.Read(row, firm);

    // Two spellings may name one holder: rows are compared by what they name, once that is known.
    public string? IdentityOf(TargetValues values) => null;

    public void Note(TargetValues values)
    {
        // Holders are there already or the row is refused.
    }

    public Task PrepareAsync(CancellationToken cancel) => _holders.LoadAsync(cancel);

    public async Task MeetAsync(IReadOnlyList<TargetValues> batch, CancellationToken cancel) =>
        _known = await LoadQuery.TargetsOf(db, [.. batch.Select(KeyOf)]).ToDictionaryAsync(target => target.IdentityKey, cancel);

    public RefusedRow? Refusal(LoadedRow<TargetValues> row)
    {
        var (values, number) = (row.Values, row.Row.Number);
        if (values.Scope != TargetScope.Company && HolderOf(values) is null)
            return new(LoadRefusal.HolderUnknown, number, $"there is no {values.Scope.ToString().ToLowerInvariant()} called \"{values.Whose}\"");
        return _rowOf.TryAdd(KeyOf(values), number)
            ? null
            : new(LoadRefusal.IdRepeated, number, FormattableString.Invariant($"row {_rowOf[KeyOf(values)]} is about the same target"));
    }

    public Task MakeMissingAsync(IReadOnlyList<TargetValues> accepted, CancellationToken cancel) => Task.CompletedTask;

    public Target? Find(TargetValues values) => _known.GetValueOrDefault(KeyOf(values));

    public Target New(TargetValues values)
    {
        var holder = HolderOf(values);
        return _known[KeyOf(values)] = new Target
        {
            IdentityKey = KeyOf(values),
            Period = values.Period,
            StartsOn = values.StartsOn,
            Scope = values.Scope,
            TeamId = values.Scope == TargetScope.Team ? holder : null,
            UserId = values.Scope == TargetScope.Person ? holder : null,
            ProductId = values.Scope == TargetScope.Product ? holder : null,
            Measure = values.Measure,
        };
    }

    public void Fill(Target entity, TargetValues values) => (entity.Value, entity.Currency) = (values.Value, values.Currency);

    private long? HolderOf(TargetValues values) => _holders.Find(values.Scope, values.Whose);

    private string KeyOf(TargetValues values) => Target.IdentityOf(values.Period, values.StartsOn, values.Scope, HolderOf(values), values.Measure);
}
