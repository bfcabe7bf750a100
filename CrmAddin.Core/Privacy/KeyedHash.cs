using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace CrmAddin.Core.Privacy;

/// <summary>Hashes under a key that never enters the store, so that nobody who has the store alone can test guesses against it.</summary>
public sealed class KeyedHash
{
    private const int KeyBytes = 32;

    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(30);

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
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
            Directory.CreateDirectory(folder);
        // Hosts that start at the same time all want a key: one makes it, the others wait and read it.
        using var turn = WaitForTurn(file + ".lock");
        if (File.Exists(file))
            return Parse(File.ReadAllText(file), file);
        var key = RandomNumberGenerator.GetBytes(KeyBytes);
        WriteWhole(file, Convert.ToBase64String(key));
        return key;
    }

    private static FileStream WaitForTurn(string lockFile)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (patience.Elapsed < LongestTurn)
            {
                Thread.Sleep(10);
            }
        }
    }

    // Written beside and moved into place, so that nobody reads half of it.
    private static void WriteWhole(string file, string text)
    {
        var making = file + ".making";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(making, options))
            stream.Write(Encoding.ASCII.GetBytes(text));
        File.Move(making, file);
    }

    private static byte[] Parse(string base64, string origin)
    {
        var key = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64.Trim(), key, out var length) || length < KeyBytes)
            throw new InvalidOperationException($"{origin} must be base64 of at least {KeyBytes} bytes: make one with \"openssl rand -base64 32\".");
        return key[..length];
    }
}
