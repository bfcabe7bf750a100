using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CrmAddin.Core.Store;

namespace CrmAddin.Core.Privacy;

/// <summary>What is left of an address, phone, origin or row.</summary>
/// <param name="Kind">What it was.</param>
/// <param name="Hash">Its keyed hash.</param>
public sealed record ErasedKey(ErasedKeyKind Kind, string Hash);

/// <summary>One line of the file: a person who was erased, or keys that hold no longer because the person came back with a new consent.</summary>
/// <param name="At">When.</param>
/// <param name="Contacts">Keys of the person's rows.</param>
/// <param name="Keys">What is left of the person.</param>
/// <param name="IsLifted">Whether the keys hold no longer.</param>
public sealed record ErasureLine(DateTimeOffset At, IReadOnlyList<long> Contacts, IReadOnlyList<ErasedKey> Keys, bool IsLifted = false);

/// <summary>The erasures as a file outside the store, a line each, readable by its owner alone. It holds keys and hashes, and nothing of the person.</summary>
public sealed class ErasuresFile(PrivacySettings settings)
{
    private static readonly JsonSerializerOptions Json = new(JsonText.Readable) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Adds a line and waits until it is on the disk.</summary>
    public void Add(ErasureLine line)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(settings.ErasuresFile)) is { } folder)
            Directory.CreateDirectory(folder);
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(settings.ErasuresFile, options);
        stream.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(line, Json) + "\n"));
        stream.Flush(flushToDisk: true);
    }

    /// <summary>All lines; none where nobody was erased on this machine.</summary>
    public async Task<IReadOnlyList<ErasureLine>> ReadAsync(CancellationToken cancel)
    {
        if (!File.Exists(settings.ErasuresFile))
            return [];
        var lines = await File.ReadAllLinesAsync(settings.ErasuresFile, cancel);
        return [.. lines.Where(l => l.Length > 0).Select(l => JsonSerializer.Deserialize<ErasureLine>(l, Json)!)];
    }
}
