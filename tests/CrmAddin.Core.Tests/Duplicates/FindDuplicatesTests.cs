using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Duplicates;
using CrmAddin.Core.Duplicates.Matching;
using CrmAddin.Core.Store;
using CrmAddin.Core.Tests.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Tests.Duplicates;

public sealed class SqliteFindDuplicatesTests() : FindDuplicatesTests(StoreProvider.Sqlite);

public sealed class PostgresFindDuplicatesTests() : FindDuplicatesTests(StoreProvider.Postgres);

public abstract class FindDuplicatesTests(StoreProvider provider) : IAsyncLifetime
{
    private TestedStore Store { get; set; } = null!;

    public async Task InitializeAsync() => Store = await TestedStore.CreateAsync(provider);

    public async Task DisposeAsync() => await Store.DisposeAsync();

    [Fact]
    public async Task A_scan_keeps_the_pairs_with_their_reasons_best_first()
    {
        var (one, other) = (await AddAsync("Mohammed Al-Harbi", "m.harbi@firm.example"), await AddAsync("محمد الحربي", "m.harbi@firm.example"));
        await AddAsync("Ann Lee", "ann@firm.example");

        var found = await ScanAsync();

        found.ShouldBe(found with { People = 3, Pairs = 1, Added = 1 });
        var pair = (await OpenAsync()).ShouldHaveSingleItem();
        (pair.AId, pair.BId, pair.State).ShouldBe((one, other, PairState.Open));
        pair.Score.ShouldBeGreaterThan(0.5);
        WritePairs.Reasons(pair.ReasonsJson).Select(r => r.Kind).ShouldBe(
            [MatchReasonKind.SameEmail, MatchReasonKind.VariantGivenName, MatchReasonKind.VariantFamilyName], ignoreOrder: true);
    }

    [Fact]
    public async Task Scanning_again_adds_nothing_and_a_pair_that_is_none_any_more_goes()
    {
        await AddAsync("Mohammed Al-Harbi", "m.harbi@firm.example");
        var other = await AddAsync("محمد الحربي", "m.harbi@firm.example");
        await ScanAsync();

        (await ScanAsync()).Added.ShouldBe(0);
        await ChangeAsync(other, c => (c.DisplayName, c.Emails[0].Address, c.Emails[0].AddressKey) = ("Someone Else", "else@other.example", "else@other.example"));
        await ScanAsync();

        (await OpenAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Not_the_same_is_remembered_by_the_next_scan_and_can_be_taken_back()
    {
        var (one, other) = (await AddAsync("Ann Lee", "ann@firm.example"), await AddAsync("Anne Lee", "ann@firm.example"));
        await ScanAsync();

        (await DecideAsync(other, one, isSame: false)).State.ShouldBe(PairState.NotSame);
        await ScanAsync();
        (await OpenAsync()).ShouldBeEmpty();

        (await DecideAsync(one, other, isSame: true)).DecidedAt.ShouldBeNull();
        (await OpenAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_reader_sees_only_pairs_of_whom_they_see_both()
    {
        var (ann, anns) = await Store.AddUserAsync("ann");
        var (_, others) = await Store.AddUserAsync("bob");
        await AddAsync("Chinwe Okonkwo", "c@firm.example", c => c.TeamId = anns);
        await AddAsync("Chinwe Okonkwo", "c@firm.example", c => c.TeamId = others);
        await AddAsync("Babajide Fela", "b@firm.example", c => c.TeamId = anns);
        await AddAsync("Babajide Fela", "b@firm.example", c => c.TeamId = anns);
        await ScanAsync();

        var seen = await OpenAsync(new Reader(ann, Role.Agent, [anns]));

        (await OpenAsync()).Count.ShouldBe(2);
        seen.ShouldHaveSingleItem().AId.ShouldBe(3);
    }

    [Fact]
    public async Task A_contact_that_changed_since_the_scan_is_looked_at_without_scanning_everyone()
    {
        await AddAsync("Chinwe Okonkwo", "c@firm.example");
        await ScanAsync();
        var late = await AddAsync("Chinwee Okonkwo", "c@firm.example");

        var found = await Store.UseAsync(s => s.GetRequiredService<FindDuplicates>().RunForChangedAsync(default));
        var again = await Store.UseAsync(s => s.GetRequiredService<FindDuplicates>().RunForChangedAsync(default));

        found.ShouldNotBeNull().Added.ShouldBe(1);
        again.ShouldNotBeNull().People.ShouldBe(0);
        (await OpenAsync()).ShouldHaveSingleItem().BId.ShouldBe(late);
    }

    [Theory]
    [InlineData("Mohamed Al Harbi", "m.harbi@firm.example", null, null)]
    [InlineData("Muhammad Alharbi", null, "050 123 4567", null)]
    [InlineData("Mohamad Harbi", null, null, "Al Noor")]
    public async Task A_draft_is_recognised_before_any_scan(string name, string? email, string? phone, string? account)
    {
        await AddAsync("محمد الحربي", "m.harbi@firm.example", c =>
        {
            c.Phones.Add(new ContactPhone { Raw = "0501234567", E164 = "+966501234567" });
            c.Account = new() { Name = "Al Noor" };
        });
        var draft = new MatchPerson(0) { DisplayName = name, Emails = email is null ? [] : [email], Phones = phone is null ? [] : [phone], Account = account };

        var likely = await Store.UseAsync(s => s.GetRequiredService<CheckForDuplicates>().RunAsync(draft, FindLikelyPairs.SuggestedFrom, default));

        likely.ShouldHaveSingleItem().B.ShouldBe(1);
    }

    [Fact]
    public async Task A_draft_with_nothing_but_a_common_name_is_nobody()
    {
        await AddAsync("محمد الحربي", "m.harbi@firm.example");

        var likely = await Store.UseAsync(s => s.GetRequiredService<CheckForDuplicates>().RunAsync(new MatchPerson(0) { DisplayName = "محمد الحربي" }, FindLikelyPairs.SuggestedFrom, default));

        likely.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_own_field_of_many_different_numbers_identifies_people_and_one_of_few_does_not()
    {
        var (customer, year) = (Field("customerNumber"), Field("closingYear"));
        await Store.WriteAsync(db => db.AddRange(customer, year));
        for (var i = 0; i < 20; i++)
            await AddAsync($"Person{i} Name{i}", $"p{i}@firm.example", c =>
            {
                c.CustomValues.Add(new CustomFieldValue { CustomFieldId = customer.Id, Text = $"C-{10_000 + (i * 37)}" });
                c.CustomValues.Add(new CustomFieldValue { CustomFieldId = year.Id, Text = $"202{i % 4}" });
            });

        var fields = await Store.UseAsync(s => s.GetRequiredService<ReadPeople>().IdentifierFieldsAsync(default));

        fields.ShouldBe([customer.Id]);
    }

    private static CustomField Field(string key) => new() { Entity = FieldEntity.Contact, Kind = CustomFieldKind.Text, Key = key, Name = key };

    private Task<long> AddAsync(string name, string email, Action<Contact>? with = null) => Store.AddContactAsync(name, c =>
    {
        c.Emails.Add(ContactEmail.From(email, isPrimary: true));
        with?.Invoke(c);
    });

    private Task ChangeAsync(long id, Action<Contact> change) => Store.UseAsync(async services =>
    {
        var db = services.GetRequiredService<CrmDb>();
        db.Begin(ChangeOrigin.Edit, "test");
        change(await db.Contacts.Include(c => c.Emails).SingleAsync(c => c.Id == id));
        await db.SaveChangesAsync();
    });

    private Task<DuplicatesFound> ScanAsync() => Store.UseAsync(s => s.GetRequiredService<FindDuplicates>().RunAsync(null, default));

    private Task<List<DuplicatePair>> OpenAsync(Reader? reader = null) =>
        Store.ReadAsync(db => DuplicateQuery.Open(db, FindLikelyPairs.SuggestedFrom).ToListAsync(), reader);

    private Task<DuplicatePair> DecideAsync(long a, long b, bool isSame) =>
        Store.UseAsync(async s => (await s.GetRequiredService<DecideDuplicate>().RunAsync(a, b, isSame, default)).Value!);
}
