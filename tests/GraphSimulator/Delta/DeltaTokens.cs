using System.Globalization;
using GraphSimulator.Http;
using GraphSimulator.Misbehaviour;

namespace GraphSimulator.Delta;

/// <summary>Reads the token of a delta request and refuses those that are not this source's or are lost.</summary>
internal static class DeltaTokens
{
    private static readonly string[] Options = ["select", "filter", "expand", "orderby", "search", "top"];

    /// <summary>A query option, with or without its dollar sign.</summary>
    public static string? Option(HttpRequest request, string name) =>
        request.Query["$" + name].FirstOrDefault() ?? request.Query[name].FirstOrDefault();

    /// <summary>The token of the request; a first one when it has none.</summary>
    /// <param name="context">The request.</param>
    /// <param name="source">What changes are asked of.</param>
    /// <param name="first">Makes the first token, after a check of the options; its place is filled in here.</param>
    public static DeltaToken Read(HttpContext context, DeltaSource source, Func<HttpRequest, DeltaToken> first)
    {
        var request = context.Request;
        var text = Option(request, "skiptoken") ?? Option(request, "deltatoken");
        // "latest" is ignored for messages: the answer is the full round.
        var token = string.IsNullOrEmpty(text) || text == "latest" ? Begin(first(request), source) : Continue(request, text, source);
        if (token.FolderId != source.Id)
            throw new BadQueryException("SyncStateInvalid", "The sync state generation is not valid for this folder.");
        if (IsLost(context, token, source))
            throw Lost(request, source.Faults.TokenLoss);
        return token with { Fingerprint = source.Log.FingerprintAt(token.Until) };
    }

    /// <summary>The token of a first call, at the end of the log as it is now.</summary>
    public static DeltaToken Begin(DeltaToken token, DeltaSource source) => token with
    {
        Epoch = source.Epoch,
        Until = source.Log.Position,
        Fingerprint = source.Log.FingerprintAt(source.Log.Position),
    };

    private static DeltaToken Continue(HttpRequest request, string text, DeltaSource source)
    {
        if (!DeltaToken.TryDecode(text, out var token))
            throw Refusals.BadRequest("Badly formed token.");
        // Options are those of the first call, baked into the token; others beside it have no effect, or are refused.
        if (source.Faults.RefuseOptionsOnLinks && Options.FirstOrDefault(o => Option(request, o) is not null) is { } option)
            throw Refusals.BadRequest($"The query parameter '${option}' is not supported beside a token.");
        return Option(request, "skiptoken") is null ? NextRound(token, source) : token;
    }

    private static DeltaToken NextRound(DeltaToken last, DeltaSource source)
    {
        // A log that is shorter than the token's place is another log: keep the token, it will be told lost.
        if (last.Until > source.Log.Position)
            return last;
        return last with { Since = last.Until, Until = source.Log.Position, Offset = 0, AfterEmptyPage = false };
    }

    private static bool IsLost(HttpContext context, DeltaToken token, DeltaSource source)
    {
        if (token.Epoch != source.Epoch || token.Until > source.Log.Position)
            return true;
        var isFirstCall = token is { Since: 0, Offset: 0, AfterEmptyPage: false };
        if (context.Items.ContainsKey(FaultMiddleware.TokenLostItem) && !isFirstCall)
            return true;
        // In a later round the fingerprint is of the round before; within a round it is of the round itself.
        return token.Fingerprint != source.Log.FingerprintAt(token.Until) && token.Fingerprint != source.Log.FingerprintAt(token.Since);
    }

    private static RefusedException Lost(HttpRequest request, TokenLossForm form) => form switch
    {
        TokenLossForm.SyncStateNotFound => new(400, "SyncStateNotFound", "The sync state generation is not found; sync state is invalid."),
        TokenLossForm.NotFound => new(404, "syncStateNotFound", "The sync state generation is not found; sync state is invalid."),
        TokenLossForm.ResyncRequired => new(400, "resyncRequired", "Resync required. Replace any local items with the server's version."),
        _ => new(410, "syncStateNotFound", "The sync state generation is not found; please resync.") { Location = $"{Address(request)}?$deltaToken=" },
    };

    /// <summary>The address of the request without its query.</summary>
    public static string Address(HttpRequest request) =>
        string.Create(CultureInfo.InvariantCulture, $"{request.Scheme}://{request.Host}{request.PathBase}{request.Path.ToUriComponent()}");
}
