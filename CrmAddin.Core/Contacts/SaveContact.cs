using CrmAddin.Core.Audit;
using CrmAddin.Core.Consent;
using CrmAddin.Core.Contacts.Phones;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Duplicates;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Privacy;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Contacts;

/// <summary>Makes or changes a contact as one change set, with its firm where the firm is new.</summary>
public sealed class SaveContact(CrmDb db, FirmSettings firm, FindErased findErased, LiftErasure liftErasure, LinkEarlierMail linkEarlierMail)
{
    /// <summary>
    /// Saves the draft. Errors: <see cref="MayNotChange"/>, <see cref="ContactUnknown"/>, <see cref="ContactNeedsName"/>,
    /// <see cref="EmailMalformed"/>, <see cref="EmailBelongsToOther"/>, <see cref="LookupUnknown"/>, <see cref="ScoresOutOfRange"/>,
    /// <see cref="ScoresIncomplete"/>, <see cref="LevelFollowsScores"/>, <see cref="CustomValueWrong"/>, <see cref="RequiredFieldsEmpty"/>, <see cref="PersonWasErased"/>, <see cref="ContactChangedMeanwhile"/>.
    /// </summary>
    public async Task<Result<Contact>> RunAsync(ContactDraft draft, DraftOrigin origin, CancellationToken cancel)
    {
        if (!db.Reader.MayChange)
            return new MayNotChange();
        if (await RefuseAsync(draft, cancel) is { } refusal)
            return refusal;
        var erased = await ErasedAsync(draft, origin, cancel);
        if (!erased.IsEmpty && string.IsNullOrWhiteSpace(draft.NewConsent))
            return new PersonWasErased(erased.Emails.Concat(erased.Phones).FirstOrDefault() ?? ApplyDraft.DisplayNameOf(draft));

        var contact = draft.Id is { } id ? await ContactQuery.Whole(db, id).FirstOrDefaultAsync(cancel) : NewContact(draft, origin);
        if (contact is null)
            return new ContactUnknown(draft.Id!.Value);
        if (draft.Id is not null && draft.Version is { } seen && seen != contact.Version)
            return await ChangedMeanwhileAsync(contact, draft, cancel);

        if (origin.Within is { } set)
            db.Resume(set);
        else
            db.Begin(origin.Origin, origin.From, about: contact.DisplayName);
        if (await new ApplyDraft(db, firm).RunAsync(contact, draft, cancel) is { } wrong)
            return Forget(wrong);
        if (origin.Origin == ChangeOrigin.Edit && await new RequiredFieldCheck(db).RunAsync(contact, cancel) is { } empty)
            return Forget(empty);
        await new NoteProvenance(db).RunAsync(contact, draft, new FieldProvenance(origin.Provenance ?? "typed", db.Now), cancel);
        if (!erased.IsEmpty)
            await BringBackAsync(contact, draft, erased, cancel);
        // A changed phone or address is a change of the contact: whoever edits it meanwhile must see a new version.
        if (contact.Id != 0 && db.ChangeTracker.Entries().Any(e => e is { State: not EntityState.Unchanged, Entity: not ChangeSet }))
            db.Entry(contact).Property(c => c.ChangedAt).IsModified = true;
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            var current = await ContactQuery.Whole(db, contact.Id).FirstOrDefaultAsync(cancel);
            return current is null ? new ContactUnknown(contact.Id) : await ChangedMeanwhileAsync(current, draft, cancel);
        }
        catch (DbUpdateException e) when (origin.OriginKey is not null && db.IsDuplicate(e))
        {
            // Two colleagues pressed Save on the same sender in the same second: both get the one contact, or the one it was merged into.
            db.ChangeTracker.Clear();
            var first = (await FindSurvivor.OfOriginsAsync(db, [origin.OriginKey], cancel)).GetValueOrDefault(origin.OriginKey);
            return await db.Contacts.FirstAsync(c => c.Id == first, cancel);
        }
        // Whoever saves many at once links their mails when they are through, and may hold the turn to write.
        if (draft.Emails is { Count: > 0 } && origin.Within is null && await linkEarlierMail.IsNeededAsync([contact.Id], cancel))
            await LinkMailAsync(contact.Id, cancel);
        return contact;
    }

    private async Task LinkMailAsync(long contactId, CancellationToken cancel)
    {
        await using var write = await db.BeginWriteAsync(cancel);
        await linkEarlierMail.RunAsync([contactId], cancel);
        await write.CommitAsync(cancel);
    }

    private async Task<ErasedMatches> ErasedAsync(ContactDraft draft, DraftOrigin origin, CancellationToken cancel) => await findErased.RunAsync(
        draft.Emails?.Select(e => ContactEmail.KeyOf(e.Address)).ToList() ?? [],
        draft.Phones?.Select(p => PhoneNumber.TryParse(p.Raw, firm.Country, out var number) ? number.E164 : null).OfType<string>().ToList() ?? [],
        origin.OriginKey is { } key ? [key] : [], cancel);

    private async Task BringBackAsync(Contact contact, ContactDraft draft, ErasedMatches erased, CancellationToken cancel)
    {
        await liftErasure.RunAsync(erased, cancel);
        contact.Consents.Add(new ConsentRecord
        {
            Purpose = ConsentPurpose.Service,
            Channel = erased.Emails.Count > 0 ? ConsentChannel.Email : ConsentChannel.Phone,
            State = ConsentState.Given,
            At = db.Now,
            How = draft.NewConsent!.Trim() is var how && how.Length > 100 ? how[..100] : how,
            RecordedById = db.Reader.UserId,
        });
    }

    // What was begun must not be saved along with the next thing that this context saves.
    private Error Forget(Error error)
    {
        db.ChangeTracker.Clear();
        return error;
    }

    private async Task<Error?> RefuseAsync(ContactDraft draft, CancellationToken cancel)
    {
        if (draft.Id is null && ApplyDraft.DisplayNameOf(draft).Length == 0)
            return new ContactNeedsName();
        if (draft.OwnerId is { } owner && await RefuseOwnerAsync(draft.Id, owner, cancel) is { } notYours)
            return notYours;
        if (draft.Scores is { IsInRange: false })
            return new ScoresOutOfRange();
        if (draft is { Id: not null, DisplayName.Length: 0, GivenName: null or "", FamilyName: null or "" })
            return new ContactNeedsName();
        foreach (var address in draft.Emails?.Select(e => e.Address) ?? [])
        {
            if (!IsEmail(address))
                return new EmailMalformed(address);
            var key = ContactEmail.KeyOf(address);
            var other = await ContactQuery.WithEmail(db, key).Where(c => c.Id != draft.Id).Select(c => new { c.Id, c.DisplayName }).FirstOrDefaultAsync(cancel);
            if (other is not null)
                return new EmailBelongsToOther(address, other.Id, other.DisplayName);
        }
        foreach (var item in draft.LookupItemIds ?? [])
        {
            if (!await db.LookupItems.AnyAsync(l => l.Id == item, cancel))
                return new LookupUnknown("groups and types", item);
        }
        if (draft.SourceId is > 0 and { } source && !await db.LookupItems.AnyAsync(l => l.Id == source && l.Kind == LookupKind.Source, cancel))
            return new LookupUnknown("source", source);
        return null;
    }

    private async Task<Error?> RefuseOwnerAsync(long? contactId, long ownerId, CancellationToken cancel)
    {
        var current = contactId is null ? db.Reader.UserId : await db.Contacts.Where(c => c.Id == contactId).Select(c => c.OwnerId).FirstOrDefaultAsync(cancel);
        return ownerId == (current ?? 0) ? null : await NewOwner.RefuseAsync(db, ownerId, cancel);
    }

    private Contact NewContact(ContactDraft draft, DraftOrigin origin)
    {
        var contact = new Contact
        {
            DisplayName = ApplyDraft.DisplayNameOf(draft),
            OriginKey = origin.OriginKey,
            OwnerId = db.Reader.UserId,
            TeamId = db.Reader.HomeTeamId,
            Status = ContactStatus.Potential,
        };
        db.Contacts.Add(contact);
        return contact;
    }

    private async Task<Error> ChangedMeanwhileAsync(Contact current, ContactDraft draft, CancellationToken cancel)
    {
        var lastChange = await db.AuditEntries.AsNoTracking()
            .Where(e => e.RootEntity == nameof(Contact) && e.RootId == current.Id).OrderByDescending(e => e.Id)
            .Select(e => e.ChangeSet!.UserId).FirstOrDefaultAsync(cancel);
        var changedBy = await db.Users.Where(u => u.Id == lastChange).Select(u => u.DisplayName).FirstOrDefaultAsync(cancel);
        var parts = new FieldDifference[]
        {
            new("account", current.Account?.Name, draft.AccountName),
            new("address", current.Addresses.FirstOrDefault()?.OneLine(), draft.Address),
            new("emails", string.Join(", ", current.Emails.Select(e => e.Address)), draft.Emails is null ? null : string.Join(", ", draft.Emails.Select(e => e.Address))),
            new("phones", string.Join(", ", current.Phones.Select(p => p.Raw)), draft.Phones is null ? null : string.Join(", ", draft.Phones.Select(p => p.Raw))),
        };
        var differences = DraftTexts.All.Select(t => new FieldDifference(t.Field, t.Current(current), t.Given(draft))).Concat(parts)
            .Where(d => d.Yours is not null && (d.Yours ?? "") != (d.Current ?? ""));
        return new ContactChangedMeanwhile(current.Id, draft.Version ?? 0, current.Version, changedBy, [.. differences]);
    }

    private static bool IsEmail(string address)
    {
        var at = address.Trim().LastIndexOf('@');
        return at > 0 && at < address.Trim().Length - 1 && !address.Trim().Any(char.IsWhiteSpace) && address.Length <= 320;
    }
}
