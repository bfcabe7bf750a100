using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CrmAddin.Web.Graph;
using CrmAddin.Web.Texts;

namespace CrmAddin.Web.Checks;

/// <summary>Whether the certificate that signs in to Graph can be read and is valid now.</summary>
public sealed class CertificateCheck(GraphSettings graph, TimeProvider clock) : ICheck
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<CheckResult> RunAsync(CheckRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        if (string.IsNullOrEmpty(graph.CertificatePath))
            yield return new CheckResult("certificate", CheckState.Skipped, UiTexts.T("check.certificate.none"));
        else
            yield return Look(graph.CertificatePath);
    }

    private CheckResult Look(string path)
    {
        if (!File.Exists(path))
            return new CheckResult("certificate", CheckState.Failed, UiTexts.T("check.certificate.missing", path));
        try
        {
            using var certificate = path.EndsWith(".pem", StringComparison.OrdinalIgnoreCase)
                ? X509Certificate2.CreateFromPemFile(path)
                : X509CertificateLoader.LoadPkcs12FromFile(path, null);
            return CertificateDates.Look("certificate", certificate, clock.GetUtcNow());
        }
        catch (CryptographicException)
        {
            return new CheckResult("certificate", CheckState.Failed, UiTexts.T("check.certificate.unreadable", path));
        }
    }
}
