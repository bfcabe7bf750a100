using CrmAddin.Core.Mail;
using CrmAddin.Web.Texts;

namespace CrmAddin.Web.Mail;

/// <summary>What stands in the way of a mailbox in words, and what to do about it.</summary>
/// <param name="Words">What is so.</param>
/// <param name="WayOut">What to do.</param>
/// <param name="Detail">The sentence that names settings and values, in English; null where the words say it all.</param>
public sealed record MailTrouble(string Words, string WayOut, string? Detail)
{
    /// <summary>The trouble of a mailbox whose last round did not come through, or of one that has had none.</summary>
    public static MailTrouble Of(Mailbox mailbox) => Of(mailbox.LastErrorCode, mailbox.LastError, mailbox.Address);

    /// <summary>The trouble of an error's name and sentence as they were noted.</summary>
    public static MailTrouble Of(string? code, string? sentence, string mailbox)
    {
        if (code is null)
            return new(UiTexts.T("trouble.no-round"), UiTexts.T("trouble.no-round.do"), null);
        return UiTexts.Find("trouble." + code) is { } words
            ? new(string.Format(System.Globalization.CultureInfo.InvariantCulture, words, mailbox), UiTexts.T($"trouble.{code}.do"), sentence)
            : new(sentence ?? code, UiTexts.T("trouble.other.do"), null);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Words} {WayOut}";
}
