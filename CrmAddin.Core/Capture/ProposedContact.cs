using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrmAddin.Core.Capture;

/// <summary>What a mail tells about its writer; what it does not tell is null or empty. Its JSON is a line of <c>crm extract</c>.</summary>
public sealed record ProposedContact
{
    /// <summary>How the record is written as JSON: camel case, Arabic as it is.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The mail's id.</summary>
    [JsonPropertyOrder(0)]
    public string? Id { get; init; }

    /// <summary>The person's name.</summary>
    [JsonPropertyOrder(1)]
    public ProposedName Name { get; init; } = ProposedName.Unknown;

    /// <summary>E-mail addresses in lower case, the writer's first.</summary>
    [JsonPropertyOrder(2)]
    public IReadOnlyList<string> Emails { get; init; } = [];

    /// <summary>Telephone numbers in the signature's order.</summary>
    [JsonPropertyOrder(3)]
    public IReadOnlyList<ProposedPhone> Phones { get; init; } = [];

    /// <summary>Job title.</summary>
    [JsonPropertyOrder(4)]
    public string? Title { get; init; }

    /// <summary>The employer: out of the signature, else out of the address where its domain is a firm's.</summary>
    [JsonPropertyOrder(5)]
    public string? Account { get; init; }

    /// <summary>Postal address on one line, parts separated by ", ".</summary>
    [JsonPropertyOrder(6)]
    public string? Address { get; init; }

    /// <summary>Web site as written, without tracking.</summary>
    [JsonPropertyOrder(7)]
    public string? Web { get; init; }

    /// <summary>Where all this was read.</summary>
    [JsonPropertyOrder(8)]
    public ProposedSignature Signature { get; init; } = ProposedSignature.None;

    /// <summary>How sure we are that this is the writer's own data, from 0 to 1.</summary>
    [JsonPropertyOrder(9)]
    public double Confidence { get; init; }

    /// <summary>Why the mail could not be read, in a sentence; left out when it could.</summary>
    [JsonPropertyOrder(10)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }
}

/// <summary>A person's name and its parts.</summary>
/// <param name="Display">As the person is called, without honorific.</param>
/// <param name="Given">First name; compounds such as عبد الله stay whole.</param>
/// <param name="Family">Family name with its particles (Al, bin, von).</param>
/// <param name="Honorific">Dr., Eng., م., د. … as written.</param>
public sealed record ProposedName(string? Display, string? Given, string? Family, string? Honorific)
{
    /// <summary>No name is known.</summary>
    public static readonly ProposedName Unknown = new(null, null, null, null);

    /// <summary>The same name in the other script, where a signature gives both.</summary>
    [JsonIgnore]
    public string? OtherScript { get; init; }
}

/// <summary>A telephone number out of a signature.</summary>
/// <param name="Raw">As written.</param>
/// <param name="E164">International form, null when it fits no numbering plan.</param>
/// <param name="Kind">home, mobile, work or fax.</param>
public sealed record ProposedPhone(string Raw, string? E164, string Kind);

/// <summary>The signature block.</summary>
/// <param name="Text">Its lines joined by line feeds, blank lines inside included; null when there is none.</param>
/// <param name="FirstLine">Number of its first line in the plain text of the whole body, counted from 1; null when there is none.</param>
public sealed record ProposedSignature(string? Text, int? FirstLine)
{
    /// <summary>The mail is not signed.</summary>
    public static readonly ProposedSignature None = new(null, null);
}
