using System.Text.Encodings.Web;
using System.Text.Json;

namespace CrmAddin.Core.Store;

/// <summary>How JSON is written where people may read it: Arabic as Arabic.</summary>
public static class JsonText
{
    /// <summary>camelCase names, letters of every script unescaped. Not for embedding in HTML.</summary>
    public static JsonSerializerOptions Readable { get; } = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
