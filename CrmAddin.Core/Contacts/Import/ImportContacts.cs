using CrmAddin.Core.Accounts;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts.Phones;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Results;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using CsvHelper;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>What an import is asked to do.</summary>
/// <param name="File">Path of the CSV file.</param>
/// <param name="MapJson">Columns as a JSON object; null to go by the header.</param>
/// <param name="Source">Name of the source of all new contacts; null for the file's.</param>
/// <param name="IsDryRun">Count, and change nothing.</param>
/// <param name="RejectsFolder">Where the file of refused rows goes.</param>
public sealed record ImportRequest(string File, string? MapJson, string? Source, bool IsDryRun, string RejectsFolder);

/// <summary>What an import did.</summary>
/// <param name="ImportId">The change set; null for a dry run.</param>
/// <param name="Read">Rows read.</param>
/// <param name="Created">New contacts.</param>
/// <param name="Updated">Contacts that learned something.</param>
/// <param name="Unchanged">Rows that said nothing new.</param>
/// <param name="Rejected">Rows refused.</param>
/// <param name="PossibleDuplicates">New contacts that share an address or a phone with another.</param>
/// <param name="RejectsFile">File of the refused rows with their reasons; null when there are none.</param>
public sealed record ImportOutcome(long? ImportId, int Read, int Created, int Updated, int Unchanged, int Rejected, int PossibleDuplicates, string? RejectsFile);

/// <summary>
/// Takes contacts in from a CSV file with a header, a hundred rows a transaction. A row names a person we have when its origin
/// key is known, or an e-mail address together with the name. A run that was cut off is completed by running it again.
/// </summary>
public sealed class ImportContacts(CrmDb db, FirmSettings firm)
{
    private const int RowsPerTransaction = 100;

    private readonly Dictionary<(LookupKind, string), LookupItem> _lookups = [];
    private int _read;
    private int _created;
    private int _updated;
    private int _unchanged;
    private int _possibleDuplicates;

    /// <summary>
    /// Reads the file. Errors: <see cref="MayNotChange"/>, <see cref="FileUnreadable"/>, <see cref="HeaderMissing"/>,
    /// <see cref="QuotesBroken"/>, <see cref="MappingWrong"/>; none of them leaves anything in the store.
    /// </summary>
    public async Task<Result<ImportOutcome>> RunAsync(ImportRequest request, IProgress<int>? progress, CancellationToken cancel)
    {
        if (!db.Reader.MayChange)
            return new MayNotChange();
        try
        {
            return await CheckAsync(request, cancel) ?? await ReadAsync(request, progress, cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return FileUnreadable.From(request.File, e);
        }
    }

    private static CsvReader Open(string file) =>
        CsvReader.FromFile(file, new CsvReaderOptions { MalformedData = CsvMalformedDataHandling.Throw, TrackLineNumbers = true, MaxRecordSize = 4_000_000 });

    // The whole file is read once before anything is written: broken quotes at its end must not leave half of it in the store.
    private static async Task<Result<ImportOutcome>?> CheckAsync(ImportRequest request, CancellationToken cancel)
    {
        using var csv = Open(request.File);
        try
        {
            await csv.ReadHeaderAsync(cancel);
            if (csv.Headers.Count == 0)
                return new HeaderMissing(request.File);
            var columns = Columns(request, csv);
            if (!columns.Succeeded)
                return columns.Error;
            while (await csv.ReadAsync(cancel))
            {
            }
            return null;
        }
        catch (CsvFormatException e)
        {
            return new QuotesBroken(request.File, e.LineNumber);
        }
    }

    private static Result<ImportColumns> Columns(ImportRequest request, CsvReader csv)
    {
        var header = csv.Headers.ToList();
        var columns = request.MapJson is null ? ImportColumns.Propose(header) : ImportColumns.Map(header, request.MapJson);
        return columns is { Succeeded: true, Value.FindsPeople: false } ? new HeaderMissing(request.File) : columns;
    }

    private async Task<Result<ImportOutcome>> ReadAsync(ImportRequest request, IProgress<int>? progress, CancellationToken cancel)
    {
        using var csv = Open(request.File);
        await csv.ReadHeaderAsync(cancel);
        var columns = Columns(request, csv).Value!;
        await using var rejects = new RejectsFile(request.RejectsFolder, request.File, [.. csv.Headers]);
        var import = request.IsDryRun ? null : db.Begin(ChangeOrigin.Import, "import", Path.GetFileName(request.File));
        var batch = new List<ImportRow>(RowsPerTransaction);
        while (await csv.ReadAsync(cancel))
        {
            _read++;
            var cells = Enumerable.Range(0, csv.FieldCount).Select(csv.GetString).ToList();
            var row = new ImportRow(cells, columns);
            if (row.Refusal() is { } reason)
                await rejects.AddAsync(cells, reason, cancel);
            else
                batch.Add(row);
            if (batch.Count == RowsPerTransaction)
                await WriteAsync(batch, request, import, progress, cancel);
        }
        await WriteAsync(batch, request, import, progress, cancel);
        if (import is not null)
            await CompleteAsync(import, cancel);
        return new ImportOutcome(import?.Id, _read, _created, _updated, _unchanged, rejects.Count, _possibleDuplicates, rejects.Path);
    }

    private async Task WriteAsync(List<ImportRow> rows, ImportRequest request, ChangeSet? import, IProgress<int>? progress, CancellationToken cancel)
    {
        if (rows.Count == 0)
            return;
        var known = await KnownPeople.LoadAsync(db, rows, cancel);
        foreach (var row in rows)
            await TakeInAsync(row, known, request, cancel);
        if (import is not null)
            await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        _lookups.Clear();
        if (import is not null)
            db.Resume(import);
        rows.Clear();
        progress?.Report(_read);
    }

    private async Task TakeInAsync(ImportRow row, KnownPeople known, ImportRequest request, CancellationToken cancel)
    {
        if (known.Find(row) is { } contact)
        {
            var partsBefore = PartCount(contact);
            await FillAsync(contact, row, request, cancel);
            var isChanged = PartCount(contact) != partsBefore || db.Entry(contact).Properties.Any(p => !Equals(p.CurrentValue, p.OriginalValue));
            _updated += isChanged ? 1 : 0;
            _unchanged += isChanged ? 0 : 1;
            return;
        }
        if (known.SharesAddressOrPhone(row))
            _possibleDuplicates++;
        var created = new Contact
        {
            DisplayName = row.DisplayName.Length > 0 ? row.DisplayName : row[ImportField.Email]!,
            OriginKey = row.OriginKey,
            OwnerId = db.Reader.UserId,
            TeamId = db.Reader.HomeTeamId,
            Status = ContactStatus.Potential,
        };
        await FillAsync(created, row, request, cancel);
        db.Contacts.Add(created);
        known.Add(created);
        _created++;
    }

    private static int PartCount(Contact contact) =>
        contact.Emails.Count + contact.Phones.Count + contact.Addresses.Count + contact.Lookups.Count + (contact.Account is { Id: 0 } ? 1 : 0);

    private async Task FillAsync(Contact contact, ImportRow row, ImportRequest request, CancellationToken cancel)
    {
        contact.Honorific = row[ImportField.Honorific] ?? contact.Honorific;
        contact.GivenName = row[ImportField.GivenName] ?? contact.GivenName;
        contact.MiddleName = row[ImportField.MiddleName] ?? contact.MiddleName;
        contact.FamilyName = row[ImportField.FamilyName] ?? contact.FamilyName;
        contact.Suffix = row[ImportField.Suffix] ?? contact.Suffix;
        contact.NameOtherScript = row[ImportField.NameOtherScript] ?? contact.NameOtherScript;
        contact.JobTitle = row[ImportField.JobTitle] ?? contact.JobTitle;
        contact.Website = row[ImportField.Website] ?? contact.Website;
        contact.CorrespondenceNotes = row[ImportField.Notes] ?? contact.CorrespondenceNotes;
        contact.Language = row[ImportField.Language] ?? contact.Language;
        if (row.DisplayName.Length > 0)
            contact.DisplayName = row.DisplayName;
        if (row[ImportField.Birthday] is { } birthday)
            contact.BirthdayOn = ImportRow.Day(birthday);
        if (Enum.TryParse<ContactStatus>(row[ImportField.Status], ignoreCase: true, out var status))
            contact.Status = status;
        if (Enum.TryParse<ContactLevel>(row[ImportField.Level], ignoreCase: true, out var level))
            contact.Level = level;
        FillAddresses(contact, row);
        FillPhones(contact, row);
        if (row[ImportField.Account] is { } account && contact.Account?.Name != account)
            contact.Account = await AccountAsync(account, cancel);
        if ((row[ImportField.Source] ?? request.Source) is { } source && contact.SourceId is null)
            contact.Source = await LookupAsync(LookupKind.Source, source, cancel);
        foreach (var group in row.Parts(ImportField.Groups))
            await AddLookupAsync(contact, LookupKind.Group, group, cancel);
        foreach (var type in row.Parts(ImportField.Types))
            await AddLookupAsync(contact, LookupKind.ContactType, type, cancel);
    }

    private static void FillAddresses(Contact contact, ImportRow row)
    {
        foreach (var email in row.All(ImportField.Email).Where(e => !contact.Emails.Exists(x => x.AddressKey == ContactEmail.KeyOf(e))))
            contact.Emails.Add(ContactEmail.From(email, isPrimary: contact.Emails.Count == 0));
        var address = new PostalAddress
        {
            Street = row[ImportField.Street],
            District = row[ImportField.District],
            City = row[ImportField.City],
            Region = row[ImportField.Region],
            Postcode = row[ImportField.Postcode],
            Country = row[ImportField.Country],
        };
        if (address.OneLine().Length > 0 && !contact.Addresses.Exists(a => a.OneLine() == address.OneLine()))
            contact.Addresses.Add(address);
    }

    private void FillPhones(Contact contact, ImportRow row)
    {
        var columns = new[] { (ImportField.Mobile, PhoneKind.Mobile), (ImportField.WorkPhone, PhoneKind.Work), (ImportField.HomePhone, PhoneKind.Home), (ImportField.Fax, PhoneKind.Fax) };
        foreach (var (field, kind) in columns)
        {
            foreach (var raw in row.All(field))
            {
                var e164 = PhoneNumber.TryParse(raw, firm.Country, out var number) ? number.E164 : null;
                if (!contact.Phones.Exists(p => p.Raw == raw || (e164 is not null && p.E164 == e164)))
                    contact.Phones.Add(new ContactPhone { Raw = raw.Length > 100 ? raw[..100] : raw, E164 = e164, Kind = kind, IsPrimary = contact.Phones.Count == 0 });
            }
        }
    }

    private async Task<Account> AccountAsync(string name, CancellationToken cancel)
    {
        var key = SearchText.Fold(name);
        var added = db.ChangeTracker.Entries<Account>().Select(a => a.Entity).FirstOrDefault(a => SearchText.Fold(a.Name) == key);
        if (added is not null)
            return added;
        if (await FindAccount.ByNameAsync(db, name, cancel) is { } found)
            return found;
        var account = new Account { Name = name, OwnerId = db.Reader.UserId, TeamId = db.Reader.HomeTeamId };
        db.Accounts.Add(account);
        return account;
    }

    private async Task AddLookupAsync(Contact contact, LookupKind kind, string name, CancellationToken cancel)
    {
        var item = await LookupAsync(kind, name, cancel);
        if (!contact.Lookups.Exists(l => ReferenceEquals(l.LookupItem, item) || (item.Id != 0 && l.LookupItemId == item.Id)))
            contact.Lookups.Add(new ContactLookup { LookupItem = item });
    }

    private async Task<LookupItem> LookupAsync(LookupKind kind, string name, CancellationToken cancel)
    {
        var key = SearchText.Fold(name);
        if (_lookups.TryGetValue((kind, key), out var known))
            return known;
        var item = await db.LookupItems.FirstOrDefaultAsync(i => i.Kind == kind && (i.NameKey == key || i.NameArabic == name), cancel);
        if (item is null)
            db.LookupItems.Add(item = new LookupItem { Kind = kind, Name = name, NameKey = key });
        return _lookups[(kind, key)] = item;
    }

    private async Task CompleteAsync(ChangeSet import, CancellationToken cancel)
    {
        import.CompletedAt = db.Now;
        await db.SaveChangesAsync(cancel);
    }
}
