using CrmAddin.Core.Store;
using CrmAddin.Web.Http;
using CrmAddin.Web.Pages;
using CrmAddin.Web.Texts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CrmAddin.Web.SignIn;

/// <summary>Name and password, as JSON from a pane.</summary>
public sealed record SignInRequest(string? UserName, string? Password);

/// <summary>A refresh token, as JSON from a pane.</summary>
public sealed record RefreshRequest(string? RefreshToken);

/// <summary>Routes of signing in and out. Local mode; tokens of Entra ID are validated by a scheme of their own beside these.</summary>
public static class SignInEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("/sign-in").AllowAnonymous().RequireRateLimiting(Limits.SignIn);
        open.MapGet("", (string? returnTo) => Page(null, returnTo));
        open.MapPost("", SignInAsync);
        open.MapGet("/once/{token}", UseLinkAsync);
        open.MapPost("/token", TokenAsync).DisableAntiforgery();
        open.MapPost("/refresh", RefreshAsync).DisableAntiforgery();
        open.MapPost("/end", EndAsync).DisableAntiforgery();

        routes.MapPost("/sign-out", (Delegate)SignOutAsync);
        routes.MapGet("/app/account", (HttpContext http) => new RazorComponentResult<AccountPage>(new { Welcome = http.Request.Query.ContainsKey("welcome") }));
        routes.MapPost("/app/account/password", ChangePasswordAsync);
        routes.MapPost("/app/account/language", ChangeLanguageAsync);
    }

    private static async Task<IResult> SignInAsync(
        [FromForm] string? userName, [FromForm] string? password, [FromForm] string? returnTo, HttpContext http, CheckPassword check, CancellationToken cancel)
    {
        var checkedUser = await check.RunAsync(userName ?? "", password ?? "", cancel);
        if (!checkedUser.Succeeded)
            return Page(checkedUser.Error, returnTo, StatusCodes.Status422UnprocessableEntity);
        await http.SignInAsync(Schemes.Cookie, Schemes.Principal(checkedUser.Value, Schemes.Cookie));
        return TypedResults.LocalRedirect(IsOurs(returnTo) ? returnTo! : "/app");
    }

    private static async Task<IResult> UseLinkAsync(string token, HttpContext http, OneTimeLink link, CancellationToken cancel)
    {
        var used = await link.UseAsync(token, cancel);
        if (!used.Succeeded)
            return Page(used.Error, null, StatusCodes.Status404NotFound);
        await http.SignInAsync(Schemes.Cookie, Schemes.Principal(used.Value, Schemes.Cookie));
        return TypedResults.LocalRedirect("/app/account?welcome");
    }

    private static async Task<IResult> TokenAsync(SignInRequest request, HttpContext http, CheckPassword check, PaneTokens tokens, CancellationToken cancel)
    {
        var user = await check.RunAsync(request.UserName ?? "", request.Password ?? "", cancel);
        return user.Succeeded ? TypedResults.Ok(await tokens.IssueAsync(user.Value, cancel)) : user.Error.ToResponse(http);
    }

    private static async Task<IResult> RefreshAsync(RefreshRequest request, HttpContext http, PaneTokens tokens, CancellationToken cancel)
    {
        var renewed = await tokens.RenewAsync(request.RefreshToken ?? "", cancel);
        return renewed.Succeeded ? TypedResults.Ok(renewed.Value) : renewed.Error.ToResponse(http);
    }

    private static async Task<NoContent> EndAsync(RefreshRequest request, PaneTokens tokens, CancellationToken cancel)
    {
        await tokens.EndAsync(request.RefreshToken ?? "", cancel);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> SignOutAsync(HttpContext http)
    {
        await http.SignOutAsync(Schemes.Cookie);
        return TypedResults.LocalRedirect("/sign-in");
    }

    private static async Task<IResult> ChangePasswordAsync([FromForm] string? password, HttpContext http, CurrentUser current, SetPassword set, CancellationToken cancel)
    {
        var changed = await set.RunAsync(current.User!.UserName, password ?? "", cancel);
        if (!changed.Succeeded)
            return changed.Error.ToResponse(http);
        await http.SignInAsync(Schemes.Cookie, Schemes.Principal(changed.Value, Schemes.Cookie));
        return new RazorComponentResult<Notice>(new { Text = UiTexts.T("account.password.changed") });
    }

    private static async Task<IResult> ChangeLanguageAsync([FromForm] string? language, [FromForm] string? returnTo, HttpContext http, CurrentUser current, CrmDb db, CancellationToken cancel)
    {
        var user = await db.Users.FindAsync([current.User!.Id], cancel);
        user!.Language = language == "ar" ? "ar" : "en";
        await db.SaveChangesAsync(cancel);
        http.Response.Cookies.Append("crm-language", user.Language, new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, HttpOnly = true, IsEssential = true });
        return TypedResults.LocalRedirect(IsOurs(returnTo) ? returnTo! : "/app");
    }

    private static RazorComponentResult<SignInPage> Page(Core.Results.Error? error, string? returnTo, int status = StatusCodes.Status200OK) =>
        new(new { Error = error, ReturnTo = returnTo }) { StatusCode = status };

    // An address of another host after "//" or "/\" would send the user away.
    private static bool IsOurs(string? returnTo) =>
        returnTo is ['/', ..] && (returnTo.Length == 1 || returnTo[1] is not ('/' or '\\'));
}
