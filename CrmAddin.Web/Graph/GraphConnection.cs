using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Identity;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Results;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Authentication.Azure;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware;

namespace CrmAddin.Web.Graph;

/// <summary>The one client of Microsoft Graph, made of the settings on first use.</summary>
/// <param name="settings">Address and credentials.</param>
/// <param name="mayOmitCredentials">Whether a server on this machine may be used without credentials: in development and for the demo.</param>
/// <param name="clock">Time, for waits.</param>
public sealed partial class GraphConnection(GraphSettings settings, bool mayOmitCredentials, TimeProvider clock)
{
    private readonly Lazy<Result<GraphServiceClient>> _client = new(() => Connect(settings, mayOmitCredentials, clock));

    /// <summary>The address that the settings name.</summary>
    public string BaseUrl => settings.BaseUrl;

    /// <summary>The client, or which setting stands in the way.</summary>
    public Result<GraphServiceClient> Client => _client.Value;

    /// <summary>Asks the directory for a token. Errors: the setting in the way, <see cref="SignInFailed"/>.</summary>
    /// <returns>False where the server is on this machine and needs none.</returns>
    public async Task<Result<bool>> SignInAsync(CancellationToken cancel)
    {
        if (!Client.Succeeded)
            return Client.Error;
        var credential = CredentialOf(settings);
        if (!credential.Succeeded)
            return false;
        var baseUrl = new Uri(settings.BaseUrl);
        try
        {
            await credential.Value.GetTokenAsync(new TokenRequestContext([$"{baseUrl.Scheme}://{baseUrl.Host}/.default"]), cancel);
            return true;
        }
        catch (AuthenticationFailedException e)
        {
            return new SignInFailed(DirectoryCode().Match(e.Message) is { Success: true } code ? code.Value : "no answer of the directory");
        }
    }

    /// <summary>What is wrong with a link of an answer that leads away from Graph; null for Graph's own.</summary>
    public MailLinkForeign? ForeignHost(string link)
    {
        var isOwn = Uri.TryCreate(link, UriKind.Absolute, out var uri) && Uri.TryCreate(settings.BaseUrl, UriKind.Absolute, out var ours)
            && uri.Scheme == ours.Scheme && uri.Host.Equals(ours.Host, StringComparison.OrdinalIgnoreCase) && uri.Port == ours.Port;
        return isOwn ? null : new MailLinkForeign(uri?.Host ?? "no address");
    }

    private static Result<GraphServiceClient> Connect(GraphSettings settings, bool mayOmitCredentials, TimeProvider clock)
    {
        if (!Uri.TryCreate(settings.BaseUrl, UriKind.Absolute, out var baseUrl) || (baseUrl.Scheme != "https" && !(baseUrl.Scheme == "http" && baseUrl.IsLoopback)))
            return new MailServerNotConfigured("Crm:Graph:BaseUrl", $"is \"{settings.BaseUrl}\", which is no https address (http is allowed on this machine only).");
        var credential = CredentialOf(settings);
        if (!credential.Succeeded && !(baseUrl.IsLoopback && mayOmitCredentials))
            return credential.Error;
        var authentication = credential.Succeeded
            ? new AzureIdentityAuthenticationProvider(credential.Value, [baseUrl.Host], null, false, $"{baseUrl.Scheme}://{baseUrl.Host}/.default")
            : (IAuthenticationProvider)new AnonymousAuthenticationProvider();
        return new GraphServiceClient(MakeHttpClient(settings, clock), authentication, settings.BaseUrl.TrimEnd('/'));
    }

    private static Result<TokenCredential> CredentialOf(GraphSettings settings)
    {
        if (settings.UseManagedIdentity)
            return settings.ClientId is { Length: > 0 } assigned
                ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(assigned))
                : new ManagedIdentityCredential(ManagedIdentityId.SystemAssigned);
        if (string.IsNullOrWhiteSpace(settings.TenantId))
            return new MailServerNotConfigured("Crm:Graph:TenantId", "is empty: give the directory's id, or set Crm:Graph:UseManagedIdentity.");
        if (string.IsNullOrWhiteSpace(settings.ClientId))
            return new MailServerNotConfigured("Crm:Graph:ClientId", "is empty: give the id of the application that is registered in the directory.");
        if (settings.UseWorkloadIdentity)
            return new WorkloadIdentityCredential(new WorkloadIdentityCredentialOptions { TenantId = settings.TenantId, ClientId = settings.ClientId });
        if (settings.CertificatePath is { Length: > 0 } certificate)
            return File.Exists(certificate)
                ? new ClientCertificateCredential(settings.TenantId, settings.ClientId, certificate)
                : new MailServerNotConfigured("Crm:Graph:CertificatePath", $"names {certificate}, and there is no such file.");
        if (settings.ClientSecret is { Length: > 0 } secret)
            return new ClientSecretCredential(settings.TenantId, settings.ClientId, secret);
        return new MailServerNotConfigured("Crm:Graph:ClientSecret", "is empty: give a secret or Crm:Graph:CertificatePath.");
    }

    private static HttpClient MakeHttpClient(GraphSettings settings, TimeProvider clock)
    {
        var handlers = GraphClientFactory.CreateDefaultHandlers().Where(h => h is not (RetryHandler or RedirectHandler)).ToList();
        handlers.Add(new JsonOnlyHandler());
        handlers.Add(new GraphRetryHandler(settings, new MailboxSlots(settings.RequestsPerMailbox, settings.RequestsPerTenMinutes, clock), clock));
        // Redirects could carry the token to another host; Graph's mail calls need none.
        var http = GraphClientFactory.Create(handlers, finalHandler: new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) });
        // Each attempt has its own limit; waits between attempts are not to be cut short.
        http.Timeout = Timeout.InfiniteTimeSpan;
        return http;
    }

    // The directory's messages hold ids of the tenant; its codes say enough and can be looked up.
    [GeneratedRegex(@"AADSTS\d+")]
    private static partial Regex DirectoryCode();
}

/// <summary>The directory gives the application no token.</summary>
public sealed record SignInFailed(string DirectoryCode)
    : RuleError($"The directory refused the sign-in of this application ({DirectoryCode}). Check Crm:Graph:TenantId and Crm:Graph:ClientId, and that the secret or certificate is this application's and has not run out.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [DirectoryCode];
}
