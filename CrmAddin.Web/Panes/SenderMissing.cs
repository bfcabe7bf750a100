using CrmAddin.Core.Results;

namespace CrmAddin.Web.Panes;

/// <summary>The item that is open has no sender: a draft, a meeting.</summary>
public sealed record SenderMissing() : RuleError("This item has no sender. Select a mail that was received.");
