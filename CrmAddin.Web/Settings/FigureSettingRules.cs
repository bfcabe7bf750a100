using System.Globalization;
using CrmAddin.Core.Firm;

namespace CrmAddin.Web.Settings;

/// <summary>Which values the settings of figures may have.</summary>
internal static class FigureSettingRules
{
    private static readonly (string Setting, string Expected, Predicate<string> IsRight)[] _rules =
    [
        Whole(nameof(FigureSettings.ActiveMonths), 1, 120),
        Whole(nameof(FigureSettings.MinLostCustomers), 1, 1_000_000),
        Whole(nameof(FigureSettings.MinCampaignCustomers), 1, 1_000_000),
        Fraction(nameof(FigureSettings.CommitProbability), "0.7"),
        Fraction(nameof(FigureSettings.BestCaseProbability), "0.4"),
        Fraction(nameof(FigureSettings.DiscountPerMonth), "0.01"),
        Fraction(nameof(FigureSettings.Margin), "0.35"),
        (nameof(FigureSettings.Attribution), "first or even", text => Enum.GetNames<AttributionRule>().Contains(text, StringComparer.OrdinalIgnoreCase)),
    ];

    /// <summary>What is wrong with the section; null for nothing. It is told before the section is bound, which would only throw.</summary>
    public static SettingWrong? Fault(IConfigurationSection section)
    {
        foreach (var (setting, expected, isRight) in _rules)
        {
            if (section[setting] is { } text && !isRight(text))
                return new SettingWrong($"{section.Path}:{setting}", text, expected);
        }

        var figures = section.Get<FigureSettings>() ?? new FigureSettings();
        return figures.BestCaseProbability <= figures.CommitProbability
            ? null
            : new SettingWrong($"{section.Path}:{nameof(FigureSettings.BestCaseProbability)}", Shown(figures.BestCaseProbability), $"at most {Shown(figures.CommitProbability)}, the probability of a commitment");
    }

    private static (string Setting, string Expected, Predicate<string> IsRight) Whole(string setting, int least, int most) => (
        setting,
        string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"),
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most);

    private static (string Setting, string Expected, Predicate<string> IsRight) Fraction(string setting, string example) => (
        setting,
        $"a number from 0 to 1 such as {example}",
        text => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 1);

    private static string Shown(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
