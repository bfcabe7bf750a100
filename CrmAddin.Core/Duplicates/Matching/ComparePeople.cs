using System.Globalization;
using CrmAddin.Core.Capture.Names;

namespace CrmAddin.Core.Duplicates.Matching;

/// <summary>How two people compare: the level of each field, and which of several values gave it.</summary>
internal ref struct Comparison
{
    /// <summary>The levels.</summary>
    public MatchPattern Pattern;

    /// <summary>Names that were compared, as they stood side by side.</summary>
    public (int Given, int Family) NamesOfA, NamesOfB;

    /// <summary>Key of the first person's firm.</summary>
    public int Account;

    /// <summary>Keys of the e-mails that gave the level.</summary>
    public (int A, int B) Email;

    /// <summary>Keys of the phones that gave the level.</summary>
    public (int A, int B) Phone;

    /// <summary>Keys of the identifiers that gave the level.</summary>
    public (int A, int B) Identifier;

    /// <summary>Addresses that gave the levels.</summary>
    public AddressRow AddressOfA, AddressOfB;
}

/// <summary>Compares two rows of a _table.</summary>
internal sealed class ComparePeople
{
    private const double AlikeText = 0.88;
    private const int LastDigits = 8;
    private readonly PairCache _cache = new();
    private readonly PeopleTable _table;
    private readonly Func<int, int, int> _email, _phone, _identifier;

    /// <summary>Compares rows of one _table.</summary>
    public ComparePeople(PeopleTable people) => (_table, _email, _phone, _identifier) = (people, Email, Phone, Identifier);

    /// <summary>All fields of two people.</summary>
    public Comparison Run(PersonRow a, PersonRow b)
    {
        var found = new Comparison { Account = a.Account };
        Names(a, b, ref found);
        found.Pattern.Set(MatchField.Birthday, Birthday(a.Birthday, b.Birthday));
        found.Pattern.Set(MatchField.Email, Best(MatchField.Email, a.Emails, b.Emails, _email, ref found.Email));
        found.Pattern.Set(MatchField.Phone, Best(MatchField.Phone, a.Phones, b.Phones, _phone, ref found.Phone));
        found.Pattern.Set(MatchField.Account, Text(MatchField.Account, a.Account, b.Account));
        found.Pattern.Set(MatchField.Identifier, Best(MatchField.Identifier, a.Identifiers, b.Identifiers, _identifier, ref found.Identifier));
        Address(a, b, ref found);
        return found;
    }

    private void Names(PersonRow a, PersonRow b, ref Comparison found)
    {
        var best = -1;
        var (given, family, order) = (MatchFields.Missing, MatchFields.Missing, MatchFields.Missing);
        foreach (var x in a.Names)
        {
            foreach (var y in b.Names)
            {
                var straight = (G: Level(x.Given, y.Given), F: Level(x.Family, y.Family));
                var points = Points(straight.G) + Points(straight.F);
                if (points > best)
                {
                    (best, given, family, order) = (points, straight.G, straight.F, x.Family != 0 && y.Family != 0 ? 0 : MatchFields.Missing);
                    (found.NamesOfA, found.NamesOfB) = (x, y);
                }
                if (points >= 2 * (int)NameLevel.SoundsAlike)
                    continue;
                var swapped = (G: Level(x.Given, y.Family), F: Level(x.Family, y.Given));
                // One name that stands on the other side is common by chance; said to be swapped are only both.
                var turned = Points(swapped.G) + Points(swapped.F);
                if (turned >= best + 3 && Math.Max(Points(swapped.G), Points(swapped.F)) >= (int)NameLevel.Slip)
                {
                    (best, given, family, order) = (turned, swapped.G, swapped.F, Math.Min(Points(swapped.G), Points(swapped.F)) >= (int)NameLevel.Slip ? 1 : MatchFields.Missing);
                    (found.NamesOfA, found.NamesOfB) = (x, (y.Family, y.Given));
                }
            }
        }
        found.Pattern.Set(MatchField.GivenName, given);
        found.Pattern.Set(MatchField.FamilyName, family);
        found.Pattern.Set(MatchField.NameOrder, order);
    }

    private int Level(int a, int b)
    {
        if (a == 0 || b == 0)
            return MatchFields.Missing;
        if (a == b)
            return (int)NameLevel.Same;
        if (!_cache.TryGet(MatchField.GivenName, a, b, out var level))
            _cache.Set(MatchField.GivenName, a, b, level = (int)_table.Words.Compare(a, b)!.Value);
        return level;
    }

    private static int Points(int level) => level == MatchFields.Missing ? 0 : level;

    private static int Birthday(int a, int b)
    {
        if (a == 0 || b == 0)
            return MatchFields.Missing;
        if (a == b)
            return 3;
        var (dayA, dayB) = (a % 100, b % 100);
        var (monthA, monthB) = (a / 100 % 100, b / 100 % 100);
        if (a / 10_000 == b / 10_000 && ((dayA == monthB && monthA == dayB) || dayA == dayB || monthA == monthB))
            return 2;
        Span<char> x = stackalloc char[8], y = stackalloc char[8];
        a.TryFormat(x, out var lengthA, provider: CultureInfo.InvariantCulture);
        b.TryFormat(y, out var lengthB, provider: CultureInfo.InvariantCulture);
        if (TextLikeness.Edits(x[..lengthA], y[..lengthB], 1) <= 1)
            return 2;
        return a / 10_000 == b / 10_000 ? 1 : 0;
    }

    private int Email(int a, int b)
    {
        var (x, y) = (_table.Pool(MatchField.Email).Text(a), _table.Pool(MatchField.Email).Text(b));
        var (atX, atY) = (x.LastIndexOf('@'), y.LastIndexOf('@'));
        if (atX == atY && atX >= 5 && x.AsSpan(0, atX).SequenceEqual(y.AsSpan(0, atY)) && !MailRoles.IsRole(x))
            return 1;
        return TextLikeness.Edits(x, y, 1) == 1 && Math.Min(atX, atY) >= 5 ? 2 : 0;
    }

    private int Phone(int a, int b)
    {
        var (x, y) = (_table.Pool(MatchField.Phone).Text(a), _table.Pool(MatchField.Phone).Text(b));
        if (x.Length >= LastDigits && y.Length >= LastDigits && x.AsSpan(x.Length - LastDigits).SequenceEqual(y.AsSpan(y.Length - LastDigits)))
            return 2;
        return x.Length >= LastDigits && x.Length == y.Length && TextLikeness.Edits(x, y, 1) == 1 ? 1 : 0;
    }

    private int Identifier(int a, int b)
    {
        var (x, y) = (_table.Pool(MatchField.Identifier).Text(a), _table.Pool(MatchField.Identifier).Text(b));
        var (ofX, ofY) = (x.IndexOf(':', StringComparison.Ordinal), y.IndexOf(':', StringComparison.Ordinal));
        if (!x.AsSpan(0, ofX).SequenceEqual(y.AsSpan(0, ofY)))
            return MatchFields.Missing;
        return TextLikeness.Edits(x.AsSpan(ofX + 1), y.AsSpan(ofY + 1), 2) switch { 1 => 2, 2 => 1, _ => 0 };
    }

    private int Text(MatchField field, int a, int b) => Text(_table.Pool(field), field, a, b);

    private int Text(ValuePool pool, MatchField field, int a, int b)
    {
        if (a == 0 || b == 0)
            return MatchFields.Missing;
        if (a == b)
            return 2;
        if (!_cache.TryGet(field, a, b, out var level))
            _cache.Set(field, a, b, level = TextLikeness.JaroWinkler(pool.Text(a), pool.Text(b)) >= AlikeText ? 1 : 0);
        return level;
    }

    private void Address(PersonRow a, PersonRow b, ref Comparison found)
    {
        var best = -1;
        var pattern = new MatchPattern();
        foreach (var x in a.Addresses)
        {
            foreach (var y in b.Addresses)
            {
                var compared = new MatchPattern();
                compared.Set(MatchField.Street, Street(x, y));
                compared.Set(MatchField.District, Text(MatchField.District, x.District, y.District));
                compared.Set(MatchField.City, Text(MatchField.City, x.City, y.City));
                compared.Set(MatchField.Postcode, Postcode(x.Postcode, y.Postcode));
                compared.Set(MatchField.Region, x.Region == 0 || y.Region == 0 ? MatchFields.Missing : x.Region == y.Region ? 1 : 0);
                var points = Points(compared[MatchField.Street]) + Points(compared[MatchField.District]) + Points(compared[MatchField.City])
                    + Points(compared[MatchField.Postcode]) + Points(compared[MatchField.Region]);
                if (points > best)
                    (best, pattern, found.AddressOfA, found.AddressOfB) = (points, compared, x, y);
            }
        }
        for (var field = MatchField.Street; field <= MatchField.Region; field++)
            found.Pattern.Set(field, best < 0 ? MatchFields.Missing : pattern[field]);
    }

    private int Street(AddressRow a, AddressRow b)
    {
        var name = Text(_table.StreetNames, MatchField.Street, a.Street, b.Street);
        var number = a.Number == 0 || b.Number == 0 ? MatchFields.Missing : a.Number == b.Number ? 1 : 0;
        return (name, number) switch
        {
            (MatchFields.Missing, MatchFields.Missing) => MatchFields.Missing,
            (2, 1) => 5,
            (2, _) => 4,
            (1, 1) => 3,
            (1, _) => 2,
            (_, 1) => 1,
            _ => 0,
        };
    }

    private int Postcode(int a, int b)
    {
        if (a == 0 || b == 0)
            return MatchFields.Missing;
        if (a == b)
            return 2;
        var pool = _table.Pool(MatchField.Postcode);
        return TextLikeness.Edits(pool.Text(a), pool.Text(b), 1) == 1 ? 1 : 0;
    }

    private static int Best(MatchField field, int[] a, int[] b, Func<int, int, int> compare, ref (int A, int B) pair)
    {
        if (a.Length == 0 || b.Length == 0)
            return MatchFields.Missing;
        var best = MatchFields.Missing;
        foreach (var x in a)
        {
            foreach (var y in b)
            {
                if (x == y)
                {
                    pair = (x, y);
                    return MatchFields.Levels(field) - 1;
                }
                var level = compare(x, y);
                if (level != MatchFields.Missing && (best == MatchFields.Missing || level > best))
                    (best, pair) = (level, (x, y));
            }
        }
        return best;
    }
}
