namespace CrmAddin.Web.Graph;

/// <summary>Where Microsoft Graph is and how to sign in to it; section <c>Crm:Graph</c> of the configuration.</summary>
public sealed class GraphSettings
{
    /// <summary>Address with version.</summary>
    public string BaseUrl { get; set; } = "https://graph.microsoft.com/v1.0";

    /// <summary>Directory (tenant) id.</summary>
    public string? TenantId { get; set; }

    /// <summary>Application (client) id; for a managed identity the id of a user-assigned one.</summary>
    public string? ClientId { get; set; }

    /// <summary>Client secret.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>File of the client certificate with its private key (PEM or PFX), instead of a secret.</summary>
    public string? CertificatePath { get; set; }

    /// <summary>Sign in as the managed identity of the machine.</summary>
    public bool UseManagedIdentity { get; set; }

    /// <summary>Sign in as the workload identity of the cluster.</summary>
    public bool UseWorkloadIdentity { get; set; }

    /// <summary>Messages asked for at a time.</summary>
    public int PageSize { get; set; } = 100;

    /// <summary>Requests at a time per mailbox; Graph allows 4.</summary>
    public int RequestsPerMailbox { get; set; } = 4;

    /// <summary>Requests in ten minutes per mailbox; Graph allows 10,000.</summary>
    public int RequestsPerTenMinutes { get; set; } = 10_000;

    /// <summary>Attempts at one request before a round gives up.</summary>
    public int MaxAttempts { get; set; } = 8;

    /// <summary>First wait where Graph does not say how long; doubled with each attempt.</summary>
    public TimeSpan FirstRetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait before another attempt.</summary>
    public TimeSpan LongestRetryDelay { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>Longest time for one attempt.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(60);
}
