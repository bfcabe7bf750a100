using System.Buffers.Binary;
using System.IO.Compression;

namespace CrmAddin.Reports.Tests.Support;

/// <summary>A PNG of eight bits a channel, as pdftoppm writes it (ISO/IEC 15948), seen as squares of mean brightness.</summary>
internal sealed class Picture
{
    private const int Square = 8;
    private const int SignatureBytes = 8;

    private readonly byte[] _pixels;
    private readonly int _channels;

    private Picture(int width, int height, int channels, byte[] pixels) => (Width, Height, _channels, _pixels) = (width, height, channels, pixels);

    public int Width { get; }

    public int Height { get; }

    public static Picture Read(string path)
    {
        var file = File.ReadAllBytes(path);
        var (width, height, channels) = (0, 0, 0);
        using var packed = new MemoryStream();
        for (var at = SignatureBytes; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            var data = file.AsSpan(at + 8, length);
            switch (System.Text.Encoding.ASCII.GetString(file, at + 4, 4))
            {
                case "IHDR":
                    (width, height) = (BinaryPrimitives.ReadInt32BigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data[4..]));
                    channels = data[9] == 2 ? 3 : 1;
                    break;
                case "IDAT":
                    packed.Write(data);
                    break;
            }

            at += length + 12;
        }

        packed.Position = 0;
        using var inflated = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionMode.Decompress))
            zlib.CopyTo(inflated);
        return new(width, height, channels, Unfilter(inflated.ToArray(), width * channels, height, channels));
    }

    /// <summary>The share of squares whose mean brightness differs by more than a part of white; 1 for pictures of different sizes.</summary>
    public double DifferenceTo(Picture other, double tolerance)
    {
        if ((Width, Height) != (other.Width, other.Height))
            return 1;
        var (across, down) = (Width / Square, Height / Square);
        var different = 0;
        for (var y = 0; y < down; y++)
            for (var x = 0; x < across; x++)
                different += Math.Abs(Mean(x, y) - other.Mean(x, y)) > tolerance * 255 ? 1 : 0;
        return (double)different / (across * down);
    }

    private double Mean(int squareX, int squareY)
    {
        var sum = 0L;
        for (var y = squareY * Square; y < (squareY + 1) * Square; y++)
            for (var x = squareX * Square * _channels; x < (squareX + 1) * Square * _channels; x++)
                sum += _pixels[y * Width * _channels + x];
        return (double)sum / (Square * Square * _channels);
    }

    private static byte[] Unfilter(byte[] lines, int lineBytes, int height, int channels)
    {
        var pixels = new byte[lineBytes * height];
        for (var y = 0; y < height; y++)
        {
            var filter = lines[y * (lineBytes + 1)];
            for (var x = 0; x < lineBytes; x++)
            {
                int left = x < channels ? 0 : pixels[y * lineBytes + x - channels];
                int above = y == 0 ? 0 : pixels[(y - 1) * lineBytes + x];
                int corner = x < channels || y == 0 ? 0 : pixels[(y - 1) * lineBytes + x - channels];
                pixels[y * lineBytes + x] = (byte)(lines[y * (lineBytes + 1) + 1 + x] + filter switch
                {
                    1 => left,
                    2 => above,
                    3 => (left + above) / 2,
                    4 => Paeth(left, above, corner),
                    _ => 0,
                });
            }
        }

        return pixels;
    }

    private static int Paeth(int left, int above, int corner)
    {
        var guess = left + above - corner;
        var (toLeft, toAbove, toCorner) = (Math.Abs(guess - left), Math.Abs(guess - above), Math.Abs(guess - corner));
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }
}
