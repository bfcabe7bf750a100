using System.Threading.RateLimiting;

namespace CrmAddin.Web.Http;

/// <summary>How often an address may ask.</summary>
public static class Limits
{
    /// <summary>Policy of the sign-in routes: 30 a minute and address.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Policy of what Microsoft Graph tells: 60,000 deliveries a minute and address, several times the most that a firm's mailboxes bring.</summary>
    public const string Notifications = "notifications";

    /// <summary>Adds the policies; over the limit is 429 with Retry-After.</summary>
    public static IServiceCollection AddCrmLimits(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (context, _) =>
        {
            context.HttpContext.Response.Headers.RetryAfter = "60";
            return ValueTask.CompletedTask;
        };
        options.AddPolicy(SignIn, http => RateLimitPartition.GetFixedWindowLimiter(
            http.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = 30, Window = TimeSpan.FromMinutes(1) }));
        options.AddPolicy(Notifications, http => RateLimitPartition.GetFixedWindowLimiter(
            http.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = 60_000, Window = TimeSpan.FromMinutes(1) }));
    });
}
