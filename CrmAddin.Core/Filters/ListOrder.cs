using System.Globalization;
using System.Text;
using CrmAddin.Core.Contacts;

namespace CrmAddin.Core.Filters;

/// <summary>In which order contacts are listed.</summary>
public enum ContactSort
{
    /// <summary>By name.</summary>
    Name,
    /// <summary>Those contacted last on top, those never contacted at the end.</summary>
    LastContacted,
    /// <summary>Those that came in last on top.</summary>
    Created,
    /// <summary>Those changed last on top.</summary>
    Changed,
    /// <summary>A, B, C, then those without a level; each by name.</summary>
    Level,
}

/// <summary>Where a contact stands in a list: what pages go on from.</summary>
/// <param name="Part">Part of the list; 0 where it has one.</param>
/// <param name="Text">Folded name, where the part is ordered by it.</param>
/// <param name="Moment">Moment, where the part is ordered by one.</param>
/// <param name="Id">The contact.</param>
internal sealed record ListPlace(int Part, string Text, DateTimeOffset? Moment, long Id)
{
    /// <summary>As it stands in an address.</summary>
    public string ToToken() => Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Part}|{Id}|{Moment?.UtcTicks}|{Text}")))
        .TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>Reads a token; null for one that is none.</summary>
    public static ListPlace? Parse(string? token)
    {
        if (string.IsNullOrEmpty(token))
            return null;
        var padded = token.Replace('-', '+').Replace('_', '/').PadRight((token.Length + 3) / 4 * 4, '=');
        var bytes = new byte[padded.Length];
        if (!Convert.TryFromBase64String(padded, bytes, out var length) || Encoding.UTF8.GetString(bytes, 0, length).Split('|', 4) is not [var part, var id, var ticks, var text])
            return null;
        if (!int.TryParse(part, CultureInfo.InvariantCulture, out var partNumber) || !long.TryParse(id, CultureInfo.InvariantCulture, out var key))
            return null;
        var moment = long.TryParse(ticks, CultureInfo.InvariantCulture, out var utc) && utc >= 0 && utc <= DateTimeOffset.MaxValue.Ticks ? new DateTimeOffset(utc, TimeSpan.Zero) : (DateTimeOffset?)null;
        return new(partNumber, text, moment, key);
    }
}

/// <summary>
/// One part of a sorted list that an index runs through from end to end. Null is first on one engine and last on another, so that those
/// without a value are a part of their own.
/// </summary>
internal abstract class ListOrder
{
    /// <summary>Parts of a sort, in their order.</summary>
    public static IReadOnlyList<ListOrder> PartsOf(ContactSort sort) => sort switch
    {
        ContactSort.LastContacted => [new ByLastContacted(), new ByNewest(c => c.LastContactedAt == null)],
        ContactSort.Created => [new ByNewest(null)],
        ContactSort.Changed => [new ByChanged()],
        ContactSort.Level => [new ByName(ContactLevel.A), new ByName(ContactLevel.B), new ByName(ContactLevel.C), new ByName(null, isLevel: true)],
        _ => [new ByName(null)],
    };

    /// <summary>The contacts of this part.</summary>
    public abstract IQueryable<Contact> Of(IQueryable<Contact> contacts);

    /// <summary>In the order of the part.</summary>
    public abstract IQueryable<Contact> Ordered(IQueryable<Contact> contacts);

    /// <summary>Those after a place.</summary>
    public abstract IQueryable<Contact> After(IQueryable<Contact> contacts, ListPlace place);

    /// <summary>Those up to a place, itself included.</summary>
    public abstract IQueryable<Contact> UpTo(IQueryable<Contact> contacts, ListPlace place);

    /// <summary>Places of contacts.</summary>
    public abstract IQueryable<ListPlace> Places(IQueryable<Contact> contacts, int part);

    /// <summary>Whether a comes before b.</summary>
    public abstract int Compare(ListPlace a, ListPlace b);

    private sealed class ByName(ContactLevel? level, bool isLevel = false) : ListOrder
    {
        public override IQueryable<Contact> Of(IQueryable<Contact> contacts) => level is null && !isLevel ? contacts : contacts.Where(c => c.Level == level);

        public override IQueryable<Contact> Ordered(IQueryable<Contact> contacts) => contacts.OrderBy(c => c.SortKey).ThenBy(c => c.Id);

        public override IQueryable<Contact> After(IQueryable<Contact> contacts, ListPlace place)
        {
            var (text, id) = (place.Text, place.Id);
            // The first condition alone lets the index begin at the place; the second cuts off those of the same name before it.
            return contacts.Where(c => string.Compare(c.SortKey, text) >= 0 && (string.Compare(c.SortKey, text) > 0 || c.Id > id));
        }

        public override IQueryable<Contact> UpTo(IQueryable<Contact> contacts, ListPlace place)
        {
            var (text, id) = (place.Text, place.Id);
            return contacts.Where(c => string.Compare(c.SortKey, text) <= 0 && (string.Compare(c.SortKey, text) < 0 || c.Id <= id));
        }

        public override IQueryable<ListPlace> Places(IQueryable<Contact> contacts, int part) => contacts.Select(c => new ListPlace(part, c.SortKey, null, c.Id));

        public override int Compare(ListPlace a, ListPlace b) => string.CompareOrdinal(a.Text, b.Text) is not 0 and var order ? order : a.Id.CompareTo(b.Id);
    }

    private sealed class ByNewest(System.Linq.Expressions.Expression<Func<Contact, bool>>? which) : ListOrder
    {
        public override IQueryable<Contact> Of(IQueryable<Contact> contacts) => which is null ? contacts : contacts.Where(which);

        public override IQueryable<Contact> Ordered(IQueryable<Contact> contacts) => contacts.OrderByDescending(c => c.Id);

        public override IQueryable<Contact> After(IQueryable<Contact> contacts, ListPlace place)
        {
            var id = place.Id;
            return contacts.Where(c => c.Id < id);
        }

        public override IQueryable<Contact> UpTo(IQueryable<Contact> contacts, ListPlace place)
        {
            var id = place.Id;
            return contacts.Where(c => c.Id >= id);
        }

        public override IQueryable<ListPlace> Places(IQueryable<Contact> contacts, int part) => contacts.Select(c => new ListPlace(part, "", null, c.Id));

        public override int Compare(ListPlace a, ListPlace b) => b.Id.CompareTo(a.Id);
    }

    private sealed class ByLastContacted : ListOrder
    {
        public override IQueryable<Contact> Of(IQueryable<Contact> contacts) => contacts.Where(c => c.LastContactedAt != null);

        public override IQueryable<Contact> Ordered(IQueryable<Contact> contacts) => contacts.OrderByDescending(c => c.LastContactedAt).ThenByDescending(c => c.Id);

        public override IQueryable<Contact> After(IQueryable<Contact> contacts, ListPlace place)
        {
            var (moment, id) = (place.Moment, place.Id);
            return contacts.Where(c => c.LastContactedAt <= moment && (c.LastContactedAt < moment || c.Id < id));
        }

        public override IQueryable<Contact> UpTo(IQueryable<Contact> contacts, ListPlace place)
        {
            var (moment, id) = (place.Moment, place.Id);
            return contacts.Where(c => c.LastContactedAt >= moment && (c.LastContactedAt > moment || c.Id >= id));
        }

        public override IQueryable<ListPlace> Places(IQueryable<Contact> contacts, int part) => contacts.Select(c => new ListPlace(part, "", c.LastContactedAt, c.Id));

        public override int Compare(ListPlace a, ListPlace b) => Nullable.Compare(b.Moment, a.Moment) is not 0 and var order ? order : b.Id.CompareTo(a.Id);
    }

    private sealed class ByChanged : ListOrder
    {
        public override IQueryable<Contact> Of(IQueryable<Contact> contacts) => contacts;

        public override IQueryable<Contact> Ordered(IQueryable<Contact> contacts) => contacts.OrderByDescending(c => c.ChangedAt).ThenByDescending(c => c.Id);

        public override IQueryable<Contact> After(IQueryable<Contact> contacts, ListPlace place)
        {
            var (moment, id) = (place.Moment ?? DateTimeOffset.MaxValue, place.Id);
            return contacts.Where(c => c.ChangedAt <= moment && (c.ChangedAt < moment || c.Id < id));
        }

        public override IQueryable<Contact> UpTo(IQueryable<Contact> contacts, ListPlace place)
        {
            var (moment, id) = (place.Moment ?? DateTimeOffset.MinValue, place.Id);
            return contacts.Where(c => c.ChangedAt >= moment && (c.ChangedAt > moment || c.Id >= id));
        }

        public override IQueryable<ListPlace> Places(IQueryable<Contact> contacts, int part) => contacts.Select(c => new ListPlace(part, "", c.ChangedAt, c.Id));

        public override int Compare(ListPlace a, ListPlace b) => Nullable.Compare(b.Moment, a.Moment) is not 0 and var order ? order : b.Id.CompareTo(a.Id);
    }
}
