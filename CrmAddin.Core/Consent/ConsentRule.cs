namespace CrmAddin.Core.Consent;

/// <summary>Why a person is left out of a mailing list.</summary>
public enum SuppressedReason
{
    /// <summary>The person must not be contacted at all.</summary>
    DoNotContact,
    /// <summary>No e-mail address.</summary>
    NoEmail,
    /// <summary>Every address came back.</summary>
    Bounced,
    /// <summary>Consent was taken back.</summary>
    Withdrawn,
    /// <summary>Nothing recorded, and no record means no.</summary>
    NoConsent,
}

/// <summary>Whether a person may be contacted for a purpose by a channel.</summary>
public static class ConsentRule
{
    /// <summary>
    /// The reason against it, null when it is allowed. Do-not-contact wins over everything; otherwise the latest record of the
    /// purpose and channel holds, and a withdrawal holds against a consent of the same moment.
    /// </summary>
    public static SuppressedReason? Against(bool doNotContact, IEnumerable<ConsentRecord> records, ConsentPurpose purpose, ConsentChannel channel)
    {
        if (doNotContact)
            return SuppressedReason.DoNotContact;
        var latest = records
            .Where(r => r.Purpose == purpose && r.Channel == channel)
            .OrderByDescending(r => r.At).ThenByDescending(r => r.State).ThenByDescending(r => r.Id)
            .FirstOrDefault();
        return latest?.State switch
        {
            ConsentState.Given => null,
            ConsentState.Withdrawn => SuppressedReason.Withdrawn,
            _ => SuppressedReason.NoConsent,
        };
    }
}
