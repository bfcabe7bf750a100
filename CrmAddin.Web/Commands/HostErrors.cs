using CrmAddin.Core.Results;

namespace CrmAddin.Web.Commands;

/// <summary>The address is taken.</summary>
public sealed record AddressInUse(string Urls, string Reason)
    : ConflictError($"The address {Urls} cannot be used: {Reason.TrimEnd('.')}. Stop the other program, or choose another with --urls http://127.0.0.1:PORT.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Urls, Reason];
}

/// <summary>The addresses are not addresses.</summary>
public sealed record UrlsWrong(string Urls) : RuleError($"--urls \"{Urls}\" is no address; write it like http://127.0.0.1:5080.");

/// <summary>Previews are for this machine alone.</summary>
public sealed record PreviewNeedsLoopback(string Urls)
    : RuleError($"The previews are only offered on this machine, and --urls is {Urls}. Use http://127.0.0.1:PORT, or leave out --demo and run in Production.");
