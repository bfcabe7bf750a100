using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Activity;

/// <summary>The figures of activity as formulas over the tables of work, leads and contacts.</summary>
internal sealed class ActivityFormulas(WorkTable work, LeadTable leads, BaseTable contacts, EmptyReason whyNoTouchedShare)
{
    /// <summary>The formula of the figure with the key.</summary>
    public FigureFormula Of(string key) => key switch
    {
        FigureKeys.Calls => Sum(WorkKind.Call),
        FigureKeys.Appointments => Sum(WorkKind.Appointment),
        FigureKeys.Visits => Sum(WorkKind.Visit),
        FigureKeys.TasksDone => Sum(WorkKind.Task),
        FigureKeys.MailsSent => Sum(WorkKind.MailSent),
        FigureKeys.MailsReceived => Sum(WorkKind.MailReceived),
        FigureKeys.ContactsAdded => Sum(WorkKind.ContactAdded),
        FigureKeys.ContactsUpdated => Sum(WorkKind.ContactUpdated),
        FigureKeys.LeadResponseHours => OfLeads("AVERAGE"),
        FigureKeys.LeadResponseMedianHours => OfLeads("MEDIAN"),
        FigureKeys.UnansweredLeads => new($"SUMPRODUCT(({leads["LeadNumber"]}<>\"\")*({leads["Hours"]}=\"\"))"),
        FigureKeys.TouchedShare => FigureFormula.Share($"SUM({contacts["Touched"]})", $"SUM({contacts["Contacts"]})", whyNoTouchedShare),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "The report of activity has no such figure."),
    };

    private FigureFormula Sum(WorkKind kind) => new($"SUM({work[kind]})");

    private FigureFormula OfLeads(string function) => new($"{function}({leads["Hours"]})", $"COUNT({leads["Hours"]})=0", EmptyReason.NoAnsweredLeads);
}
