namespace CrmAddin.Web.Http;

/// <summary>Where a request comes from.</summary>
public static class RequestPlace
{
    /// <summary>Whether a task pane asks: panes send a token, pages a cookie. Links of a pane open beside it.</summary>
    public static bool IsFromPane(this HttpContext http) => http.Request.Headers.Authorization.Count > 0;

    /// <summary>The caller's address, as the journal keeps it; "page" where the host does not know it.</summary>
    public static string Place(this HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "page";
}
