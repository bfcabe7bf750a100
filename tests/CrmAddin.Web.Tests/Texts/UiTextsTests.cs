using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using CrmAddin.Core.Results;
using CrmAddin.Web.Texts;

namespace CrmAddin.Web.Tests.Texts;

public sealed partial class UiTextsTests
{
    private static readonly ResourceManager Resources = new("CrmAddin.Web.Texts.UiTexts", typeof(UiTexts).Assembly);

    [Fact]
    public void Every_text_stands_in_both_languages_with_the_same_places()
    {
        var english = Keys("");
        var arabic = Keys("ar");

        english.Keys.Except(arabic.Keys).ShouldBeEmpty();
        arabic.Keys.Except(english.Keys).ShouldAllBe(key => key.StartsWith("error.", StringComparison.Ordinal));
        // Where Arabic has a word of its own for one and two, the number is not said.
        foreach (var (key, text) in english.Where(e => !PluralOfFew().IsMatch(e.Key)))
            Places(arabic[key]).ShouldBe(Places(text), customMessage: key);
    }

    [Fact]
    public void Every_error_that_screens_can_show_has_an_Arabic_sentence()
    {
        var arabic = Keys("ar");
        string[] folders =
            ["Contacts", "List", "Filters", "Import", "Export", "Duplicates", "Privacy", "Audit", "Documents", "Upkeep", "Accounts", "CustomFields", "Lookups", "Consent", "Lists", "SignIn", "Panes", "Reports", "Http", "Rules", "Creation", "Activities", "Calendar", "Outlook", "Functions", "Sheets"];

        var shown = new[] { typeof(Error).Assembly, typeof(UiTexts).Assembly }.SelectMany(a => a.GetTypes())
            .Where(t => t.IsSubclassOf(typeof(Error)) && !t.IsAbstract && folders.Contains(t.Namespace!.Split('.').Last()));

        shown.Where(t => !arabic.ContainsKey("error." + t.Name)).Select(t => t.Name).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1, "قبل دقيقة واحدة")]
    [InlineData(2, "قبل دقيقتين")]
    [InlineData(5, "قبل 5 دقائق")]
    [InlineData(30, "قبل 30 دقيقة")]
    public void Arabic_counts_follow_the_number(int minutes, string text)
    {
        var now = new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

        InLanguage("ar", () => Format.Ago(now.AddMinutes(-minutes), now)).ShouldBe(text);
    }

    [Theory]
    [InlineData("en", "22 Nov 2026")]
    [InlineData("ar", "22 نوفمبر 2026")]
    public void Days_are_Gregorian_with_Latin_digits_in_both_languages(string language, string text) =>
        InLanguage(language, () => Format.Day(new DateOnly(2026, 11, 22))).ShouldBe(text);

    [Fact]
    public void English_says_how_long_ago_by_Humanizer()
    {
        var now = new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

        InLanguage("en", () => Format.Ago(now.AddHours(-3), now)).ShouldBe("3 hours ago");
    }

    [Fact]
    public void No_component_writes_raw_markup_or_inline_script()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "CrmAddin.sln")))
            root = root.Parent!;

        var offenders = Directory.EnumerateFiles(Path.Combine(root.FullName, "CrmAddin.Web"), "*.*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".razor", StringComparison.Ordinal) || (f.EndsWith(".cs", StringComparison.Ordinal) && !f.Contains("/obj/", StringComparison.Ordinal)))
            .Where(f => Banned().IsMatch(File.ReadAllText(f)));

        offenders.ShouldBeEmpty();
    }

    private static string InLanguage(string language, Func<string> say)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            return say();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static Dictionary<string, string> Keys(string culture) =>
        Resources.GetResourceSet(CultureInfo.GetCultureInfo(culture), createIfNotExists: true, tryParents: false)!
            .Cast<System.Collections.DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!);

    private static List<string> Places(string text) => [.. Place().Matches(text).Select(m => m.Value).Distinct().Order()];

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\.(one|two)$")]
    private static partial Regex PluralOfFew();

    [GeneratedRegex(@"MarkupString|hx-on|<script>|onclick=")]
    private static partial Regex Banned();
}
