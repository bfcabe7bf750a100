using System.Runtime.CompilerServices;
using CrmAddin.Web.Graph;
using CrmAddin.Web.Texts;

namespace CrmAddin.Web.Checks;

/// <summary>Whether this machine's clock agrees with Graph's (the Date header of its answers): tokens are refused where it does not.</summary>
public sealed class ClockCheck(GraphSettings graph, IHttpClientFactory clients, TimeProvider clock) : ICheck
{
    private static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public async IAsyncEnumerable<CheckResult> RunAsync(CheckRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        var theirs = await AskAsync(cancel);
        var skew = theirs - clock.GetUtcNow();
        yield return skew switch
        {
            // Whether Graph can be reached where it is needed is said by the checks of the mailboxes.
            null => new CheckResult("clock", CheckState.Skipped, UiTexts.T("check.clock.nobody", graph.BaseUrl)),
            { } apart when apart.Duration() > MostSkew => new CheckResult("clock", CheckState.Failed, UiTexts.T("check.clock.apart", Format.OneDecimal(apart.Duration().TotalMinutes))),
            _ => new CheckResult("clock", CheckState.Fine, UiTexts.T("check.clock.fine")),
        };
    }

    private async Task<DateTimeOffset?> AskAsync(CancellationToken cancel)
    {
        try
        {
            using var http = clients.CreateClient();
            http.Timeout = Patience;
            using var answer = await http.GetAsync(new Uri(graph.BaseUrl), HttpCompletionOption.ResponseHeadersRead, cancel);
            return answer.Headers.Date;
        }
        catch (Exception e) when (e is HttpRequestException or UriFormatException or InvalidOperationException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return null;
        }
    }
}
