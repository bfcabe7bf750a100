using System.Text.Json;
using System.Text.RegularExpressions;
using CrmAddin.Core.Capture.Graph;

namespace CrmAddin.Core.Capture;

/// <summary>Mails in, proposed contacts out, one JSON line a mail in the mails' order.</summary>
public static class ExtractContacts
{
    /// <summary>Reads to the end of the input. A piece that is no mail gives a line with id null and an error, and the run goes on.</summary>
    /// <param name="input">Graph messages: one object, an array, a page or NDJSON.</param>
    /// <param name="output">Gets the lines.</param>
    /// <param name="defaultCountry">ISO 3166-1 alpha-2 region for numbers of which a mail does not tell the country.</param>
    /// <param name="cancel">Stops between two mails.</param>
    public static async Task RunAsync(Stream input, TextWriter output, string defaultCountry, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        await foreach (var reading in ReadGraphMails.RunAsync(input, cancel))
        {
            var contact = reading.Mail is { } mail ? Proposed(mail, defaultCountry) : new ProposedContact { Error = reading.Error };
            await output.WriteAsync(JsonSerializer.Serialize(contact, ProposedContact.Json).AsMemory(), cancel);
            await output.WriteAsync("\n".AsMemory(), cancel);
        }

        await output.FlushAsync(cancel);
    }

    private static ProposedContact Proposed(MailToRead mail, string defaultCountry)
    {
        try
        {
            return ProposeContact.From(mail, defaultCountry);
        }
        catch (RegexMatchTimeoutException)
        {
            return new ProposedContact { Id = mail.Id, Error = $"The mail {mail.Id} took too long to read and was passed over: look at its body by hand." };
        }
    }
}
