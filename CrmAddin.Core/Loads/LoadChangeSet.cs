using System.Security.Cryptography;
using System.Text;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Loads;

/// <summary>The change set of a load, found again by the hash of its file when a run was cut off.</summary>
internal static class LoadChangeSet
{
    private const string Prefix = "load-";

    /// <summary>Whether a change set is a load's.</summary>
    public static bool Is(ChangeSet set) => set.Origin == ChangeOrigin.Import && set.From.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>A run that was cut off left its change set open; the next run of the same file goes on with it, so that both are one.</summary>
    /// <param name="db">The store.</param>
    /// <param name="name">Name of the load: "load-deals".</param>
    /// <param name="file">The file.</param>
    /// <param name="choices">What else makes it the same run: mapping, options.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<ChangeSet> BeginAsync(CrmDb db, string name, string file, string choices, CancellationToken cancel)
    {
        var hash = await HashAsync($"{name[Prefix.Length..]}\n{choices}\n", file, cancel);
        var open = await db.ChangeSets.FirstOrDefaultAsync(set => set.SourceHash == hash && set.CompletedAt == null && set.UndoneAt == null, cancel);
        if (open is not null)
        {
            db.Resume(open);
            return open;
        }

        var begun = db.Begin(ChangeOrigin.Import, name, Path.GetFileName(file));
        begun.SourceHash = hash;
        return begun;
    }

    /// <summary>Goes on with the change set after a transaction.</summary>
    public static void GoOn(CrmDb db, ChangeSet import)
    {
        db.ChangeTracker.Clear();
        // Attaching the change set would otherwise track the entries of all earlier batches again.
        import.Entries.Clear();
        db.Resume(import);
    }

    /// <summary>Marks the load as complete.</summary>
    public static async Task CompleteAsync(CrmDb db, ChangeSet import, CancellationToken cancel)
    {
        GoOn(db, import);
        import.CompletedAt = db.Now;
        await db.SaveChangesAsync(cancel);
    }

    private static async Task<string> HashAsync(string head, string path, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(head));
        await using var file = File.OpenRead(path);
        var buffer = new byte[81920];
        for (int read; (read = await file.ReadAsync(buffer, cancel)) > 0;)
            hash.AppendData(buffer, 0, read);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
