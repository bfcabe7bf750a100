using System.Text.Json.Serialization;

namespace GraphSimulator.Misbehaviour;

/// <summary>How the service says when to come back.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RetryAfterForm>))]
public enum RetryAfterForm
{
    /// <summary><c>Retry-After: 2</c>.</summary>
    Whole,

    /// <summary><c>Retry-After: 2.128</c>, which no standard knows but Graph sends.</summary>
    Fractional,

    /// <summary>An HTTP date.</summary>
    Date,

    /// <summary>No header at all.</summary>
    Absent,
}

/// <summary>How the service says that a delta token is lost.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TokenLossForm>))]
public enum TokenLossForm
{
    /// <summary>410 with a Location that starts again.</summary>
    Gone,

    /// <summary>400 with the code <c>SyncStateNotFound</c>.</summary>
    SyncStateNotFound,

    /// <summary>404 with the code <c>syncStateNotFound</c>.</summary>
    NotFound,

    /// <summary>400 with the code <c>resyncRequired</c>.</summary>
    ResyncRequired,
}

/// <summary>What goes wrong with one request.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaultKind>))]
public enum FaultKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>429.</summary>
    Throttled,

    /// <summary>503.</summary>
    Unavailable,

    /// <summary>503 although the request had its effect.</summary>
    UnavailableAfterEffect,

    /// <summary>504.</summary>
    GatewayTimeout,

    /// <summary>504 although the request had its effect.</summary>
    GatewayTimeoutAfterEffect,

    /// <summary>200 with a page of HTML, as a captive proxy answers.</summary>
    NoJson,

    /// <summary>The connection is cut without an answer.</summary>
    ConnectionReset,

    /// <summary>The connection is cut although the request had its effect.</summary>
    ConnectionResetAfterEffect,

    /// <summary>The delta token of this request is lost.</summary>
    TokenLost,
}
