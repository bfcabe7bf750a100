using System.Collections;
using System.Reflection;
using CrmAddin.Core.Purchases;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Reports.Tests;

public sealed class ReportQueriesTests
{
    public static TheoryData<CrmDb> Engines => new(
        new SqliteDesign().CreateDbContext([]), new SqlServerDesign().CreateDbContext([]), new PostgresDesign().CreateDbContext([]));

    [Theory]
    [MemberData(nameof(Engines))]
    public void Every_query_of_the_reports_translates_for_the_whole_firm_and_for_a_part_of_it(CrmDb db)
    {
        db.ReadAs(new Reader(1, Role.Agent, [2, 3]));
        MethodInfo[] queries =
        [
            .. typeof(RunReport).Assembly.GetTypes().Append(typeof(SaleQuery)).Where(type => type is { IsAbstract: true, IsSealed: true } && type.Name.EndsWith("Query", StringComparison.Ordinal))
                .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
                .Where(method => typeof(IQueryable).IsAssignableFrom(method.ReturnType)),
        ];

        queries.Length.ShouldBeGreaterThan(40);
        foreach (var scope in new[] { ReportScope.All, new ReportScope(1, 2, 3, []) })
        {
            foreach (var method in queries)
            {
                var query = (IQueryable)method.Invoke(null, [.. method.GetParameters().Select(parameter => Sample(parameter.ParameterType, db, scope))])!;
                query.ToQueryString().ShouldContain("SELECT", customMessage: $"{method.DeclaringType!.Name}.{method.Name}");
            }
        }
    }

    private static object? Sample(Type type, CrmDb db, ReportScope scope)
    {
        if (type == typeof(CrmDb))
            return db;
        if (type == typeof(ReportScope))
            return scope;
        if (type == typeof(string))
            return "SAR";
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IQueryable<>))
            return typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(type.GenericTypeArguments).Invoke(db, []);
        if (typeof(IEnumerable).IsAssignableFrom(type))
            return new List<long> { 1, 2 };
        return Activator.CreateInstance(Nullable.GetUnderlyingType(type) ?? type);
    }
}
