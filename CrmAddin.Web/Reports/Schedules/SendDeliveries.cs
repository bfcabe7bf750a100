using CrmAddin.Core.Schedules;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Web.SignIn;

namespace CrmAddin.Web.Reports.Schedules;

/// <summary>Sends the scheduled reports whose time has come, each as its reader and in a context of its own.</summary>
public sealed class SendDeliveries(IServiceScopeFactory scopes, ILogger<SendDeliveries> log)
{
    /// <summary>Notes what is due, takes up what was left, and sends until nothing is due.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        await using (var scope = SystemScope())
        {
            await scope.ServiceProvider.GetRequiredService<ClaimDelivery>().RecoverAsync(cancel);
            await scope.ServiceProvider.GetRequiredService<MakeDeliveries>().RunAsync(cancel);
        }

        while (await SendNextAsync(cancel))
        {
            // The next one has a context of its own.
        }
    }

    private async Task<bool> SendNextAsync(CancellationToken cancel)
    {
        await using var scope = SystemScope();
        var claim = scope.ServiceProvider.GetRequiredService<ClaimDelivery>();
        if (await claim.NextAsync(cancel) is not { } delivery)
            return false;
        var outcome = await SendAsync(delivery, claim, cancel);
        if (outcome.Error is { } error)
            log.LogWarning("Report {Report} of schedule {Schedule} did not go out to user {User}: {Error}", delivery.Schedule!.Report, delivery.ScheduleId, delivery.UserId, error.Code);
        if (!outcome.IsTaken)
            await claim.EndAsync(delivery, outcome.Error, outcome.MayHaveGoneOut, cancel);
        return true;
    }

    private async Task<DeliveryOutcome> SendAsync(ReportDelivery delivery, ClaimDelivery claim, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var user = delivery.User!;
        if (!user.IsActive || !user.UserName.Contains('@', StringComparison.Ordinal))
            return new(new ReaderWithoutAddress(user.DisplayName));
        // As themselves: the workbook holds what this reader may see and nothing else.
        scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(CurrentUser.ReaderOf(user));
        return await scope.ServiceProvider.GetRequiredService<SendDelivery>().RunAsync(delivery, claim, cancel);
    }

    private AsyncServiceScope SystemScope()
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.System);
        return scope;
    }
}
