namespace GraphSimulator.Http;

/// <summary>A request that Graph answers with an error. It ends the handling of the request and becomes the answer.</summary>
internal class RefusedException(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    /// <summary>Where to start again, for a 410.</summary>
    public string? Location { get; init; }

    /// <summary>How long to wait, for a 429.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>A request that Graph would refuse with 400.</summary>
internal sealed class BadQueryException(string code, string message) : RefusedException(400, code, message);

/// <summary>The refusals that more than one endpoint knows.</summary>
internal static class Refusals
{
    public static RefusedException UserUnknown(string user) => new(404, "ErrorInvalidUser", $"The requested user '{user}' is invalid.");

    public static RefusedException ItemUnknown() =>
        new(404, "ErrorItemNotFound", "The specified object was not found in the store., The process failed to get the correct properties.");

    public static RefusedException AccessDenied() => new(403, "ErrorAccessDenied", "Access to OData is disabled.");

    public static RefusedException IdMalformed() => new(400, "ErrorInvalidIdMalformed", "Id is malformed.");

    public static BadQueryException BadRequest(string message) => new("BadRequest", message);
}
