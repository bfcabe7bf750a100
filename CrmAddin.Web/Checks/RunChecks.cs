using System.Runtime.CompilerServices;

namespace CrmAddin.Web.Checks;

/// <summary>Checks an installation from the ground up; the command line and the page show the same lines.</summary>
public sealed class RunChecks(IEnumerable<ICheck> checks)
{
    /// <summary>The results as they come, in the order in which one thing rests on the other.</summary>
    public async IAsyncEnumerable<CheckResult> RunAsync(CheckRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var check in checks)
            await foreach (var result in check.RunAsync(request, cancel))
                yield return result;
    }
}

/// <summary>Registers the checks in their order.</summary>
public static class CheckServices
{
    /// <summary>One line a check.</summary>
    public static IServiceCollection AddCrmChecks(this IServiceCollection services) => services
        .AddScoped<RunChecks>()
        .AddScoped<StoreState>()
        .AddScoped<ICheck, ConfigurationCheck>()
        .AddScoped<ICheck, StoreCheck>()
        .AddScoped<ICheck, ClockCheck>()
        .AddScoped<ICheck, CertificateCheck>()
        .AddScoped<ICheck, SignInCheck>()
        .AddScoped<ICheck, MailboxAccessCheck>()
        .AddScoped<ICheck, SendingCheck>()
        .AddScoped<ICheck, NotificationCheck>();
}
