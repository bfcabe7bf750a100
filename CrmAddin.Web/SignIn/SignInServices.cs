using CrmAddin.Core.Users;
using CrmAddin.Web.Settings;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace CrmAddin.Web.SignIn;

/// <summary>Registers signing in: cookie for pages, bearer tokens for panes, and a signed-in user for every route that does not say otherwise.</summary>
public static class SignInServices
{
    /// <summary>Adds schemes, the fallback policy and the keys that protect tokens.</summary>
    public static IServiceCollection AddCrmSignIn(this IServiceCollection services, CrmSettings settings)
    {
        MakeKeysFolder(settings.KeysFolder);
        services.AddDataProtection().SetApplicationName("crm-addin").PersistKeysToFileSystem(new DirectoryInfo(settings.KeysFolder));
        services.AddScoped<CurrentUser>().AddScoped<CheckPassword>().AddScoped<SetPassword>().AddScoped<PaneTokens>()
            .AddScoped<OneTimeTokens>().AddScoped<OneTimeLink>();
        services.AddSingleton<IPasswordHasher<User>, PasswordHasher<User>>();
        services.AddAuthentication(Schemes.HeaderOrCookie)
            .AddPolicyScheme(Schemes.HeaderOrCookie, null, o => o.ForwardDefaultSelector = http =>
                http.Request.Headers.ContainsKey("Authorization") || !IsPage(http.Request.Path) ? BearerUnlessCookie(http) : Schemes.Cookie)
            .AddCookie(Schemes.Cookie, o =>
            {
                o.Cookie.Name = "crm";
                o.Cookie.HttpOnly = true;
                o.Cookie.SameSite = SameSiteMode.Lax;
                o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                o.ExpireTimeSpan = TimeSpan.FromHours(12);
                o.LoginPath = "/sign-in";
                o.ReturnUrlParameter = "returnTo";
            })
            .AddBearerToken(Schemes.Bearer);
        services.AddAuthorization(o => o.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "crm-antiforgery";
            o.HeaderName = "X-Crm-Antiforgery";
            o.SuppressXFrameOptionsHeader = true;
        });
        return services;
    }

    // Without header and cookie a page goes to the sign-in form, everything else is a plain 401.
    private static string BearerUnlessCookie(HttpContext http) =>
        !http.Request.Headers.ContainsKey("Authorization") && http.Request.Cookies.ContainsKey("crm") ? Schemes.Cookie : Schemes.Bearer;

    private static bool IsPage(PathString path) =>
        path.StartsWithSegments("/app", StringComparison.Ordinal) || path.StartsWithSegments("/preview", StringComparison.Ordinal) || path == "/sign-out";

    private static void MakeKeysFolder(string folder)
    {
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
