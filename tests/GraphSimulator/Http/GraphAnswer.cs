using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GraphSimulator.Http;

/// <summary>Successful answers in Graph's form.</summary>
internal static class GraphAnswer
{
    private const string Json = "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";
    private static readonly JsonWriterOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Renders at once, so that nothing changes under the writer, and sends afterwards.</summary>
    public static ReadOnlyMemory<byte> Render(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(16 * 1024);
        using (var writer = new Utf8JsonWriter(buffer, Unescaped))
            write(writer);
        return buffer.WrittenMemory;
    }

    public static async Task SendAsync(HttpContext context, ReadOnlyMemory<byte> body, int status = 200)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = Json;
        context.Response.Headers["request-id"] = Guid.NewGuid().ToString();
        context.Response.Headers["OData-Version"] = "4.0";
        context.Response.ContentLength = body.Length;
        await context.Response.BodyWriter.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>This service's own base address as the caller wrote it, so that links lead back here.</summary>
    public static string Root(HttpRequest request) => $"{request.Scheme}://{request.Host}/v1.0";
}
