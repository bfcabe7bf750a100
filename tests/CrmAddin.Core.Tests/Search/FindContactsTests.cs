using CrmAddin.Core.Accounts;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Lookups;
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
            c.Emails.Add(ContactEmail.From("a.k@riyadh.alnoor.example"));
            c.Account = new Account { Name = "Al Noor Trading", NameOtherScript = "شركة النور" };
            c.Lookups.Add(new ContactLookup { LookupItem = new LookupItem { Kind = LookupKind.Tag, Name = "Gold customer", NameArabic = "زبون ذهبي" } });
            c.CustomValues.Add(new CustomFieldValue
            {
                Text = "Villa with a garden",
                CustomField = new CustomField { Entity = FieldEntity.Contact, Key = "wish", Name = "Wish", Kind = CustomFieldKind.Text },
            });
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
    [InlineData("trading", SearchKeyKind.Account)]
    [InlineData("النور", SearchKeyKind.Account)]
    [InlineData("نور", SearchKeyKind.Account)]
    [InlineData("@alnoor", SearchKeyKind.Email)]
    [InlineData("riyadh.alnoor", SearchKeyKind.Email)]
    [InlineData("501234567", SearchKeyKind.Phone)]
    [InlineData("34567", SearchKeyKind.PhoneEnd)]
    [InlineData("50123", SearchKeyKind.Phone)]
    [InlineData("00966501", SearchKeyKind.Phone)]
    [InlineData("٤٥٦٧", SearchKeyKind.PhoneEnd)]
    [InlineData("gold", SearchKeyKind.Tag)]
    [InlineData("customer", SearchKeyKind.Tag)]
    [InlineData("ذهبي", SearchKeyKind.Tag)]
    [InlineData("villa", SearchKeyKind.Custom)]
    public async Task A_hit_says_what_it_hit(string text, SearchKeyKind kind)
    {
        var hit = (await FindAsync(text)).ShouldHaveSingleItem();

        (await NameAsync(hit)).ShouldBe("أحمد الخالدي");
        hit.Kind.ShouldBe(kind);
    }

    [Fact]
    public async Task The_whole_name_comes_first_then_the_first_word_then_later_words_then_beginnings_then_typing_errors()
    {
        foreach (var name in new[] { "Robertson Carla", "Dina Robert", "Robert Zayn", "Robert", "Ana Roberts", "Ropert Klein" })
            await Store.AddContactAsync(name);

        (await NamesAsync("robert")).ShouldBe(["Robert", "Robert Zayn", "Dina Robert", "Robertson Carla", "Ana Roberts"]);
    }

    [Theory]
    [InlineData("Robrt", "Robert Zayn")]
    [InlineData("robetr", "Robert Zayn")]
    [InlineData("robrt zayn", "Robert Zayn")]
    [InlineData("سلمن", "سلمان القحطاني")]
    [InlineData("سلمان القحطني", "سلمان القحطاني")]
    public async Task One_typing_error_in_a_name_is_forgiven_in_either_script(string text, string name)
    {
        await Store.AddContactAsync("Robert Zayn");
        await Store.AddContactAsync("سلمان القحطاني");

        var hit = (await FindAsync(text)).ShouldHaveSingleItem();

        (await NameAsync(hit)).ShouldBe(name);
        hit.Matches.ShouldContain(m => m.Quality == MatchQuality.OneEdit);
    }

    [Fact]
    public async Task A_typing_error_is_not_looked_for_where_enough_people_have_what_was_typed()
    {
        for (var i = 0; i < 5; i++)
            await Store.AddContactAsync($"Marten Number{(char)('a' + i)}");
        await Store.AddContactAsync("Martin Other");

        (await NamesAsync("marten")).ShouldNotContain("Martin Other");
    }

    [Fact]
    public async Task Another_spelling_of_the_table_is_found_after_the_typed_one()
    {
        var names = await NamesAsync("muhammad");

        names.ShouldBe(["Mohammed Carter", "محمد Saleh"]);
    }

    [Theory]
    [InlineData("khalidi")]
    [InlineData("alkhalidi")]
    [InlineData("al-khalidi")]
    [InlineData("al khalidi sam")]
    public async Task An_article_may_be_written_apart_joined_or_not_at_all(string text)
    {
        await Store.AddContactAsync("Sami Al-Khalidi");

        (await NamesAsync(text))[0].ShouldBe("Sami Al-Khalidi");
    }

    [Fact]
    public async Task A_renamed_tag_is_found_by_its_new_name()
    {
        await Store.WriteAsync(db => db.LookupItems.Single(i => i.Name == "Gold customer").Name = "Platinum");

        (await NamesAsync("platinum")).ShouldBe(["أحمد الخالدي"]);
        (await NamesAsync("gold")).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_words_always_bring_the_same_order()
    {
        for (var i = 0; i < 30; i++)
            await Store.AddContactAsync("Twin Person");

        var first = await FindAsync("twin per");

        first.Select(h => h.ContactId).ShouldBe((await FindAsync("twin per")).Select(h => h.ContactId));
        first.Select(h => h.ContactId).ShouldBeInOrder();
    }

    [Fact]
    public async Task A_word_that_no_name_has_any_more_can_be_dropped_from_the_vocabulary()
    {
        var id = await Store.AddContactAsync("Zebulon");
        await Store.WriteAsync(db => db.Contacts.Single(c => c.Id == id).DisplayName = "Simon");

        await Store.UseAsync(s => NameVocabulary.DropUnusedAsync(s.GetRequiredService<CrmDb>(), ["zebulon", "simon"], default));

        (await Store.ReadAsync(db => Task.FromResult(db.NameWords.Select(w => w.Word).Distinct().ToList()))).ShouldNotContain("zebulon");
        (await NamesAsync("simun")).ShouldBe(["Simon"]);
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

    private async Task<List<string>> NamesAsync(string text)
    {
        var names = new List<string>();
        foreach (var hit in await FindAsync(text))
            names.Add(await NameAsync(hit));
        return names;
    }

    private Task<string> NameAsync(ContactHit hit) => Store.ReadAsync(db => Task.FromResult(db.Contacts.Single(c => c.Id == hit.ContactId).DisplayName));
}
