using System.Globalization;
using CrmAddin.Core.Duplicates;
using CrmAddin.Core.Duplicates.Matching;
using CrmAddin.Web.Texts;

namespace CrmAddin.Web.Duplicates;

/// <summary>Scores and reasons in the reader's words.</summary>
public static class ReasonTexts
{
    /// <summary>Weightiest reasons first, each once.</summary>
    public static IEnumerable<string> Of(DuplicatePair pair) => Of(WritePairs.Reasons(pair.ReasonsJson));

    /// <summary>Each reason in words.</summary>
    public static IEnumerable<string> Of(IEnumerable<MatchReason> reasons) => reasons.Select(r => UiTexts.T("reason." + r.Kind)).Distinct();

    /// <summary>A probability as percent; never a hundred, because nobody is that sure.</summary>
    public static string Score(double score) => (Math.Min(score, 0.999) * 100).ToString(score >= 0.99 ? "0.0" : "0", CultureInfo.InvariantCulture) + " %";
}
