using System.Reflection;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CrmAddin.Core.Tests.Store;

public class SchemaTests
{
    public static TheoryData<CrmDb> Engines => new(
        new SqliteDesign().CreateDbContext([]), new SqlServerDesign().CreateDbContext([]), new PostgresDesign().CreateDbContext([]));

    [Theory]
    [MemberData(nameof(Engines))]
    public void The_migrations_are_up_to_date_with_the_model(CrmDb db) => db.Database.HasPendingModelChanges().ShouldBeFalse();

    [Theory]
    [MemberData(nameof(Engines))]
    public void The_migrations_make_a_script(CrmDb db)
    {
        var script = db.GetService<IMigrator>().GenerateScript();

        script.ShouldContain("CREATE TABLE");
        script.ShouldContain("IdentityHash");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Every_query_of_the_product_translates(CrmDb db)
    {
        db.ReadAs(new Reader(1, Role.Agent, [2, 3]));
        var queries = QueryMethods().ToList();

        queries.Count.ShouldBeGreaterThan(10);
        foreach (var method in queries)
        {
            var arguments = method.GetParameters().Select(p => p.ParameterType == typeof(CrmDb) ? db : Sample(p)).ToArray();
            var made = method.Invoke(null, arguments)!;
            foreach (var query in made as IEnumerable<IQueryable> ?? [(IQueryable)made])
                ToSql(query).ShouldContain("SELECT", customMessage: method.DeclaringType!.Name + "." + method.Name);
        }
    }

    [Fact]
    public void The_parameter_code_of_SqlClient_finds_the_types_that_it_asks_for()
    {
        // Compiling a method loads every type that it names; without the stand-in assembly this throws a TypeLoadException.
        string[] parts = ["SqlParameter", "MetaType", "SqlCommand", "TdsParser", "SqlMetaDataPriv", "ValueUtilsSmi"];
        var methods = typeof(SqlCommand).Assembly.GetTypes().Where(t => parts.Contains(t.Name) && !t.ContainsGenericParameters)
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(m => m is { IsAbstract: false, ContainsGenericParameters: false } && m.GetMethodBody() is not null).ToList();

        methods.Count.ShouldBeGreaterThan(300);
        foreach (var method in methods)
            System.Runtime.CompilerServices.RuntimeHelpers.PrepareMethod(method.MethodHandle);
        typeof(Microsoft.SqlServer.Server.SqlUserDefinedTypeAttribute).Assembly.GetName().Version.ShouldBe(new Version(1, 0, 0, 0));
    }

    private static IEnumerable<MethodInfo> QueryMethods() =>
        typeof(CrmDb).Assembly.GetTypes()
            .Where(t => t is { IsAbstract: true, IsSealed: true } && t.Name.EndsWith("Query", StringComparison.Ordinal))
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(m => typeof(IQueryable).IsAssignableFrom(m.ReturnType) || typeof(IEnumerable<IQueryable>).IsAssignableFrom(m.ReturnType));

    private static string ToSql(IQueryable query) => EntityFrameworkQueryableExtensions.ToQueryString(query);

    private static object? Sample(ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        if (type == typeof(string))
            return "ahm";
        if (type == typeof(KeyRange))
            return KeyRange.StartingWith("ahm");
        if (type == typeof(Reader))
            return new Reader(1, Role.Agent, [2, 3]);
        if (typeof(IEnumerable<long>).IsAssignableFrom(type))
            return new List<long> { 1, 2 };
        if (typeof(IEnumerable<string>).IsAssignableFrom(type))
            return new List<string> { "a", "b" };
        return type.IsInterface ? null : Activator.CreateInstance(type);
    }
}
