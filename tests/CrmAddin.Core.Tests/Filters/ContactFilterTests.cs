using CrmAddin.Core.Accounts;
using CrmAddin.Core.Consent;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Filters;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Tests.Store;
using CrmAddin.Core.Users;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Tests.Filters;

public sealed class SqliteContactFilterTests() : ContactFilterTests(StoreProvider.Sqlite);

public sealed class PostgresContactFilterTests() : ContactFilterTests(StoreProvider.Postgres);

public abstract class ContactFilterTests(StoreProvider provider) : IAsyncLifetime
{
    private TestedStore Store { get; set; } = null!;

    private long UserId { get; set; }

    private long TeamId { get; set; }

    public async Task InitializeAsync()
    {
        Store = await TestedStore.CreateAsync(provider);
        (UserId, TeamId) = await Store.AddUserAsync("agent");
        var size = new CustomField { Entity = FieldEntity.Contact, Key = "size", Name = "Size", Kind = CustomFieldKind.Number };
        var wish = new CustomField { Entity = FieldEntity.Contact, Key = "wish", Name = "Wish", Kind = CustomFieldKind.Text };
        var rooms = new CustomField { Entity = FieldEntity.Account, Key = "grade", Name = "Grade", Kind = CustomFieldKind.Choice };
        rooms.Choices.Add(new CustomFieldChoice { Name = "Gold", NameArabic = "ذهب" });
        await Store.WriteAsync(db => db.AddRange(size, wish, rooms));
        var groups = await Store.ReadAsync(db => Task.FromResult(db.LookupItems.Where(i => i.Kind == LookupKind.Group).ToDictionary(i => i.Name, i => i.Id)));
        await Store.AddContactAsync("Ahmed Khalidi", c =>
        {
            c.NameOtherScript = "أحمد الخالدي";
            c.JobTitle = "Sales Manager";
            c.Status = ContactStatus.Active;
            c.Score(9, 8, 7, new LevelRule(new()));
            c.Budget = 1_250_000.5m;
            c.BirthdayOn = new DateOnly(1980, 12, 1);
            c.LastContactedAt = Store.Clock.Now.AddDays(-3);
            (c.OwnerId, c.TeamId) = (UserId, TeamId);
            c.Emails.Add(ContactEmail.From("ahmed@riyadh.alnoor.example", true));
            c.Phones.Add(new ContactPhone { Raw = "0501234567", E164 = "+966501234567" });
            c.Addresses.Add(new PostalAddress { City = "الرياض", Country = "SA" });
            c.Account = new Account { Name = "Al Noor", City = "Jeddah", Employees = 40, TeamId = TeamId };
            c.Account.CustomValues.Add(new CustomFieldValue { CustomFieldId = rooms.Id, ChoiceId = rooms.Choices[0].Id });
            c.CustomValues.Add(new CustomFieldValue { CustomFieldId = size.Id, Number = 120.5m });
            c.CustomValues.Add(new CustomFieldValue { CustomFieldId = wish.Id, Text = "Villa by the sea" });
            c.Lookups.Add(new ContactLookup { LookupItemId = groups["Customers"] });
            c.Consents.Add(new ConsentRecord { Purpose = ConsentPurpose.Marketing, Channel = ConsentChannel.Email, State = ConsentState.Given, How = "form", At = Store.Clock.Now.AddDays(-9) });
        });
        await Store.AddContactAsync("Zoe Müller", c =>
        {
            c.JobTitle = "Engineer";
            c.Status = ContactStatus.Potential;
            c.Emails.Add(ContactEmail.From("zoe@other.example", true));
            c.Emails[0].State = EmailState.Bounced;
            c.Addresses.Add(new PostalAddress { City = "Berlin", Country = "DE" });
            c.Consents.Add(new ConsentRecord { Purpose = ConsentPurpose.Marketing, Channel = ConsentChannel.Email, State = ConsentState.Given, How = "form", At = Store.Clock.Now.AddDays(-9) });
            c.Consents.Add(new ConsentRecord { Purpose = ConsentPurpose.Marketing, Channel = ConsentChannel.Email, State = ConsentState.Withdrawn, How = "mail", At = Store.Clock.Now.AddDays(-1) });
        });
        await Store.AddContactAsync("Old Friend", c => c.ArchivedAt = Store.Clock.Now);
    }

    public async Task DisposeAsync() => await Store.DisposeAsync();

    [Theory]
    [InlineData("name", "contains", "khal", "Ahmed Khalidi")]
    [InlineData("name", "contains", "خالدي", "Ahmed Khalidi")]
    [InlineData("name", "startsWith", "ZOE M", "Zoe Müller")]
    [InlineData("name", "is", "zoe muller", "Zoe Müller")]
    [InlineData("jobTitle", "contains", "MANAGER", "Ahmed Khalidi")]
    [InlineData("jobTitle", "isNot", "engineer", "Ahmed Khalidi")]
    [InlineData("city", "is", "الرياض", "Ahmed Khalidi")]
    [InlineData("city", "startsWith", "ber", "Zoe Müller")]
    [InlineData("country", "isNot", "DE", "Ahmed Khalidi")]
    [InlineData("emailDomain", "is", "alnoor.example", "Ahmed Khalidi")]
    [InlineData("emailDomain", "is", "@other.example", "Zoe Müller")]
    [InlineData("emailDomain", "contains", "noor", "Ahmed Khalidi")]
    [InlineData("emailDomain", "is", "noor.example", null)]
    [InlineData("email", "is", "ZOE@other.example", "Zoe Müller")]
    [InlineData("phone", "contains", "501234", "Ahmed Khalidi")]
    [InlineData("phone", "startsWith", "+966", "Ahmed Khalidi")]
    [InlineData("phone", "startsWith", "050", "Ahmed Khalidi")]
    [InlineData("phone", "isEmpty", "", "Zoe Müller")]
    [InlineData("hasPhone", "is", "no", "Zoe Müller")]
    [InlineData("hasBouncedEmail", "is", "yes", "Zoe Müller")]
    [InlineData("doNotContact", "is", "yes", null)]
    [InlineData("consent", "is", "Marketing.Email", "Ahmed Khalidi")]
    [InlineData("consent", "isNot", "Marketing.Email", "Zoe Müller")]
    [InlineData("status", "is", "active", "Ahmed Khalidi")]
    [InlineData("level", "isEmpty", "", "Zoe Müller")]
    [InlineData("level", "isNot", "A", "Zoe Müller")]
    [InlineData("engagementScore", "atLeast", "9", "Ahmed Khalidi")]
    [InlineData("budget", "between", "1250000.5|1300000", "Ahmed Khalidi")]
    [InlineData("budget", "atLeast", "1250000.6", null)]
    [InlineData("group", "is", "Customers", "Ahmed Khalidi")]
    [InlineData("group", "isEmpty", "", "Zoe Müller")]
    [InlineData("owner", "is", "agent", "Ahmed Khalidi")]
    [InlineData("owner", "isEmpty", "", "Zoe Müller")]
    [InlineData("team", "hasValue", "", "Ahmed Khalidi")]
    [InlineData("completeness", "atMost", "4", "Zoe Müller")]
    [InlineData("completeness", "is", "8", "Ahmed Khalidi")]
    [InlineData("lastContactedAt", "inLast", "90|days", "Ahmed Khalidi")]
    [InlineData("lastContactedAt", "notInLast", "3|months", "Zoe Müller")]
    [InlineData("lastContactedAt", "before", "2026-11-19", null)]
    [InlineData("lastContactedAt", "is", "2026-11-19", "Ahmed Khalidi")]
    [InlineData("birthdayOn", "recursInNext", "2|weeks", "Ahmed Khalidi")]
    [InlineData("birthdayOn", "recursInNext", "8|days", null)]
    [InlineData("birthdayOn", "inMonth", "12", "Ahmed Khalidi")]
    [InlineData("birthdayOn", "before", "1980-12-02", "Ahmed Khalidi")]
    [InlineData("archived", "is", "yes", "Old Friend")]
    [InlineData("account", "contains", "noor", "Ahmed Khalidi")]
    [InlineData("account.city", "is", "jeddah", "Ahmed Khalidi")]
    [InlineData("account.employees", "between", "10|40", "Ahmed Khalidi")]
    [InlineData("custom:size", "atLeast", "120.5", "Ahmed Khalidi")]
    [InlineData("custom:size", "atLeast", "121", null)]
    [InlineData("custom:wish", "contains", "VILLA by", "Ahmed Khalidi")]
    [InlineData("custom:wish", "isEmpty", "", "Zoe Müller")]
    [InlineData("account.custom:grade", "is", "ذهب", "Ahmed Khalidi")]
    public async Task A_condition_leaves_those_it_holds_for(string field, string asked, string values, string? name)
    {
        var filter = One(field, asked, values.Split('|', StringSplitOptions.RemoveEmptyEntries));

        (await NamesAsync(filter)).ShouldBe(name is null ? [] : [name]);
    }

    [Fact]
    public async Task Groups_may_be_nested_and_archived_people_are_left_out()
    {
        (await NamesAsync("")).ShouldBe(["Ahmed Khalidi", "Zoe Müller"]);
        (await NamesAsync("""
            {"match":"all","conditions":[{"field":"status","operator":"hasValue","values":[]}],
             "groups":[{"match":"any","conditions":[{"field":"city","operator":"is","values":["berlin"]},{"field":"city","operator":"is","values":["Paris"]}]}]}
            """)).ShouldBe(["Zoe Müller"]);
    }

    [Theory]
    [InlineData("nosuchfield", "is", "x", nameof(FilterFieldUnknown))]
    [InlineData("jobTitle", "atLeast", "1", nameof(FilterOperatorUnfit))]
    [InlineData("jobTitle", "contains", "", nameof(FilterValueMissing))]
    [InlineData("budget", "atLeast", "much", nameof(FilterValueWrong))]
    [InlineData("birthdayOn", "before", "someday", nameof(FilterValueWrong))]
    [InlineData("lastContactedAt", "inLast", "x|days", nameof(FilterValueWrong))]
    [InlineData("lastContactedAt", "inLast", "999999|years", nameof(FilterValueWrong))]
    [InlineData("level", "is", "D", nameof(FilterValueWrong))]
    [InlineData("group", "is", "No such group", nameof(FilterValueWrong))]
    public async Task What_does_not_fit_is_named(string field, string asked, string values, string error)
    {
        var applied = await ApplyAsync(One(field, asked, values.Split('|', StringSplitOptions.RemoveEmptyEntries)));

        applied.Error!.Code.ShouldBe(error);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"conditions":null}""")]
    [InlineData("""{"match":"some"}""")]
    [InlineData("""{"conditions":[{"field":null,"operator":"is","values":[]}]}""")]
    public async Task What_is_no_filter_is_refused(string json) => (await ApplyAsync(json)).Error.ShouldBeOfType<FilterUnreadable>();

    [Fact]
    public async Task A_filter_shows_a_reader_only_what_they_see_and_knows_who_they_are()
    {
        var agent = new Reader(UserId, Role.Agent, [TeamId]);

        (await NamesAsync("", agent)).ShouldBe(["Ahmed Khalidi"]);
        (await NamesAsync(One("owner", "is", ["me"]), agent)).ShouldBe(["Ahmed Khalidi"]);
        (await NamesAsync(One("team", "is", ["mine"]), agent)).ShouldBe(["Ahmed Khalidi"]);
        (await NamesAsync(One("city", "is", ["Berlin"]), agent)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_saved_filter_belongs_to_its_user_and_is_named_on_the_command_line()
    {
        var agent = new Reader(UserId, Role.Agent, [TeamId]);
        var filter = ContactFilter.Parse(One("city", "is", ["Berlin"])).Value!;
        var saved = await Store.UseAsync(s => s.GetRequiredService<SaveFilter>().RunAsync(" Berlin people ", filter, default), agent);
        await Store.UseAsync(s => s.GetRequiredService<SaveFilter>().RunAsync("berlin PEOPLE", filter, default), agent);
        var other = await Store.UseAsync(s => s.GetRequiredService<SaveFilter>().RunAsync("Other", filter, default), agent);

        (await Store.ReadAsync(db => Task.FromResult(db.SavedFilters.Count()))).ShouldBe(2);
        (await Store.UseAsync(s => s.GetRequiredService<RenameFilter>().RunAsync(other.Value!.Id, "Berlin People", default), agent)).Error.ShouldBeOfType<SavedFilterNameTaken>();
        (await Store.UseAsync(s => s.GetRequiredService<DeleteFilter>().RunAsync(saved.Value!.Id, default), new Reader(UserId + 1, Role.Agent, [TeamId]))).Error.ShouldBeOfType<SavedFilterUnknown>();
        (await Store.UseAsync(s => s.GetRequiredService<ChooseDefaultFilter>().RunAsync(saved.Value!.Id, default), agent)).Value!.IsDefault.ShouldBeTrue();
        (await Store.UseAsync(s => s.GetRequiredService<ChooseDefaultFilter>().RunAsync(other.Value!.Id, default), agent)).Value!.IsDefault.ShouldBeTrue();
        (await Store.ReadAsync(db => Task.FromResult(db.SavedFilters.Single(f => f.IsDefault).Id))).ShouldBe(other.Value!.Id);
        foreach (var name in new[] { "berlin people", "agent/Berlin people" })
        {
            var applied = await Store.UseAsync(s => s.GetRequiredService<ApplyFilter>().RunSavedAsync(name, default), Reader.LocalAdministrator);
            applied.Value!.Filter.Conditions[0].Values.ShouldBe(["Berlin"]);
        }
        (await Store.UseAsync(s => s.GetRequiredService<ApplyFilter>().RunSavedAsync("nothing", default), Reader.LocalAdministrator)).Error.ShouldBeOfType<SavedFilterUnknown>();
    }

    [Theory]
    [InlineData(ContactSort.Name)]
    [InlineData(ContactSort.LastContacted)]
    [InlineData(ContactSort.Created)]
    [InlineData(ContactSort.Changed)]
    [InlineData(ContactSort.Level)]
    public async Task Pages_by_key_show_everybody_once_in_every_order(ContactSort sort)
    {
        for (var i = 0; i < 23; i++)
        {
            await Store.AddContactAsync("Person " + (char)('a' + (i * 7 % 23)), c =>
            {
                c.Level = (i % 4) switch { 0 => ContactLevel.A, 1 => ContactLevel.C, 2 => ContactLevel.B, _ => null };
                c.LastContactedAt = i % 3 == 0 ? null : Store.Clock.Now.AddDays(-(i % 5));
                c.TeamId = TeamId;
                c.OwnerId = i % 2 == 0 ? UserId : null;
            });
        }
        foreach (var (reader, count) in new[] { (Reader.LocalAdministrator, 25), (new Reader(UserId, Role.Agent, [TeamId]), 24) })
        {
            var whole = await PagesAsync("", sort, 100, reader);
            var pages = await PagesAsync("", sort, 4, reader);

            whole.Count.ShouldBe(count);
            pages.Select(r => r.Id).ShouldBe(whole.Select(r => r.Id));
            (await PagesAsync(One("name", "contains", ["person"]), sort, 5, reader)).Count.ShouldBe(23);
            (await PagesAsync(One("name", "startsWith", ["person"]), sort, 5, reader)).Select(r => r.Id)
                .ShouldBe((await PagesAsync(One("name", "contains", ["person"]), sort, 100, reader)).Select(r => r.Id));
            Ordered(whole, sort).ShouldBe(whole.Select(r => r.Id));
        }
    }

    [Fact]
    public async Task The_first_page_says_how_many_there_are()
    {
        await Store.AddContactAsync("Third");

        var page = await PageAsync("", ContactSort.Name, null, 2, Reader.LocalAdministrator);
        var led = await PageAsync(One("group", "is", ["Customers"]), ContactSort.Name, null, 2, Reader.LocalAdministrator);

        (page.Count, page.IsCountExact, page.Next is null).ShouldBe((3, true, false));
        (led.Count, led.IsCountExact, led.Next is null).ShouldBe((1, true, true));
    }

    [Fact]
    public async Task A_place_that_is_none_begins_at_the_beginning()
    {
        foreach (var token in new[] { "x", "%%%", "MXwyfDN8NA", "OTl8MXx8" })
            (await PageAsync("", ContactSort.Name, token, 10, Reader.LocalAdministrator)).Rows.Count.ShouldBeGreaterThan(0);
    }

    private static IEnumerable<long> Ordered(IReadOnlyList<ContactListRow> rows, ContactSort sort) => (sort switch
    {
        ContactSort.LastContacted => rows.OrderByDescending(r => r.LastContactedAt ?? DateTimeOffset.MinValue).ThenByDescending(r => r.Id),
        ContactSort.Created => rows.OrderByDescending(r => r.Id),
        ContactSort.Changed => rows.OrderByDescending(r => r.ChangedAt).ThenByDescending(r => r.Id),
        ContactSort.Level => rows.OrderBy(r => r.Level is null).ThenBy(r => r.Level).ThenBy(r => r.SortKey, StringComparer.Ordinal).ThenBy(r => r.Id),
        _ => rows.OrderBy(r => r.SortKey, StringComparer.Ordinal).ThenBy(r => r.Id),
    }).Select(r => r.Id);

    private static string One(string field, string asked, IReadOnlyList<string> values) =>
        System.Text.Json.JsonSerializer.Serialize(new { match = "all", conditions = new[] { new { field, @operator = asked, values } } });

    private Task<Result<AppliedFilter>> ApplyAsync(string json, Reader? reader = null) =>
        Store.UseAsync(s => s.GetRequiredService<ApplyFilter>().RunAsync(json, default), reader ?? Reader.LocalAdministrator);

    private async Task<List<string>> NamesAsync(string json, Reader? reader = null) => await Store.UseAsync(async s =>
    {
        var applied = await s.GetRequiredService<ApplyFilter>().RunAsync(json, default);
        applied.Error.ShouldBeNull();
        var rows = applied.Value!.Contacts(s.GetRequiredService<CrmDb>()).Select(c => c.DisplayName).ToList();
        var listed = await s.GetRequiredService<ListContacts>().RunAsync(applied.Value, ContactSort.Name, null, 50, default);
        listed.Rows.Select(r => r.DisplayName).Order().ShouldBe(rows.Order());
        return listed.Rows.Select(r => r.DisplayName).ToList();
    }, reader ?? Reader.LocalAdministrator);

    private Task<PageOfContacts> PageAsync(string json, ContactSort sort, string? after, int take, Reader reader) => Store.UseAsync(async s =>
    {
        var applied = await s.GetRequiredService<ApplyFilter>().RunAsync(json, default);
        return await s.GetRequiredService<ListContacts>().RunAsync(applied.Value!, sort, after, take, default);
    }, reader);

    private async Task<IReadOnlyList<ContactListRow>> PagesAsync(string json, ContactSort sort, int take, Reader reader)
    {
        var rows = new List<ContactListRow>();
        string? after = null;
        do
        {
            var page = await PageAsync(json, sort, after, take, reader);
            rows.AddRange(page.Rows);
            after = page.Next;
        }
        while (after is not null);
        return rows;
    }
}
