using CrmAddin.Core.Firm;
using CrmAddin.Core.Loads;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Deals.Load;

/// <summary>Who and what the deals of a file name, all in the store already.</summary>
internal sealed record DealParties(Pipeline Pipeline, IReadOnlyDictionary<string, Stage> Stages, KnownOwners Owners, KnownProducts Products, KnownAccounts Accounts);

/// <summary>Takes in some deals of a file in one transaction: new ones are added, known ones learn what changed.</summary>
internal sealed class DealBatch(CrmDb db, FirmSettings firm, DealParties parties)
{
    /// <summary>New deals.</summary>
    public int CreatedCount { get; private set; }

    /// <summary>Deals that changed.</summary>
    public int UpdatedCount { get; private set; }

    /// <summary>Deals that the store knew just so.</summary>
    public int UnchangedCount { get; private set; }

    /// <summary>Takes the deals in and saves.</summary>
    public async Task WriteAsync(IReadOnlyList<DealValues> deals, CancellationToken cancel)
    {
        db.Attach(parties.Pipeline);
        var ids = deals.Select(deal => deal.Id).ToList();
        var known = await db.Deals.IgnoreQueryFilters().Where(deal => deal.ExternalId != null && ids.Contains(deal.ExternalId))
            .Include(deal => deal.Lines).ToDictionaryAsync(deal => deal.ExternalId!, cancel);
        foreach (var values in deals)
        {
            if (known.TryGetValue(values.Id, out var deal))
                Update(deal, values);
            else
                db.Deals.Add(NewDeal(values));
        }

        await db.SaveChangesAsync(cancel);
    }

    private Deal NewDeal(DealValues values)
    {
        var deal = new Deal
        {
            ExternalId = values.Id,
            Title = values.Title ?? TitleOf(values),
            Currency = values.Currency ?? firm.Currency,
            PipelineId = parties.Pipeline.Id,
            TeamId = db.Reader.HomeTeamId,
            OwnerId = db.Reader.UserId,
        };
        Fill(deal, values);
        (deal.Amount, deal.ExpectedCloseOn) = (AmountOf(values, deal), ExpectedCloseOf(values));
        Move(deal, values);
        CreatedCount++;
        return deal;
    }

    private void Update(Deal deal, DealValues values)
    {
        var movesBefore = deal.Moves.Count;
        var linesBefore = deal.Lines.Count;
        Fill(deal, values);
        if (AmountOf(values, deal) is { } amount && amount != deal.Amount)
        {
            deal.Moves.Add(new() { Kind = DealMoveKind.Amount, At = db.Now, FromAmount = deal.Amount, ToAmount = amount });
            deal.Amount = amount;
        }

        if (ExpectedCloseOf(values) is { } day && day != deal.ExpectedCloseOn)
        {
            deal.Moves.Add(new() { Kind = DealMoveKind.ExpectedClose, At = db.Now, FromExpectedCloseOn = deal.ExpectedCloseOn, ToExpectedCloseOn = day });
            deal.ExpectedCloseOn = day;
        }

        Move(deal, values);
        var isChanged = deal.Moves.Count > movesBefore || deal.Lines.Count > linesBefore
            || db.Entry(deal).Properties.Any(property => !Equals(property.CurrentValue, property.OriginalValue));
        UpdatedCount += isChanged ? 1 : 0;
        UnchangedCount += isChanged ? 0 : 1;
    }

    private void Fill(Deal deal, DealValues values)
    {
        deal.Title = values.Title ?? deal.Title;
        deal.Currency = values.Currency ?? deal.Currency;
        deal.OpenedOn = values.OpenedOn ?? deal.OpenedOn;
        deal.ProbabilityOverride = values.Probability ?? deal.ProbabilityOverride;
        deal.AccountId = parties.Accounts.Find(values.Account)?.Id ?? deal.AccountId;
        if (parties.Owners.Find(values.Owner) is { } owner)
            (deal.OwnerId, deal.TeamId) = (owner.Id, owner.Teams.FirstOrDefault()?.TeamId ?? deal.TeamId);
        if (parties.Products.Find(values.Product) is { } product && deal.Lines.TrueForAll(line => line.ProductId != product.Id))
            deal.Lines.Add(new() { ProductId = product.Id, UnitPrice = AmountOf(values, deal) });
    }

    // The file says where a deal stands and since when, not which stages it went through; only that is kept as its history.
    private void Move(Deal deal, DealValues values)
    {
        var stage = parties.Stages[Search.SearchText.Fold(values.Stage)];
        var day = stage.Kind == StageKind.Open ? values.OpenedOn : values.ClosedOn;
        var at = day is { } known ? Noon(known) : db.Now;
        if (deal.StageId != stage.Id)
        {
            deal.PipelineId = stage.PipelineId;
            deal.MoveTo(stage, at, day ?? DateOnly.FromDateTime(at.UtcDateTime), db.Reader.UserId);
        }

        deal.ClosedOn = stage.Kind == StageKind.Open ? null : values.ClosedOn ?? (deal.Id == 0 ? null : deal.ClosedOn);
    }

    // An open deal without a value is worth its product's list price.
    private decimal? AmountOf(DealValues values, Deal deal) =>
        values.Amount ?? (IsOpen(values) && deal.Amount is null && parties.Products.Find(values.Product) is { } product && product.Currency == deal.Currency
            ? product.ListPrice
            : null);

    // Many programs keep one closing date, which is an expectation while the deal is open.
    private DateOnly? ExpectedCloseOf(DealValues values) => values.ExpectedCloseOn ?? (IsOpen(values) ? values.ClosedOn : null);

    private bool IsOpen(DealValues values) => parties.Stages[Search.SearchText.Fold(values.Stage)].Kind == StageKind.Open;

    private DateTimeOffset Noon(DateOnly day) =>
        new(TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(new TimeOnly(12, 0)), firm.Zone));

    private static string TitleOf(DealValues values)
    {
        string[] parts = [.. new[] { values.Product, values.Account }.OfType<string>()];
        return parts.Length == 2 ? string.Join(" – ", parts) : string.Join(" ", [.. parts, values.Id]);
    }
}
