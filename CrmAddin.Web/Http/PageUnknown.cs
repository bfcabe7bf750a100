using CrmAddin.Core.Results;

namespace CrmAddin.Web.Http;

/// <summary>No page at the address that somebody opened.</summary>
public sealed record PageUnknown() : NotFoundError("There is no page at this address. Check the link, or look for what you want from the contacts.");
