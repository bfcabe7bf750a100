using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Mail.Notifications;
using CrmAddin.Web.Texts;

namespace CrmAddin.Web.Checks;

/// <summary>
/// Whether the host is reached under its own public address as Graph would reach it: the handshake is answered rightly and in time, and
/// the certificate is trusted and valid for a while.
/// </summary>
public sealed class NotificationCheck(MailSettings mail, TimeProvider clock) : ICheck
{
    // Graph gives a handshake 10 s.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public async IAsyncEnumerable<CheckResult> RunAsync(CheckRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(mail.NotificationUrl))
        {
            yield return new CheckResult("notifications", CheckState.Skipped, UiTexts.T("check.notifications.none"));
            yield break;
        }
        var address = NotificationAddress.From(mail.NotificationUrl);
        if (!address.Succeeded)
        {
            yield return new CheckResult("notifications", CheckState.Failed, UiTexts.Sentence(address.Error));
            yield break;
        }
        X509Certificate2? certificate = null;
        foreach (var url in new[] { address.Value.Notifications, address.Value.Lifecycle })
            yield return await ShakeHandsAsync(url, seen => certificate = seen, cancel);
        if (certificate is not null)
            using (certificate)
                yield return CertificateDates.Look("https-certificate", certificate, clock.GetUtcNow());
    }

    private static async Task<CheckResult> ShakeHandsAsync(Uri url, Action<X509Certificate2> certificateSeen, CancellationToken cancel)
    {
        CheckResult Failed(string key, params object[] values) => new("notifications", CheckState.Failed, UiTexts.T(key, [url, .. values]));
        var isTrusted = true;
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = Patience };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
        {
            if (certificate is not null)
                certificateSeen(X509CertificateLoader.LoadCertificate(certificate.GetRawCertData()));
            return isTrusted = errors == SslPolicyErrors.None;
        };
        using var http = new HttpClient(handler) { Timeout = Patience };
        // Sent like Graph's: text with a space and a plus sign that must come back as they were.
        var token = $"Validation: crm doctor+{RandomNumberGenerator.GetHexString(16)}";
        try
        {
            using var answer = await http.PostAsync(new Uri($"{url}?validationToken={Uri.EscapeDataString(token)}"), new StringContent("", System.Text.Encoding.UTF8, "text/plain"), cancel);
            if (!answer.IsSuccessStatusCode)
                return Failed("check.notifications.refused", (int)answer.StatusCode);
            return await answer.Content.ReadAsStringAsync(cancel) == token && answer.Content.Headers.ContentType?.MediaType == "text/plain"
                ? new CheckResult("notifications", CheckState.Fine, UiTexts.T("check.notifications.fine", url))
                : Failed("check.notifications.other");
        }
        catch (HttpRequestException) when (!isTrusted)
        {
            return Failed("check.notifications.untrusted");
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return Failed("check.notifications.unreached");
        }
    }
}
