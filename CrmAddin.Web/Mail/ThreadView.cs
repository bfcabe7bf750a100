using CrmAddin.Core.Deals;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Mail.Threads;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Mail;

/// <summary>A conversation, opened.</summary>
/// <param name="Row">The conversation.</param>
/// <param name="Mails">Its mails below the place asked for, newest first.</param>
/// <param name="Bodies">Their texts by mail, where one is kept and the reader may read it.</param>
/// <param name="Deal">The deal it is in, where the reader sees it.</param>
/// <param name="Choices">Deals into which the reader may put it; none where they may not.</param>
/// <param name="Next">Where its earlier mails begin; null at the end.</param>
public sealed record ThreadView(
    ThreadRow Row, IReadOnlyList<LoggedMessage> Mails, IReadOnlyDictionary<long, ReadableBody> Bodies, Deal? Deal, IReadOnlyList<Deal> Choices, ThreadPlace? Next)
{
    /// <summary>Mails of one page.</summary>
    public const int MailsAPage = 20;

    private const int MostChoices = 50;

    /// <summary>What the conversation is about.</summary>
    public string Title => BaseSubject.Of(Row.FirstSubject).Text;

    /// <summary>Whether it is in a deal that the reader does not see.</summary>
    public bool IsInUnseenDeal => Row.DealId is not null && Deal is null;

    /// <summary>Reads the conversation of a mail within what the reader sees; null when they do not see the mail.</summary>
    public static async Task<ThreadView?> ReadAsync(CrmDb db, long messageId, ThreadPlace below, CancellationToken cancel)
    {
        if (await ThreadQuery.Rows(db, [messageId]).FirstOrDefaultAsync(cancel) is not { } row)
            return null;
        var mails = await ThreadQuery.Mails(db, messageId, row.ConversationId, below).Take(MailsAPage + 1).ToListAsync(cancel);
        var shown = mails.Take(MailsAPage).ToList();
        var ids = shown.ConvertAll(m => m.Id);
        var contacts = shown.SelectMany(m => m.Contacts).Select(c => c.ContactId).Distinct().ToList();
        var accounts = shown.Select(m => m.AccountId).OfType<long>().Distinct().ToList();
        var deal = row.DealId is { } dealId ? await db.Deals.AsNoTracking().FirstOrDefaultAsync(d => d.Id == dealId, cancel) : null;
        return new(
            row,
            shown,
            await ThreadQuery.Bodies(db, ids).ToDictionaryAsync(b => b.MessageId, cancel),
            deal,
            db.Reader.MayChange ? await ThreadQuery.DealsToChoose(db, contacts, accounts, deal?.Id).Take(MostChoices).ToListAsync(cancel) : [],
            mails.Count > MailsAPage ? new ThreadPlace(shown[^1].SentAt, shown[^1].Id) : null);
    }
}
