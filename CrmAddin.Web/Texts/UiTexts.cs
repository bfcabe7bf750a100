using System.Globalization;
using System.Resources;
using CrmAddin.Core.Results;

namespace CrmAddin.Web.Texts;

/// <summary>Texts of screens and messages in the reader's language (<see cref="CultureInfo.CurrentUICulture"/>).</summary>
public static class UiTexts
{
    private static readonly ResourceManager Resources = new("CrmAddin.Web.Texts.UiTexts", typeof(UiTexts).Assembly);

    /// <summary>"en" or "ar".</summary>
    public static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ar" ? "ar" : "en";

    /// <summary>"ltr" or "rtl".</summary>
    public static string Direction => Language == "ar" ? "rtl" : "ltr";

    /// <summary>The text of a key; a missing key is a bug.</summary>
    public static string T(string key) =>
        Resources.GetString(key, CultureInfo.CurrentUICulture) ?? throw new InvalidOperationException($"There is no text \"{key}\".");

    /// <summary>The text of a key; null where there is none.</summary>
    public static string? Find(string key) => Resources.GetString(key, CultureInfo.CurrentUICulture);

    /// <summary>The text of a key with values in its places.</summary>
    public static string T(string key, params object[] values) => string.Format(CultureInfo.InvariantCulture, T(key), values);

    /// <summary>A count with its noun in the right number: keys end in .one, .two, .few, .many, .other as the language needs.</summary>
    public static string Count(string key, long count) => T($"{key}.{Plural(count)}", Format.Number(count));

    /// <summary>The sentence of an error in the reader's language; its English sentence where none is written.</summary>
    public static string Sentence(Error error) =>
        Language == "ar" && Resources.GetString("error." + error.Code, CultureInfo.CurrentUICulture) is { } text
            ? string.Format(CultureInfo.InvariantCulture, text, [.. error.Arguments])
            : error.Sentence;

    /// <summary>Says something in a language, whatever the reader's.</summary>
    public static T In<T>(string language, Func<T> say)
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

    /// <summary>The sentence of an error that was noted by its name, its English sentence and its values.</summary>
    public static string Sentence(string code, string sentence, IReadOnlyList<string> arguments) =>
        Language == "ar" && Resources.GetString("error." + code, CultureInfo.CurrentUICulture) is { } text
            ? string.Format(CultureInfo.InvariantCulture, text, [.. arguments])
            : sentence;

    // CLDR plural rules of Arabic, with zero as "other"; English has one and other.
    private static string Plural(long count)
    {
        if (Language != "ar")
            return count == 1 ? "one" : "other";
        return (count, count % 100) switch
        {
            (1, _) => "one",
            (2, _) => "two",
            (_, >= 3 and <= 10) => "few",
            (_, >= 11 and <= 99) => "many",
            _ => "other",
        };
    }
}
