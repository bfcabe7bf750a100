using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CrmAddin.Core.Loads;

/// <summary>
/// Names rows that have no id of their own by what they say, so that a second run knows them again. Rows that say the same are told
/// apart by their count: two equal costs of a day are two costs, whichever run reads them.
/// </summary>
internal sealed class RowDigest
{
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);

    /// <summary>The name of a row that says this.</summary>
    public string NameOf(params IEnumerable<object?> values)
    {
        var text = string.Join('\u001f', values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)));
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
        var count = _seen[digest] = _seen.GetValueOrDefault(digest) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"row:{digest}:{count}");
    }
}
