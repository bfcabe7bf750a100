using System.Text.Json.Serialization;

namespace GraphSimulator.Requests;

/// <summary>What a request asks for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RequestKind>))]
public enum RequestKind
{
    /// <summary>Anything that has no kind of its own.</summary>
    Other,

    /// <summary>Users and the firm.</summary>
    Users,

    /// <summary>Mail folders.</summary>
    Folders,

    /// <summary>Changes in a mail folder.</summary>
    Delta,

    /// <summary>A list of messages.</summary>
    MessageList,

    /// <summary>A count of messages.</summary>
    MessageCount,

    /// <summary>One message.</summary>
    Message,

    /// <summary>The MIME of a message.</summary>
    Mime,

    /// <summary>Files on a message.</summary>
    Attachments,

    /// <summary>A change, move or deletion of a message.</summary>
    MessageChange,

    /// <summary>A draft, an answer or a send.</summary>
    Sending,

    /// <summary>Translation of ids.</summary>
    Translation,

    /// <summary>Events and the calendar's view.</summary>
    Calendar,

    /// <summary>Changes in the calendar.</summary>
    CalendarDelta,

    /// <summary>Contacts and their folders.</summary>
    Contacts,

    /// <summary>Changes of contacts.</summary>
    ContactDelta,

    /// <summary>Subscriptions.</summary>
    Subscriptions,

    /// <summary>Several requests in one; each of them is counted too.</summary>
    Batch,
}
