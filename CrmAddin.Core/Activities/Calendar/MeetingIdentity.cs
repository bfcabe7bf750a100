using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CrmAddin.Core.Activities.Calendar;

/// <summary>
/// What makes a meeting the same meeting in every calendar: the id that the calendars share, and for a series the time at which the
/// occurrence was to begin. Moving a meeting changes neither.
/// </summary>
public static class MeetingIdentity
{
    // MS-OXOCAL 2.2.1.27, PidLidGlobalObjectId: 16 fixed bytes, then year, month and day of the occurrence, which a series has as zeros.
    private const string GlobalObjectId = "040000008200E00074C5B7101A82E008";
    private const int DayLength = 8;

    /// <summary>SHA-256 of the identity, in hex.</summary>
    public static string Of(CalendarEvent meeting, string mailbox)
    {
        if (string.IsNullOrWhiteSpace(meeting.ICalUId))
            return Sha256($"item\n{mailbox}\n{meeting.Id}");
        var occurrence = meeting.Kind is CalendarEventKind.Once
            ? ""
            : (meeting.OriginalStart ?? meeting.StartsAt)?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return Sha256($"meeting\n{WithoutDay(meeting.ICalUId.Trim())}\n{occurrence}");
    }

    private static string WithoutDay(string uid) =>
        uid.Length > GlobalObjectId.Length + DayLength && uid.StartsWith(GlobalObjectId, StringComparison.OrdinalIgnoreCase)
            ? $"{GlobalObjectId}{new string('0', DayLength)}{uid[(GlobalObjectId.Length + DayLength)..].ToUpperInvariant()}"
            : uid;

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
