namespace CrmAddin.Web.Graph;

/// <summary>What answers is not Graph: a proxy's page, a wrong address.</summary>
public sealed class NotGraphException(string contentType) : Exception($"The answer is {contentType} and no JSON.");

/// <summary>Refuses answers with a body that is no JSON before the SDK stumbles over them. MIME is the one exception.</summary>
public sealed class JsonOnlyHandler : DelegatingHandler
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var type = response.Content.Headers.ContentType?.MediaType;
        var isMime = request.RequestUri!.AbsolutePath.EndsWith("/$value", StringComparison.Ordinal);
        if (type is null || isMime || type.EndsWith("json", StringComparison.OrdinalIgnoreCase) || response.Content.Headers.ContentLength == 0)
            return response;
        response.Dispose();
        throw new NotGraphException(type);
    }
}
