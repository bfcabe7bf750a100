using System.Runtime.CompilerServices;
using System.Threading.Channels;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Contacts.Export;

/// <summary>Reads contacts as records, page by page while the pages before are being written; nothing is held but two pages.</summary>
public sealed class ReadContactRecords(CrmDb db)
{
    private const int PageSize = 1_000;
    private const int PagesAhead = 2;
    private const int MaxKnownAccounts = 100_000;

    // Below this share of a stretch of keys, the parts are read key by key.
    private const int SparseFactor = 20;
    private const int SparsePageSize = 500;

    private static readonly List<string> NoNames = [];
    private static readonly Dictionary<string, string> NoCustom = [];

    private readonly Dictionary<long, string> _accounts = [];
    private Dictionary<long, LookupItem> _items = [];
    private Dictionary<long, string> _owners = [];
    private Dictionary<long, CustomField> _fields = [];

    /// <summary>The records of contacts that the reader sees, in the order of their keys. The context is busy until the last one is read.</summary>
    /// <param name="contacts">Those wanted; null for all.</param>
    /// <param name="fields">What is read of them; the rest stays empty.</param>
    /// <param name="language">"en" or "ar": the language of list items.</param>
    /// <param name="cancel">Stops the reading.</param>
    public async IAsyncEnumerable<ContactRecord> RunAsync(IQueryable<Contact>? contacts, RecordFields fields, string language, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var pages = Channel.CreateBounded<List<ContactRecord>>(PagesAhead);
        var reading = Task.Run(() => ReadPagesAsync(contacts, fields, language, pages.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var page in pages.Reader.ReadAllAsync(cancel))
            {
                foreach (var record in page)
                    yield return record;
            }
            await reading;
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAny(reading);
        }
    }

    private async Task ReadPagesAsync(IQueryable<Contact>? contacts, RecordFields fields, string language, ChannelWriter<List<ContactRecord>> pages, CancellationToken cancel)
    {
        try
        {
            _items = await ContactRecordQuery.Items(db).ToDictionaryAsync(i => i.Id, cancel);
            _owners = await db.Users.AsNoTracking().ToDictionaryAsync(u => u.Id, u => u.UserName, cancel);
            _fields = await ContactRecordQuery.CustomFields(db).ToDictionaryAsync(f => f.Id, cancel);
            for (var after = 0L; ;)
            {
                cancel.ThrowIfCancellationRequested();
                var rows = ContactRecordQuery.Page(db, contacts, fields.RowColumns, after).Take(PageSize).ToList();
                if (rows.Count > 0)
                    await pages.WriteAsync(await CompleteAsync(rows, fields, language, cancel), cancel);
                if (rows.Count < PageSize)
                    break;
                after = rows[^1].Id;
            }
            pages.Complete();
        }
        catch (Exception e)
        {
            pages.Complete(e);
        }
    }

    private async Task<List<ContactRecord>> CompleteAsync(List<ContactRow> rows, RecordFields fields, string language, CancellationToken cancel)
    {
        var page = new Page(rows);
        if (rows.Count > SparsePageSize && page.IsSparse(SparseFactor))
        {
            List<ContactRecord> records = new(rows.Count);
            foreach (var few in rows.Chunk(SparsePageSize))
                records.AddRange(await CompleteAsync([.. few], fields, language, cancel));
            return records;
        }
        var span = page.IsSparse(SparseFactor) ? new ContactSpan { Only = [.. rows.Select(r => r.Id)] } : new ContactSpan { First = rows[0].Id, Last = rows[^1].Id };
        if (fields.HasPhones)
            page.Add(ContactRecordQuery.Phones(db, span, fields.HasPhoneKinds), p => p.ContactId, (d, p) => (d.Phones ??= new(1)).Add(new(p.Raw, p.Kind)));
        if (fields.HasEmails)
            page.Add(ContactRecordQuery.Emails(db, span, fields.HasEmailKinds), e => e.ContactId, (d, e) => (d.Emails ??= new(1)).Add(new(e.Address, e.Kind)));
        if (fields.HasAddresses)
            page.Add(ContactRecordQuery.Addresses(db, span, fields.AddressColumns), a => a.ContactId,
                (d, a) => (d.Addresses ??= new(1)).Add(new(a.Kind, a.Street, a.District, a.City, a.Region, a.Postcode, a.Country, a.Latitude, a.Longitude)));
        if (fields.HasProfiles)
            page.Add(ContactRecordQuery.Profiles(db, span), p => p.ContactId, (d, p) => (d.Profiles ??= new(1)).Add(new(p.Kind, p.Url)));
        if (fields.HasChildren)
            page.Add(ContactRecordQuery.Children(db, span), c => c.ContactId, (d, c) => (d.Children ??= new(1)).Add(new(c.Name, c.BirthdayOn)));
        if (fields.HasLookups)
            page.Add(ContactRecordQuery.Lookups(db, span).Select(l => new { l.ContactId, l.LookupItemId }), l => l.ContactId, (d, l) => (d.Lookups ??= []).Add(l.LookupItemId));
        if (fields.HasCustom && _fields.Count > 0)
            page.Add(ContactRecordQuery.CustomValues(db, span), v => v.ContactId!.Value, (d, v) => (d.Custom ??= []).Add(v));
        if (fields.HasAccounts)
            await LoadAccountsAsync(rows, cancel);
        return page.Records((row, details) => Record(row, details, language));
    }

    private async Task LoadAccountsAsync(List<ContactRow> rows, CancellationToken cancel)
    {
        if (_accounts.Count > MaxKnownAccounts)
            _accounts.Clear();
        foreach (var ids in rows.Select(r => r.AccountId).OfType<long>().Where(id => !_accounts.ContainsKey(id)).Distinct().Chunk(SparsePageSize))
        {
            var named = await db.Accounts.AsNoTracking().Where(a => ids.Contains(a.Id)).Select(a => new { a.Id, a.Name }).ToListAsync(cancel);
            foreach (var account in named)
                _accounts[account.Id] = account.Name;
        }
    }

    private ContactRecord Record(ContactRow row, Details? details, string language) => new()
    {
        FileId = row.OriginKey?.StartsWith("id:", StringComparison.Ordinal) == true ? row.OriginKey[3..] : null,
        Honorific = row.Honorific,
        GivenName = row.GivenName,
        MiddleName = row.MiddleName,
        FamilyName = row.FamilyName,
        Suffix = row.Suffix,
        DisplayName = row.DisplayName,
        NameOtherScript = row.NameOtherScript,
        JobTitle = row.JobTitle,
        Account = row.AccountId is { } account ? _accounts.GetValueOrDefault(account) : null,
        Phones = (IReadOnlyList<PhoneValue>?)details?.Phones ?? [],
        Emails = (IReadOnlyList<EmailValue>?)details?.Emails ?? [],
        Addresses = (IReadOnlyList<AddressValue>?)details?.Addresses ?? [],
        Profiles = (IReadOnlyList<ProfileValue>?)details?.Profiles ?? [],
        Children = (IReadOnlyList<ChildValue>?)details?.Children ?? [],
        Groups = Names(details, LookupKind.Group, language),
        Types = Names(details, LookupKind.ContactType, language),
        Tags = Names(details, LookupKind.Tag, language),
        Custom = Custom(details, language),
        Website = row.Website,
        Notes = row.CorrespondenceNotes,
        Source = row.SourceId is { } source ? _items.GetValueOrDefault(source)?.NameIn(language) : null,
        Status = row.Status,
        Level = row.Level,
        EngagementScore = row.EngagementScore,
        InterestScore = row.InterestScore,
        AbilityScore = row.AbilityScore,
        Language = row.Language,
        TimeZone = row.TimeZone,
        BestTimeToCall = row.BestTimeToCall,
        BirthdayOn = row.BirthdayOn,
        AnniversaryOn = row.AnniversaryOn,
        SpouseName = row.SpouseName,
        SpouseBirthdayOn = row.SpouseBirthdayOn,
        Hobbies = row.Hobbies,
        Education = row.Education,
        Interests = row.Interests,
        Lifestyle = row.Lifestyle,
        Budget = row.Budget,
        BudgetCurrency = row.BudgetCurrency,
        PurchasePreferences = row.PurchasePreferences,
        Concerns = row.Concerns,
        // Nothing is said about those who may be contacted: an import never takes the bar away.
        DoNotContact = row.DoNotContact ? true : null,
        Owner = row.OwnerId is { } owner ? _owners.GetValueOrDefault(owner) : null,
    };

    private List<string> Names(Details? details, LookupKind kind, string language)
    {
        if (details?.Lookups is not { } ids)
            return NoNames;
        List<string>? names = null;
        foreach (var id in ids)
        {
            if (_items.GetValueOrDefault(id) is { } item && item.Kind == kind)
                (names ??= []).Add(item.NameIn(language));
        }
        return names ?? NoNames;
    }

    private Dictionary<string, string> Custom(Details? details, string language) => details?.Custom is null
        ? NoCustom
        : details.Custom.GroupBy(v => v.CustomFieldId).Where(g => _fields.ContainsKey(g.Key))
            .ToDictionary(g => _fields[g.Key].Key, g => CustomFieldText.Write(_fields[g.Key], g, language));

    /// <summary>The parts of one contact.</summary>
    private sealed class Details
    {
        public List<PhoneValue>? Phones { get; set; }

        public List<EmailValue>? Emails { get; set; }

        public List<AddressValue>? Addresses { get; set; }

        public List<ProfileValue>? Profiles { get; set; }

        public List<ChildValue>? Children { get; set; }

        public List<long>? Lookups { get; set; }

        public List<CustomFieldValue>? Custom { get; set; }
    }

    /// <summary>A page of contacts with their parts.</summary>
    private sealed class Page(List<ContactRow> rows)
    {
        private readonly Details?[] _details = new Details?[rows.Count];

        public bool IsSparse(int factor) => rows[^1].Id - rows[0].Id > (long)rows.Count * factor;

        // Rows and parts come in the order of keys, so that they are zipped without looking anything up. The reading has a thread of its
        // own: awaiting each of its millions of rows would only cost time.
        public void Add<T>(IQueryable<T> parts, Func<T, long> contactId, Action<Details, T> add)
        {
            var at = 0;
            foreach (var part in parts)
            {
                var id = contactId(part);
                while (at < rows.Count && rows[at].Id < id)
                    at++;
                if (at < rows.Count && rows[at].Id == id)
                    add(_details[at] ??= new(), part);
            }
        }

        public List<ContactRecord> Records(Func<ContactRow, Details?, ContactRecord> make)
        {
            var records = new List<ContactRecord>(rows.Count);
            for (var i = 0; i < rows.Count; i++)
                records.Add(make(rows[i], _details[i]));
            return records;
        }
    }
}
