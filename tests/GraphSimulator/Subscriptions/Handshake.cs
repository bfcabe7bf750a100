using GraphSimulator.Http;

namespace GraphSimulator.Subscriptions;

/// <summary>
/// Asks a notification address whether it wants to be one: <c>POST {url}?validationToken={token}</c> must be answered within ten seconds
/// with 200, text/plain and the decoded token. Both addresses are asked, and one that serves for both is asked twice.
/// </summary>
internal sealed class Handshake(HttpClient http, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task CheckAsync(Subscription subscription, CancellationToken cancel)
    {
        await CheckAsync(subscription.NotificationUrl, cancel);
        if (subscription.LifecycleNotificationUrl is { } lifecycle)
            await CheckAsync(lifecycle, cancel);
    }

    private async Task CheckAsync(Uri url, CancellationToken cancel)
    {
        // Characters that need encoding show whether the token is decoded before it is sent back.
        var token = $"Validation: Testing client application reachability for subscription Request-Id: {Guid.NewGuid()} <&+%>";
        var address = new UriBuilder(url);
        address.Query = (address.Query.Length > 1 ? address.Query[1..] + "&" : "") + "validationToken=" + Uri.EscapeDataString(token);
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
        try
        {
            using var question = new StringContent("", System.Text.Encoding.UTF8, "text/plain");
            using var answer = await http.PostAsync(address.Uri, question, either.Token);
            if ((int)answer.StatusCode != 200)
                throw Failed($"Notification endpoint must respond with 200 OK to validation request; it responded with {(int)answer.StatusCode}.");
            if (answer.Content.Headers.ContentType?.MediaType != "text/plain")
                throw Failed("Notification endpoint must respond to the validation request with text/plain.");
            if (await answer.Content.ReadAsStringAsync(either.Token) != token)
                throw Failed("Notification endpoint must respond to the validation request with the validation token.");
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            throw Failed("The request timed out: the notification endpoint did not respond within 10 seconds.");
        }
        catch (HttpRequestException)
        {
            throw Failed("The notification endpoint could not be reached.");
        }
    }

    private static BadQueryException Failed(string why) => new("ValidationError", "Subscription validation request failed. " + why);
}
