namespace CrmAddin.Core.Loads;

/// <summary>What a load of past data is asked to do.</summary>
/// <param name="File">The CSV file.</param>
/// <param name="MapJson">JSON object from our field names to the file's column names; null to go by the header.</param>
/// <param name="RejectsFolder">Where the file of refused rows goes.</param>
public sealed record LoadRequest(string File, string? MapJson, string RejectsFolder);

/// <summary>What a load did.</summary>
/// <param name="ImportId">The change set.</param>
/// <param name="Read">Rows read.</param>
/// <param name="Created">New rows in the store.</param>
/// <param name="Updated">Rows in the store that changed.</param>
/// <param name="Unchanged">Rows that the store knew just so.</param>
/// <param name="Rejected">Rows refused.</param>
/// <param name="RejectedByReason">Rows refused, by reason.</param>
/// <param name="RejectsFile">The refused rows with a reason each; null when there are none.</param>
/// <param name="FirstRefusal">The first refusal in a sentence that names its row; null when there is none.</param>
/// <param name="AlsoCreated">What the rows named and nobody knew, by kind: contacts, accounts, campaigns, sources, products, people.</param>
public sealed record LoadOutcome(
    long ImportId,
    int Read,
    int Created,
    int Updated,
    int Unchanged,
    int Rejected,
    IReadOnlyDictionary<LoadRefusal, int> RejectedByReason,
    string? RejectsFile,
    string? FirstRefusal,
    IReadOnlyDictionary<string, int> AlsoCreated);
