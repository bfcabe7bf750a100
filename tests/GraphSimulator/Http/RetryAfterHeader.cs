using System.Globalization;
using GraphSimulator.Mailboxes;
using GraphSimulator.Misbehaviour;

namespace GraphSimulator.Http;

/// <summary>Says when to come back, in the form that the faults choose.</summary>
internal sealed class RetryAfterHeader(FaultBoard board, SimulatedTenant tenant, TimeProvider clock)
{
    public void Set(HttpResponse response) => Set(response, TimeSpan.FromSeconds(FaultsOf(response).RetryAfterSeconds));

    public void Set(HttpResponse response, TimeSpan wait) => response.Headers.RetryAfter = FaultsOf(response).RetryAfter switch
    {
        RetryAfterForm.Whole => Math.Ceiling(wait.TotalSeconds).ToString("0", CultureInfo.InvariantCulture),
        RetryAfterForm.Fractional => wait.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture),
        RetryAfterForm.Date => clock.GetUtcNow().AddSeconds(Math.Ceiling(wait.TotalSeconds)).ToString("R", CultureInfo.InvariantCulture),
        _ => default,
    };

    private Faults FaultsOf(HttpResponse response) => board.FaultsOf(tenant.NameOf(ODataPath.Mailbox(response.HttpContext.Request.Path)));
}
