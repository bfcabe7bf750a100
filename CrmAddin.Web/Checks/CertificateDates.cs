using System.Security.Cryptography.X509Certificates;
using CrmAddin.Web.Texts;

namespace CrmAddin.Web.Checks;

/// <summary>What the dates of a certificate say.</summary>
internal static class CertificateDates
{
    private static readonly TimeSpan SoonOver = TimeSpan.FromDays(14);

    /// <summary>The line of a check about a certificate: past, not yet valid, soon over, or fine.</summary>
    public static CheckResult Look(string check, X509Certificate2 certificate, DateTimeOffset now)
    {
        var (from, until) = (new DateTimeOffset(certificate.NotBefore.ToUniversalTime()), new DateTimeOffset(certificate.NotAfter.ToUniversalTime()));
        var (first, last) = (Format.Day(DateOnly.FromDateTime(from.UtcDateTime)), Format.Day(DateOnly.FromDateTime(until.UtcDateTime)));
        if (now < from || now > until)
            return new CheckResult(check, CheckState.Failed, UiTexts.T("check.certificate.invalid", first, last));
        return until - now < SoonOver
            ? new CheckResult(check, CheckState.Warning, UiTexts.T("check.certificate.soon", last))
            : new CheckResult(check, CheckState.Fine, UiTexts.T("check.certificate.fine", last));
    }
}
