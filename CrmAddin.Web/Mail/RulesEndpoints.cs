using CrmAddin.Core.Mail.Rules;
using CrmAddin.Core.Store;
using CrmAddin.Web.Http;
using CrmAddin.Web.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Mail;

/// <summary>Routes of the rules about whose mail is logged: everybody's own, and the firm's for administrators.</summary>
public static class RulesEndpoints
{
    private const int MostRules = 1_000;

    /// <summary>Maps the routes.</summary>
    public static void MapMailRules(this IEndpointRouteBuilder routes)
    {
        var rules = routes.MapGroup("/app/mail/rules");
        rules.MapGet("", ListAsync);
        rules.MapPost("", AddAsync);
        rules.MapPost("/{id:long}/remove", RemoveAsync);
        rules.MapPost("/{id:long}/forget", ForgetAsync);
    }

    private static async Task<RazorComponentResult<RulesPage>> ListAsync(string? pattern, CrmDb db, CurrentUser current, CancellationToken cancel) =>
        new(new { View = await ViewAsync(db, current, cancel), Pattern = pattern });

    private static async Task<IResult> AddAsync(HttpContext http, CrmDb db, CurrentUser current, AddMailRule add, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(http);
        var added = await add.RunAsync(form.One("pattern") ?? "", form.Named<MailRuleKind>("kind") ?? MailRuleKind.Never, form.IsTicked("isFirms"), http.Place(), cancel);
        if (!added.Succeeded)
            return added.Error.ToResponse(http);
        var (rule, already, logged) = added.Value;
        return ErrorResponses.IsHtmx(http)
            ? Table(await ViewAsync(db, current, cancel) with { Added = added.Value })
            : TypedResults.Created($"/app/mail/rules/{rule.Id}", new { rule.Id, rule.Pattern, Kind = rule.Kind.ToString(), IsFirms = rule.OwnerId is null, AlreadyLogged = already, LoggedNow = logged });
    }

    private static async Task<IResult> RemoveAsync(long id, HttpContext http, CrmDb db, CurrentUser current, RemoveMailRule remove, CancellationToken cancel)
    {
        var removed = await remove.RunAsync(id, http.Place(), cancel);
        if (!removed.Succeeded)
            return removed.Error.ToResponse(http);
        return ErrorResponses.IsHtmx(http)
            ? Table(await ViewAsync(db, current, cancel) with { Removed = removed.Value })
            : TypedResults.Ok(new { id, removed.Value.LoggedNow });
    }

    private static async Task<IResult> ForgetAsync(long id, HttpContext http, CrmDb db, CurrentUser current, ForgetMailsOfRule forget, CancellationToken cancel)
    {
        var forgotten = await forget.RunAsync(id, cancel);
        if (!forgotten.Succeeded)
            return forgotten.Error.ToResponse(http);
        return ErrorResponses.IsHtmx(http)
            ? Table(await ViewAsync(db, current, cancel) with { Forgotten = forgotten.Value })
            : TypedResults.Ok(new { id, forgotten = forgotten.Value });
    }

    private static async Task<RulesView> ViewAsync(CrmDb db, CurrentUser current, CancellationToken cancel)
    {
        var own = current.Reader.UserId is { } user ? await MailRuleQuery.Listed(db, user).Take(MostRules).ToListAsync(cancel) : [];
        return new RulesView(own, await MailRuleQuery.Listed(db, null).Take(MostRules).ToListAsync(cancel));
    }

    private static RazorComponentResult<RulesTable> Table(RulesView view) => new(new { View = view });
}

/// <summary>The rules that a user sees, with what was done to them just now.</summary>
/// <param name="Own">The user's own.</param>
/// <param name="Firms">The firm's.</param>
public sealed record RulesView(IReadOnlyList<MailRule> Own, IReadOnlyList<MailRule> Firms)
{
    /// <summary>A rule that was made just now.</summary>
    public AddedRule? Added { get; init; }

    /// <summary>A rule that was removed just now.</summary>
    public RemovedRule? Removed { get; init; }

    /// <summary>Mails that were forgotten just now.</summary>
    public int? Forgotten { get; init; }
}
