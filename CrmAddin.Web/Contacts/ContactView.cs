using CrmAddin.Core.Contacts;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Contacts;

/// <summary>A contact with what its card shows; the pane and the page show the same.</summary>
/// <param name="Contact">The contact with its parts.</param>
/// <param name="Mails">Last logged mails that the reader may see, newest first; one more than shown says that there are more.</param>
/// <param name="OpenDeals">Open deals of the person or the firm.</param>
/// <param name="Missing">Which of the ten basics are empty.</param>
/// <param name="CustomFields">The firm's own fields of a contact.</param>
public sealed record ContactView(
    Contact Contact, IReadOnlyList<LoggedMessage> Mails, IReadOnlyList<Deal> OpenDeals, IReadOnlyList<BasicField> Missing, IReadOnlyList<CustomField> CustomFields)
{
    /// <summary>Mails of one page of a timeline.</summary>
    public const int MailsAPage = 8;

    private static readonly DateTimeOffset EndOfTime = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Reads a contact within what the reader sees; null when there is none.</summary>
    public static async Task<ContactView?> ReadAsync(CrmDb db, long id, CancellationToken cancel)
    {
        if (await ContactQuery.Whole(db, id).AsNoTracking().FirstOrDefaultAsync(cancel) is not { } contact)
            return null;
        var mails = await MailsAsync(db, id, EndOfTime, cancel);
        var deals = await ContactQuery.OpenDeals(db, id, contact.AccountId).Take(10).ToListAsync(cancel);
        var fields = contact.CustomValues.Count == 0 ? [] : await CustomFieldQuery.All(db, FieldEntity.Contact).ToListAsync(cancel);
        return new(contact, mails, deals, Completeness.Missing(contact, mails.Count > 0), fields);
    }

    /// <summary>A page of the timeline before a moment, and one more.</summary>
    public static async Task<IReadOnlyList<LoggedMessage>> MailsAsync(CrmDb db, long id, DateTimeOffset before, CancellationToken cancel) =>
        await ContactQuery.Timeline(db, id, before).Take(MailsAPage + 1).ToListAsync(cancel);
}
