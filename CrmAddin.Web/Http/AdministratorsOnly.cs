using CrmAddin.Core.CustomFields;
using CrmAddin.Web.SignIn;

namespace CrmAddin.Web.Http;

/// <summary>Lets only administrators through to a group of routes.</summary>
public static class AdministratorsOnly
{
    /// <summary>The filter of a route group; everyone else gets <see cref="MayNotAdminister"/>.</summary>
    public static async ValueTask<object?> Filter(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var current = call.HttpContext.RequestServices.GetRequiredService<CurrentUser>();
        return current.Reader.MayAdminister ? await next(call) : new MayNotAdminister().ToResponse(call.HttpContext);
    }
}
