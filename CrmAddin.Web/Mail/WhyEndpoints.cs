using CrmAddin.Core.Mail;
using CrmAddin.Core.Mail.Rules;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Web.Http;
using CrmAddin.Web.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Mail;

/// <summary>Routes of the question why a mail is here or not, and of what its owner can say about it.</summary>
public static class WhyEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void MapMailWhy(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/app/mail/why", PageAsync);
        routes.MapPost("/panes/outlook/why", (HttpContext http, ExplainMail explain, CancellationToken cancel) => AnswerAsync(http, explain, isInPane: true, cancel));
        routes.MapPost("/app/mail/why", (HttpContext http, ExplainMail explain, CancellationToken cancel) => AnswerAsync(http, explain, isInPane: false, cancel));
        routes.MapPost("/app/mail/why/log", (HttpContext http, LogThisMail log, ExplainMail explain, CancellationToken cancel) => SayAsync(http, log.RunAsync, explain, "why.logged", cancel));
        routes.MapPost("/app/mail/why/forget", (HttpContext http, ForgetThisMail forget, ExplainMail explain, CancellationToken cancel) => SayAsync(http, forget.RunAsync, explain, "why.forgotten", cancel));
        routes.MapPost("/app/mail/why/decide", (HttpContext http, TakeBackSay takeBack, ExplainMail explain, CancellationToken cancel) => SayAsync(http, takeBack.RunAsync, explain, "why.decided-anew", cancel));
        routes.MapPost("/app/mail/messages/{id:long}/visibility", VisibilityAsync);
        routes.MapPost("/app/mail/messages/{id:long}/confidential", (long id, HttpContext http, MarkThreadConfidential mark, ExplainMail explain, CancellationToken cancel) =>
            OfThreadAsync(() => mark.RunAsync(id, cancel), http, explain, "why.marked", cancel));
        routes.MapPost("/app/mail/messages/{id:long}/not-confidential", (long id, HttpContext http, TakeOffConfidentialMark takeOff, ExplainMail explain, CancellationToken cancel) =>
            OfThreadAsync(() => takeOff.RunAsync(id, cancel), http, explain, "why.unmarked", cancel));
    }

    private static async Task<IResult> PageAsync(long? mailbox, string? id, string? messageId, long? message, CrmDb db, CurrentUser current, ExplainMail explain, CancellationToken cancel)
    {
        var mailboxes = await db.Mailboxes.AsNoTracking().Where(m => current.Reader.MayAdminister || (m.OwnerId != null && m.OwnerId == current.Reader.UserId)).OrderBy(m => m.Address).ToListAsync(cancel);
        var which = message is { } logged ? await PointAtAsync(db, logged, current, cancel) : new WhichMail { MailboxId = mailbox, GraphId = id, InternetMessageId = messageId };
        if (which is { GraphId: null or "", InternetMessageId: null or "" })
            return new RazorComponentResult<WhyPage>(new { Mailboxes = mailboxes, MailboxId = mailbox });
        var explained = await explain.RunAsync(which, cancel);
        return new RazorComponentResult<WhyPage>(new { Mailboxes = mailboxes, MailboxId = which.MailboxId, MessageId = messageId, Explanation = explained.Value, Fault = explained.Error })
        {
            StatusCode = explained.Error is { } error ? ErrorResponses.StatusOf(error) : StatusCodes.Status200OK,
        };
    }

    // A logged mail is named by its row; its mailbox is asked about it as about any other.
    private static async Task<WhichMail> PointAtAsync(CrmDb db, long messageId, CurrentUser current, CancellationToken cancel)
    {
        var copy = await db.MessageCopies.AsNoTracking().Where(c => c.MessageId == messageId && c.OwnerId != null && c.OwnerId == current.Reader.UserId)
            .Select(c => new { c.MailboxId, c.GraphId }).FirstOrDefaultAsync(cancel);
        return new WhichMail { MailboxId = copy?.MailboxId, GraphId = copy?.GraphId, InternetMessageId = copy is null ? "-" : null };
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, ExplainMail explain, bool isInPane, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(http);
        var explained = await explain.RunAsync(Which(form), cancel);
        return explained.Succeeded ? Fragment(http, explained.Value, null, isInPane) : explained.Error.ToResponse(http);
    }

    private static async Task<IResult> SayAsync(
        HttpContext http, Func<WhichMail, CancellationToken, Task<Result<FoundMail>>> say, ExplainMail explain, string done, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(http);
        var said = await say(Which(form), cancel);
        return said.Succeeded ? await ExplainAgainAsync(http, form, explain, done, cancel) : said.Error.ToResponse(http);
    }

    private static async Task<IResult> VisibilityAsync(long id, HttpContext http, SetMailVisibility set, ExplainMail explain, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(http);
        var changed = await set.RunAsync(id, form.Named<MailVisibility>("visibility") ?? MailVisibility.OwnerOnly, cancel);
        return changed.Succeeded ? await ExplainAgainAsync(http, form, explain, "why.visibility-set", cancel) : changed.Error.ToResponse(http);
    }

    private static async Task<IResult> OfThreadAsync(Func<Task<Result<int>>> change, HttpContext http, ExplainMail explain, string done, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(http);
        var changed = await change();
        return changed.Succeeded ? await ExplainAgainAsync(http, form, explain, done, cancel) : changed.Error.ToResponse(http);
    }

    private static async Task<IResult> ExplainAgainAsync(HttpContext http, PostedForm form, ExplainMail explain, string done, CancellationToken cancel)
    {
        var explained = await explain.RunAsync(Which(form), cancel);
        return explained.Succeeded ? Fragment(http, explained.Value, done, form.IsTicked("inPane")) : explained.Error.ToResponse(http);
    }

    private static WhichMail Which(PostedForm form) => new()
    {
        MailboxId = form.Whole("mailbox"),
        GraphId = form.One("id"),
        EwsId = form.One("itemId"),
        InternetMessageId = form.One("internetMessageId"),
    };

    private static IResult Fragment(HttpContext http, MailExplanation explanation, string? done, bool isInPane) => ErrorResponses.IsHtmx(http)
        ? new RazorComponentResult<WhyMail>(new { Explanation = explanation, Done = done, IsInPane = isInPane })
        : TypedResults.Ok(new
        {
            mailbox = explanation.Mailbox.Address,
            standing = explanation.Standing.ToString(),
            reason = explanation.KeptReason ?? explanation.DroppedReason ?? explanation.NotRead?.ToString(),
            detail = explanation.KeptDetail ?? (explanation.Now as DropMail)?.Detail,
            since = explanation.Since,
            wouldBeKept = explanation.Now is KeepMail,
            reasonNow = explanation.Now switch { KeepMail keep => keep.Reason.ToString(), DropMail drop => drop.Reason.ToString(), _ => null },
            visibility = explanation.Visibility?.ToString(),
            isPrivate = explanation.IsPrivate,
            isConfidential = explanation.IsConfidential,
            subject = explanation.Subject,
            contacts = explanation.Contacts.Select(c => new { c.Id, c.Name }),
            account = explanation.Account?.Name,
            deal = explanation.Deal?.Name,
        });
}
