using System.Net;
using System.Text.Json.Nodes;
using GraphSimulator.Contacts;
using GraphSimulator.Misbehaviour;
using Microsoft.Graph.Models;

namespace CrmAddin.Web.Tests.Graph;

public sealed class SimulatorContactTests : SimulatorTest
{
    private const string CrmId = "String {66f5a359-4659-4638-81a3-d1d2b2f5c5b4} Name CrmId";

    [Fact]
    public async Task A_contact_is_made_in_a_folder_of_its_own_and_found_by_an_extended_property_that_is_not_echoed()
    {
        var folder = await Graph.Users[Upn].ContactFolders.PostAsync(new ContactFolder { DisplayName = "CRM" });
        var contacts = Graph.Users[Upn].ContactFolders[folder!.Id].Contacts;

        var made = await contacts.PostAsync(new Contact
        {
            GivenName = "Pavel",
            Surname = "Bansky",
            EmailAddresses = [new EmailAddress { Address = "p@client.example", Name = "P" }],
            SingleValueExtendedProperties = [new SingleValueLegacyExtendedProperty { Id = CrmId, Value = "42" }],
        });

        made!.SingleValueExtendedProperties.ShouldBeNull();
        (made.DisplayName, made.ParentFolderId).ShouldBe(("Pavel Bansky", folder.Id));
        var found = await contacts.GetAsync(request =>
        {
            request.QueryParameters.Filter = $"singleValueExtendedProperties/Any(ep: ep/id eq '{CrmId}' and ep/value eq '42')";
            request.QueryParameters.Expand = [$"singleValueExtendedProperties($filter=id eq '{CrmId}')"];
        });
        found!.Value!.Single().SingleValueExtendedProperties!.Single().Value.ShouldBe("42");
        var otherCase = $"singleValueExtendedProperties/Any(ep: ep/id eq '{CrmId.Replace("CrmId", "crmid", StringComparison.Ordinal)}' and ep/value eq '42')";
        (await contacts.GetAsync(request => request.QueryParameters.Filter = otherCase))!.Value!.ShouldBeEmpty();
        (await contacts.GetAsync(request => request.QueryParameters.Filter = "emailAddresses/any(a:a/address eq 'P@client.example')"))!.Value!.Count.ShouldBe(1);
        (await Graph.Users[Upn].Contacts.GetAsync())!.Value!.ShouldBeEmpty();
    }

    [Fact]
    public async Task Contact_folders_are_listed_without_the_one_that_every_mailbox_has()
    {
        await PostAsync($"users/{Upn}/contactFolders", new { displayName = "CRM" });

        (await GetAsync($"users/{Upn}/contactFolders")).Value.Select(f => f["displayName"]!.GetValue<string>()).ShouldBe(["CRM"]);
        (await GetAsync($"users/{Upn}/contactFolders/contacts")).Body["displayName"]!.GetValue<string>().ShouldBe("Contacts");
        (await PostAsync($"users/{Upn}/contactFolders", new { displayName = "crm" })).Status.ShouldBe(HttpStatusCode.Conflict);
        (await RoundAsync($"users/{Upn}/contactFolders/delta")).Items.Select(f => f["displayName"]!.GetValue<string>()).ShouldBe(["Contacts", "CRM"]);
    }

    [Fact]
    public async Task Changes_of_a_folder_are_tracked_with_select_only()
    {
        var folder = Id((await PostAsync($"users/{Upn}/contactFolders", new { displayName = "CRM" })).Body);
        var delta = $"users/{Upn}/contactFolders/{folder}/contacts/delta";
        var ann = Simulator.Tenant.AddContact(Upn, new JsonObject { ["givenName"] = "Ann", ["mobilePhone"] = "1" }, "CRM");
        var bob = Simulator.Tenant.AddContact(Upn, new JsonObject { ["givenName"] = "Bob" }, "CRM");
        var (first, link) = await RoundAsync(delta + "?$select=givenName");
        first.Select(c => c["givenName"]!.GetValue<string>()).ShouldBe(["Ann", "Bob"]);
        first[0]["mobilePhone"].ShouldBeNull();

        await PatchAsync($"users/{Upn}/contacts/{ann}", new { givenName = "Anna" });
        await Graph.Users[Upn].ContactFolders[folder].Contacts[bob].DeleteAsync();

        var (changes, _) = await RoundAsync(link);
        changes.Select(c => (Id(c), c["givenName"]?.GetValue<string>(), RemovedReason(c))).ShouldBe([(ann, "Anna", null), (bob, null, "deleted")]);
        (await GetAsync(delta + "?$filter=givenName eq 'Ann'")).ErrorCode.ShouldBe("ErrorInvalidUrlQuery");
        (await GetAsync(link.Replace(folder, "contacts", StringComparison.Ordinal))).Status.ShouldBe(HttpStatusCode.BadRequest);
        Simulator.Tenant.Contacts(Upn, "CRM").Single()["givenName"]!.GetValue<string>().ShouldBe("Anna");
    }

    [Fact]
    public async Task Faults_of_change_tracking_hold_for_contacts_too()
    {
        for (var n = 0; n < 8; n++)
            Simulator.Tenant.AddContact(Upn, new JsonObject { ["givenName"] = $"Person {n}" });
        Simulator.Faults = new Faults { DuplicateRate = 0.5, Reorder = true, EmptyPageRate = 0.5, Seed = 4 };

        var (items, link) = await RoundAsync($"users/{Upn}/contacts/delta", Immutable + ", odata.maxpagesize=2");

        items.Count.ShouldBeGreaterThan(8);
        items.DistinctBy(Id).Count().ShouldBe(8);
        Simulator.Tenant.LoseTokens(Upn);
        (await GetAsync(link)).Status.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task An_extended_property_is_added_to_those_that_are_there()
    {
        var id = Simulator.Tenant.AddContact(Upn, JsonNode.Parse($$"""{"givenName":"Ann","singleValueExtendedProperties":[{"id":"{{CrmId}}","value":"1"}]}""")!.AsObject());

        await PatchAsync($"users/{Upn}/contacts/{id}", JsonNode.Parse("""{"singleValueExtendedProperties":[{"id":"String {66f5a359-4659-4638-81a3-d1d2b2f5c5b4} Name Other","value":"2"}]}""")!);

        Simulator.Tenant.Contacts(Upn).Single()["singleValueExtendedProperties"]!.AsArray().Select(p => p!["value"]!.GetValue<string>()).ShouldBe(["1", "2"]);
    }
}
