using System.Buffers;

namespace CrmAddin.Core.Capture.Graph;

/// <summary>A stretch of input that should be one JSON value.</summary>
/// <param name="LineNumber">Line on which it begins, counted from 1.</param>
/// <param name="Bytes">UTF-8 text; empty when it was too long to keep.</param>
/// <param name="IsTooLong">Whether it is longer than a mail can be.</param>
internal readonly record struct JsonSlice(int LineNumber, ReadOnlyMemory<byte> Bytes, bool IsTooLong);

/// <summary>
/// Cuts a stream into JSON values without understanding them, so that a broken one does not take the others with it:
/// by lines (NDJSON), or by brackets where values run over several lines.
/// </summary>
internal sealed class JsonValueSlicer(Stream input)
{
    private const int LongestValue = 64 * 1024 * 1024;
    private const int BufferSize = 64 * 1024;

    private readonly byte[] _buffer = new byte[BufferSize];
    private readonly ArrayBufferWriter<byte> _value = new();
    private int _at;
    private int _filled;
    private int _line = 1;
    private bool _isTooLong;
    private bool _endsWithLineBreak;

    /// <summary>The next line that is not blank, or null at the end.</summary>
    internal async ValueTask<JsonSlice?> NextLineAsync(CancellationToken cancel)
    {
        while (true)
        {
            var number = _line;
            Restart();
            var next = await NextAsync(cancel);
            if (next < 0)
                return null;
            while (next is >= 0 and not (byte)'\n')
            {
                Keep((byte)next);
                next = await NextAsync(cancel);
            }

            _endsWithLineBreak = next >= 0;
            if (_isTooLong || !IsBlank(_value.WrittenSpan))
                return Slice(number);
        }
    }

    /// <summary>Goes on from a line that opens more brackets than it closes until all are closed, or the input ends.</summary>
    internal async ValueTask<JsonSlice> RestOfValueAsync(JsonSlice firstLine, CancellationToken cancel)
    {
        Restart();
        var depth = new BracketDepth();
        foreach (var b in firstLine.Bytes.ToArray())
        {
            depth.Read(b);
            Keep(b);
        }

        if (_endsWithLineBreak)
            Keep((byte)'\n');
        while (depth.IsOpen && await NextAsync(cancel) is var next and >= 0)
        {
            depth.Read((byte)next);
            Keep((byte)next);
        }

        return Slice(firstLine.LineNumber);
    }

    /// <summary>The next value inside an array that was entered, or null at the array's end.</summary>
    internal async ValueTask<JsonSlice?> NextElementAsync(CancellationToken cancel)
    {
        Restart();
        var next = await NextAsync(cancel);
        while (next is ' ' or '\t' or '\r' or '\n' or ',')
            next = await NextAsync(cancel);
        if (next is < 0 or ']')
            return null;

        var number = _line;
        var depth = new BracketDepth();
        do
        {
            depth.Read((byte)next);
            Keep((byte)next);
            if (!depth.IsOpen && depth.HasOpened)
                break;
            next = await PeekAsync(cancel);
            if (!depth.IsOpen && next is ',' or ']' or '\n' && !depth.IsOpen)
                break;
            next = await NextAsync(cancel);
        }
        while (next >= 0);
        return Slice(number);
    }

    /// <summary>Whether a line's brackets are all closed.</summary>
    internal static bool IsClosed(ReadOnlySpan<byte> line)
    {
        var depth = new BracketDepth();
        foreach (var b in line)
            depth.Read(b);
        return !depth.IsOpen;
    }

    /// <summary>The first byte that is no blank, without taking it; -1 at the end. A byte order mark is passed over.</summary>
    internal async ValueTask<int> FirstByteAsync(CancellationToken cancel)
    {
        if (await PeekAsync(cancel) == 0xEF)
            _at += Math.Min(3, _filled - _at);
        while (await PeekAsync(cancel) is var next and (' ' or '\t' or '\r' or '\n'))
        {
            _at++;
            if (next == '\n')
                _line++;
        }

        return await PeekAsync(cancel);
    }

    /// <summary>Takes one byte, such as the bracket that opens an array.</summary>
    internal ValueTask<int> TakeAsync(CancellationToken cancel) => NextAsync(cancel);

    private void Restart()
    {
        _value.ResetWrittenCount();
        _isTooLong = false;
    }

    private void Keep(byte b)
    {
        if (_value.WrittenCount >= LongestValue)
        {
            _isTooLong = true;
            return;
        }

        _value.GetSpan(1)[0] = b;
        _value.Advance(1);
    }

    private JsonSlice Slice(int number) => new(number, _isTooLong ? default : _value.WrittenMemory.ToArray(), _isTooLong);

    private async ValueTask<int> NextAsync(CancellationToken cancel)
    {
        var next = await PeekAsync(cancel);
        if (next < 0)
            return next;
        _at++;
        if (next == '\n')
            _line++;
        return next;
    }

    private async ValueTask<int> PeekAsync(CancellationToken cancel)
    {
        if (_at >= _filled)
        {
            _filled = await input.ReadAsync(_buffer, cancel);
            _at = 0;
        }

        return _filled == 0 ? -1 : _buffer[_at];
    }

    private static bool IsBlank(ReadOnlySpan<byte> bytes) => bytes.TrimStart(" \t\r\uFEFF"u8).IsEmpty;

    /// <summary>Counts brackets outside of strings.</summary>
    private struct BracketDepth
    {
        private int _depth;
        private bool _isString;
        private bool _isEscaped;

        internal bool HasOpened { get; private set; }

        internal readonly bool IsOpen => _depth > 0 || _isString;

        internal void Read(byte b)
        {
            if (_isEscaped)
                _isEscaped = false;
            else if (_isString)
            {
                _isEscaped = b == '\\';
                _isString = b != '"';
            }
            else if (b == '"')
                _isString = true;
            else if (b is (byte)'{' or (byte)'[')
            {
                _depth++;
                HasOpened = true;
            }
            else if (b is (byte)'}' or (byte)']')
                _depth--;
        }
    }
}
