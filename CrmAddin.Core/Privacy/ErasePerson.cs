using CrmAddin.Core.Activities;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Leads;
using CrmAddin.Core.Results;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Privacy;

/// <summary>What an erasure will reach, for whoever has to confirm it.</summary>
/// <param name="ContactId">The contact.</param>
/// <param name="DisplayName">The name to be typed.</param>
/// <param name="Rows">Contact rows, those merged into it included.</param>
/// <param name="Emails">E-mail addresses.</param>
/// <param name="Phones">Phones.</param>
/// <param name="Consents">Statements of consent.</param>
/// <param name="Leads">Enquiries.</param>
/// <param name="Deals">Deals that stay and lose the person.</param>
/// <param name="Documents">Documents.</param>
/// <param name="MessagesRemoved">Logged messages that go, because the person was the only one we knew in them.</param>
/// <param name="MessagesMasked">Logged messages that stay for others, without the person's name and address.</param>
/// <param name="JournalEntries">Entries of the journal that lose their values.</param>
public sealed record ErasurePreview(
    long ContactId, string DisplayName, int Rows, int Emails, int Phones, int Consents, int Leads, int Deals, int Documents, int MessagesRemoved, int MessagesMasked, int JournalEntries);

/// <summary>What an erasure did.</summary>
/// <param name="ChangeSetId">The change set that says when and by whom; it names nobody.</param>
/// <param name="Rows">Contact rows that went.</param>
/// <param name="MessagesRemoved">Messages that went.</param>
/// <param name="MessagesMasked">Messages that lost the person.</param>
/// <param name="FilesChanged">Files that lost rows of the person, or went.</param>
public sealed record ErasureOutcome(long ChangeSetId, int Rows, int MessagesRemoved, int MessagesMasked, int FilesChanged);

/// <summary>
/// Erases a person at their request: the contact and the rows merged into it with all their parts, search keys and name words, enquiries,
/// documents, the values of the journal, mail, appointments, what is kept of Outlook's contacts, and files of imports. What is left is keyed hashes, in the store and in a file beside it.
/// The erasure is written in that file first: one that was cut off is completed at the next start.
/// </summary>
public sealed class ErasePerson(CrmDb db, ErasedHashes hashes, ErasuresFile erasures, EraseFromMail eraseFromMail, EraseFromFiles eraseFromFiles, EraseFromActivities eraseFromActivities, EraseFromOutlook eraseFromOutlook)
{
    private const int KeysAtATime = 500;

    /// <summary>What it would reach. Errors: <see cref="MayNotAdminister"/>, <see cref="ContactUnknown"/>.</summary>
    public async Task<Result<ErasurePreview>> PreviewAsync(long contactId, CancellationToken cancel)
    {
        if (!db.Reader.MayAdminister)
            return new MayNotAdminister();
        var name = await db.Contacts.Where(c => c.Id == contactId).Select(c => c.DisplayName).FirstOrDefaultAsync(cancel);
        if (name is null)
            return new ContactUnknown(contactId);
        var traces = await PersonTraces.ReadAsync(db, contactId, cancel);
        var ids = traces.Ids;
        var (removed, masked) = await eraseFromMail.CountAsync(traces, cancel);
        return new ErasurePreview(
            contactId, name, ids.Count,
            await db.ContactEmails.CountAsync(e => ids.Contains(e.ContactId), cancel),
            await db.ContactPhones.CountAsync(p => ids.Contains(p.ContactId), cancel),
            await db.Consents.CountAsync(c => ids.Contains(c.ContactId), cancel),
            await db.Leads.IgnoreQueryFilters().CountAsync(l => ids.Contains(l.ContactId), cancel),
            await db.DealContacts.Where(d => ids.Contains(d.ContactId)).Select(d => d.DealId).Distinct().CountAsync(cancel),
            await db.Documents.CountAsync(d => d.ContactId != null && ids.Contains(d.ContactId.Value), cancel),
            removed, masked,
            await db.AuditEntries.CountAsync(e => e.RootEntity == nameof(Contact) && ids.Contains(e.RootId) && e.Values.Any(), cancel));
    }

    /// <summary>Erases. Errors: <see cref="MayNotAdminister"/>, <see cref="ContactUnknown"/>, <see cref="ErasureNotConfirmed"/>.</summary>
    /// <param name="contactId">The contact.</param>
    /// <param name="typedName">The name as the administrator typed it to confirm.</param>
    /// <param name="from">From where.</param>
    /// <param name="cancel">Ends it before it is committed.</param>
    public async Task<Result<ErasureOutcome>> RunAsync(long contactId, string? typedName, string from, CancellationToken cancel)
    {
        if (!db.Reader.MayAdminister)
            return new MayNotAdminister();
        var name = await db.Contacts.Where(c => c.Id == contactId).Select(c => c.DisplayName).FirstOrDefaultAsync(cancel);
        if (name is null)
            return new ContactUnknown(contactId);
        if (SearchText.Fold(typedName) != SearchText.Fold(name) || string.IsNullOrWhiteSpace(typedName))
            return new ErasureNotConfirmed(name);
        return await EraseAsync(contactId, from, cancel);
    }

    /// <summary>Erases without asking, in the name of the context's reader.</summary>
    internal async Task<ErasureOutcome> EraseAsync(long contactId, string from, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var traces = await PersonTraces.ReadAsync(db, contactId, cancel);
        var keys = KeysOf(traces);
        erasures.Add(new ErasureLine(db.Now, traces.Ids, keys));
        var files = await eraseFromFiles.RunAsync(traces, cancel);

        await using var write = await db.BeginWriteAsync(cancel);
        var (removed, masked) = await eraseFromMail.RunAsync(traces, cancel);
        await EraseValuesAsync(nameof(Activity), await eraseFromActivities.RunAsync(traces, cancel), cancel);
        await eraseFromOutlook.RunAsync(traces, cancel);
        await EraseWorkAsync(traces.Ids, cancel);
        await EraseFromRulesAsync(traces, cancel);
        await EraseNameWordsAsync(traces, cancel);
        await EraseJournalAsync(traces, cancel);
        await EraseContactsAsync(traces.Ids, cancel);
        await KeepHashesAsync(keys, cancel);
        var set = db.Begin(ChangeOrigin.Erase, from);
        await db.SaveChangesAsync(cancel);
        foreach (var id in traces.Ids)
            db.AuditEntries.Add(new AuditEntry { ChangeSetId = set.Id, Entity = nameof(Contact), EntityId = id, RootEntity = nameof(Contact), RootId = id, Action = AuditAction.Deleted });
        set.CompletedAt = db.Now;
        await db.SaveChangesAsync(cancel);
        await write.CommitAsync(cancel);
        await write.DisposeAsync();
        await db.ScrubAsync(cancel);
        return new ErasureOutcome(set.Id, traces.Rows.Count, removed, masked, files);
    }

    private List<ErasedKey> KeysOf(PersonTraces traces) =>
    [
        .. traces.Emails.Select(e => new ErasedKey(ErasedKeyKind.Email, hashes.Of(ErasedKeyKind.Email, e))),
        .. traces.PhonesE164.Select(p => new ErasedKey(ErasedKeyKind.Phone, hashes.Of(ErasedKeyKind.Phone, p))),
        .. traces.Origins.Select(o => new ErasedKey(ErasedKeyKind.Origin, hashes.Of(ErasedKeyKind.Origin, o))),
        .. traces.Rows.Select(r => new ErasedKey(ErasedKeyKind.Row, hashes.OfRow(r))),
    ];

    // Documents, enquiries and links go by statements: their journal must not take up what is being erased.
    private async Task EraseWorkAsync(List<long> ids, CancellationToken cancel)
    {
        await db.Documents.Where(d => d.ContactId != null && ids.Contains(d.ContactId.Value)).ExecuteDeleteAsync(cancel);
        await db.CustomFieldValues.Where(v => v.LinkedContactId != null && ids.Contains(v.LinkedContactId.Value)).ExecuteDeleteAsync(cancel);
        await db.DuplicatePairs.Where(p => ids.Contains(p.AId) || ids.Contains(p.BId)).ExecuteDeleteAsync(cancel);
        await db.DealContacts.Where(c => ids.Contains(c.ContactId)).ExecuteDeleteAsync(cancel);
        await db.MessageContacts.Where(c => ids.Contains(c.ContactId)).ExecuteDeleteAsync(cancel);
        var leads = await db.Leads.IgnoreQueryFilters().Where(l => ids.Contains(l.ContactId)).Select(l => l.Id).ToListAsync(cancel);
        await EraseValuesAsync(nameof(Lead), leads, cancel);
        await db.Leads.IgnoreQueryFilters().Where(l => leads.Contains(l.Id)).ExecuteDeleteAsync(cancel);
    }

    // A rule about whose mail is logged names its person too; an erased one is kept out without it.
    private async Task EraseFromRulesAsync(PersonTraces traces, CancellationToken cancel)
    {
        var (ids, emails) = (traces.Ids, traces.Emails.ToList());
        await db.MailRules.IgnoreQueryFilters().Where(r => emails.Contains(r.Pattern)).ExecuteDeleteAsync(cancel);
        await db.CreationCandidates.IgnoreQueryFilters().Where(c => emails.Contains(c.AddressKey) || (c.LookAlikeId != null && ids.Contains(c.LookAlikeId.Value))).ExecuteDeleteAsync(cancel);
    }

    // A merged row has no search keys, and its words stand in the vocabulary all the same.
    private async Task EraseNameWordsAsync(PersonTraces traces, CancellationToken cancel)
    {
        var ids = traces.Ids;
        var keys = await db.SearchKeys.IgnoreQueryFilters().Where(k => ids.Contains(k.ContactId) && k.Kind == SearchKeyKind.Name).Select(k => k.Key).Distinct().ToListAsync(cancel);
        foreach (var word in keys.Union(traces.NameWords))
        {
            if (!await db.SearchKeys.IgnoreQueryFilters().AnyAsync(k => k.Key == word && k.Kind == SearchKeyKind.Name && !ids.Contains(k.ContactId), cancel))
                await db.NameWords.Where(w => w.Word == word).ExecuteDeleteAsync(cancel);
        }
    }

    private async Task EraseJournalAsync(PersonTraces traces, CancellationToken cancel)
    {
        await EraseValuesAsync(nameof(Contact), traces.Ids, cancel);
        var ids = traces.Ids;
        // What an import is about is its file; every other change of one person is about that person.
        var sets = await db.AuditEntries.Where(e => e.RootEntity == nameof(Contact) && ids.Contains(e.RootId) && e.ChangeSet!.Origin != ChangeOrigin.Import && e.ChangeSet.About != null)
            .Select(e => e.ChangeSetId).Distinct().ToListAsync(cancel);
        foreach (var term in traces.Emails.Concat(traces.Names.Where(n => n.Contains(' ', StringComparison.Ordinal))))
            sets.AddRange(await db.ChangeSets.Where(s => s.About != null && s.About.Contains(term)).Select(s => s.Id).ToListAsync(cancel));
        foreach (var some in sets.Distinct().Chunk(KeysAtATime))
        {
            await db.ChangeSets.Where(s => some.Contains(s.Id)).ExecuteUpdateAsync(u => u.SetProperty(s => s.About, (string?)null), cancel);
            await db.AuditLinks.Where(l => some.Contains(l.ChangeSetId)).ExecuteUpdateAsync(u => u.SetProperty(l => l.AboutSalt, (string?)null), cancel);
        }
    }

    private async Task EraseValuesAsync(string root, List<long> rootIds, CancellationToken cancel)
    {
        var entries = await db.AuditEntries.Where(e => e.RootEntity == root && rootIds.Contains(e.RootId)).Select(e => e.Id).ToListAsync(cancel);
        foreach (var some in entries.Chunk(KeysAtATime))
        {
            await db.AuditValues.Where(v => some.Contains(v.AuditEntryId)).ExecuteUpdateAsync(u => u
                .SetProperty(v => v.OldValue, (string?)null).SetProperty(v => v.NewValue, (string?)null).SetProperty(v => v.Salt, (string?)null), cancel);
        }
    }

    private async Task EraseContactsAsync(List<long> ids, CancellationToken cancel)
    {
        var rows = db.Contacts.IgnoreQueryFilters().Where(c => ids.Contains(c.Id));
        await rows.ExecuteUpdateAsync(u => u.SetProperty(c => c.MergedIntoId, (long?)null), cancel);
        await rows.ExecuteDeleteAsync(cancel);
    }

    private async Task KeepHashesAsync(List<ErasedKey> keys, CancellationToken cancel)
    {
        var all = keys.ConvertAll(k => k.Hash);
        var known = (await db.ErasedPersons.Where(e => all.Contains(e.KeyedHash)).Select(e => e.KeyedHash).ToListAsync(cancel)).ToHashSet();
        db.ErasedPersons.AddRange(keys.Where(k => !known.Contains(k.Hash)).Select(k => new ErasedPerson { Kind = k.Kind, KeyedHash = k.Hash, ErasedAt = db.Now }));
    }
}
