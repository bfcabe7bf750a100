using CrmAddin.Core.Accounts;
using CrmAddin.Core.Contacts;
using CrmAddin.Web.Contacts;
using CrmAddin.Web.Http;

namespace CrmAddin.Web.Accounts;

/// <summary>Reads the account form.</summary>
public static class AccountForm
{
    /// <summary>The draft of a request's form.</summary>
    /// <param name="http">The request.</param>
    /// <param name="id">The account to change; null for a new one.</param>
    public static async Task<AccountDraft> ReadAsync(HttpContext http, long? id)
    {
        var form = await PostedForm.ReadAsync(http);
        return new AccountDraft
        {
            Id = id,
            Version = (int?)form.Whole("version"),
            Name = form.One("name") ?? "",
            NameOtherScript = form.One("nameOtherScript"),
            Interest = form.One("interest"),
            IndustryId = form.Whole("industryId"),
            Employees = (int?)form.Whole("employees"),
            FoundedYear = (int?)form.Whole("foundedYear"),
            Website = form.One("website"),
            Notes = form.One("notes"),
            Parent = form.One("parent"),
            Domains = form.One("domains")?.Split([',', ';', ' ', '،'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
            Phones = form.Phones() ?? [],
            Addresses = form.Addresses() ?? [],
            Custom = form.CustomValues(),
        };
    }
}
