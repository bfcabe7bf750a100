using CrmAddin.Web.SignIn;
using CrmAddin.Web.Texts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace CrmAddin.Web.Http;

/// <summary>
/// Asks for the antiforgery token on every unsafe request that came by cookie, and on the sign-in form. Panes come by header
/// and have no cookie, so nothing can be forged on them.
/// </summary>
public sealed class AntiforgeryForCookies(RequestDelegate next)
{
    /// <summary>Runs for every request.</summary>
    public async Task InvokeAsync(HttpContext http, IAntiforgery antiforgery, CurrentUser current)
    {
        var isUnsafe = !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method) && !HttpMethods.IsOptions(http.Request.Method);
        var isSignInForm = http.Request.Path == "/sign-in";
        if (isUnsafe && (current.CameByCookie || isSignInForm) && !await antiforgery.IsRequestValidAsync(http))
        {
            await Results.Problem(new ProblemDetails
            {
                Status = StatusCodes.Status400BadRequest,
                Title = UiTexts.T("error.antiforgery"),
                Type = "urn:crm:error:antiforgery",
            }).ExecuteAsync(http);
            return;
        }
        await next(http);
    }
}
