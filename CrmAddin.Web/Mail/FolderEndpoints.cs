using CrmAddin.Core.Audit;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Web.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Mail;

/// <summary>Routes that say which mailboxes and folders are logged, and how.</summary>
public static class FolderEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void MapFolders(this IEndpointRouteBuilder routes)
    {
        var mailboxes = routes.MapGroup("/app/mailboxes");
        mailboxes.MapGet("/{id:long}/folders", FoldersAsync);
        mailboxes.MapPost("/{id:long}/folders", ChooseAsync);
        mailboxes.MapGet("/{id:long}/policy", PolicyAsync);
        mailboxes.MapPost("/{id:long}/policy", SetPolicyAsync);
        mailboxes.MapGet("/new", NewAsync).AddEndpointFilter(AdministratorsOnly.Filter);
        mailboxes.MapPost("", AddAsync).AddEndpointFilter(AdministratorsOnly.Filter);
    }

    private static async Task<IResult> FoldersAsync(long id, HttpContext http, CrmDb db, CancellationToken cancel) =>
        await FindAsync(db, id, cancel) is { } mailbox ? await FolderChoiceAsync(db, mailbox, isSaved: false, cancel) : new MailboxNotFound(id).ToResponse(http);

    private static async Task<IResult> ChooseAsync(long id, HttpContext http, CrmDb db, ChooseFolders choose, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(http);
        var chosen = (form.All("folder") ?? []).Select(f => long.TryParse(f, out var folder) ? folder : -1).ToHashSet();
        var done = await choose.RunAsync(id, chosen, http.Place(), cancel);
        if (!done.Succeeded)
            return done.Error.ToResponse(http);
        return ErrorResponses.IsHtmx(http)
            ? await FolderChoiceAsync(db, done.Value, isSaved: true, cancel)
            : TypedResults.Ok(await MailboxQuery.OfferedFolders(db, id).Select(f => new { f.Id, f.DisplayName, f.IsInScope }).ToListAsync(cancel));
    }

    private static async Task<IResult> PolicyAsync(long id, HttpContext http, CrmDb db, CancellationToken cancel) =>
        await FindAsync(db, id, cancel) is { } mailbox
            ? new RazorComponentResult<MailboxPolicyForm>(new { Mailbox = mailbox })
            : new MailboxNotFound(id).ToResponse(http);

    private static async Task<IResult> SetPolicyAsync(long id, HttpContext http, CrmDb db, SetMailboxPolicy set, FirmSettings firm, CancellationToken cancel)
    {
        if (await FindAsync(db, id, cancel) is not { } mailbox)
            return new MailboxNotFound(id).ToResponse(http);
        var form = await PostedForm.ReadAsync(http);
        // The owner's form shows who reads the mail and nothing else.
        var policy = form.Shows("all")
            ? new MailboxPolicy(form.IsTicked("isOn"), form.Named<MailVisibility>("visibility") ?? mailbox.Visibility, LogFrom(form, firm, mailbox.LogFrom), form.Named<ContactCreation>("contactCreation") ?? mailbox.ContactCreation)
            : new MailboxPolicy(mailbox.IsOn, form.Named<MailVisibility>("visibility") ?? mailbox.Visibility, mailbox.LogFrom, mailbox.ContactCreation);
        if (form.Fault is { } fault)
            return fault.ToResponse(http);
        var done = await set.RunAsync(id, policy, http.Place(), cancel);
        if (!done.Succeeded)
            return done.Error.ToResponse(http);
        return ErrorResponses.IsHtmx(http)
            ? new RazorComponentResult<MailboxPolicyForm>(new { Mailbox = done.Value, IsSaved = true })
            : TypedResults.Ok(new { done.Value.Id, done.Value.IsOn, done.Value.Visibility, done.Value.LogFrom, done.Value.ContactCreation });
    }

    private static async Task<IResult> NewAsync(CrmDb db, CancellationToken cancel) => await NewFormAsync(db, null, cancel);

    private static async Task<IResult> AddAsync(HttpContext http, CrmDb db, AddMailbox add, FirmSettings firm, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(http);
        var wanted = new NewMailbox(form.One("address") ?? "", form.One("displayName"), form.Whole("ownerId"), form.Whole("teamId"), LogFrom(form, firm, null));
        if (form.Fault is { } fault)
            return fault.ToResponse(http);
        var added = await add.RunAsync(wanted, http.Place(), cancel);
        if (!added.Succeeded)
            return added.Error.ToResponse(http);
        return ErrorResponses.IsHtmx(http)
            ? await NewFormAsync(db, added.Value, cancel)
            : TypedResults.Created($"/app/mailboxes#{added.Value.Id}", new { added.Value.Id, added.Value.Address });
    }

    private static Task<Mailbox?> FindAsync(CrmDb db, long id, CancellationToken cancel) =>
        db.Mailboxes.AsNoTracking().FirstOrDefaultAsync(m => m.Id == id, cancel);

    private static async Task<RazorComponentResult<FolderChoice>> FolderChoiceAsync(CrmDb db, Mailbox mailbox, bool isSaved, CancellationToken cancel) =>
        new(new { Mailbox = mailbox, Folders = await MailboxQuery.OfferedFolders(db, mailbox.Id).ToListAsync(cancel), IsSaved = isSaved });

    private static async Task<RazorComponentResult<NewMailboxForm>> NewFormAsync(CrmDb db, Mailbox? added, CancellationToken cancel) => new(new
    {
        Users = await db.Users.AsNoTracking().Where(u => u.IsActive).OrderBy(u => u.DisplayName).ToListAsync(cancel),
        Teams = await db.Teams.AsNoTracking().OrderBy(t => t.Name).ToListAsync(cancel),
        Added = added,
    });

    // A day of the firm's calendar begins at its own midnight; a form that shows the same day as before changes nothing.
    private static DateTimeOffset? LogFrom(PostedForm form, FirmSettings firm, DateTimeOffset? before)
    {
        if (form.Day("logFrom") is not { } day)
            return null;
        if (before is { } known && DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(known, firm.Zone).DateTime) == day)
            return before;
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, firm.Zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
