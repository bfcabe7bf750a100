using CrmAddin.Core.Deals;
using CrmAddin.Reports.Pipeline;

namespace CrmAddin.Reports.Executive;

/// <summary>Reads for the executive report: of each row only what its figures need. All of them are held to the reader of the context.</summary>
public static class ExecutiveQuery
{
    /// <summary>The deals without their names.</summary>
    public static IQueryable<PipelineDealRead> Deals(IQueryable<Deal> deals) => deals.Select(deal => new PipelineDealRead(
        deal.Id,
        "",
        null,
        null,
        null,
        "",
        null,
        deal.StageId,
        deal.Track,
        deal.Amount,
        deal.Currency,
        deal.ProbabilityOverride,
        deal.OpenedOn,
        deal.ExpectedCloseOn,
        deal.ClosedOn,
        deal.CreatedAt));
}
