using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CrmAddin.Web.Commands;

/// <summary>Whether a certificate file can be read and is valid now.</summary>
public static class CertificateDates
{
    /// <summary>What is wrong with it; null when nothing is.</summary>
    public static string? Fault(string path, DateTimeOffset now)
    {
        try
        {
            using var certificate = path.EndsWith(".pem", StringComparison.OrdinalIgnoreCase)
                ? X509Certificate2.CreateFromPemFile(path)
                : X509CertificateLoader.LoadPkcs12FromFile(path, null);
            return now > certificate.NotAfter.ToUniversalTime() || now < certificate.NotBefore.ToUniversalTime()
                ? string.Create(CultureInfo.InvariantCulture, $"the certificate {path} is valid only from {certificate.NotBefore:yyyy-MM-dd} to {certificate.NotAfter:yyyy-MM-dd}; renew it")
                : null;
        }
        catch (CryptographicException)
        {
            return $"Crm:Graph:CertificatePath names {path}, which is no PEM or PFX file with its private key";
        }
    }
}
