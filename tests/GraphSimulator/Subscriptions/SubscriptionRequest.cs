using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using GraphSimulator.Http;
using GraphSimulator.Mailboxes;

namespace GraphSimulator.Subscriptions;

/// <summary>Reads the body of a new subscription and refuses what Graph refuses.</summary>
internal static class SubscriptionRequest
{
    private const int ShortestMinutes = 45;
    private const int LongestMinutes = 10_080;
    private const int LongestMinutesWithData = 1_440;
    private const int LongestText = 128;

    private static readonly string[] ChangeTypes = ["created", "updated", "deleted"];
    private static readonly string[] RefusedWithData = ["$top", "$skip", "$orderby"];

    public static Subscription Read(JsonObject body, SimulatedTenant tenant, bool immutableIds)
    {
        var resource = Required(body, "resource");
        var changeType = Required(body, "changeType");
        if (changeType.Split(',', StringSplitOptions.TrimEntries).Except(ChangeTypes, StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } unknown)
            throw Invalid($"The change type '{unknown}' is not supported.");
        var clientState = body["clientState"]?.GetValue<string>();
        if (clientState?.Length > LongestText)
            throw Invalid($"clientState must not be longer than {LongestText} characters.");
        var withData = body["includeResourceData"]?.GetValue<bool>() == true;
        if (withData)
            CheckOptions(resource);
        var certificate = withData ? Certificate(Required(body, "encryptionCertificate")) : null;
        return new Subscription(SubscribedResource.Parse(resource, tenant))
        {
            Resource = resource,
            ChangeType = changeType,
            NotificationUrl = Url(Required(body, "notificationUrl")),
            LifecycleNotificationUrl = body["lifecycleNotificationUrl"]?.GetValue<string>() is { } url ? Url(url) : null,
            ClientState = clientState,
            ImmutableIds = immutableIds,
            IncludesResourceData = withData,
            EncryptionCertificate = certificate,
            EncryptionCertificateId = withData ? CertificateId(body) : null,
            ExpiresAt = Expiry(Required(body, "expirationDateTime"), withData, tenant.Clock.GetUtcNow()),
        };
    }

    /// <summary>The end that a subscription gets: what is too early is put off, what is too late is refused.</summary>
    public static DateTimeOffset Expiry(string text, bool withData, DateTimeOffset now)
    {
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var expiry))
            throw Invalid("expirationDateTime is no date.");
        if (expiry <= now)
            throw Invalid("Subscription expiration must be in the future.");
        var longest = withData ? LongestMinutesWithData : LongestMinutes;
        if (expiry > now.AddMinutes(longest))
            throw Invalid($"Subscription expiration can only be {longest} minutes in the future.");
        var shortest = now.AddMinutes(ShortestMinutes);
        return expiry < shortest ? shortest : expiry;
    }

    public static BadQueryException Invalid(string message) => new("InvalidRequest", message);

    private static string Required(JsonObject body, string name) =>
        body[name]?.GetValue<string>() is { Length: > 0 } value ? value : throw Invalid($"'{name}' is a required property of a subscription.");

    // The real service wants https; addresses of this machine do without, so that tests need no certificate.
    private static Uri Url(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == "https" || (url.Scheme == "http" && url.IsLoopback)) ? url
            : throw Invalid($"Invalid notification address '{text}': it must be an https address.");

    private static void CheckOptions(string resource)
    {
        var question = resource.IndexOf('?', StringComparison.Ordinal);
        var query = question < 0 ? "" : resource[(question + 1)..];
        if (SubscribedResource.Option(query, "$select") is not { Length: > 0 } select)
            throw Invalid("A subscription that includes resource data needs $select in its resource.");
        if (RefusedWithData.FirstOrDefault(o => SubscribedResource.Option(query, o) is not null) is { } option)
            throw Invalid($"{option} is not supported in a subscription that includes resource data.");
        if (select.Split(',', StringSplitOptions.TrimEntries).FirstOrDefault(p => p.Equals("body", StringComparison.OrdinalIgnoreCase) || p.Equals("uniqueBody", StringComparison.OrdinalIgnoreCase)) is { } body)
            throw Invalid($"{body} cannot be selected in a subscription that includes resource data.");
        if (SubscribedResource.Option(query, "$expand") is { } expand && !expand.Contains("ValueExtendedProperties", StringComparison.OrdinalIgnoreCase))
            throw Invalid("Only extended properties can be expanded in a subscription that includes resource data.");
    }

    private static X509Certificate2 Certificate(string base64)
    {
        try
        {
            var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(base64));
            if (certificate.GetRSAPublicKey() is { KeySize: >= 2048 and <= 4096 })
                return certificate;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            throw Invalid("encryptionCertificate is no X.509 certificate in base64.");
        }
        throw Invalid("encryptionCertificate must have an RSA key of 2048 to 4096 bits.");
    }

    private static string CertificateId(JsonObject body) =>
        Required(body, "encryptionCertificateId") is { Length: <= LongestText } id ? id
            : throw Invalid($"encryptionCertificateId must not be longer than {LongestText} characters.");
}
