using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using GraphSimulator.Mailboxes;

namespace GraphSimulator.Subscriptions;

/// <summary>Someone's wish to be told of changes.</summary>
public sealed class Subscription
{
    internal Subscription(SubscribedResource resource) => Watched = resource;

    /// <summary>Its id.</summary>
    public string Id { get; } = Guid.NewGuid().ToString();

    /// <summary>What is watched, as it was asked for.</summary>
    public required string Resource { get; init; }

    /// <summary>Any of <c>created</c>, <c>updated</c>, <c>deleted</c>, as they were asked for.</summary>
    public required string ChangeType { get; init; }

    /// <summary>Where notifications go.</summary>
    public required Uri NotificationUrl { get; init; }

    /// <summary>Where lifecycle events go, or null.</summary>
    public Uri? LifecycleNotificationUrl { get; init; }

    /// <summary>The subscriber's secret, which every notification repeats.</summary>
    public string? ClientState { get; init; }

    /// <summary>Whether the ids that notifications carry are the lasting ones.</summary>
    public bool ImmutableIds { get; init; }

    /// <summary>Whether notifications carry the changed item, encrypted.</summary>
    public bool IncludesResourceData { get; init; }

    /// <summary>When it ends.</summary>
    public DateTimeOffset ExpiresAt { get; internal set; }

    /// <summary>How often it was renewed or reauthorized.</summary>
    public int Renewals { get; internal set; }

    internal SubscribedResource Watched { get; }

    internal string? EncryptionCertificateId { get; init; }

    internal X509Certificate2? EncryptionCertificate { get; init; }

    internal bool Wants(string changeType) => ChangeType.Split(',', StringSplitOptions.TrimEntries).Contains(changeType, StringComparer.OrdinalIgnoreCase);

    /// <summary>The change types in one order, for the comparison with others.</summary>
    internal string Combination => $"{Watched.Mailbox.Id}/{Watched.Kind}/{Watched.FolderId}?{Watched.Select}|"
        + string.Join(',', ChangeType.ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries).Order(StringComparer.Ordinal));

    internal void Write(Utf8JsonWriter json, string applicationId, string? context = null)
    {
        json.WriteStartObject();
        if (context is not null)
            json.WriteString("@odata.context", context);
        json.WriteString("id", Id);
        json.WriteString("resource", Resource);
        json.WriteString("applicationId", applicationId);
        json.WriteString("changeType", ChangeType);
        json.WriteString("clientState", ClientState);
        json.WriteString("notificationUrl", NotificationUrl.OriginalString);
        json.WriteString("lifecycleNotificationUrl", LifecycleNotificationUrl?.OriginalString);
        json.WriteString("expirationDateTime", MessageDefaults.Instant(ExpiresAt));
        json.WriteString("creatorId", applicationId);
        if (IncludesResourceData)
            json.WriteBoolean("includeResourceData", true);
        else
            json.WriteNull("includeResourceData");
        json.WriteString("latestSupportedTlsVersion", "v1_2");
        json.WriteNull("encryptionCertificate");
        json.WriteString("encryptionCertificateId", EncryptionCertificateId);
        json.WriteNull("notificationUrlAppId");
        json.WriteEndObject();
    }
}
