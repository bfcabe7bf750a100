namespace CrmAddin.Core.Mail.Rules;

/// <summary>What the mails of a confidential thread are recognised by.</summary>
public static class ThreadKeys
{
    /// <summary>What a mail says about itself: its conversation and its own Message-ID.</summary>
    public static IEnumerable<string> Own(DroppedMailKey key, string? conversationId, string? internetMessageId)
    {
        if (!string.IsNullOrEmpty(conversationId))
            yield return key.Hash("conversation\n" + conversationId);
        if (!string.IsNullOrWhiteSpace(internetMessageId))
            yield return OfMessageId(key, internetMessageId);
    }

    /// <summary>What a mail says about itself and about the mails that it answers.</summary>
    public static IEnumerable<string> All(DroppedMailKey key, MailboxMessage mail) =>
        Own(key, mail.ConversationId, mail.InternetMessageId).Concat(DecideMail.AnsweredIds(mail).Select(id => OfMessageId(key, id)));

    private static string OfMessageId(DroppedMailKey key, string id) => key.Hash("message\n" + id.Trim());
}
