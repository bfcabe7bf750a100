namespace CrmAddin.Web.Checks;

/// <summary>How a check ended.</summary>
public enum CheckState
{
    /// <summary>All is well.</summary>
    Fine,
    /// <summary>There was nothing to check.</summary>
    Skipped,
    /// <summary>It works, but not as it should.</summary>
    Warning,
    /// <summary>It does not work.</summary>
    Failed,
}

/// <summary>One line about an installation, in the language of the moment.</summary>
/// <param name="Check">Name of the check; its text is "check.NAME".</param>
/// <param name="State">How it ended.</param>
/// <param name="Text">What was found and, where it is not well, the way out.</param>
public sealed record CheckResult(string Check, CheckState State, string Text);

/// <summary>What is to be checked beyond the settings.</summary>
/// <param name="OutsideMailbox">A mailbox that the application must not be able to read; null leaves that out.</param>
public sealed record CheckRequest(string? OutsideMailbox);

/// <summary>Something about an installation that can be checked.</summary>
public interface ICheck
{
    /// <summary>Checks it: one result a thing.</summary>
    IAsyncEnumerable<CheckResult> RunAsync(CheckRequest request, CancellationToken cancel);
}
