using System.Text.Json;
using Azure.Identity;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Results;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace CrmAddin.Web.Graph;

/// <summary>Asks Graph one thing and turns what can go wrong into the product's errors.</summary>
internal static class GraphQuestion
{
    /// <param name="connection">The client.</param>
    /// <param name="failure">What Graph's own refusal means here.</param>
    /// <param name="ask">The question.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<Result<T>> AskAsync<T>(GraphConnection connection, Func<ApiException, Error> failure, Func<GraphServiceClient, Task<Result<T>>> ask, CancellationToken cancel)
    {
        if (!connection.Client.Succeeded)
            return connection.Client.Error;
        try
        {
            return await ask(connection.Client.Value);
        }
        catch (ApiException e)
        {
            return failure(e);
        }
        catch (Exception e) when (e is NotGraphException or JsonException)
        {
            return new MailServerAnswersNoJson(connection.BaseUrl);
        }
        catch (AuthenticationFailedException)
        {
            return new MailSignInRefused();
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return new MailServerUnreachable(connection.BaseUrl);
        }
    }
}
