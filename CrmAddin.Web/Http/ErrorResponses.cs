using CrmAddin.Core.Results;
using CrmAddin.Web.Texts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CrmAddin.Web.Http;

/// <summary>The one place where an expected "no" becomes an HTTP answer: problem+json, or a fragment for htmx, with the same status.</summary>
public static class ErrorResponses
{
    /// <summary>HTTP status of an error.</summary>
    public static int StatusOf(Error error) => error switch
    {
        NotFoundError => StatusCodes.Status404NotFound,
        ConflictError => StatusCodes.Status409Conflict,
        ForbiddenError => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    /// <summary>The answer of an error for this request.</summary>
    public static IResult ToResponse(this Error error, HttpContext http) => IsHtmx(http)
        ? new RazorComponentResult<ErrorAlert>(new { Error = error }) { StatusCode = StatusOf(error) }
        : TypedResults.Problem(ToProblem(error, StatusOf(error)));

    /// <summary>The answer of an error to a machine, with a status of its own.</summary>
    public static IResult ToResponse(this Error error, int status) => TypedResults.Problem(ToProblem(error, status));

    /// <summary>Whether htmx asks and wants a fragment.</summary>
    public static bool IsHtmx(HttpContext http) => http.Request.Headers.ContainsKey("HX-Request");

    private static ProblemDetails ToProblem(Error error, int status) => new()
    {
        Status = status,
        Title = UiTexts.Sentence(error),
        Type = $"urn:crm:error:{error.Code}",
        Extensions = { ["code"] = error.Code, ["arguments"] = error.Arguments },
    };
}
