using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Store;
using CrmAddin.Web.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Fields;

/// <summary>Routes of the firm's own fields and of the fields that must be filled; for administrators.</summary>
public static class FieldEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void MapFields(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/app/fields").AddEndpointFilter(AdministratorsOnly.Filter);
        pages.MapGet("", PageAsync);
        pages.MapPost("", SaveAsync);
        pages.MapPost("/{id:long}", SaveAsync);
        pages.MapPost("/real-estate", AddRealEstateAsync);
        pages.MapPost("/required", SetRequiredAsync);
    }

    private static async Task<IResult> PageAsync(FieldEntity? entity, CrmDb db, CancellationToken cancel) =>
        new RazorComponentResult<FieldsPage>(new { View = await FieldsView.ReadAsync(db, entity ?? FieldEntity.Contact, cancel) });

    private static async Task<IResult> SaveAsync(long? id, HttpContext http, CrmDb db, SaveCustomField save, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(http);
        var draft = new CustomFieldDraft(
            id, form.Count("version"), form.Named<FieldEntity>("entity") ?? FieldEntity.Contact, form.Named<CustomFieldKind>("kind") ?? CustomFieldKind.Text,
            form.One("name"), form.One("nameArabic"), form.Count("position"), form.IsTicked("isRetired"),
            form.One("choices")?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        var saved = await save.RunAsync(draft, http.Place(), cancel);
        return saved.Succeeded ? await ListAsync(http, db, saved.Value.Entity, cancel) : saved.Error.ToResponse(http);
    }

    private static async Task<IResult> AddRealEstateAsync(HttpContext http, CrmDb db, AddRealEstateFields add, CancellationToken cancel)
    {
        var added = await add.RunAsync(http.Place(), cancel);
        return added.Succeeded ? await ListAsync(http, db, FieldEntity.Contact, cancel) : added.Error.ToResponse(http);
    }

    private static async Task<IResult> SetRequiredAsync(HttpContext http, CrmDb db, SetRequiredFields set, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(http);
        var entity = form.Named<FieldEntity>("entity") ?? FieldEntity.Contact;
        var fields = form.IsTicked("completeContact") ? SetRequiredFields.CompleteContact : form.All("required") ?? [];
        var done = await set.RunAsync(entity, form.Whole("stageId"), fields, http.Place(), cancel);
        return done.Succeeded ? await ListAsync(http, db, entity, cancel) : done.Error.ToResponse(http);
    }

    private static async Task<IResult> ListAsync(HttpContext http, CrmDb db, FieldEntity entity, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        return ErrorResponses.IsHtmx(http)
            ? new RazorComponentResult<FieldList>(new { View = await FieldsView.ReadAsync(db, entity, cancel), IsSaved = true })
            : TypedResults.Ok(await CustomFieldQuery.All(db, entity).Select(f => new { f.Id, f.Key, f.Kind, f.Name, f.NameArabic, f.IsRetired, f.Version }).ToListAsync(cancel));
    }
}

/// <summary>What the page of fields shows.</summary>
/// <param name="Entity">The chosen entity.</param>
/// <param name="Fields">Its fields, retired ones too.</param>
/// <param name="Required">What must be filled.</param>
public sealed record FieldsView(FieldEntity Entity, IReadOnlyList<CustomField> Fields, IReadOnlyList<string> Required)
{
    /// <summary>Reads the fields of an entity.</summary>
    public static async Task<FieldsView> ReadAsync(CrmDb db, FieldEntity entity, CancellationToken cancel) => new(
        entity,
        await CustomFieldQuery.All(db, entity).ToListAsync(cancel),
        await db.RequiredFields.AsNoTracking().Where(r => r.Entity == entity && r.StageId == null).Select(r => r.Field).ToListAsync(cancel));

    /// <summary>Fields that can be made required, in the order of the form.</summary>
    public IEnumerable<string> CanBeRequired =>
        RequiredFieldCheck.BuiltIn(Entity).Concat(Fields.Where(f => !f.IsRetired).Select(f => RequiredFieldCheck.CustomPrefix + f.Key));
}
