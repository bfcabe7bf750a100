using System.Net;

namespace CrmAddin.Web.Tests.Graph;

public sealed class SimulatorUserTests : SimulatorTest
{
    [Fact]
    public async Task A_user_is_found_by_name_and_by_id_and_an_unknown_one_is_not()
    {
        var user = await Graph.Users[Upn].GetAsync();

        (user!.UserPrincipalName, user.DisplayName).ShouldBe((Upn, "Agent"));
        (await Graph.Users[user.Id].GetAsync())!.UserPrincipalName.ShouldBe(Upn);
        (await GetAsync($"users/{user.Id}/mailFolders/inbox")).Status.ShouldBe(HttpStatusCode.OK);
        var unknown = await GetAsync("users/nobody@firm.example");
        (unknown.Status, unknown.ErrorCode).ShouldBe((HttpStatusCode.NotFound, "Request_ResourceNotFound"));
    }

    [Fact]
    public async Task The_firm_has_its_directory_id_and_domains()
    {
        var firm = (await Graph.Organization.GetAsync())!.Value!.Single();

        firm.Id.ShouldBe(Simulator.Tenant.TenantId);
        firm.VerifiedDomains!.Single().Name.ShouldBe("firm.example");
    }
}
