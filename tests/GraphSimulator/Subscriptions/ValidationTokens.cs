using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using GraphSimulator.Mailboxes;
using GraphSimulator.Misbehaviour;

namespace GraphSimulator.Subscriptions;

/// <summary>Issues the tokens (JWT, RS256) that show that a rich notification comes from Graph, and publishes their key.</summary>
internal sealed class ValidationTokens(SimulatedTenant tenant) : IDisposable
{
    /// <summary>The application as which Graph publishes notifications.</summary>
    public const string Publisher = "0bf30f3b-4a52-48df-9a82-234910c4a086";

    private const string KeyId = "simulated-key";

    // Keys take long to make, and most runs need none.
    private readonly Lazy<RSA> _key = new(() => RSA.Create(2048));
    private readonly Lazy<RSA> _foreignKey = new(() => RSA.Create(2048));

    /// <summary>The issuer of this firm's tokens.</summary>
    public string Issuer => $"https://sts.windows.net/{tenant.TenantId}/";

    public string? Issue(ValidationTokenFault fault)
    {
        if (fault == ValidationTokenFault.Absent)
            return null;
        var now = tenant.Clock.GetUtcNow();
        var issuedAt = fault == ValidationTokenFault.Expired ? now.AddHours(-3) : now.AddMinutes(-1);
        var claims = new JsonObject
        {
            ["aud"] = fault == ValidationTokenFault.WrongAudience ? Guid.NewGuid().ToString() : tenant.ApplicationId,
            ["iss"] = fault == ValidationTokenFault.WrongIssuer ? $"https://sts.windows.net/{Guid.NewGuid()}/" : Issuer,
            ["iat"] = issuedAt.ToUnixTimeSeconds(),
            ["nbf"] = issuedAt.ToUnixTimeSeconds(),
            ["exp"] = issuedAt.AddHours(1).ToUnixTimeSeconds(),
            ["appid"] = fault == ValidationTokenFault.WrongPublisher ? Guid.NewGuid().ToString() : Publisher,
            ["tid"] = tenant.TenantId,
            ["ver"] = "1.0",
        };
        var header = new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = KeyId };
        var signed = Encode(header) + "." + Encode(claims);
        var key = fault == ValidationTokenFault.WrongSignature ? _foreignKey.Value : _key.Value;
        return signed + "." + Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    /// <summary>The public key as a JSON Web Key Set (RFC 7517).</summary>
    public JsonObject KeySet()
    {
        var key = _key.Value.ExportParameters(false);
        return new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["kty"] = "RSA",
                ["use"] = "sig",
                ["kid"] = KeyId,
                ["n"] = Base64Url.EncodeToString(key.Modulus),
                ["e"] = Base64Url.EncodeToString(key.Exponent),
            }),
        };
    }

    public void Dispose()
    {
        foreach (var key in new[] { _key, _foreignKey })
            if (key.IsValueCreated)
                key.Value.Dispose();
    }

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
