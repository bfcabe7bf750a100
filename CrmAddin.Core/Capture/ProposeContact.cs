using CrmAddin.Core.Capture.Details;
using CrmAddin.Core.Capture.Names;
using CrmAddin.Core.Capture.Signatures;
using CrmAddin.Core.Capture.Text;

namespace CrmAddin.Core.Capture;

/// <summary>A mail in, a proposed contact out. Pure: the same mail gives the same proposal.</summary>
public static class ProposeContact
{
    /// <summary>Reads head and signature of a mail.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="defaultCountry">ISO 3166-1 alpha-2 region for numbers of which the mail does not tell the country.</param>
    public static ProposedContact From(MailToRead mail, string defaultCountry)
    {
        ArgumentNullException.ThrowIfNull(mail);
        var writer = SenderName.Of(mail);
        var body = MailText.Lines(mail);
        var signature = FindSignature.In(OwnText.Of(body), writer);
        // What a program signs with is not the data of a person.
        var telling = writer.IsMachine ? [] : signature.Where(line => !line.IsDeviceTag && !line.IsClosing).ToList();
        var tellingTexts = telling.ConvertAll(line => line.Line.Text);
        var (name, nameText) = ReadName.Of(writer, writer.IsMachine ? [] : signature);
        var domain = writer.Address is { } address ? address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..] : null;
        var work = PlaceOfWork.In(telling, nameText, domain);
        var phones = ReadPhones.In(tellingTexts, DialledNumbers(telling), CountryOfAddress.Of(work.Address) ?? CountryOfDomain.Of(domain), defaultCountry);

        return new ProposedContact
        {
            Id = mail.Id,
            Name = name,
            Emails = ReadEmails.Of(writer, tellingTexts),
            Phones = phones,
            Title = work.Title,
            Account = work.Account ?? (writer.IsMachine ? null : PlaceOfWork.OfDomain(domain)),
            Address = work.Address,
            Web = ReadWeb.In([.. telling.Select(line => line.Line)], domain),
            Signature = ReadMail.SignatureOf(signature),
            Confidence = Confidence(writer, name, nameText, signature.Count > 0, phones.Count),
        };
    }

    private static IEnumerable<string> DialledNumbers(IEnumerable<LineFacts> lines) =>
        lines.SelectMany(line => line.Line.Links).Where(link => link.StartsWith("tel:", StringComparison.OrdinalIgnoreCase)).Select(link => Uri.UnescapeDataString(link[4..]));

    // Who the mail is from counts most; a signature that agrees with it, or gives ways to reach the person, adds to it.
    private static double Confidence(SenderName writer, ProposedName name, string? signedName, bool isSigned, int phones)
    {
        if (writer.IsMachine)
            return name.Display is null ? 0.05 : 0.2;
        var sure = (writer.Address is null ? 0 : 0.4) + (name.Display is null ? 0 : writer.Written is null ? 0.1 : 0.2);
        var agrees = signedName is not null && NameLine.Shares(signedName, writer);
        sure += agrees ? 0.25 : isSigned && writer.Written is null ? 0.1 : 0;
        sure += phones > 0 ? 0.15 : 0;
        return Math.Round(Math.Min(sure, 1), 2);
    }
}
