using System.Text.RegularExpressions;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Privacy;

/// <summary>
/// What a person is known by, now and in the journal, their merged rows included: what files and mails are searched for. Addresses and
/// phones that somebody else has too are not theirs alone and stay out.
/// </summary>
public sealed class PersonTraces
{
    private const int FewestLettersOfName = 4;
    private const int FewestDigitsOfPhone = 7;
    private const int ComparedDigits = 9;

    private readonly List<string> _foldedNames;
    private readonly List<string> _phoneEnds;
    private readonly Regex? _pattern;
    private readonly Regex? _filePattern;

    private PersonTraces(IReadOnlyList<Contact> rows, HashSet<string> emails, HashSet<string> phones, HashSet<string> names, HashSet<string> origins)
    {
        (Rows, Emails, Names, Origins) = (rows, emails, names, origins);
        PhonesE164 = phones.Where(p => p.StartsWith('+')).ToHashSet();
        _foldedNames = [.. names.Select(n => SearchText.Fold(n)).Where(n => n.Length >= FewestLettersOfName).Distinct()];
        _phoneEnds = [.. phones.Select(SearchText.Digits).Where(d => d.Length >= FewestDigitsOfPhone).Select(d => d[^Math.Min(d.Length, ComparedDigits)..]).Distinct()];
        _pattern = Pattern(@"\s+");
        // In a file the parts of a name stand in columns or cells of their own.
        _filePattern = Pattern("(?:[\\s,;|\"']|<[^>]{0,200}>)+");
    }

    /// <summary>The contact and the rows merged into it.</summary>
    public IReadOnlyList<Contact> Rows { get; }

    /// <summary>Keys of <see cref="Rows"/>.</summary>
    public List<long> Ids => [.. Rows.Select(r => r.Id)];

    /// <summary>Addresses that nobody else has, in the form that they are compared in.</summary>
    public IReadOnlySet<string> Emails { get; }

    /// <summary>Phones in E.164 form that nobody else has.</summary>
    public IReadOnlySet<string> PhonesE164 { get; }

    /// <summary>Names, in both scripts.</summary>
    public IReadOnlySet<string> Names { get; }

    /// <summary>Folded words of every name that the person had.</summary>
    public IReadOnlySet<string> NameWords { get; private init; } = new HashSet<string>();

    /// <summary>Keys that files and mails brought the person in by.</summary>
    public IReadOnlySet<string> Origins { get; }

    /// <summary>Reads them. The contact must exist; the caller knows that it may be read.</summary>
    public static async Task<PersonTraces> ReadAsync(CrmDb db, long contactId, CancellationToken cancel)
    {
        var ids = await MergedRows.WithAsync(db, [contactId], cancel);
        var rows = await db.Contacts.IgnoreQueryFilters().AsNoTracking().Where(c => ids.Contains(c.Id)).OrderBy(c => c.Id).ToListAsync(cancel);
        string[] fields = ["Address", "AddressKey", "Raw", "E164", "DisplayName", "NameOtherScript", "OriginKey", "GivenName", "MiddleName", "FamilyName"];
        var journal = (await db.AuditEntries.AsNoTracking().Where(e => e.RootEntity == nameof(Contact) && ids.Contains(e.RootId))
            .SelectMany(e => e.Values).Where(v => fields.Contains(v.Field)).ToListAsync(cancel))
            .SelectMany(v => new[] { (v.Field, Json: v.OldValue), (v.Field, Json: v.NewValue) })
            .Where(v => v.Json is not null).Select(v => (v.Field, Text: (string)Journal.FromJson(v.Json, typeof(string))!)).ToLookup(v => v.Field, v => v.Text);

        var emails = (await db.ContactEmails.Where(e => ids.Contains(e.ContactId)).Select(e => e.AddressKey).ToListAsync(cancel))
            .Concat(journal["Address"].Concat(journal["AddressKey"]).Select(ContactEmail.KeyOf)).ToHashSet();
        emails.ExceptWith(await db.ContactEmails.Where(e => emails.Contains(e.AddressKey) && !ids.Contains(e.ContactId)).Select(e => e.AddressKey).ToListAsync(cancel));

        var kept = await db.ContactPhones.Where(p => ids.Contains(p.ContactId)).Select(p => new { p.Raw, p.E164 }).ToListAsync(cancel);
        var phones = kept.Select(p => p.E164 ?? p.Raw).Concat(journal["E164"]).Concat(journal["Raw"]).ToHashSet();
        phones.ExceptWith(await db.ContactPhones.Where(p => p.E164 != null && phones.Contains(p.E164) && !ids.Contains(p.ContactId)).Select(p => p.E164!).ToListAsync(cancel));

        var names = rows.SelectMany(r => new[] { r.DisplayName, r.NameOtherScript, $"{r.GivenName} {r.FamilyName}" })
            .Concat(journal["DisplayName"]).Concat(journal["NameOtherScript"]).OfType<string>().Select(n => n.Trim()).Where(n => n.Length > 0).ToHashSet();
        var origins = rows.Select(r => r.OriginKey).Concat(journal["OriginKey"]).OfType<string>().ToHashSet();
        var words = names.Concat(rows.SelectMany(r => new[] { r.GivenName, r.MiddleName, r.FamilyName })).Concat(journal["GivenName"]).Concat(journal["MiddleName"]).Concat(journal["FamilyName"])
            .SelectMany(SearchText.Words).ToHashSet();
        return new PersonTraces(rows, emails, phones, names, origins) { NameWords = words };
    }

    /// <summary>Whether a row of a file is about the person: by address, phone or whole name.</summary>
    public bool IsIn(IReadOnlyList<string> cells)
    {
        if (cells.Any(c => Emails.Any(e => c.Contains(e, StringComparison.OrdinalIgnoreCase)) || IsPhone(c)))
            return true;
        var folded = $" {SearchText.Fold(string.Join(' ', cells))} ";
        return _foldedNames.Exists(n => n.Contains(' ', StringComparison.Ordinal) ? folded.Contains($" {n} ", StringComparison.Ordinal) : cells.Any(c => SearchText.Fold(c) == n));
    }

    /// <summary>Whether a text names the person anywhere.</summary>
    public bool IsNamedIn(string? text) => text is not null && _pattern is not null && _pattern.IsMatch(text);

    /// <summary>Whether the raw text of a file names the person anywhere.</summary>
    public bool IsNamedInFile(string text) => _filePattern is not null && _filePattern.IsMatch(text);

    /// <summary>The text with the person's names, addresses and phones blotted out.</summary>
    public string Mask(string text) => _pattern is null ? text : _pattern.Replace(text, ErasedText.Mark);

    private bool IsPhone(string cell)
    {
        var digits = SearchText.Digits(cell);
        return digits.Length is >= FewestDigitsOfPhone and <= 20 && _phoneEnds.Exists(end => digits.EndsWith(end, StringComparison.Ordinal));
    }

    private Regex? Pattern(string betweenWords)
    {
        var parts = new List<string>(Emails.Select(Regex.Escape));
        // A number is written in many ways: its last digits with any signs between them, and what stands before.
        parts.AddRange(_phoneEnds.Select(end => @"[+(]?(?:[0-9][\s().-]*){0,6}" + string.Join(@"[\s().-]*", end.ToCharArray()) + @"(?![0-9])"));
        parts.AddRange(Names.Where(n => SearchText.Compact(n).Length >= FewestLettersOfName)
            .Select(n => @"(?<![\p{L}\p{N}])" + string.Join(betweenWords, n.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Regex.Escape)) + @"(?![\p{L}\p{N}])"));
        return parts.Count == 0 ? null : new Regex(string.Join('|', parts.OrderByDescending(p => p.Length)), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));
    }
}

/// <summary>What stands in the place of an erased person.</summary>
public static class ErasedText
{
    /// <summary>In a text.</summary>
    public const string Mark = "[…]";

    /// <summary>As an address; the domain is one that never exists (RFC 2606).</summary>
    public const string Address = "erased@erased.invalid";
}
