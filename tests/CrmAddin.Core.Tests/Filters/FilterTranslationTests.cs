using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Filters;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Tests.Filters;

/// <summary>Every field with every operator that it knows, as SQL of all three engines.</summary>
public class FilterTranslationTests
{
    public static TheoryData<CrmDb> Engines => new(
        new SqliteDesign().CreateDbContext([]), new SqlServerDesign().CreateDbContext([]), new PostgresDesign().CreateDbContext([]));

    [Theory]
    [MemberData(nameof(Engines))]
    public void Every_condition_translates(CrmDb db)
    {
        db.ReadAs(new Reader(1, Role.Agent, [2, 3]));
        var fields = Fields();
        var conditions = fields.All.SelectMany(f => f.Operators.Select(o => new FilterCondition(f.Name, o, Values(f, o)))).ToList();

        conditions.Count.ShouldBeGreaterThan(300);
        foreach (var condition in conditions)
        {
            var filter = fields.Check(new ContactFilter { Conditions = [condition] });
            filter.Error.ShouldBeNull(condition.ToString());
            ContactFilterQuery.Matching(db, fields, filter.Value!).Take(10).ToQueryString().ShouldContain("ArchivedAt", customMessage: condition.ToString());
            foreach (var candidates in ContactFilterQuery.CandidatesOf(db, fields, filter.Value!))
                candidates.Take(10).ToQueryString().ShouldContain("SELECT");
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_tree_of_groups_translates(CrmDb db)
    {
        var fields = Fields();
        var city = new FilterCondition("city", FilterOperator.Is, ["Riyadh"]);
        var filter = new ContactFilter { Conditions = [city], Groups = [new ContactFilter { Match = FilterMatch.Any, Conditions = [city with { Operator = FilterOperator.IsNot }, city], Groups = [new()] }] };

        ContactFilterQuery.Matching(db, fields, fields.Check(filter).Value!).ToQueryString().ShouldContain(" OR ");
    }

    private static FilterFields Fields()
    {
        var custom = Enum.GetValues<CustomFieldKind>().SelectMany(k => new[] { FieldEntity.Contact, FieldEntity.Account }.Select(e =>
        {
            var field = new CustomField { Id = 10 + (int)k, Entity = e, Kind = k, Key = "field-" + k, Name = k.ToString() };
            field.Choices.Add(new CustomFieldChoice { Id = 7, Name = "Seven" });
            return field;
        })).ToList();
        return new FilterFields(custom, [], [], [], TimeZoneInfo.FindSystemTimeZoneById("Asia/Riyadh"));
    }

    private static string[] Values(FilterField field, FilterOperator asked)
    {
        if (FilterField.NeedsNoValue(asked))
            return [];
        if (FilterField.NeedsSpan(asked))
            return ["3", "months"];
        var value = field.Kind switch
        {
            FilterKind.Number => "5",
            FilterKind.Day or FilterKind.Moment => asked == FilterOperator.InMonth ? "2" : "2026-03-29",
            FilterKind.YesNo => "no",
            FilterKind.Choice or FilterKind.Member => field.Options.Count > 0 ? field.Options[0].Value : "7",
            _ => "Ünal 12",
        };
        return asked == FilterOperator.Between ? [value, value] : [value];
    }
}
