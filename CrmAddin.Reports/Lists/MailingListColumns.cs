using CrmAddin.Core.Lists;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Lists;

/// <summary>The columns of a mailing list, for every format in which it is written.</summary>
internal static class MailingListColumns
{
    private static readonly (string Key, double Width, Func<MailingListRow, string?> Value)[] _columns =
    [
        ("Honorific", 12, row => row.Honorific),
        ("GivenName", 18, row => row.GivenName),
        ("FamilyName", 20, row => row.FamilyName),
        ("DisplayName", 30, row => row.DisplayName),
        ("Email", 34, row => row.Email),
        ("Language", 12, row => row.Language),
        ("JobTitle", 24, row => row.JobTitle),
        ("Account", 30, row => row.Account),
        ("City", 18, row => row.City),
        ("Country", 18, row => row.Country),
    ];

    /// <summary>The columns with their headings.</summary>
    public static IReadOnlyList<DataColumn<MailingListRow>> In(ListTexts texts) =>
        [.. _columns.Select(column => DataColumn<MailingListRow>.Text(texts[column.Key], column.Width, column.Value))];
}
