using CrmAddin.Core.Accounts;
using CrmAddin.Core.Results;
using CrmAddin.Web.Contacts;
using CrmAddin.Web.Http;

namespace CrmAddin.Web.Accounts;

/// <summary>Reads the account form.</summary>
public static class AccountForm
{
    /// <summary>The draft of a request's form. Errors: <see cref="FormValueWrong"/>.</summary>
    /// <param name="http">The request.</param>
    /// <param name="id">The account to change; null for a new one.</param>
    public static async Task<Result<AccountDraft>> ReadAsync(HttpContext http, long? id)
    {
        var form = await PostedForm.ReadAsync(http);
        var draft = new AccountDraft
        {
            Id = id,
            Version = form.Count("version"),
            Name = form.One("name") ?? "",
            NameOtherScript = form.One("nameOtherScript"),
            Interest = form.One("interest"),
            IndustryId = form.Whole("industryId"),
            Employees = form.Count("employees"),
            FoundedYear = form.Count("foundedYear"),
            Website = form.One("website"),
            Notes = form.One("notes"),
            Parent = form.One("parent"),
            Domains = form.One("domains")?.Split([',', ';', ' ', '،'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
            Phones = form.Phones() ?? [],
            Addresses = form.Addresses() ?? [],
            Custom = form.CustomValues(),
        };
        return form.Fault is { } fault ? fault : draft;
    }
}
