using System.Buffers;
using System.IO.Compression;
using System.IO.Hashing;
using System.IO.Pipelines;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Tests.Layout;

public sealed class PackageWriterTests
{
    private const int BlockBytes = 1 << 24;

    private static CancellationToken Cancel => CancellationToken.None;

    [Fact]
    public async Task Entries_of_many_blocks_come_back_as_they_were_from_a_target_that_cannot_go_back()
    {
        var content = new byte[700_000];
        new Random(7).NextBytes(content.AsSpan(0, 400_000));
        using var file = new MemoryStream();
        var package = new PackageWriter(PipeWriter.Create(file).AsStream(leaveOpen: true));
        await package.AddAsync("xl/كبير.xml", new MemoryStream(content), Cancel);
        await package.AddAsync("empty", Stream.Null, Cancel);
        await package.CompleteAsync(Cancel);

        using var read = new ZipArchive(file, ZipArchiveMode.Read);
        read.Entries.Select(entry => entry.FullName).ShouldBe(["xl/كبير.xml", "empty"]);
        Content(read.Entries[0]).ShouldBe(content);
        read.Entries[0].Crc32.ShouldBe(Crc32.HashToUInt32(content));
        Content(read.Entries[1]).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_entry_of_more_than_four_gigabytes_has_its_size_in_64_bits_and_the_next_one_is_found()
    {
        const long blocks = (1L << 32) / BlockBytes + 1;
        using var file = new MemoryStream();
        var package = new PackageWriter(file);
        await package.AddAsync("large", async entry =>
        {
            for (var block = 0; block < blocks; block++)
            {
                var buffer = ArrayPool<byte>.Shared.Rent(BlockBytes);
                buffer.AsSpan(0, BlockBytes).Clear();
                await entry.AddAsync((buffer, BlockBytes), Cancel);
            }

            return true;
        }, Cancel);
        await package.AddAsync("next", new MemoryStream("here"u8.ToArray()), Cancel);
        await package.CompleteAsync(Cancel);

        using var read = new ZipArchive(file, ZipArchiveMode.Read);
        read.GetEntry("large")!.Length.ShouldBe(blocks * BlockBytes);
        Content(read.GetEntry("next")!).ShouldBe("here"u8.ToArray());
    }

    [Fact]
    public async Task A_target_that_fails_stops_the_writing_with_its_own_fault()
    {
        using var closed = new MemoryStream(new byte[64]);
        var fault = await Should.ThrowAsync<NotSupportedException>(() => new PackageWriter(closed).AddAsync("sheet", new MemoryStream(new byte[5_000_000]), Cancel));
        fault.Message.ShouldContain("not expandable");
    }

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        using var whole = new MemoryStream();
        content.CopyTo(whole);
        return whole.ToArray();
    }
}
