using CrmAddin.Core.Results;
using CrmAddin.Web.SignIn;
using CrmAddin.Web.Texts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CrmAddin.Web.Http;

/// <summary>The one place where an expected "no" becomes an HTTP answer: problem+json, a fragment for htmx, or a page for a visitor, with the same status.</summary>
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
    public static IResult ToResponse(this Error error, HttpContext http)
    {
        if (IsHtmx(http))
            return new RazorComponentResult<ErrorAlert>(new { Error = error }) { StatusCode = StatusOf(error) };
        return IsVisit(http)
            ? new RazorComponentResult<ErrorPage>(new { Error = error }) { StatusCode = StatusOf(error) }
            : TypedResults.Problem(ToProblem(error, StatusOf(error)));
    }

    /// <summary>A page for whoever opens an address that leads nowhere; everyone else gets the status alone.</summary>
    public static Task ShowMissingPageAsync(HttpContext http) =>
        http.Response.StatusCode is StatusCodes.Status404NotFound or StatusCodes.Status400BadRequest && IsVisit(http)
            ? new PageUnknown().ToResponse(http).ExecuteAsync(http)
            : Task.CompletedTask;

    /// <summary>The answer of an error to a machine, with a status of its own.</summary>
    public static IResult ToResponse(this Error error, int status) => TypedResults.Problem(ToProblem(error, status));

    /// <summary>Whether htmx asks and wants a fragment.</summary>
    public static bool IsHtmx(HttpContext http) => http.Request.Headers.ContainsKey("HX-Request");

    // Somebody signed in who opens a page in the browser reads a page; scripts and machines do not ask for HTML.
    private static bool IsVisit(HttpContext http) => http.Request.Path.StartsWithSegments("/app", StringComparison.Ordinal)
        && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
        && http.RequestServices.GetRequiredService<CurrentUser>().User is not null;

    private static ProblemDetails ToProblem(Error error, int status) => new()
    {
        Status = status,
        Title = UiTexts.Sentence(error),
        Type = $"urn:crm:error:{error.Code}",
        Extensions = { ["code"] = error.Code, ["arguments"] = error.Arguments },
    };
}
