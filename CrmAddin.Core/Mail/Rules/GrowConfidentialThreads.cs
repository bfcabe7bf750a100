using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Rules;

/// <summary>Notes what the new mails of confidential threads are recognised by, so that their answers are recognised too. The caller holds the transaction.</summary>
public sealed class GrowConfidentialThreads(CrmDb db, DroppedMailKey key)
{
    /// <summary>Adds the keys of those mails that are known for confidential; one query where there are any, none otherwise.</summary>
    public async Task RunAsync(IReadOnlyCollection<MailboxMessage> mails, KnownParties known, CancellationToken cancel)
    {
        var waiting = mails.Where(m => known.Confidential.Contains(m.Id)).ToList();
        if (waiting.Count == 0)
            return;
        var asked = waiting.SelectMany(m => ThreadKeys.All(key, m)).Distinct().ToList();
        var threads = await db.ConfidentialThreadKeys.AsNoTracking().Where(k => asked.Contains(k.KeyedHash)).ToDictionaryAsync(k => k.KeyedHash, k => k.ThreadId, cancel);
        while (waiting.Find(m => ThreadKeys.All(key, m).Any(threads.ContainsKey)) is { } mail)
        {
            waiting.Remove(mail);
            var thread = threads[ThreadKeys.All(key, mail).First(threads.ContainsKey)];
            foreach (var own in ThreadKeys.Own(key, mail.ConversationId, mail.InternetMessageId).Where(k => threads.TryAdd(k, thread)))
                db.ConfidentialThreadKeys.Add(new ConfidentialThreadKey { ThreadId = thread, KeyedHash = own });
        }
        await db.SaveChangesAsync(cancel);
    }
}
