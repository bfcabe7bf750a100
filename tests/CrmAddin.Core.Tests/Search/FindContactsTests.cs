using CrmAddin.Core.Accounts;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using CrmAddin.Core.Tests.Store;
using CrmAddin.Core.Users;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Tests.Search;

public sealed class SqliteFindContactsTests() : FindContactsTests(StoreProvider.Sqlite);

public sealed class PostgresFindContactsTests() : FindContactsTests(StoreProvider.Postgres);

public abstract class FindContactsTests(StoreProvider provider) : IAsyncLifetime
{
    private TestedStore Store { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Store = await TestedStore.CreateAsync(provider);
        await Store.AddContactAsync("أحمد الخالدي", c =>
        {
            c.Emails.Add(ContactEmail.From("ahmed@alnoor.example", true));
            c.Phones.Add(new ContactPhone { Raw = "٠٥٠١٢٣٤٥٦٧", E164 = "+966501234567" });
            c.Account = new Account { Name = "Al Noor Trading" };
        });
        await Store.AddContactAsync("محمد Saleh");
        await Store.AddContactAsync("Mohammed Carter", c => c.Phones.Add(new ContactPhone { Raw = "ext 9", E164 = null }));
        await Store.AddContactAsync("Zoë Müller");
    }

    public async Task DisposeAsync() => await Store.DisposeAsync();

    [Theory]
    [InlineData("احمد")]
    [InlineData("أحمد")]
    [InlineData("ahmed@")]
    [InlineData("ahmed@alnoor.example")]
    [InlineData("alnoor.ex")]
    [InlineData("@alnoor")]
    [InlineData("0501")]
    [InlineData("٠٥٠١")]
    [InlineData("+966 50 123")]
    [InlineData("4567")]
    [InlineData("ahm kha")]
    [InlineData("kha ahm")]
    [InlineData("خالدي")]
    [InlineData("noor")]
    [InlineData("AHMAD")]
    public async Task One_person_is_found_by_everything_that_people_type(string text)
    {
        var hits = await FindAsync(text);

        hits.ShouldNotBeEmpty();
        (await NameAsync(hits[0])).ShouldBe("أحمد الخالدي");
    }

    [Fact]
    public async Task Latin_letters_find_names_of_both_scripts_with_the_spelled_out_first()
    {
        var hits = await FindAsync("moh");

        var names = new List<string>();
        foreach (var hit in hits)
            names.Add(await NameAsync(hit));
        names.ShouldBe(["Mohammed Carter", "محمد Saleh"]);
        hits[0].Kind.ShouldBe(SearchKeyKind.Name);
    }

    [Theory]
    [InlineData("muller")]
    [InlineData("ZOE")]
    public async Task Accents_and_case_do_not_matter(string text) => (await NameAsync((await FindAsync(text)).Single())).ShouldBe("Zoë Müller");

    [Theory]
    [InlineData("")]
    [InlineData("!!!")]
    [InlineData("nobodyhasthisname")]
    [InlineData("ahm nobody")]
    [InlineData("%")]
    [InlineData("'; DROP TABLE Contacts; --")]
    public async Task Nothing_is_found_for_what_nobody_has(string text) => (await FindAsync(text)).ShouldBeEmpty();

    [Fact]
    public async Task An_agent_finds_only_what_the_team_and_they_themselves_have()
    {
        var (user, team) = await Store.AddUserAsync("agent");
        await Store.AddContactAsync("Ahmed Visible", c => c.TeamId = team);
        await Store.AddContactAsync("Ahmed Own", c => c.OwnerId = user);

        var hits = await Store.UseAsync(s => s.GetRequiredService<FindContacts>().RunAsync("ahmed", 20, default), new Reader(user, Role.Agent, [team]));

        hits.Count.ShouldBe(2);
    }

    private Task<IReadOnlyList<ContactHit>> FindAsync(string text) => Store.UseAsync(s => s.GetRequiredService<FindContacts>().RunAsync(text, 20, default), Reader.LocalAdministrator);

    private Task<string> NameAsync(ContactHit hit) => Store.ReadAsync(db => Task.FromResult(db.Contacts.Single(c => c.Id == hit.ContactId).DisplayName));
}
