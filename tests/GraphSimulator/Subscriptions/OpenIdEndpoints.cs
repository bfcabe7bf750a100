using System.Text.Json.Nodes;

namespace GraphSimulator.Subscriptions;

/// <summary>The metadata by which the signature of a validation token is checked (OpenID Connect Discovery).</summary>
internal static class OpenIdEndpoints
{
    public static void MapOpenId(this IEndpointRouteBuilder routes)
    {
        foreach (var prefix in new[] { "/{tenant}", "/{tenant}/v2.0" })
            routes.MapGet(prefix + "/.well-known/openid-configuration", (HttpContext context, string tenant, ValidationTokens tokens) => Results.Json(new JsonObject
            {
                ["issuer"] = tokens.Issuer,
                ["jwks_uri"] = $"{context.Request.Scheme}://{context.Request.Host}/{tenant}/discovery/keys",
                ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
            }));
        routes.MapGet("/{tenant}/discovery/keys", (ValidationTokens tokens) => Results.Json(tokens.KeySet()));
    }
}
