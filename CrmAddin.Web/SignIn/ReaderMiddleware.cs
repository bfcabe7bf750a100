using System.Globalization;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.SignIn;

/// <summary>Loads the signed-in user, so that a change of role, team or password holds from the next request on, and names the store's reader and the language.</summary>
public sealed class ReaderMiddleware(RequestDelegate next)
{
    /// <summary>Runs for every request.</summary>
    public async Task InvokeAsync(HttpContext http, CrmDb db, CurrentUser current)
    {
        if (http.User.FindFirst(Schemes.UserId)?.Value is { } text && long.TryParse(text, CultureInfo.InvariantCulture, out var id))
        {
            var user = await db.Users.AsNoTracking().Include(u => u.Teams).FirstOrDefaultAsync(u => u.Id == id, http.RequestAborted);
            if (user is { IsActive: true } && user.SecurityStamp == http.User.FindFirst(Schemes.Stamp)?.Value)
            {
                current.User = user;
                current.Reader = CurrentUser.ReaderOf(user);
                current.CameByCookie = !http.Request.Headers.ContainsKey("Authorization");
                db.ReadAs(current.Reader);
            }
            else
            {
                http.User = new();
            }
        }
        SetLanguage(http, current.User);
        await next(http);
    }

    private static void SetLanguage(HttpContext http, User? user)
    {
        var asked = http.Request.Headers["X-Crm-Language"].FirstOrDefault()
            ?? http.Request.Query["language"].FirstOrDefault()
            ?? http.Request.Cookies["crm-language"]
            ?? user?.Language
            ?? http.Request.GetTypedHeaders().AcceptLanguage.MaxBy(l => l.Quality ?? 1)?.Value.Value;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(asked?.StartsWith("ar", StringComparison.OrdinalIgnoreCase) == true ? "ar" : "en");
    }
}
