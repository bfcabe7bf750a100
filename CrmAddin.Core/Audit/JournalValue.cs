using System.Text.Json;
using CrmAddin.Core.Store;

namespace CrmAddin.Core.Audit;

/// <summary>Values of the journal as the model holds them, for taking changes back.</summary>
public static class JournalValue
{
    /// <summary>A value that the journal keeps as JSON, in a property's type.</summary>
    public static object? Read(string? json, Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (json is null || json == "null")
            return null;
        return bare.IsEnum ? Enum.Parse(bare, JsonSerializer.Deserialize<string>(json)!) : JsonSerializer.Deserialize(json, bare, JsonText.Readable);
    }

    /// <summary>Whether a property holds the value that the journal says.</summary>
    public static bool Holds(object? current, string? json, Type type) => Equals(current, Read(json, type));
}
