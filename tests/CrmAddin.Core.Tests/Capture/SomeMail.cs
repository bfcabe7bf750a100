using CrmAddin.Core.Capture;

namespace CrmAddin.Core.Tests.Capture;

/// <summary>Mails for tests, said briefly.</summary>
internal static class SomeMail
{
    public static MailToRead From(string? name, string? address, string body) => new() { Id = "1", From = new MailParty(name, address), Body = body };

    public static MailToRead Html(string? name, string? address, string body) => From(name, address, body) with { IsHtml = true };

    public static ProposedContact Proposed(this MailToRead mail, string country = "SA") => ProposeContact.From(mail, country);
}
