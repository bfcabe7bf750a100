using CrmAddin.Core.Consent;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Reports.ListGrowth;

/// <summary>A statement about newsletter or marketing by e-mail as the store gives it.</summary>
public sealed record ConsentRead(long ContactId, DateTimeOffset At, ConsentPurpose Purpose, ConsentState State);

/// <summary>A mail of a campaign that came back.</summary>
public sealed record BounceRead(long ContactId, DateTimeOffset At);

/// <summary>Reads for the report of mailing-list growth. All of them are held to the reader of the context.</summary>
public static class ListGrowthQuery
{
    /// <summary>Statements before a moment, of people whom the reader sees.</summary>
    public static IQueryable<ConsentRead> Consents(CrmDb db, ReportScope scope, DateTimeOffset before) =>
        from consent in db.Consents.AsNoTracking()
        join contact in scope.OfPeople(db.Contacts.AsNoTracking()) on consent.ContactId equals contact.Id
        where consent.Channel == ConsentChannel.Email && consent.At < before
            && (consent.Purpose == ConsentPurpose.Newsletter || consent.Purpose == ConsentPurpose.Marketing)
        orderby consent.ContactId, consent.At
        select new ConsentRead(consent.ContactId, consent.At, consent.Purpose, consent.State);

    /// <summary>Mails of campaigns that came back before a moment, from people whom the reader sees.</summary>
    public static IQueryable<BounceRead> Bounces(CrmDb db, ReportScope scope, DateTimeOffset before) =>
        from member in db.CampaignMembers.AsNoTracking()
        join contact in scope.OfPeople(db.Contacts.AsNoTracking()) on member.ContactId equals contact.Id
        where member.BouncedAt != null && member.BouncedAt < before
        orderby member.ContactId, member.BouncedAt
        select new BounceRead(member.ContactId, member.BouncedAt!.Value);

    /// <summary>People who are on the lists at a moment: a consent that was neither withdrawn nor followed by a mail that came back.</summary>
    public static IQueryable<long> OnTheLists(CrmDb db, ReportScope scope, DateTimeOffset before)
    {
        var consents = db.Consents.Where(consent => consent.Channel == ConsentChannel.Email && consent.At < before
            && (consent.Purpose == ConsentPurpose.Newsletter || consent.Purpose == ConsentPurpose.Marketing));
        return scope.OfPeople(db.Contacts.AsNoTracking())
            .Where(contact => consents.Any(given => given.ContactId == contact.Id && given.State == ConsentState.Given
                && !consents.Any(later => later.ContactId == contact.Id && later.Purpose == given.Purpose && later.State == ConsentState.Withdrawn && later.At >= given.At)
                && !db.CampaignMembers.Any(member => member.ContactId == contact.Id && member.BouncedAt >= given.At && member.BouncedAt < before)))
            .Select(contact => contact.Id);
    }
}
