using CrmAddin.Core.Metrics.Stored;
using CrmAddin.Web.Http;
using CrmAddin.Web.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;
using Quartz;

namespace CrmAddin.Web.Reports;

/// <summary>Routes of the models that reports read: fitting them now, from the page and from Excel's pane.</summary>
public static class ModelEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void MapModels(this IEndpointRouteBuilder routes) => routes.MapPost("/app/reports/models", RefreshAsync);

    private static async Task<IResult> RefreshAsync(HttpContext http, CurrentUser current, ISchedulerFactory schedulers, CancellationToken cancel)
    {
        if (!current.Reader.MayRefreshModels)
            return new MayNotRefreshModels().ToResponse(http);
        var scheduler = await schedulers.GetScheduler(cancel);
        await scheduler.TriggerJob(ModelWorker.Key, new JobDataMap { [ModelWorker.Now] = true }, cancel);
        return ErrorResponses.IsHtmx(http)
            ? new RazorComponentResult<Pages.Notice>(new { Text = Texts.UiTexts.T("models.refreshing") }) { StatusCode = StatusCodes.Status202Accepted }
            : TypedResults.Accepted("/app/reports");
    }
}
