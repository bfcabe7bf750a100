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
    /// <summary>Longest value that is kept, in bytes.</summary>
    internal const int LongestValue = 64 * 1024 * 1024;

    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly ArrayBufferWriter<byte> _value = new();
    private int _at;
    private int _filled;
    private int _line = 1;
    private bool _isTooLong;

    private ReadOnlySpan<byte> Unread => _buffer.AsSpan(_at, _filled - _at);

    /// <summary>The first byte that is no blank, without taking it; -1 at the end. A byte order mark is passed over.</summary>
    internal async ValueTask<int> FirstByteAsync(CancellationToken cancel)
    {
        if (await FillAsync(cancel) && Unread.StartsWith("\uFEFF"u8))
            Take(3);
        return await SkipAsync(" \t\r\n"u8.ToArray(), cancel) ? _buffer[_at] : -1;
    }

    /// <summary>Passes over one byte, such as the bracket that opens an array.</summary>
    internal void SkipByte() => Take(1);

    /// <summary>The next line that is not blank, or null at the end.</summary>
    internal async ValueTask<JsonSlice?> NextLineAsync(CancellationToken cancel)
    {
        while (await FillAsync(cancel))
        {
            var number = _line;
            Restart();
            while (!KeepUpToLineBreak() && await FillAsync(cancel))
            {
            }

            if (_isTooLong || !_value.WrittenSpan.Trim(" \t\r\n"u8).IsEmpty)
                return Slice(number);
        }

        return null;
    }

    /// <summary>Goes on from a line that opens more brackets than it closes until all are closed, or the input ends.</summary>
    internal async ValueTask<JsonSlice> RestOfValueAsync(JsonSlice firstLine, CancellationToken cancel)
    {
        Restart();
        var depth = new BracketDepth();
        depth.Read(firstLine.Bytes.Span, isWholeValue: false);
        Keep(firstLine.Bytes.Span);
        while (depth.IsOpen && await FillAsync(cancel))
            KeepValue(depth);
        return Slice(firstLine.LineNumber);
    }

    /// <summary>The next value inside an array that was entered, or null at the array's end.</summary>
    internal async ValueTask<JsonSlice?> NextElementAsync(CancellationToken cancel)
    {
        if (!await SkipAsync(" \t\r\n,"u8.ToArray(), cancel))
            return null;
        if (_buffer[_at] == ']')
        {
            SkipByte();
            return null;
        }

        var number = _line;
        Restart();
        var depth = new BracketDepth();
        do
        {
            KeepValue(depth);
        }
        while (!depth.IsComplete && await FillAsync(cancel));
        return Slice(number);
    }

    /// <summary>Whether a line's brackets are all closed.</summary>
    internal static bool IsClosed(ReadOnlySpan<byte> line)
    {
        var depth = new BracketDepth();
        depth.Read(line, isWholeValue: false);
        return !depth.IsOpen;
    }

    private bool KeepUpToLineBreak()
    {
        var end = Unread.IndexOf((byte)'\n');
        var length = end < 0 ? Unread.Length : end + 1;
        Keep(Unread[..length]);
        Take(length);
        return end >= 0;
    }

    private void KeepValue(BracketDepth depth)
    {
        var length = depth.Read(Unread, isWholeValue: true);
        Keep(Unread[..length]);
        Take(length);
    }

    private void Restart()
    {
        // A buffer that one giant mail has blown up is not kept for the small ones behind it.
        if (_value.Capacity > 8 * 1024 * 1024)
            _value.Clear();
        _value.ResetWrittenCount();
        _isTooLong = false;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        _isTooLong |= _value.WrittenCount + bytes.Length > LongestValue;
        if (!_isTooLong)
            _value.Write(bytes);
    }

    private void Take(int length)
    {
        _line += Unread[..length].Count((byte)'\n');
        _at += length;
    }

    private JsonSlice Slice(int number) => new(number, _isTooLong ? default : _value.WrittenSpan.ToArray(), _isTooLong);

    private async ValueTask<bool> SkipAsync(byte[] blanks, CancellationToken cancel)
    {
        while (await FillAsync(cancel))
        {
            var length = Unread.IndexOfAnyExcept(blanks);
            Take(length < 0 ? Unread.Length : length);
            if (length >= 0)
                return true;
        }

        return false;
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancel)
    {
        if (_at < _filled)
            return true;
        _at = 0;
        _filled = await input.ReadAsync(_buffer, cancel);
        return _filled > 0;
    }

    /// <summary>Counts brackets outside of strings.</summary>
    private sealed class BracketDepth
    {
        private int _depth;
        private bool _isString;
        private bool _isEscaped;
        private bool _hasOpened;

        internal bool IsOpen => _depth > 0 || _isString;

        /// <summary>Whether the value has ended: its brackets are closed, or a comma ended a value without brackets.</summary>
        internal bool IsComplete { get; private set; }

        /// <summary>Reads on, up to the value's end where that is asked for; gives how many bytes belong to it.</summary>
        internal int Read(ReadOnlySpan<byte> bytes, bool isWholeValue)
        {
            for (var i = 0; i < bytes.Length; i++)
            {
                var b = bytes[i];
                if (isWholeValue && !IsOpen && b is (byte)',' or (byte)']' or (byte)'\n')
                {
                    IsComplete = true;
                    return i;
                }

                Count(b);
                if (isWholeValue && _hasOpened && !IsOpen)
                {
                    IsComplete = true;
                    return i + 1;
                }
            }

            return bytes.Length;
        }

        private void Count(byte b)
        {
            if (_isEscaped)
            {
                _isEscaped = false;
            }
            else if (_isString)
            {
                _isEscaped = b == '\\';
                _isString = b != '"';
            }
            else if (b == '"')
            {
                _isString = true;
            }
            else if (b is (byte)'{' or (byte)'[')
            {
                _depth++;
                _hasOpened = true;
            }
            else if (b is (byte)'}' or (byte)']')
            {
                _depth--;
            }
        }
    }
}
