using System.Text.Json;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Web.Http;
using CrmAddin.Web.Texts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CrmAddin.Web.Functions;

/// <summary>Calls of one calculation.</summary>
/// <param name="Calls">The calls, in the order in which they are answered.</param>
public sealed record CalculationRequest(IReadOnlyList<CellCall> Calls);

/// <summary>One cell's call.</summary>
/// <param name="Function">Name of the function.</param>
/// <param name="Arguments">Its arguments: texts, numbers, or null for those left out.</param>
public sealed record CellCall(string Function, IReadOnlyList<JsonElement> Arguments);

/// <summary>The answers to a calculation.</summary>
/// <param name="Answers">An answer a call, in their order.</param>
/// <param name="ReadAt">When the store was read.</param>
public sealed record CalculationAnswer(IReadOnlyList<CellAnswer> Answers, DateTimeOffset ReadAt);

/// <summary>More calls than one request takes.</summary>
public sealed record TooManyCells(int Most) : RuleError($"One request takes {Most} cells.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Most];
}

/// <summary>There is no such function.</summary>
public sealed record FunctionUnknown(string Name) : NotFoundError($"There is no function CRM.{Name}.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Name];
}

/// <summary>Routes of the custom functions: their metadata, which Excel reads, and all calls of one calculation.</summary>
public static class FunctionEndpoints
{
    private const int MostCells = 2_000;

    /// <summary>Maps the routes.</summary>
    public static void MapFunctions(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/panes/excel/functions.json", Metadata).AllowAnonymous();
        routes.MapPost("/panes/excel/functions", RunAsync);
    }

    /// <summary>Adds the functions.</summary>
    public static IServiceCollection AddCellFunctions(this IServiceCollection services) => services
        .AddScoped<FindSegment>()
        .AddScoped<ICellFunction, FigureFunction>()
        .AddScoped<ICellFunction, DealsFunction>()
        .AddScoped<ICellFunction, ContactsFunction>()
        .AddScoped<ICellFunction, TargetFunction>();

    private static JsonHttpResult<object> Metadata(HttpContext http, IEnumerable<ICellFunction> functions)
    {
        http.Response.Headers.CacheControl = "public, max-age=300";
        http.Response.Headers.Vary = "Accept-Language, Cookie";
        return TypedResults.Json<object>(new { functions = functions.Select(Describe) });
    }

    private static object Describe(ICellFunction function) => new
    {
        id = function.Name,
        name = function.Name,
        description = UiTexts.T($"function.{function.Name}"),
        parameters = function.Parameters.Select(parameter => new
        {
            name = parameter.Name,
            description = UiTexts.T($"function.{function.Name}.{parameter.Name}"),
            type = parameter.IsDay ? "any" : "string",
            dimensionality = "scalar",
            optional = parameter.IsOptional,
        }),
        result = new { type = "any", dimensionality = function.Spills ? "matrix" : "scalar" },
    };

    private static async Task<IResult> RunAsync(CalculationRequest request, HttpContext http, CrmDb db, IEnumerable<ICellFunction> functions, CancellationToken cancel)
    {
        if (request.Calls.Count > MostCells)
            return new TooManyCells(MostCells).ToResponse(http);
        var readAt = db.Now;
        var answers = new CellAnswer[request.Calls.Count];
        foreach (var group in request.Calls.Index().GroupBy(call => call.Item.Function.ToUpperInvariant()))
        {
            var calls = group.ToList();
            var function = functions.FirstOrDefault(one => one.Name == group.Key);
            var found = function is null
                ? [.. calls.Select(_ => CellAnswer.Of(new FunctionUnknown(group.Key)))]
                : await function.RunAsync([.. calls.Select(call => new CellArguments(call.Item.Arguments))], cancel);
            foreach (var (at, call) in calls.Index())
                answers[call.Index] = found[at];
        }

        return TypedResults.Ok(new CalculationAnswer(answers, readAt));
    }
}
