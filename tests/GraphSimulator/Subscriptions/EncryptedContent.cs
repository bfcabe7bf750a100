using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace GraphSimulator.Subscriptions;

/// <summary>
/// The item of a rich notification, encrypted for the subscriber as Graph does: a fresh AES-256 key (CBC, PKCS#7, the key's first 16 bytes as vector),
/// itself encrypted with RSA-OAEP-SHA1, and an HMAC-SHA256 over the encrypted data.
/// </summary>
internal static class EncryptedContent
{
    private const int VectorBytes = 16;

    public static JsonObject Of(string content, Subscription subscription, bool wrongSignature)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        using var aes = Aes.Create();
        aes.Key = key;
        var data = aes.EncryptCbc(Encoding.UTF8.GetBytes(content), key.AsSpan(0, VectorBytes));
        using var rsa = subscription.EncryptionCertificate!.GetRSAPublicKey()!;
        return new JsonObject
        {
            ["data"] = Convert.ToBase64String(data),
            ["dataKey"] = Convert.ToBase64String(rsa.Encrypt(key, RSAEncryptionPadding.OaepSHA1)),
            ["dataSignature"] = Convert.ToBase64String(HMACSHA256.HashData(wrongSignature ? new byte[32] : key, data)),
            ["encryptionCertificateId"] = subscription.EncryptionCertificateId,
            ["encryptionCertificateThumbprint"] = subscription.EncryptionCertificate!.Thumbprint,
        };
    }
}
