using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace CrmAddin.Core.Capture.Graph;

/// <summary>A mail that was read, or the sentence that says why a piece of the input is none.</summary>
/// <param name="Mail">The mail.</param>
/// <param name="Error">Why there is no mail.</param>
public sealed record MailReading(MailToRead? Mail, string? Error);

/// <summary>
/// Reads Microsoft Graph messages as files hold them: one object, an array, a page <c>{"value":[…]}</c>, or one a line (NDJSON).
/// Memory holds one message at a time (one page, where an object runs over several lines or holds a page).
/// </summary>
public static class ReadGraphMails
{
    // Mails nest a few levels; deeper is an attack on the reader's stack.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The mails in their order. What is broken gives a reading with an error, and reading goes on behind it.</summary>
    public static async IAsyncEnumerable<MailReading> RunAsync(Stream input, [EnumeratorCancellation] CancellationToken cancel)
    {
        var slicer = new JsonValueSlicer(input);
        if (await slicer.FirstByteAsync(cancel) == '[')
        {
            slicer.SkipByte();
            for (var slice = await slicer.NextElementAsync(cancel); slice is { } element; slice = await slicer.NextElementAsync(cancel))
            {
                yield return ReadOne(element);
            }
        }

        for (var slice = await slicer.NextLineAsync(cancel); slice is { } line; slice = await slicer.NextLineAsync(cancel))
        {
            var value = StartsLongValue(line) ? await slicer.RestOfValueAsync(line, cancel) : line;
            foreach (var reading in ReadValue(value))
                yield return reading;
        }
    }

    // A line that holds a whole broken object ends with its bracket; one that opens and goes on below ends with something else.
    private static bool StartsLongValue(JsonSlice line)
    {
        var text = line.Bytes.Span.Trim(" \t\r"u8);
        if (line.IsTooLong || text.IsEmpty || text[0] != '{' || JsonValueSlicer.IsClosed(text))
            return false;
        return text.Length <= 3 || text[^1] is (byte)'{' or (byte)'[' or (byte)',';
    }

    private static IEnumerable<MailReading> ReadValue(JsonSlice value)
    {
        using var document = Parse(value, out var error);
        if (document is null)
            return [new MailReading(null, error)];
        var root = document.RootElement;
        if (GraphMailJson.Page(root) is { } messages)
            return [.. messages.Select(message => ReadMessage(message, value.LineNumber))];
        return [ReadMessage(root, value.LineNumber)];
    }

    private static MailReading ReadOne(JsonSlice element)
    {
        using var document = Parse(element, out var error);
        return document is null ? new MailReading(null, error) : ReadMessage(document.RootElement, element.LineNumber);
    }

    private static MailReading ReadMessage(JsonElement message, int lineNumber) => message.ValueKind == JsonValueKind.Object
        ? new MailReading(GraphMailJson.Read(message), null)
        : new MailReading(null, $"Line {lineNumber} holds no mail but a JSON {Kind(message.ValueKind)}: give one Graph message object a line.");

    private static JsonDocument? Parse(JsonSlice slice, out string? error)
    {
        error = null;
        if (slice.IsTooLong)
        {
            error = $"Line {slice.LineNumber} is longer than 64 MB, which no mail is: split the file into one Graph message a line.";
            return null;
        }

        try
        {
            return JsonDocument.Parse(ValidUtf8(slice.Bytes), Options);
        }
        catch (JsonException e)
        {
            error = $"Line {slice.LineNumber} is no JSON (it breaks at byte {(e.BytePositionInLine ?? 0) + 1}): correct that line or take it out.";
            return null;
        }
    }

    private static ReadOnlyMemory<byte> ValidUtf8(ReadOnlyMemory<byte> bytes) =>
        System.Text.Unicode.Utf8.IsValid(bytes.Span) ? bytes : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes.Span));

    private static string Kind(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}
