using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using CrmAddin.Core.Search;
using CrmAddin.Reports.Layout;
using CrmAddin.Web.Texts;

namespace CrmAddin.Web.Tests.Texts;

/// <summary>Screens, errors and reports name the same thing by the same word in Arabic.</summary>
public sealed class SellingWordsTests
{
    [Theory]
    [InlineData(@"\b[Ww]on\b|[Ww]in probability", "كسب|مكسوب")]
    [InlineData(@"\b[Ll]ost\b|\b[Ll]oss reason", "خاسر|خسار|خسر|مفقود|فقد")]
    [InlineData(@"\b[Ll]eads?\b(?! to the new)", "محتمل")]
    [InlineData(@"\b[Dd]eals?\b", "صفق")]
    [InlineData(@"\b[Pp]ipelines?\b(?!=)", "مسار")]
    [InlineData(@"\b[Ss]tages?\b(?!=)", "مرحل|مراحل")]
    [InlineData(@"\b[Oo]wners?\b(?!=)", "مسوول|صاحب")]
    [InlineData(@"\b[Ww]eighted\b", "مرجح")]
    [InlineData(@"\b[Tt]argets?\b", "هدف|اهداف")]
    public void A_word_of_selling_has_one_Arabic_word_everywhere(string english, string arabic)
    {
        var said = Texts().Where(text => text.English is not null && Regex.IsMatch(text.English, english)).ToList();

        said.Select(text => text.Table).Distinct().Count().ShouldBeGreaterThan(1);
        said.Where(text => !Regex.IsMatch(SearchText.Fold(text.Arabic), arabic)).Select(text => $"{text.Table} {text.Key}: {text.Arabic}").ShouldBeEmpty();
    }

    [Fact]
    public void Words_that_were_said_beside_them_are_gone() =>
        Texts().Where(text => Regex.IsMatch(SearchText.Fold(text.Arabic), "رابح|الفوز|مستهدف|المالك|مسار البيع")).Select(text => $"{text.Table} {text.Key}: {text.Arabic}").ShouldBeEmpty();

    private static IEnumerable<(string Table, string Key, string? English, string Arabic)> Texts() =>
        from assembly in new[] { typeof(UiTexts).Assembly, typeof(ReportLanguage).Assembly }
        from table in assembly.GetManifestResourceNames()
        where table.EndsWith("Texts.resources", StringComparison.Ordinal)
        let resources = new ResourceManager(table[..^".resources".Length], assembly)
        from text in resources.GetResourceSet(CultureInfo.GetCultureInfo("ar"), true, false)!.Cast<DictionaryEntry>()
        let key = (string)text.Key
        select (table, key, resources.GetString(key, CultureInfo.InvariantCulture), (string)text.Value!);
}
