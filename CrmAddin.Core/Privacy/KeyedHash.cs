using System.Security.Cryptography;
using System.Text;

namespace CrmAddin.Core.Privacy;

/// <summary>Hashes under a key that never enters the store, so that nobody who has the store alone can test guesses against it.</summary>
public sealed class KeyedHash
{
    private const int KeyBytes = 32;
    private readonly byte[] _key;

    private KeyedHash(byte[] key) => _key = key;

    /// <summary>The key as configured, or kept in a file that is made on first use, readable by its owner alone.</summary>
    /// <param name="configured">The key in base64; null or empty to take the file's.</param>
    /// <param name="setting">Name of the setting, for the error.</param>
    /// <param name="file">The file.</param>
    /// <exception cref="InvalidOperationException">The key is no base64 or too short.</exception>
    public static KeyedHash Load(string? configured, string setting, string file) =>
        new(string.IsNullOrWhiteSpace(configured) ? FromFile(file) : Parse(configured, setting));

    /// <summary>HMAC-SHA-256 of a text, in hex.</summary>
    public string Of(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)));

    private static byte[] FromFile(string file)
    {
        if (File.Exists(file))
            return Parse(File.ReadAllText(file), file);
        var key = RandomNumberGenerator.GetBytes(KeyBytes);
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
            Directory.CreateDirectory(folder);
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var stream = new FileStream(file, options);
            stream.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(key)));
            return key;
        }
        catch (IOException) when (File.Exists(file))
        {
            // Another process of this machine made it in the same moment: its key holds.
            return Parse(File.ReadAllText(file), file);
        }
    }

    private static byte[] Parse(string base64, string origin)
    {
        var key = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64.Trim(), key, out var length) || length < KeyBytes)
            throw new InvalidOperationException($"{origin} must be base64 of at least {KeyBytes} bytes: make one with \"openssl rand -base64 32\".");
        return key[..length];
    }
}
