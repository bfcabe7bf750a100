using CrmAddin.Core.CustomFields;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Pipeline;

/// <summary>The firm's own fields as columns of a data sheet.</summary>
internal static class CustomFieldColumns
{
    /// <summary>A column for each field, with a heading that no other column of the table has.</summary>
    public static IEnumerable<DataColumn<PipelineRow>> Of(IReadOnlyList<CustomField> fields, IReadOnlyList<PipelineRow> deals, ReportLanguage language, IEnumerable<string> taken)
    {
        var headings = new HashSet<string>(taken, StringComparer.OrdinalIgnoreCase);
        foreach (var field in fields)
        {
            var name = CellText.Plain(field.NameIn(language.Code));
            var heading = name;
            for (var i = 2; !headings.Add(heading); i++)
                heading = $"{name} {i}";
            yield return Column(field, deals, heading, language);
        }
    }

    private static DataColumn<PipelineRow> Column(CustomField field, IReadOnlyList<PipelineRow> deals, string heading, ReportLanguage language)
    {
        var width = TextMeasure.Fit(heading, [], 14, 30);
        return field.Kind switch
        {
            CustomFieldKind.Money => DataColumn<PipelineRow>.Number(heading, DataKind.Money, width, row => First(row, field)?.Number),
            CustomFieldKind.Date => DataColumn<PipelineRow>.AnyDate(heading, width, row => First(row, field)?.Day),
            CustomFieldKind.ContactLink => DataColumn<PipelineRow>.Text(heading, width, row => First(row, field)?.LinkedContact?.DisplayName),
            CustomFieldKind.Number => DataColumn<PipelineRow>.Number(heading, IsWhole(field, deals) ? DataKind.Whole : DataKind.Money, width, row => First(row, field)?.Number),
            _ => DataColumn<PipelineRow>.Text(heading, width, row => Text(row, field, language)),
        };
    }

    private static bool IsWhole(CustomField field, IReadOnlyList<PipelineRow> deals) =>
        deals.All(row => First(row, field)?.Number is not { } number || number == decimal.Truncate(number));

    private static CustomFieldValue? First(PipelineRow row, CustomField field) => row.Custom.FirstOrDefault(value => value.CustomFieldId == field.Id);

    private static string? Text(PipelineRow row, CustomField field, ReportLanguage language)
    {
        var text = CustomFieldText.Write(field, row.Custom.Where(value => value.CustomFieldId == field.Id), language.Code);
        return text.Length == 0 ? null : CellText.Plain(text);
    }
}
