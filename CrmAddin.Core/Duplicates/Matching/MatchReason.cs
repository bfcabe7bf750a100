namespace CrmAddin.Core.Duplicates.Matching;

/// <summary>What speaks for two people being one.</summary>
public enum MatchReasonKind
{
    /// <summary>The given names are the same.</summary>
    SameGivenName,
    /// <summary>The given names are forms of one name.</summary>
    VariantGivenName,
    /// <summary>The given names are alike.</summary>
    SimilarGivenName,
    /// <summary>The family names are the same.</summary>
    SameFamilyName,
    /// <summary>The family names are forms of one name.</summary>
    VariantFamilyName,
    /// <summary>The family names are alike.</summary>
    SimilarFamilyName,
    /// <summary>Given and family name stand the other way round.</summary>
    NamesSwapped,
    /// <summary>The birthdays are the same.</summary>
    SameBirthday,
    /// <summary>The birthdays differ by a slip.</summary>
    SimilarBirthday,
    /// <summary>They share an e-mail address.</summary>
    SameEmail,
    /// <summary>Their e-mail addresses are alike.</summary>
    SimilarEmail,
    /// <summary>They share a phone.</summary>
    SamePhone,
    /// <summary>Their phones differ by a slip.</summary>
    SimilarPhone,
    /// <summary>They are of one firm.</summary>
    SameAccount,
    /// <summary>Their firms' names are alike.</summary>
    SimilarAccount,
    /// <summary>They share a number or code.</summary>
    SameIdentifier,
    /// <summary>Their numbers or codes differ by a slip.</summary>
    SimilarIdentifier,
    /// <summary>They live or work in the same street.</summary>
    SameStreet,
    /// <summary>Their streets are alike.</summary>
    SimilarStreet,
    /// <summary>The same district.</summary>
    SameDistrict,
    /// <summary>The same city.</summary>
    SameCity,
    /// <summary>The same postcode.</summary>
    SamePostcode,
    /// <summary>Postcodes that differ by a slip.</summary>
    SimilarPostcode,
}

/// <summary>A reason with the values it rests on.</summary>
/// <param name="Kind">What speaks for it.</param>
/// <param name="A">Value of the first person.</param>
/// <param name="B">Value of the second person.</param>
/// <param name="Bits">Weight of the evidence: log2 of how much likelier it is of one person than of two.</param>
public sealed record MatchReason(MatchReasonKind Kind, string A, string B, double Bits);

/// <summary>Two people who look like one.</summary>
/// <param name="A">The one with the smaller key.</param>
/// <param name="B">The other.</param>
/// <param name="Score">Probability that they are one, 0 to 1.</param>
/// <param name="Reasons">What speaks for it, the weightiest first.</param>
public sealed record LikelyPair(long A, long B, double Score, IReadOnlyList<MatchReason> Reasons);
