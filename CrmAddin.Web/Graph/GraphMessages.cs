using System.Globalization;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Parser;
using CrmAddin.Core.Capture.Graph;
using CrmAddin.Core.Mail;

namespace CrmAddin.Web.Graph;

/// <summary>A page of messages: of a folder's changes, or of a list.</summary>
/// <param name="Messages">Messages in the order of the answer.</param>
/// <param name="RemovedIds">Messages that left the folder, each once.</param>
/// <param name="NextLink">Where the list or round goes on; null on its last page.</param>
/// <param name="DeltaLink">Where the next round begins; null before the last page of a round and in a list.</param>
internal sealed record GraphMessagePage(IReadOnlyList<MailboxMessage> Messages, IReadOnlyList<string> RemovedIds, string? NextLink, string? DeltaLink);

/// <summary>
/// Reads Graph's messages straight from the bytes of an answer into the product's own: the SDK's models cost several times the rest of
/// mail logging. Shapes as in the reference of microsoft.graph.message; unknown properties are passed over. Nothing of Graph's goes
/// further than this folder.
/// </summary>
internal ref struct GraphMessages
{
    private const string SensitivityId = "Integer 0x36";

    /// <summary>What is asked of every message.</summary>
    public static readonly string[] Select =
    [
        "id", "parentFolderId", "internetMessageId", "conversationId", "subject", "bodyPreview", "body", "sentDateTime", "receivedDateTime",
        "hasAttachments", "isDraft", "from", "sender", "toRecipients", "ccRecipients", "bccRecipients", "internetMessageHeaders",
    ];

    /// <summary>What a mail is known by.</summary>
    public static readonly string[] SelectIdentity = ["id", "internetMessageId", "sentDateTime", "receivedDateTime", "from", "sender"];

    /// <summary>PidTagSensitivity, which messages of v1.0 carry as an extended property only.</summary>
    public static readonly string[] Expand = [$"singleValueExtendedProperties($filter=id eq '{SensitivityId}')"];

    // A few dozen names make up nearly all headers.
    private static readonly HashSet<string> HeaderNames = new(
    [
        "Received", "From", "To", "Cc", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Reply-To", "Return-Path", "Sender",
        "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Authentication-Results", "Received-SPF", "DKIM-Signature",
        "ARC-Seal", "ARC-Message-Signature", "ARC-Authentication-Results", "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "Precedence",
        "Auto-Submitted", "Sensitivity", "Thread-Topic", "Thread-Index", "Accept-Language", "Content-Language", "X-Mailer", "Importance", "X-Priority",
        "X-MS-Has-Attach", "X-MS-Exchange-Organization-SCL", "X-MS-Exchange-Organization-AuthSource", "X-MS-Exchange-Organization-AuthAs",
        "X-MS-Exchange-CrossTenant-Id", "X-Forefront-Antispam-Report", "X-Microsoft-Antispam", "X-Originating-IP",
    ], StringComparer.Ordinal);

    private Utf8JsonReader _json;
    private string? _folderId;

    private GraphMessages(ReadOnlySpan<byte> json) => _json = new Utf8JsonReader(json);

    /// <summary>Reads a page.</summary>
    /// <exception cref="JsonException">The bytes are no page of messages.</exception>
    public static GraphMessagePage ReadPage(ReadOnlySpan<byte> json)
    {
        var reader = new GraphMessages(json);
        return reader.Page();
    }

    /// <summary>Reads one message.</summary>
    /// <exception cref="JsonException">The bytes are no message.</exception>
    public static MailboxMessage ReadOne(ReadOnlySpan<byte> json)
    {
        var reader = new GraphMessages(json);
        reader._json.Read();
        return reader.Message(out _);
    }

    private GraphMessagePage Page()
    {
        var messages = new List<MailboxMessage>();
        var removed = new List<string>();
        string? next = null, delta = null;
        _json.Read();
        Expect(JsonTokenType.StartObject);
        while (NextProperty())
        {
            if (_json.ValueTextEquals("value"u8))
                Messages(messages, removed);
            else if (_json.ValueTextEquals("@odata.nextLink"u8))
                next = Text();
            else if (_json.ValueTextEquals("@odata.deltaLink"u8))
                delta = Text();
            else
                _json.Skip();
        }
        return new GraphMessagePage(messages, [.. removed.Distinct()], next, delta);
    }

    private void Messages(List<MailboxMessage> messages, List<string> removed)
    {
        _json.Read();
        Expect(JsonTokenType.StartArray);
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            var message = Message(out var isRemoved);
            if (isRemoved)
                removed.Add(message.Id);
            else
                messages.Add(message);
        }
    }

    private MailboxMessage Message(out bool isRemoved)
    {
        Expect(JsonTokenType.StartObject);
        isRemoved = false;
        var told = new Told();
        while (NextProperty())
        {
            if (_json.ValueTextEquals("@removed"u8))
            {
                isRemoved = true;
                _json.Skip();
            }
            else
            {
                ReadProperty(ref told);
            }
        }
        return told.ToMessage();
    }

    private void ReadProperty(ref Told told)
    {
        if (_json.ValueTextEquals("id"u8))
            told.Id = Text();
        else if (_json.ValueTextEquals("parentFolderId"u8))
            told.FolderId = _folderId = Text(_folderId);
        else if (_json.ValueTextEquals("internetMessageId"u8))
            told.InternetMessageId = Text();
        else if (_json.ValueTextEquals("conversationId"u8))
            told.ConversationId = Text();
        else if (_json.ValueTextEquals("subject"u8))
            told.Subject = Text();
        else if (_json.ValueTextEquals("bodyPreview"u8))
            told.Preview = Text();
        else if (_json.ValueTextEquals("body"u8))
            told.Body = Body();
        else if (_json.ValueTextEquals("sentDateTime"u8))
            told.SentAt = Instant();
        else if (_json.ValueTextEquals("receivedDateTime"u8))
            told.ReceivedAt = Instant();
        else if (_json.ValueTextEquals("hasAttachments"u8))
            told.HasAttachments = YesNo();
        else if (_json.ValueTextEquals("isDraft"u8))
            told.IsDraft = YesNo();
        else if (_json.ValueTextEquals("from"u8))
            told.From = Recipient(isInArray: false);
        else if (_json.ValueTextEquals("sender"u8))
            told.Sender = Recipient(isInArray: false);
        else if (_json.ValueTextEquals("toRecipients"u8))
            told.To = Recipients();
        else if (_json.ValueTextEquals("ccRecipients"u8))
            told.Cc = Recipients();
        else if (_json.ValueTextEquals("bccRecipients"u8))
            told.Bcc = Recipients();
        else if (_json.ValueTextEquals("internetMessageHeaders"u8))
            told.Headers = Headers();
        else if (_json.ValueTextEquals("singleValueExtendedProperties"u8))
            told.Sensitivity = Sensitivity();
        else
            _json.Skip();
    }

    // Text is asked for; where Graph answers HTML all the same, its text is taken.
    private string? Body()
    {
        string? content = null;
        var isHtml = false;
        if (!BeginObject())
            return null;
        while (NextProperty())
        {
            if (_json.ValueTextEquals("content"u8))
                content = Text();
            else if (_json.ValueTextEquals("contentType"u8))
                isHtml = "html".Equals(Text(), StringComparison.OrdinalIgnoreCase);
            else
                _json.Skip();
        }
        return isHtml && content is not null ? new HtmlParser().ParseDocument(content).Body?.TextContent.Trim() : content;
    }

    private List<MailPerson>? Recipients()
    {
        if (!BeginArray())
            return null;
        var people = new List<MailPerson>();
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
            if (Recipient(isInArray: true) is { } person)
                people.Add(person);
        return people;
    }

    private MailPerson? Recipient(bool isInArray)
    {
        MailPerson? person = null;
        if (isInArray ? _json.TokenType != JsonTokenType.StartObject : !BeginObject())
            return null;
        while (NextProperty())
        {
            if (_json.ValueTextEquals("emailAddress"u8))
                person = EmailAddress();
            else
                _json.Skip();
        }
        return person;
    }

    private MailPerson? EmailAddress()
    {
        string? address = null, name = null;
        if (!BeginObject())
            return null;
        while (NextProperty())
        {
            if (_json.ValueTextEquals("address"u8))
                address = Text();
            else if (_json.ValueTextEquals("name"u8))
                name = Text();
            else
                _json.Skip();
        }
        return address is { Length: > 0 } ? new MailPerson(address, name) : null;
    }

    private List<KeyValuePair<string, string>>? Headers()
    {
        if (!BeginArray())
            return null;
        var headers = new List<KeyValuePair<string, string>>(24);
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            var (name, value) = ("", "");
            Expect(JsonTokenType.StartObject);
            while (NextProperty())
            {
                if (_json.ValueTextEquals("name"u8))
                    name = HeaderName();
                else if (_json.ValueTextEquals("value"u8))
                    value = Text() ?? "";
                else
                    _json.Skip();
            }
            headers.Add(System.Collections.Generic.KeyValuePair.Create(name, value));
        }
        return headers;
    }

    private string HeaderName()
    {
        _json.Read();
        if (_json.TokenType != JsonTokenType.String)
            return "";
        Span<char> name = stackalloc char[64];
        if (_json.ValueSpan.Length > name.Length)
            return _json.GetString()!;
        name = name[.._json.CopyString(name)];
        return HeaderNames.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var known) ? known : name.ToString();
    }

    private int? Sensitivity()
    {
        int? level = null;
        if (!BeginArray())
            return null;
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            string? id = null, value = null;
            Expect(JsonTokenType.StartObject);
            while (NextProperty())
            {
                if (_json.ValueTextEquals("id"u8))
                    id = Text();
                else if (_json.ValueTextEquals("value"u8))
                    value = Text();
                else
                    _json.Skip();
            }
            if (SensitivityId.Equals(id, StringComparison.OrdinalIgnoreCase) && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var told))
                level = told;
        }
        return level;
    }

    private bool NextProperty() => _json.Read() && _json.TokenType == JsonTokenType.PropertyName;

    private bool BeginObject()
    {
        _json.Read();
        return _json.TokenType == JsonTokenType.StartObject || NotNullElse(JsonTokenType.StartObject);
    }

    private bool BeginArray()
    {
        _json.Read();
        return _json.TokenType == JsonTokenType.StartArray || NotNullElse(JsonTokenType.StartArray);
    }

    private readonly bool NotNullElse(JsonTokenType wanted)
    {
        if (_json.TokenType != JsonTokenType.Null)
            Expect(wanted);
        return false;
    }

    private readonly void Expect(JsonTokenType wanted)
    {
        if (_json.TokenType != wanted)
            throw new JsonException($"The answer has {_json.TokenType} where {wanted} belongs.");
    }

    // The same text as before, as of a folder's id, is not made again.
    private string? Text(string? before = null)
    {
        _json.Read();
        if (_json.TokenType != JsonTokenType.String)
        {
            _json.Skip();
            return null;
        }
        return before is not null && _json.ValueTextEquals(before) ? before : LoneSurrogatesAside();
    }

    // Half a character, which JSON can spell and UTF-8 cannot, is read as U+FFFD.
    private readonly string LoneSurrogatesAside()
    {
        try
        {
            return _json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return LoneSurrogates.Replace($"\"{Encoding.UTF8.GetString(_json.ValueSpan)}\"");
        }
    }

    private DateTimeOffset? Instant()
    {
        _json.Read();
        return _json.TokenType == JsonTokenType.String && _json.TryGetDateTimeOffset(out var at) ? at : null;
    }

    private bool? YesNo()
    {
        _json.Read();
        return _json.TokenType switch { JsonTokenType.True => true, JsonTokenType.False => false, _ => null };
    }

    private struct Told
    {
        public string? Id, FolderId, InternetMessageId, ConversationId, Subject, Preview, Body;
        public DateTimeOffset? SentAt, ReceivedAt;
        public bool? HasAttachments, IsDraft;
        public MailPerson? From, Sender;
        public List<MailPerson>? To, Cc, Bcc;
        public List<KeyValuePair<string, string>>? Headers;
        public int? Sensitivity;

        public readonly MailboxMessage ToMessage() => new()
        {
            Id = Id ?? throw new JsonException("The answer has a message without an id."),
            FolderId = FolderId,
            InternetMessageId = InternetMessageId,
            ConversationId = ConversationId,
            Subject = Subject,
            Preview = Preview,
            BodyText = Body,
            SentAt = SentAt,
            ReceivedAt = ReceivedAt,
            HasAttachments = HasAttachments,
            IsDraft = IsDraft,
            From = From ?? Sender,
            To = To,
            Cc = Cc,
            Bcc = Bcc,
            Headers = Headers,
            Sensitivity = Sensitivity,
        };
    }
}
