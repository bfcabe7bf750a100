using CrmAddin.Core.Audit;
using CrmAddin.Core.Store;

namespace CrmAddin.Core.Deals;

/// <summary>What a stage means for a deal in it.</summary>
public enum StageKind
{
    /// <summary>Still being sold.</summary>
    Open,
    /// <summary>Sold.</summary>
    Won,
    /// <summary>Not sold.</summary>
    Lost,
}

/// <summary>A way of selling, as stages in order.</summary>
public sealed class Pipeline : IVersioned, IAudited
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>Name in English.</summary>
    public required string Name { get; set; }

    /// <summary>Name in Arabic.</summary>
    public string? NameArabic { get; set; }

    /// <summary>Folded <see cref="Name"/>; unique.</summary>
    public required string NameKey { get; set; }

    /// <summary>The pipeline of new deals.</summary>
    public bool IsDefault { get; set; }

    /// <summary>Stages in order.</summary>
    public List<Stage> Stages { get; } = [];

    /// <inheritdoc/>
    public int Version { get; set; }

    /// <summary>The name in a language.</summary>
    public string NameIn(string language) => language == "ar" ? NameArabic ?? Name : Name;
}

/// <summary>A step of a pipeline.</summary>
public sealed class Stage : IVersioned, IAudited
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The pipeline.</summary>
    public long PipelineId { get; set; }

    /// <summary>The pipeline's row.</summary>
    public Pipeline? Pipeline { get; set; }

    /// <summary>Order in the pipeline, from 0.</summary>
    public int Position { get; set; }

    /// <summary>Name in English.</summary>
    public required string Name { get; set; }

    /// <summary>Name in Arabic.</summary>
    public string? NameArabic { get; set; }

    /// <summary>Folded <see cref="Name"/>; unique in the pipeline.</summary>
    public required string NameKey { get; set; }

    /// <summary>Chance to win a deal in this stage, 0 to 1.</summary>
    public decimal Probability { get; set; }

    /// <summary>Open, won or lost.</summary>
    public StageKind Kind { get; set; }

    /// <inheritdoc/>
    public int Version { get; set; }

    /// <summary>The name in a language.</summary>
    public string NameIn(string language) => language == "ar" ? NameArabic ?? Name : Name;
}
