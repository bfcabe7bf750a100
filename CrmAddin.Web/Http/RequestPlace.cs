namespace CrmAddin.Web.Http;

/// <summary>Where a change comes from, as the journal keeps it.</summary>
public static class RequestPlace
{
    /// <summary>The caller's address; "page" where the host does not know it.</summary>
    public static string Place(this HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "page";
}
