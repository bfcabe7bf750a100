using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace GraphSimulator.Delta;

/// <summary>
/// Everything a delta token remembers: the folder, the options of the first call, and a place in the folder's change log.
/// It holds no server state, so it survives a restart on the same data; the fingerprint tells when the data are others.
/// </summary>
internal sealed record DeltaToken
{
    /// <summary>Folder that the token is bound to.</summary>
    public required string FolderId { get; init; }

    public string? Select { get; init; }

    public string? Expand { get; init; }

    public string? Filter { get; init; }

    public string? OrderBy { get; init; }

    public string? ChangeType { get; init; }

    public int? Top { get; init; }

    /// <summary>Start of a calendar's window.</summary>
    public string? WindowStart { get; init; }

    /// <summary>End of a calendar's window.</summary>
    public string? WindowEnd { get; init; }

    /// <summary>Sync-state epoch of the mailbox.</summary>
    public int Epoch { get; init; }

    /// <summary>The round tells changes after this place of the log …</summary>
    public int Since { get; init; }

    /// <summary>… up to this one.</summary>
    public int Until { get; init; }

    /// <summary>Items of the round already told.</summary>
    public int Offset { get; init; }

    /// <summary>Whether the page before was an empty one on purpose.</summary>
    public bool AfterEmptyPage { get; init; }

    /// <summary>Digest of the log up to <see cref="Until"/>.</summary>
    public ulong Fingerprint { get; init; }

    public string Encode() =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this))).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    public static bool TryDecode(string text, [NotNullWhen(true)] out DeltaToken? token)
    {
        token = null;
        try
        {
            var base64 = text.Replace('-', '+').Replace('_', '/');
            token = JsonSerializer.Deserialize<DeltaToken>(Convert.FromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '=')));
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return false;
        }
        return token is not null;
    }
}
