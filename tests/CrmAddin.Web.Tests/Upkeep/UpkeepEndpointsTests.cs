using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.Upkeep;

public sealed class UpkeepEndpointsTests : IAsyncLifetime
{
    private RunningCrm Crm { get; set; } = null!;

    private HttpClient Pane { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Crm = await RunningCrm.StartAsync();
        await Crm.AddUserAsync("boss", Role.Administrator);
        Pane = await Crm.PaneAsync("boss");
    }

    public async Task DisposeAsync()
    {
        Pane.Dispose();
        await Crm.DisposeAsync();
    }

    [Fact]
    public async Task Each_number_is_a_list_with_the_people_that_it_counts()
    {
        var expected = await OddPeopleAsync();

        var page = await HtmlAsync("/app/upkeep");

        foreach (var (kind, names) in expected.Where(e => e.Key != "all"))
        {
            page.QuerySelector($"[data-kind={kind}]")!.TextContent.ShouldBe(names.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), customMessage: kind);
            var list = await HtmlAsync("/app/upkeep/" + kind);
            list.QuerySelectorAll("#upkeep-rows tbody tr td:first-child a").Select(a => a.TextContent).Order(StringComparer.Ordinal).ShouldBe(names.Order(StringComparer.Ordinal), customMessage: kind);
        }
        page.QuerySelector("[data-filled='5']")!.TextContent.ShouldBe("1");
        page.QuerySelectorAll("[data-filled]").Sum(f => int.Parse(f.TextContent, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(expected["all"].Length);
    }

    [Fact]
    public async Task Required_fields_that_are_empty_are_counted_and_listed()
    {
        await Crm.AddContactAsync(new Contact { DisplayName = "With", JobTitle = "x" });
        await Crm.AddContactAsync(new Contact { DisplayName = "Without" });
        await Crm.UseAsync(async services =>
        {
            var db = services.GetRequiredService<CrmDb>();
            db.Begin(Core.Audit.ChangeOrigin.Administer, "test");
            db.RequiredFields.Add(new RequiredField { Entity = FieldEntity.Contact, Field = "jobTitle" });
            await db.SaveChangesAsync();
        });

        (await HtmlAsync("/app/upkeep/RequiredEmpty?field=jobTitle")).QuerySelectorAll("tbody tr").ShouldHaveSingleItem().TextContent.ShouldContain("Without");
        (await HtmlAsync("/app/upkeep")).QuerySelector("[data-card=work]")!.TextContent.ShouldContain("Job title");
    }

    [Fact]
    public async Task People_not_contacted_for_long_are_archived_together_restored_and_taken_back()
    {
        var old = await Crm.AddContactAsync(new Contact { DisplayName = "Old", LastContactedAt = DateTimeOffset.UtcNow.AddYears(-3) });
        var older = await Crm.AddContactAsync(new Contact { DisplayName = "Older", LastContactedAt = DateTimeOffset.UtcNow.AddYears(-4) });
        await Crm.AddContactAsync(new Contact { DisplayName = "Recent", LastContactedAt = DateTimeOffset.UtcNow });

        var step = (await (await Pane.PostAsync("/app/upkeep/archive", Form(("months", "24")))).Content.ReadFromJsonAsync<JsonObject>())!;
        var archived = await ArchivedAsync();
        using var restored = await Pane.PostAsync($"/app/upkeep/{older}/restore", null);
        using var undone = await Pane.PostAsync($"/app/audit/{step["changeSetId"]}/undo", null);

        (step["archived"]!.GetValue<int>(), step["left"]!.GetValue<int>()).ShouldBe((2, 0));
        archived.ShouldBe([old, older]);
        restored.StatusCode.ShouldBe(HttpStatusCode.OK);
        undone.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ArchivedAsync()).ShouldBeEmpty();
        (await Crm.ReadAsync(db => db.Contacts.CountAsync())).ShouldBe(3);
    }

    [Fact]
    public async Task Somebody_without_an_owner_is_taken_over_once()
    {
        var id = await Crm.AddContactAsync(new Contact { DisplayName = "Nobody's" });
        var boss = await Crm.ReadAsync(db => db.Users.Select(u => u.Id).SingleAsync());

        using var taken = await Pane.PostAsync($"/app/upkeep/{id}/take-over", null);
        using var again = await Pane.PostAsync($"/app/upkeep/{id}/take-over", null);

        (taken.StatusCode, again.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.NotFound));
        (await Crm.ReadAsync(db => db.Contacts.SingleAsync())).OwnerId.ShouldBe(boss);
        (await Pane.GetAsync("/app/upkeep/nonsense")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_list_pages_by_key()
    {
        await Crm.UseAsync(async services =>
        {
            var db = services.GetRequiredService<CrmDb>();
            db.Begin(Core.Audit.ChangeOrigin.Setup, "test");
            db.Contacts.AddRange(Enumerable.Range(0, 70).Select(i => new Contact { DisplayName = $"Person {(char)('a' + i % 26)}{(char)('a' + i / 26)}" }));
            await db.SaveChangesAsync();
        });

        var first = await HtmlAsync("/app/upkeep/NoOwner");
        var second = await HtmlAsync(first.QuerySelector("#upkeep-rows > p > a")!.GetAttribute("href")!);

        first.QuerySelectorAll("tbody tr").Length.ShouldBe(50);
        second.QuerySelectorAll("tbody tr").Length.ShouldBe(20);
        first.QuerySelectorAll("tbody tr td:first-child").Concat(second.QuerySelectorAll("tbody tr td:first-child")).Select(c => c.TextContent).Distinct().Count().ShouldBe(70);
    }

    private async Task<Dictionary<string, string[]>> OddPeopleAsync()
    {
        async Task AddAsync(Contact contact, ContactEmail? email = null, ContactPhone? phone = null, PostalAddress? address = null)
        {
            contact.LastContactedAt ??= DateTimeOffset.UtcNow;
            if (email is not null)
                contact.Emails.Add(email);
            if (phone is not null)
                contact.Phones.Add(phone);
            if (address is not null)
                contact.Addresses.Add(address);
            await Crm.AddContactAsync(contact);
        }
        var fine = ContactEmail.From("fine@example.com");
        var bounced = ContactEmail.From("gone@example.com");
        bounced.State = EmailState.Bounced;
        await AddAsync(new Contact { DisplayName = "Fine Person", Status = ContactStatus.Active }, fine, new ContactPhone { Raw = "+966501234567", E164 = "+966501234567" }, new PostalAddress { City = "Riyadh", Country = "Saudi Arabia" });
        await AddAsync(new Contact { DisplayName = "Bounced" }, bounced);
        await AddAsync(new Contact { DisplayName = "Odd Phone" }, phone: new ContactPhone { Raw = "call me" });
        await AddAsync(new Contact { DisplayName = "Odd Mail" }, ContactEmail.From("no at sign"));
        await AddAsync(new Contact { DisplayName = "SHOUTING NAME" });
        await AddAsync(new Contact { DisplayName = "Ann 2" });
        await AddAsync(new Contact { DisplayName = "رقم ٧" });
        await AddAsync(new Contact { DisplayName = "Unborn", BirthdayOn = new DateOnly(2099, 1, 1) });
        await AddAsync(new Contact { DisplayName = "Lost" }, address: new PostalAddress { Country = "Atlantis" });
        await AddAsync(new Contact { DisplayName = "Same", NameOtherScript = "Samee" });
        await AddAsync(new Contact { DisplayName = "Good", NameOtherScript = "جود" });
        await AddAsync(new Contact { DisplayName = "Long Ago", LastContactedAt = DateTimeOffset.UtcNow.AddYears(-2) });
        await AddAsync(new Contact { DisplayName = "Laid Aside", ArchivedAt = DateTimeOffset.UtcNow });
        string[] all = ["Fine Person", "Bounced", "Odd Phone", "Odd Mail", "SHOUTING NAME", "Ann 2", "رقم ٧", "Unborn", "Lost", "Same", "Good", "Long Ago"];
        return new()
        {
            ["all"] = all,
            ["Bounced"] = ["Bounced"],
            ["PhoneOdd"] = ["Odd Phone"],
            ["EmailOdd"] = ["Odd Mail"],
            ["NameAllCaps"] = ["SHOUTING NAME"],
            ["NameWithDigits"] = ["Ann 2", "رقم ٧"],
            ["BirthdayOdd"] = ["Unborn"],
            ["CountryUnknown"] = ["Lost"],
            ["NameInSameScript"] = ["Same"],
            ["NotContacted"] = ["Long Ago"],
            ["Archived"] = ["Laid Aside"],
            ["NoOwner"] = all,
            ["MissingPhone"] = [.. all.Except(["Fine Person", "Odd Phone"])],
            ["MissingStatus"] = [.. all.Except(["Fine Person"])],
            ["NoPhoneOrEmail"] = [.. all.Except(["Fine Person", "Bounced", "Odd Phone", "Odd Mail"])],
        };
    }

    private Task<List<long>> ArchivedAsync() => Crm.ReadAsync(db => db.Contacts.Where(c => c.ArchivedAt != null).OrderBy(c => c.Id).Select(c => c.Id).ToListAsync());

    private async Task<IHtmlDocument> HtmlAsync(string path) => await new HtmlParser().ParseDocumentAsync(await Pane.GetStringAsync(path));

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
}
