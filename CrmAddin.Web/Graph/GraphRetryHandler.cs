using System.Net;

namespace CrmAddin.Web.Graph;

/// <summary>
/// Asks again what may be asked again: reading after 429, 502, 503, 504 or a cut connection. A POST is sent once, because its
/// effect may have happened although the answer says otherwise. Stands in for the SDK's own handler, which repeats POST and
/// does not understand a decimal Retry-After.
/// </summary>
public sealed class GraphRetryHandler(GraphSettings settings, MailboxSlots slots, TimeProvider clock) : DelegatingHandler
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var isLast = attempt >= settings.MaxAttempts || !IsRepeatable(request);
            TimeSpan wait;
            try
            {
                var response = await TryAsync(request, cancellationToken);
                if (isLast || !IsPassing(response.StatusCode))
                    return response;
                wait = Wait(response, attempt);
                // Graph's patience is asked for the mailbox, not for one request.
                if (response.StatusCode == HttpStatusCode.TooManyRequests)
                    slots.Hold(request.RequestUri!, wait, settings.FirstRetryDelay);
                response.Dispose();
            }
            catch (Exception e) when (!isLast && !cancellationToken.IsCancellationRequested && e is HttpRequestException or IOException or OperationCanceledException)
            {
                wait = Wait(null, attempt);
            }
            await Task.Delay(wait, clock, cancellationToken);
        }
    }

    private async Task<HttpResponseMessage> TryAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        using var slot = await slots.EnterAsync(request.RequestUri!, cancel);
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        attempt.CancelAfter(settings.AttemptTimeout);
        var response = await base.SendAsync(request, attempt.Token);
        // The body belongs to the attempt: one that breaks off in the middle is asked for again.
        await response.Content.LoadIntoBufferAsync(attempt.Token);
        return response;
    }

    private TimeSpan Wait(HttpResponseMessage? response, int attempt)
    {
        var header = response is not null && response.Headers.NonValidated.TryGetValues("Retry-After", out var values) ? values.ToString() : null;
        return RetryDelay.From(header, attempt, settings.FirstRetryDelay, settings.LongestRetryDelay, clock.GetUtcNow());
    }

    private static bool IsRepeatable(HttpRequestMessage request) => request.Method == HttpMethod.Get;

    private static bool IsPassing(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
}
