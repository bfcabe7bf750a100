using CrmAddin.Core.Results;

namespace CrmAddin.Core.Users;

/// <summary>Lists, settings and the erasing of people are the administrator's.</summary>
public sealed record AdministratorsOnly() : ForbiddenError("Only an administrator may do this. Ask one of them.");
