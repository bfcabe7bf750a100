using CrmAddin.Core.Capture.Names;

namespace CrmAddin.Core.Capture.Details;

/// <summary>The writer's addresses: the one in the head first, then those in the signature that are not an office's.</summary>
internal static class ReadEmails
{
    private const int MostAddresses = 5;

    internal static IReadOnlyList<string> Of(SenderName writer, IReadOnlyList<string> signature)
    {
        var found = new List<string>();
        if (writer.Address is { } own)
            found.Add(own);
        foreach (var line in signature)
        {
            var addresses = SenderName.AddressInText().Matches(line.Length > 1000 ? line[..1000] : line).Select(match => match.Value.ToLowerInvariant());
            found.AddRange(addresses.Where(address => !MailRoles.IsRole(address) || found.Count == 0 && !MailRoles.IsMachine(address)));
        }

        return [.. found.Distinct().Take(MostAddresses)];
    }
}
