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
        Number(nameof(FigureSettings.CommitProbability), 1, "0.7"),
        Number(nameof(FigureSettings.BestCaseProbability), 1, "0.4"),
        Number(nameof(FigureSettings.DiscountPerMonth), 1, "0.01"),
        Number(nameof(FigureSettings.Margin), 1, "0.35"),
        Number(nameof(FigureSettings.LevelAFrom), 10, "7"),
        Number(nameof(FigureSettings.LevelBFrom), 10, "4"),
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
        if (figures.BestCaseProbability > figures.CommitProbability)
            return new SettingWrong($"{section.Path}:{nameof(FigureSettings.BestCaseProbability)}", Shown(figures.BestCaseProbability), $"at most {Shown(figures.CommitProbability)}, the probability of a commitment");
        return figures.LevelBFrom > figures.LevelAFrom
            ? new SettingWrong($"{section.Path}:{nameof(FigureSettings.LevelBFrom)}", Shown(figures.LevelBFrom), $"at most {Shown(figures.LevelAFrom)}, the mean of an A")
            : null;
    }

    private static (string Setting, string Expected, Predicate<string> IsRight) Whole(string setting, int least, int most) => (
        setting,
        string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"),
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most);

    private static (string Setting, string Expected, Predicate<string> IsRight) Number(string setting, decimal most, string example) => (
        setting,
        $"a number from 0 to {Shown(most)} such as {example}",
        text => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= 0 && number <= most);

    private static string Shown(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
