using CrmAddin.Core.Results;

namespace CrmAddin.Web.SignIn;

/// <summary>Name and password do not go together; which of them is wrong is not said.</summary>
public sealed record SignInRefused() : RuleError("The name or the password is wrong. Check both and try again.");

/// <summary>Too many wrong passwords.</summary>
public sealed record SignInLocked(int Minutes) : RuleError($"Too many wrong passwords. Try again in {Minutes} minutes, or ask an administrator.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Minutes];
}

/// <summary>The one-time link was used or is too old.</summary>
public sealed record LinkExpired() : NotFoundError("This sign-in link was used already or is older than 10 minutes. Sign in with your name and password, or ask an administrator.");

/// <summary>The password is too short.</summary>
public sealed record PasswordTooShort(int Least) : RuleError($"The password needs at least {Least} characters.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Least];
}

/// <summary>The refresh token is used up or unknown.</summary>
public sealed record RefreshRefused() : RuleError("The session has ended. Sign in again.");

/// <summary>No user has the name.</summary>
public sealed record UserUnknown(string UserName) : NotFoundError($"There is no user \"{UserName}\".")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [UserName];
}
