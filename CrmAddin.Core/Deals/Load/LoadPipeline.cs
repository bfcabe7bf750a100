using CrmAddin.Core.Results;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Deals.Load;

/// <summary>The pipeline that the deals of a file go into.</summary>
internal static class LoadPipeline
{
    /// <summary>The pipeline that was named; null when none was. Error: <see cref="PipelineUnknown"/>.</summary>
    public static async Task<Result<Pipeline?>> FindAsync(CrmDb db, LoadDealsRequest request, CancellationToken cancel)
    {
        if (request.PipelineName is not { } name)
            return (Pipeline?)null;
        var all = await db.Pipelines.Include(pipeline => pipeline.Stages).OrderBy(pipeline => pipeline.Id).ToListAsync(cancel);
        var key = SearchText.Fold(name);
        var found = all.Find(pipeline => pipeline.NameKey == key || SearchText.Fold(pipeline.NameArabic) == key);
        return found is not null ? found : new PipelineUnknown(name, string.Join(", ", all.Select(pipeline => pipeline.Name)));
    }

    /// <summary>The pipeline of the file's own stages, which a second run finds again and completes.</summary>
    public static async Task<Pipeline> MakeAsync(CrmDb db, string file, IReadOnlyCollection<string> stageNames, CancellationToken cancel)
    {
        var name = NameOf(file);
        var key = SearchText.Fold(name);
        var pipeline = await db.Pipelines.Include(one => one.Stages).FirstOrDefaultAsync(one => one.NameKey == key, cancel);
        if (pipeline is null)
            db.Pipelines.Add(pipeline = new Pipeline { Name = name, NameKey = key });
        var known = StagesByName(pipeline);
        foreach (var stage in StageNames.ToStages(stageNames).Where(stage => !known.ContainsKey(stage.NameKey)))
            pipeline.Stages.Add(stage);
        await db.SaveChangesAsync(cancel);
        return pipeline;
    }

    /// <summary>The stages of a pipeline by their folded names in both languages.</summary>
    public static IReadOnlyDictionary<string, Stage> StagesByName(Pipeline pipeline)
    {
        var stages = pipeline.Stages.ToDictionary(stage => stage.NameKey);
        foreach (var stage in pipeline.Stages.Where(stage => stage.NameArabic is not null))
            stages.TryAdd(SearchText.Fold(stage.NameArabic), stage);
        return stages;
    }

    // Not the file's bare name: "sales.csv" must not add its stages to the firm's own pipeline "Sales".
    private static string NameOf(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file).Replace('_', ' ');
        return $"{name[..Math.Min(name.Length, 180)]} (file)";
    }
}
