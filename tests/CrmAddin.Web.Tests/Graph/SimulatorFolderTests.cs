using System.Net;
using Microsoft.Graph.Models;

namespace CrmAddin.Web.Tests.Graph;

public sealed class SimulatorFolderTests : SimulatorTest
{
    private const string Folders = $"users/{Upn}/mailFolders";

    [Fact]
    public async Task Folders_are_found_by_well_known_name_and_listed_in_pages()
    {
        Deliver(2);
        var inbox = (await GetAsync($"{Folders}/inbox")).Body;
        inbox["totalItemCount"]!.GetValue<int>().ShouldBe(2);
        inbox["displayName"]!.GetValue<string>().ShouldBe("Inbox");

        var first = await GetAsync($"{Folders}?$top=5");
        first.Value.Count.ShouldBe(5);
        (await GetAsync(first.NextLink!)).Value.Count.ShouldBe(3);
        (await GetAsync("users/nobody@firm.example/mailFolders")).ErrorCode.ShouldBe("ErrorInvalidUser");
    }

    [Fact]
    public async Task The_name_that_a_user_sees_is_no_id()
    {
        Simulator.Tenant.AddFolder(Upn, "Projects");

        var answer = await GetAsync($"{Folders}/Projects");

        (answer.Status, answer.ErrorCode).ShouldBe((HttpStatusCode.BadRequest, "ErrorInvalidIdMalformed"));
    }

    [Fact]
    public async Task Child_folders_are_listed_under_their_parent_only()
    {
        var projects = Simulator.Tenant.AddFolder(Upn, "Projects");
        var tower = await Graph.Users[Upn].MailFolders[projects.Id].ChildFolders.PostAsync(new MailFolder { DisplayName = "Tower" });

        var children = await Graph.Users[Upn].MailFolders[projects.Id].ChildFolders.GetAsync();

        children!.Value!.Select(f => (f.Id, f.DisplayName, f.ParentFolderId)).ShouldBe([(tower!.Id, "Tower", projects.Id)]);
        (await GetAsync($"{Folders}?$top=100")).Value.ShouldNotContain(f => f["displayName"]!.GetValue<string>() == "Tower");
        (await GetAsync($"{Folders}/{projects.Id}")).Body["childFolderCount"]!.GetValue<int>().ShouldBe(1);
        (await GetAsync($"users/{Upn}/mailFolders/{tower.Id}/messages/delta")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Hidden_folders_are_listed_only_when_asked_for()
    {
        Simulator.Tenant.AddFolder(Upn, "Hidden one", isHidden: true);

        (await GetAsync($"{Folders}?$top=100")).Value.ShouldAllBe(f => !f["isHidden"]!.GetValue<bool>());
        var all = await Graph.Users[Upn].MailFolders.GetAsync(request =>
        {
            request.QueryParameters.IncludeHiddenFolders = "true";
            request.QueryParameters.Top = 100;
        });
        all!.Value!.ShouldContain(f => f.DisplayName == "Hidden one" && f.IsHidden == true);
    }

    [Fact]
    public async Task Changes_of_the_folder_tree_are_tracked()
    {
        var (first, link) = await RoundAsync($"{Folders}/delta");
        first.ShouldContain(f => f["displayName"]!.GetValue<string>() == "Inbox");
        var projects = Simulator.Tenant.AddFolder(Upn, "Projects");
        var old = Simulator.Tenant.AddFolder(Upn, "Old");

        var (added, next) = await RoundAsync(link);
        added.Select(Id).ShouldBe([projects.Id, old.Id]);
        await PatchAsync($"{Folders}/{projects.Id}", new { displayName = "Towers" });
        await DeleteAsync($"{Folders}/{old.Id}");

        var (changed, _) = await RoundAsync(next);
        changed.Select(f => (Id(f), f["displayName"]?.GetValue<string>(), RemovedReason(f))).ShouldBe([(projects.Id, "Towers", null), (old.Id, null, "deleted")]);
    }
}
