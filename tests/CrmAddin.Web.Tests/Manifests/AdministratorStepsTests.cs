using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Mail.Notifications;
using CrmAddin.Web.Graph;
using CrmAddin.Web.Texts;

namespace CrmAddin.Web.Tests.Manifests;

/// <summary>What the steps for administrators promise is what the product says and reads.</summary>
public sealed partial class AdministratorStepsTests
{
    private static readonly string Steps = File.ReadAllText(Path.Combine(Root(), "addin-manifest", "README.md"));

    [Fact]
    public void Every_line_that_doctor_is_shown_to_print_is_one_that_it_prints()
    {
        var texts = new ResourceManager("CrmAddin.Web.Texts.UiTexts", typeof(UiTexts).Assembly).GetResourceSet(CultureInfo.GetCultureInfo("en"), true, true)!
            .Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!);
        var names = texts.Where(t => t.Key.StartsWith("check.", StringComparison.Ordinal) && t.Key.Count(c => c == '.') == 1).Select(t => t.Value).ToHashSet();
        var sentences = texts.Where(t => t.Key.StartsWith("check.", StringComparison.Ordinal)).Select(t => Place().Replace(t.Value, "…"))
            .Concat([new MailboxDenied("…").Sentence, new SignInFailed("…").Sentence]).ToList();

        var lines = DoctorLine().Matches(Steps);

        lines.Count.ShouldBeGreaterThan(14);
        foreach (Match line in lines)
        {
            names.ShouldContain(line.Groups["check"].Value);
            sentences.ShouldContain(s => Fits(line.Groups["text"].Value, s), customMessage: line.Value);
        }
    }

    [Fact]
    public void Every_setting_that_is_named_is_read()
    {
        var known = Properties<GraphSettings>("Crm:Graph:").Concat(Properties<MailSettings>("Crm:Mail:")).ToHashSet();

        var named = Setting().Matches(Steps).Select(m => m.Value).Distinct().ToList();

        named.Count.ShouldBeGreaterThan(7);
        named.Where(n => !known.Contains(n)).ShouldBeEmpty();
        Steps.ShouldContain($"`POST {NotificationAddress.NotificationsPath}` and `POST {NotificationAddress.LifecyclePath}`");
        Steps.ShouldContain($"`Crm:Mail:PollSeconds` ({new MailSettings().PollSeconds})");
        Steps.ShouldContain($"({new MailSettings().RelaxedPollSeconds})");
        Steps.ShouldContain($"({new MailSettings().AlarmAfterHours})");
    }

    // A line of the steps stands for all of a kind: "…" for any value there and here.
    private static bool Fits(string shown, string sentence)
    {
        var pattern = Regex.Escape(sentence).Replace("…", ".*", StringComparison.Ordinal);
        return Regex.IsMatch(shown, $"^{pattern}$", RegexOptions.Singleline) || Shortened(shown).All(part => sentence.Contains(part, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Shortened(string shown) => shown.Split('…').Select(part => AnyCode().Replace(part, "").Trim(' ', '(', ')')).Where(part => part.Length > 0);

    private static IEnumerable<string> Properties<T>(string prefix) => typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => prefix + p.Name);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CrmAddin.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex(@"(?<=^ *|`)(ok  |skip|warn|FAIL) (?<check>[a-z -]+): (?<text>[^\n`]+)", RegexOptions.Multiline)]
    private static partial Regex DoctorLine();

    [GeneratedRegex(@"Crm:(Graph|Mail):[A-Za-z]+")]
    private static partial Regex Setting();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"AADSTS\d+")]
    private static partial Regex AnyCode();
}
