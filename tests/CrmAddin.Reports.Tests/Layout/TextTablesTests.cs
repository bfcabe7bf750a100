using System.Collections;
using System.Globalization;
using System.Resources;
using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Lists;
using CrmAddin.Reports.Pipeline;

namespace CrmAddin.Reports.Tests.Layout;

public sealed class TextTablesTests
{
    [Theory]
    [InlineData(typeof(LayoutTexts))]
    [InlineData(typeof(FigureTexts))]
    [InlineData(typeof(PipelineTexts))]
    [InlineData(typeof(ListTexts))]
    public void Every_text_exists_in_both_languages(Type table)
    {
        var texts = new ResourceManager(table);

        Keys(texts, "ar").ShouldBe(Keys(texts, ""), ignoreOrder: true);
    }

    [Fact]
    public void Every_figure_and_every_reason_has_its_words_in_both_languages()
    {
        foreach (var language in new[] { ReportLanguage.English, ReportLanguage.Arabic })
        {
            var texts = new FigureTexts(language);
            foreach (var figure in PipelineFigures.Compute([], new(ReportPeriod.All, new(2026, 1, 1), new())))
                texts.Definition(figure.Key, new()).Length.ShouldBeGreaterThan(texts.Name(figure.Key).Length);
            foreach (var reason in Enum.GetValues<EmptyReason>())
                texts.Reason(reason).ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void An_unknown_language_is_refused_with_those_that_there_are() =>
        ReportLanguage.Parse("fr").Error!.Sentence.ShouldBe("\"fr\" is no language of reports; take en or ar.");

    private static string[] Keys(ResourceManager texts, string culture)
    {
        using var set = texts.GetResourceSet(CultureInfo.GetCultureInfo(culture), createIfNotExists: true, tryParents: false)!;
        return [.. set.Cast<DictionaryEntry>().Select(entry => (string)entry.Key)];
    }
}
