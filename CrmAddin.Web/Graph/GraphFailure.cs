using CrmAddin.Core.Mail;
using CrmAddin.Core.Results;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;

namespace CrmAddin.Web.Graph;

/// <summary>Says in the product's words what Graph's refusals mean.</summary>
internal static class GraphFailure
{
    // Seen in several casings, with 400, 404 and 410.
    private static readonly HashSet<string> LostCursor = new(StringComparer.OrdinalIgnoreCase)
    {
        "syncStateNotFound", "resyncRequired", "syncStateInvalid", "ErrorInvalidSyncStateData",
    };

    private static readonly HashSet<string> NoMailbox = new(StringComparer.OrdinalIgnoreCase)
    {
        "ErrorInvalidUser", "MailboxNotEnabledForRESTAPI", "MailboxNotSupportedForRESTAPI", "ResourceNotFound", "Request_ResourceNotFound", "ErrorNonExistentMailbox",
    };

    public static Error From(ApiException exception, string mailbox)
    {
        var code = (exception as ODataError)?.Error?.Code ?? "";
        return exception.ResponseStatusCode switch
        {
            410 => new CursorLost(),
            400 or 404 when LostCursor.Contains(code) || LostCursor.Contains(InnerCode(exception)) => new CursorLost(),
            404 when NoMailbox.Contains(code) => new MailboxUnknown(mailbox),
            404 => new MessageGone(),
            400 when code == "ErrorInvalidIdMalformed" => new MessageGone(),
            401 => new MailSignInRefused(),
            403 => new MailboxDenied(mailbox),
            429 or 502 or 503 or 504 => new MailServerBusy(),
            var status => new MailServerRefused(status, code.Length > 0 ? code : "no code"),
        };
    }

    // The outer code may be "BadRequest" while the reason stands inside.
    private static string InnerCode(ApiException exception) =>
        (exception as ODataError)?.Error?.InnerError?.AdditionalData.TryGetValue("code", out var code) == true && code is string text ? text : "";
}
