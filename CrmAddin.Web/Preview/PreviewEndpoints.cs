using CrmAddin.Core.Mail;
using CrmAddin.Core.Store;
using CrmAddin.Web.Http;
using CrmAddin.Web.Panes;
using CrmAddin.Web.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Preview;

/// <summary>A token for a previewed pane.</summary>
/// <param name="AccessToken">Sent with each request of the pane.</param>
public sealed record PreviewToken(string AccessToken);

/// <summary>
/// Routes of the previews: the panes beside a mail list or a sheet, with a stand-in for Office.js. The host maps them for
/// development and the sample firm only, and only on this machine.
/// </summary>
public static class PreviewEndpoints
{
    private const string StandInForOffice = "/assets/preview/office.js";

    /// <summary>Maps the routes.</summary>
    public static void MapPreviews(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/preview");
        pages.MapGet("", () => TypedResults.Redirect("/preview/outlook"));
        pages.MapGet("/outlook", OutlookAsync);
        pages.MapGet("/outlook/mail", MailAsync);
        pages.MapGet("/excel", () => new RazorComponentResult<ExcelPreviewPage>());
        pages.MapPost("/token", TokenAsync);

        var shells = routes.MapGroup("/panes").AllowAnonymous();
        shells.MapGet("/outlook/preview.html", (HttpContext http) => Shell(http, "outlook"));
        shells.MapGet("/excel/preview.html", (HttpContext http) => Shell(http, "excel"));
    }

    private static async Task<RazorComponentResult<OutlookPreviewPage>> OutlookAsync(
        long? mailbox, HttpContext http, CrmDb db, CurrentUser current, IMailbox server, CancellationToken cancel)
    {
        var mailboxes = await MailboxQuery.Health(db).ToListAsync(cancel);
        var shown = mailboxes.Find(m => m.Id == mailbox) ?? mailboxes.Find(m => m.OwnerId == current.User?.Id) ?? mailboxes.FirstOrDefault();
        if (shown is null)
            return new(new { Mailboxes = mailboxes, Mails = new List<MailboxMessage>() });
        var mails = await NewestMails.ReadAsync(server, shown.Address, cancel);
        return mails.Succeeded
            ? new(new { Mailboxes = mailboxes, Shown = shown, Mails = mails.Value })
            : new(new { Mailboxes = mailboxes, Shown = shown, Mails = new List<MailboxMessage>(), Fault = mails.Error });
    }

    private static async Task<IResult> MailAsync(long mailbox, string id, HttpContext http, CrmDb db, IMailbox server, CancellationToken cancel)
    {
        var address = await MailboxQuery.Health(db).Where(m => m.Id == mailbox).Select(m => m.Address).FirstOrDefaultAsync(cancel);
        if (address is null)
            return new MessageGone().ToResponse(http);
        var mail = await server.ReadMessageAsync(address, id, cancel);
        return mail.Succeeded ? new RazorComponentResult<MailAsRead>(new { Mail = mail.Value }) : mail.Error.ToResponse(http);
    }

    private static async Task<Ok<PreviewToken>> TokenAsync(CurrentUser current, PaneTokens tokens, CancellationToken cancel) =>
        TypedResults.Ok(new PreviewToken((await tokens.IssueAsync(current.User!, cancel)).AccessToken));

    private static RazorComponentResult<PaneShell> Shell(HttpContext http, string host)
    {
        http.Response.Headers.CacheControl = "no-store";
        return new(new { Host = host, OfficeScript = StandInForOffice, SignIn = "host" });
    }
}
