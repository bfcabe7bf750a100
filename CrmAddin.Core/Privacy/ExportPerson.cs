using System.IO.Compression;
using System.Text.Json;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Documents;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Privacy;

/// <summary>What an export of a person holds.</summary>
/// <param name="DisplayName">Whose.</param>
/// <param name="Documents">Files beside the record.</param>
/// <param name="Messages">Logged messages in the record.</param>
public sealed record PersonExport(string DisplayName, int Documents, int Messages);

/// <summary>
/// Everything the firm holds on a person as one ZIP: person.json with every field, part and statement, the mail that the reader may see,
/// the journal and the rows merged into it, and the documents as files. Written as a stream; recorded in the journal.
/// </summary>
public sealed class ExportPerson(CrmDb db, ReadHistory history)
{
    private const int MessagesAtATime = 100;

    /// <summary>Writes the ZIP. Errors: <see cref="MayNotExportPerson"/>, <see cref="ContactUnknown"/>.</summary>
    public async Task<Result<PersonExport>> RunAsync(long contactId, Stream zip, string from, CancellationToken cancel)
    {
        if (!db.Reader.MayExportPerson)
            return new MayNotExportPerson();
        var contact = await ContactQuery.Whole(db, contactId).AsNoTracking().FirstOrDefaultAsync(cancel);
        if (contact is null)
            return new ContactUnknown(contactId);
        await RecordAsync(contact, from, cancel);

        var ids = await MergedRows.WithAsync(db, [contactId], cancel);
        await using var package = await ZipArchive.CreateAsync(zip, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancel);
        var documents = await WriteDocumentsAsync(package, ids, cancel);
        var messages = 0;
        await using (var entry = await package.CreateEntry("person.json").OpenAsync(cancel))
        await using (var json = new Utf8JsonWriter(entry, new JsonWriterOptions { Indented = true, Encoder = JsonText.Readable.Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("exportedAt", db.Now);
            json.WritePropertyName("contact");
            await WriteContactAsync(json, contact, cancel);
            await WriteMergedAsync(json, ids.Where(id => id != contactId).ToList(), cancel);
            await WriteWorkAsync(json, ids, cancel);
            Write(json, "documents", documents.Select(d => new { file = d.Path, d.Kind, d.ContentType, d.SizeBytes, d.CreatedAt }));
            messages = await WriteMessagesAsync(json, ids, cancel);
            await WriteExportsAsync(json, ids, cancel);
            await WriteHistoryAsync(json, ids, cancel);
            json.WriteEndObject();
        }
        return new PersonExport(contact.DisplayName, documents.Count, messages);
    }

    private async Task RecordAsync(Contact contact, string from, CancellationToken cancel)
    {
        var set = db.Begin(ChangeOrigin.Export, from, contact.DisplayName);
        await db.SaveChangesAsync(cancel);
        db.AuditEntries.Add(new AuditEntry { ChangeSetId = set.Id, Entity = nameof(Contact), EntityId = contact.Id, RootEntity = nameof(Contact), RootId = contact.Id, Action = AuditAction.Exported });
        set.CompletedAt = db.Now;
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
    }

    private async Task WriteContactAsync(Utf8JsonWriter json, Contact contact, CancellationToken cancel)
    {
        json.WriteStartObject();
        WriteFields(json, contact);
        json.WriteString("account", contact.Account?.Name);
        json.WriteString("source", contact.Source?.Name);
        json.WriteString("owner", contact.Owner?.DisplayName);
        Write(json, "team", await db.Teams.Where(t => t.Id == contact.TeamId).Select(t => t.Name).FirstOrDefaultAsync(cancel));
        Write(json, "phones", contact.Phones.Select(p => new { p.Kind, p.Raw, p.E164, p.IsPrimary }));
        Write(json, "emails", contact.Emails.Select(e => new { e.Kind, e.Address, e.IsPrimary, e.State }));
        Write(json, "addresses", contact.Addresses.Select(a => new { a.Kind, a.Street, a.District, a.City, a.Region, a.Postcode, a.Country, a.Latitude, a.Longitude }));
        Write(json, "profiles", await db.ContactProfiles.Where(p => p.ContactId == contact.Id).Select(p => new { p.Kind, p.Url }).ToListAsync(cancel));
        Write(json, "children", await db.ContactChildren.Where(c => c.ContactId == contact.Id).Select(c => new { c.Name, c.BirthdayOn }).ToListAsync(cancel));
        Write(json, "groups", Names(contact, LookupKind.Group));
        Write(json, "types", Names(contact, LookupKind.ContactType));
        Write(json, "tags", Names(contact, LookupKind.Tag));
        await WriteCustomAsync(json, contact.Id, cancel);
        Write(json, "consents", contact.Consents.OrderBy(c => c.At).Select(c => new { c.Purpose, c.Channel, c.State, c.At, c.How, c.Wording, c.Language, c.Evidence }));
        Write(json, "provenance", Provenance.Read(contact.ProvenanceJson).Fields);
        json.WriteEndObject();
    }

    private async Task WriteCustomAsync(Utf8JsonWriter json, long contactId, CancellationToken cancel)
    {
        var values = await db.CustomFieldValues.AsNoTracking().Where(v => v.ContactId == contactId).Include(v => v.CustomField).Include(v => v.Choice).Include(v => v.LinkedContact).ToListAsync(cancel);
        Write(json, "customFields", values.Select(v => new
        {
            field = v.CustomField!.Name,
            value = ValueOf(v),
        }));
    }

    private static object? ValueOf(CustomFieldValue value) => value.CustomField!.Kind switch
    {
        CustomFieldKind.Text => value.Text,
        CustomFieldKind.Date => value.Day,
        CustomFieldKind.YesNo => value.Number == 1,
        CustomFieldKind.Choice or CustomFieldKind.MultiChoice => value.Choice?.Name,
        CustomFieldKind.ContactLink => value.LinkedContact?.DisplayName,
        _ => value.Number,
    };

    private async Task WriteMergedAsync(Utf8JsonWriter json, List<long> merged, CancellationToken cancel)
    {
        json.WriteStartArray("mergedRows");
        foreach (var row in await db.Contacts.IgnoreQueryFilters().AsNoTracking().Where(c => merged.Contains(c.Id)).OrderBy(c => c.Id).ToListAsync(cancel))
        {
            json.WriteStartObject();
            WriteFields(json, row);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private async Task WriteWorkAsync(Utf8JsonWriter json, List<long> ids, CancellationToken cancel)
    {
        Write(json, "deals", await db.Deals.Where(d => d.Contacts.Any(c => ids.Contains(c.ContactId)))
            .Select(d => new { d.Title, account = d.Account!.Name, stage = d.Stage!.Name, d.Amount, d.Currency, d.ClosedOn, role = d.Contacts.First(c => ids.Contains(c.ContactId)).Role }).ToListAsync(cancel));
        Write(json, "leads", await db.Leads.Where(l => ids.Contains(l.ContactId))
            .Select(l => new { l.ReceivedAt, l.Channel, l.Message, l.Status, l.DisqualifiedReason, l.AidaStage, source = l.Source!.Name }).ToListAsync(cancel));
        Write(json, "activities", await db.Activities.Where(a => a.Contacts.Any(c => ids.Contains(c.ContactId)))
            .OrderBy(a => a.Id).Select(a => new { a.Kind, a.State, a.Subject, a.Purpose, a.Result, a.Place, a.StartsAt, a.EndsAt, account = a.Account!.Name }).ToListAsync(cancel));
        var pairs = await db.DuplicatePairs.AsNoTracking().Where(p => ids.Contains(p.AId) || ids.Contains(p.BId)).Select(p => new { p.Score, p.State, p.FoundAt }).ToListAsync(cancel);
        Write(json, "possibleDuplicates", pairs);
    }

    private async Task<int> WriteMessagesAsync(Utf8JsonWriter json, List<long> ids, CancellationToken cancel)
    {
        json.WriteStartArray("messages");
        var (count, before, beforeId) = (0, DateTimeOffset.MaxValue, long.MaxValue);
        while (await PrivacyQuery.Messages(db, ids, before, beforeId).Take(MessagesAtATime).ToListAsync(cancel) is { Count: > 0 } page)
        {
            foreach (var message in page)
            {
                JsonSerializer.Serialize(json, new
                {
                    message.Direction,
                    message.Subject,
                    message.SentAt,
                    message.ReceivedAt,
                    participants = message.Participants.Select(p => new { p.Role, address = p.AddressKey, p.Name }),
                    message.Preview,
                    body = message.Copies.Select(c => c.BodyText).FirstOrDefault(b => b is not null),
                    keptBecause = message.KeptReason,
                }, Json);
            }
            count += page.Count;
            (before, beforeId) = (page[^1].SentAt, page[^1].Id);
            await json.FlushAsync(cancel);
        }
        json.WriteEndArray();
        return count;
    }

    private async Task WriteExportsAsync(Utf8JsonWriter json, List<long> ids, CancellationToken cancel) =>
        Write(json, "exports", await db.AuditEntries.Where(e => e.RootEntity == nameof(Contact) && ids.Contains(e.RootId) && e.Action == AuditAction.Exported)
            .OrderBy(e => e.Id).Select(e => new { e.ChangeSet!.At, e.ChangeSet.From }).ToListAsync(cancel));

    private async Task WriteHistoryAsync(Utf8JsonWriter json, List<long> ids, CancellationToken cancel)
    {
        json.WriteStartArray("history");
        long? next = null;
        do
        {
            var page = await history.OfAsync(nameof(Contact), ids, next, cancel);
            foreach (var set in page.Sets)
            {
                JsonSerializer.Serialize(json, new
                {
                    set.Set.At,
                    by = set.UserName,
                    set.Set.From,
                    set.Set.Origin,
                    changes = set.Entries.Select(e => new
                    {
                        e.Entry.Entity,
                        e.Entry.Action,
                        fields = e.Values.Select(v => new { v.Field, before = v.OldName?.Name ?? v.Old, after = v.NewName?.Name ?? v.New }),
                    }),
                }, Json);
            }
            await json.FlushAsync(cancel);
            next = page.Next;
        }
        while (next is not null);
        json.WriteEndArray();
    }

    private async Task<List<(string Path, DocumentKind Kind, string ContentType, long SizeBytes, DateTimeOffset CreatedAt)>> WriteDocumentsAsync(ZipArchive package, List<long> ids, CancellationToken cancel)
    {
        var written = new List<(string, DocumentKind, string, long, DateTimeOffset)>();
        var documents = await db.Documents.AsNoTracking().Where(d => d.ContactId != null && ids.Contains(d.ContactId.Value)).OrderBy(d => d.Id).ToListAsync(cancel);
        foreach (var document in documents)
        {
            var path = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"documents/{document.Id}-{document.FileName}");
            // One at a time: a folder of large documents must not stand in memory at once.
            var bytes = await db.DocumentContents.Where(c => c.DocumentId == document.Id).Select(c => c.Bytes).FirstAsync(cancel);
            await using var entry = await package.CreateEntry(path, CompressionLevel.Fastest).OpenAsync(cancel);
            await entry.WriteAsync(bytes, cancel);
            written.Add((path, document.Kind, document.ContentType, document.SizeBytes, document.CreatedAt));
        }
        return written;
    }

    // Every own field of the row, also one that is added later; keys of other rows stand by their names instead.
    private static void WriteFields(Utf8JsonWriter json, Contact contact)
    {
        foreach (var property in typeof(Contact).GetProperties().Where(p => IsPlain(p.PropertyType) && !LeftOut.Contains(p.Name)))
            Write(json, JsonNamingPolicy.CamelCase.ConvertName(property.Name), property.GetValue(contact));
    }

    private static readonly HashSet<string> LeftOut = ["AccountId", "SourceId", "OwnerId", "TeamId", "MergedIntoId", "ProvenanceJson", "SortKey"];

    private static readonly JsonSerializerOptions Json = new(JsonText.Readable) { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };

    private static bool IsPlain(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var plain && (plain.IsValueType || plain == typeof(string));

    private static IEnumerable<string> Names(Contact contact, LookupKind kind) => contact.Lookups.Where(l => l.LookupItem?.Kind == kind).Select(l => l.LookupItem!.Name);

    private static void Write<T>(Utf8JsonWriter json, string name, T value)
    {
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, value, Json);
    }
}
