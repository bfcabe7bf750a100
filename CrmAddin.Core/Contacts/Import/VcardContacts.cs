using System.Text;
using CrmAddin.Core.Results;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>vCard files of versions 2.1, 3.0 and 4.0, any number of cards a file.</summary>
public sealed class VcardContacts : IContactFileFormat
{
    /// <inheritdoc/>
    public ContactFileFormat Format => ContactFileFormat.Vcf;

    /// <inheritdoc/>
    public async Task<Result<IContactFile>> OpenAsync(ContactFileSource source, CancellationToken cancel)
    {
        var file = new VcardFile(source.Path);
        if (await file.StartAsync(cancel))
            return file;
        await file.DisposeAsync();
        return FileNotContacts.NoCards(Path.GetFileName(source.Path));
    }
}

/// <summary>An open file of cards.</summary>
internal sealed class VcardFile : IContactFile
{
    private const int MaxCardLength = 4 << 20;

    private readonly string _name;
    private readonly FileStream _file;
    private readonly StreamReader _text;
    private readonly VcardLines _lines;
    private VcardLine? _begin;

    public VcardFile(string path)
    {
        _name = Path.GetFileName(path);
        _text = new StreamReader(TextFile.OpenAsUtf8(path, TextFile.EncodingOf(path), out _file), new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false);
        _lines = new(_text);
    }

    public ContactFileFormat Format => ContactFileFormat.Vcf;

    public IReadOnlyList<string> Columns => [];

    public double Progress => _file.Length == 0 ? 1 : (double)_file.Position / _file.Length;

    /// <summary>Moves to the first card; false when there is none.</summary>
    public async ValueTask<bool> StartAsync(CancellationToken cancel)
    {
        while (await LineAsync(cancel) is { } line)
        {
            if (Is(line, "BEGIN:VCARD"))
            {
                _begin = line;
                return true;
            }
        }
        return false;
    }

    public async ValueTask<FileRecord?> ReadAsync(CancellationToken cancel)
    {
        if (_begin is null && !await StartAsync(cancel))
            return null;
        var begin = _begin!;
        _begin = null;
        _lines.KeepsBlanks = false;
        var card = new Card(begin);
        while (await LineAsync(cancel) is { } line)
        {
            if (Is(line, "BEGIN:VCARD") && !card.AwaitsAgent)
            {
                _begin = line;
                return new(begin.Number, null, new CardHasNoEnd(), card.Raw);
            }
            if (card.Take(line))
                return card.ToRecord();
            _lines.KeepsBlanks |= Is(line, "VERSION:2.1");
        }
        throw new ContactFileBrokenException(new FileBroken(_name, begin.Number, "a card begins here and the file ends before the card does"));
    }

    public async ValueTask DisposeAsync()
    {
        _text.Dispose();
        await _file.DisposeAsync();
    }

    private static bool Is(VcardLine line, string text) => line.Text.AsSpan().Trim().Equals(text, StringComparison.OrdinalIgnoreCase);

    private async ValueTask<VcardLine?> LineAsync(CancellationToken cancel)
    {
        try
        {
            return await _lines.ReadAsync(cancel);
        }
        catch (Exception e) when (e is DecoderFallbackException or ArgumentException)
        {
            throw new ContactFileBrokenException(new FileBroken(_name, _lines.Number + 1, "there is a character that does not belong to the file's encoding"));
        }
    }

    /// <summary>A card in the reading.</summary>
    private sealed class Card(VcardLine begin)
    {
        private readonly List<VcardProperty> _properties = [];
        private int _depth = 1;
        private int _length;
        private bool _isTooLarge;

        public List<string> Raw { get; } = [.. begin.Raw];

        /// <summary>Version 2.1 puts an assistant's whole card inside.</summary>
        public bool AwaitsAgent { get; private set; }

        /// <summary>Takes a line; true when it ends the card.</summary>
        public bool Take(VcardLine line)
        {
            _length += line.Raw.Sum(r => r.Length);
            _isTooLarge |= line.IsCutOff || _length > MaxCardLength;
            if (!_isTooLarge)
                Raw.AddRange(line.Raw);
            if (Is(line, "BEGIN:VCARD"))
                _depth++;
            else if (Is(line, "END:VCARD"))
                _depth--;
            else if (_depth == 1 && !_isTooLarge && VcardProperty.Parse(line.Text) is { } property)
            {
                AwaitsAgent = property.Name == "AGENT" && property.Value.Trim().Length == 0;
                _properties.Add(property);
                return false;
            }
            AwaitsAgent &= line.Text.Trim().Length == 0;
            return _depth == 0;
        }

        public FileRecord ToRecord()
        {
            if (_isTooLarge)
                return new(begin.Number, null, new CardIsTooLarge(), Raw);
            var (contact, refusal) = VcardFields.Read(_properties);
            return new(begin.Number, contact, refusal is RowIsEmpty ? new CardIsEmpty() : refusal, Raw);
        }
    }
}
