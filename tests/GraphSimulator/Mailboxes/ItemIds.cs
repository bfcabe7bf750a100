using System.Security.Cryptography;
using System.Text;

namespace GraphSimulator.Mailboxes;

/// <summary>Makes ids that look like Exchange's and are the same again after a restart with the same data.</summary>
internal static class ItemIds
{
    internal const string RestPrefix = "AAMkA";
    private const string ImmutablePrefix = "AAkALg";

    /// <summary>An id that stays with the item while it stays in its mailbox.</summary>
    public static string Immutable(string mailbox, string seed) => ImmutablePrefix + Digest("immutable", mailbox, seed);

    /// <summary>The default form, which changes when the item moves to another folder.</summary>
    public static string Rest(string immutableId, string folderId) => RestPrefix + Digest("rest", immutableId, folderId) + "AAA=";

    /// <summary>A folder's id; folders have no immutable form.</summary>
    public static string Folder(string mailbox, string path) => RestPrefix + Digest("folder", mailbox, path) + "AuAAAAAA=";

    /// <summary>The form that Office.js hands out: the REST form with the two characters that addresses do not bear.</summary>
    public static string EwsFromRest(string restId) => restId.Replace('-', '/').Replace('_', '+');

    /// <summary>The REST form of an EWS id.</summary>
    public static string RestFromEws(string ewsId) => ewsId.Replace('/', '-').Replace('+', '_');

    /// <summary>A directory id that belongs to a user principal name.</summary>
    public static Guid User(string userPrincipalName) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes("user\n" + userPrincipalName.ToLowerInvariant())).AsSpan(0, 16));

    /// <summary>A short stable token for etags, change keys and made-up ids.</summary>
    public static string Digest(params string[] parts) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))
            .TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
