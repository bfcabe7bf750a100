using System.Text;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Lists;

/// <summary>Writes contacts to a stream in one of the formats, row by row.</summary>
internal static class ContactFileWriter
{
    private const int CardsAtOnce = 1 << 16;

    /// <summary>Writes the file and says how many contacts it holds. The count beforehand tells a workbook how many sheets they need.</summary>
    public static Task<int> WriteAsync(
        ContactFileFormat format, Stream target, IReadOnlyList<FieldTarget> columns, BookProperties properties, ReportLanguage language,
        IAsyncEnumerable<ContactRecord> contacts, int count, CancellationToken cancel) => format switch
        {
            ContactFileFormat.Csv => CsvFile.WriteAsync(target, ContactColumns.In(columns, language), contacts, cancel),
            ContactFileFormat.Xlsx => WriteWorkbookAsync(target, columns, properties, language, contacts, count, cancel),
            _ => WriteCardsAsync(target, contacts, cancel),
        };

    private static async Task<int> WriteWorkbookAsync(
        Stream target, IReadOnlyList<FieldTarget> columns, BookProperties properties, ReportLanguage language, IAsyncEnumerable<ContactRecord> contacts, int count, CancellationToken cancel)
    {
        var texts = new ListTexts(language);
        using var book = new ReportBook(language, properties);
        book.AddDataSheets(texts["Contacts"], texts["ContactsTable"], ContactColumns.In(columns, language), contacts, count);
        return (await BookFile.WriteAsync(book, target, cancel)).Sum();
    }

    private static async Task<int> WriteCardsAsync(Stream target, IAsyncEnumerable<ContactRecord> contacts, CancellationToken cancel)
    {
        var (cards, count) = (new StringBuilder(), 0);
        await using var text = new StreamWriter(target, new UTF8Encoding(false), CardsAtOnce, leaveOpen: true);
        await foreach (var contact in contacts.WithCancellation(cancel))
        {
            VcardWriter.Append(cards, contact);
            count++;
            if (cards.Length < CardsAtOnce)
                continue;
            await text.WriteAsync(cards, cancel);
            cards.Clear();
        }
        await text.WriteAsync(cards, cancel);
        await text.FlushAsync(cancel);
        return count;
    }
}
