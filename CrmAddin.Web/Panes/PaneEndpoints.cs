using System.Globalization;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Capture;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Store;
using CrmAddin.Web.Contacts;
using CrmAddin.Web.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Panes;

/// <summary>What Outlook tells of the mail that is being read.</summary>
public sealed record MailFacts
{
    /// <summary>Sender's address.</summary>
    [FromForm(Name = "from")]
    public string? From { get; init; }

    /// <summary>Sender's name.</summary>
    [FromForm(Name = "fromName")]
    public string? FromName { get; init; }

    /// <summary>Subject.</summary>
    [FromForm(Name = "subject")]
    public string? Subject { get; init; }

    /// <summary>Body as text or HTML.</summary>
    [FromForm(Name = "body")]
    public string? Body { get; init; }

    /// <summary>Whether the body is HTML.</summary>
    [FromForm(Name = "bodyIsHtml")]
    public bool BodyIsHtml { get; init; }

    /// <summary>Message-ID.</summary>
    [FromForm(Name = "internetMessageId")]
    public string? InternetMessageId { get; init; }
}

/// <summary>Routes of the task panes: shells without data, and the screens inside them.</summary>
public static class PaneEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void MapPanes(this IEndpointRouteBuilder routes)
    {
        var shells = routes.MapGroup("/panes").AllowAnonymous();
        shells.MapGet("/outlook/taskpane.html", (HttpContext http) => Shell(http, "outlook"));
        shells.MapGet("/excel/taskpane.html", (HttpContext http) => Shell(http, "excel"));
        routes.MapGet("/", Root).AllowAnonymous();

        var outlook = routes.MapGroup("/panes/outlook");
        outlook.MapPost("/sender", SenderAsync);
        outlook.MapPost("/contacts", SaveSenderAsync);
    }

    private static RazorComponentResult<PaneShell> Shell(HttpContext http, string host)
    {
        // A shell holds no data; the language is the only thing that varies.
        http.Response.Headers.CacheControl = "public, max-age=300";
        http.Response.Headers.Vary = "Accept-Language, Cookie";
        return new RazorComponentResult<PaneShell>(new { Host = host });
    }

    // Outlook frames the root of an add-in's site, and the pages behind the sign-in may not be framed.
    private static IResult Root(HttpContext http) => http.Request.Headers["Sec-Fetch-Dest"] == "iframe"
        ? new RazorComponentResult<RootPage>()
        : TypedResults.LocalRedirect("/app");

    private static async Task<IResult> SenderAsync([FromForm] MailFacts mail, HttpContext http, CrmDb db, FirmSettings firm, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(mail.From))
            return new SenderMissing().ToResponse(http);
        var key = ContactEmail.KeyOf(mail.From);
        var known = await ContactQuery.WithEmail(db, key).Select(c => (long?)c.Id).FirstOrDefaultAsync(cancel);
        if (known is { } id)
            return Card((await ContactView.ReadAsync(db, id, cancel))!, isSaved: false);
        if (firm.Domains.Exists(d => MailAddresses.Matches(key, d)))
            return new RazorComponentResult<ColleagueNotice>(new { Address = mail.From });

        var proposal = ProposeContact.From(new MailToRead
        {
            Id = mail.InternetMessageId,
            From = new MailParty(mail.FromName, mail.From),
            Subject = mail.Subject ?? "",
            Body = mail.Body ?? "",
            IsHtml = mail.BodyIsHtml,
        }, firm.Country);
        return ErrorResponses.IsHtmx(http)
            ? new RazorComponentResult<ProposedContactForm>(new { Proposal = proposal, From = mail.From, InternetMessageId = mail.InternetMessageId })
            : TypedResults.Json(proposal, ProposedContact.Json);
    }

    private static async Task<IResult> SaveSenderAsync(
        ContactForm form, HttpContext http, CrmDb db, SaveContact save, LookBackForContact lookBack, CancellationToken cancel)
    {
        if (form.Fault is { } fault)
            return fault.ToResponse(http);
        var draft = form.ToDraft(null);
        var sender = draft.Emails is [var first, ..] ? first.Address : "";
        var origin = new DraftOrigin(
            ChangeOrigin.Capture,
            http.Place(),
            sender.Length > 0 ? "mail:" + ContactEmail.KeyOf(sender) : null,
            form.InternetMessageId is { Length: > 0 } id ? string.Create(CultureInfo.InvariantCulture, $"message {id}") : "mail");
        var saved = await save.RunAsync(draft, origin, cancel);
        if (!saved.Succeeded)
            return saved.Error.ToResponse(http);

        var report = await lookBack.RunAsync(saved.Value.Id, cancel);
        var view = (await ContactView.ReadAsync(db, saved.Value.Id, cancel))!;
        return ErrorResponses.IsHtmx(http)
            ? new RazorComponentResult<SavedSender>(new { View = view, Report = report })
            : TypedResults.Created($"/app/contacts/{saved.Value.Id}", new SavedContact(saved.Value.Id, saved.Value.Version));
    }

    private static RazorComponentResult<ContactCard> Card(ContactView view, bool isSaved) => new(new { View = view, IsSaved = isSaved });
}
