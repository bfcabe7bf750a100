namespace CrmAddin.Web.Http;

/// <summary>Content security policy: panes may be framed by Office hosts only, pages by nobody.</summary>
public sealed class SecurityHeaders(RequestDelegate next)
{
    // There is no official list of the hosts that frame add-ins; these are the ones seen in the field.
    private const string OfficeHosts =
        "https://outlook.office.com https://outlook.office365.com https://outlook.live.com https://outlook.cloud.microsoft https://excel.cloud.microsoft "
        + "https://*.officeapps.live.com https://*.sharepoint.com https://*.cloud.microsoft https://*.office.com";

    private const string OfficeScript = "https://appsforoffice.microsoft.com https://ajax.aspnetcdn.com";

    /// <summary>Runs for every request.</summary>
    public Task InvokeAsync(HttpContext http)
    {
        var path = http.Request.Path;
        var isPane = path.StartsWithSegments("/panes", StringComparison.Ordinal);
        var ancestors = isPane || path == "/" ? $"'self' {OfficeHosts}" : "'none'";
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'self'; script-src 'self'{(isPane ? " " + OfficeScript : "")}; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; "
            + $"object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors {ancestors}";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        return next(http);
    }
}
