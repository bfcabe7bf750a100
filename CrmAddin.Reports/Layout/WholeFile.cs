namespace CrmAddin.Reports.Layout;

/// <summary>Writes a file whole or not at all: what is there before stays until the new one is finished.</summary>
internal static class WholeFile
{
    private const int BufferSize = 1 << 16;

    /// <summary>Runs the writing on a file beside the wanted one, which then takes its place.</summary>
    public static async Task<T> WriteAsync<T>(string path, Func<Stream, Task<T>> write)
    {
        var unfinished = path + ".part";
        try
        {
            T written;
            await using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, BufferSize, useAsync: false))
                written = await write(file);
            File.Move(unfinished, path, overwrite: true);
            return written;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
