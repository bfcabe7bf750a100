using CrmAddin.Core.Contacts;
using CrmAddin.Core.Leads;
using CrmAddin.Core.Loads;
using CrmAddin.Core.Privacy;
using CrmAddin.Core.Tests.Loads;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Tests.Leads;

public sealed class LoadLeadsTests
{
    private const string Header = "lead id,name,email,phone,received at,source,campaign,channel,status,disqualified reason,owner,first response,converted at,deal id\n";

    private static readonly Load _leads = (services, request, progress, cancel) => services.GetRequiredService<LoadLeads>().RunAsync(request, progress, cancel);

    [Fact]
    public async Task A_lead_comes_in_with_all_that_it_says_and_an_unknown_person_becomes_a_contact()
    {
        await using var store = await LoadStore.CreateAsync();
        await store.LoadAsync("opportunity_id,deal_stage\nD7,Won\n");

        var outcome = await store.LoadAsync(_leads,
            Header + "L1,Ann Lee,ann@example.com,0501234567,2026-01-05 10:00,Podcast,Spring,web form,,,Sara Mitchell,2026-01-05 11:30,2026-01-20,D7\n");

        outcome.Created.ShouldBe(1, outcome.FirstRefusal);
        outcome.AlsoCreated.ShouldBe(new Dictionary<string, int> { ["contacts"] = 1, ["campaigns"] = 1, ["sources"] = 1, ["people"] = 1 });
        var lead = await store.ReadAsync(db => db.Leads.Include(one => one.Contact!).ThenInclude(contact => contact.Phones).Include(one => one.Source).Include(one => one.Campaign).Include(one => one.Owner).SingleAsync());
        (lead.Contact!.DisplayName, lead.Contact.Phones[0].E164, lead.Contact.SourceId, lead.Contact.OwnerId).ShouldBe(("Ann Lee", "+966501234567", lead.SourceId, lead.OwnerId));
        (lead.Source!.Name, lead.Campaign!.Name, lead.Channel, lead.Owner!.DisplayName, lead.Status).ShouldBe(("Podcast", "Spring", "web form", "Sara Mitchell", LeadStatus.Converted));
        (lead.ReceivedAt, lead.FirstResponseAt, lead.ConvertedAt).ShouldBe((Utc(5, 7, 0), Utc(5, 8, 30), Utc(20, 9, 0)));
        lead.DealId.ShouldBe(await store.ReadAsync(db => db.Deals.Select(deal => deal.Id).SingleAsync()));
    }

    [Fact]
    public async Task People_are_found_by_address_then_phone_then_a_name_that_is_theirs_alone()
    {
        await using var store = await LoadStore.CreateAsync();
        await store.EditAsync(db =>
        {
            db.Contacts.AddRange(Person("Ann Lee", "shared@example.com", null), Person("Bob Ray", "shared@example.com", null), Person("Carl", null, "+966501234567"), Person("Dora", null, null));
            return Task.CompletedTask;
        });

        var outcome = await store.LoadAsync(_leads,
            Header + "1,Bob Ray,SHARED@example.com,,2026-01-05,,,,,,,,,\n2,Somebody,,050 123 4567,2026-01-05,,,,,,,,,\n3,dora,,,2026-01-05,,,,,,,,,\n");

        (outcome.Created, outcome.AlsoCreated["contacts"]).ShouldBe((3, 0), outcome.FirstRefusal);
        (await store.ReadAsync(db => db.Leads.OrderBy(lead => lead.ExternalId).Select(lead => lead.Contact!.DisplayName).ToListAsync())).ShouldBe(["Bob Ray", "Carl", "Dora"]);
    }

    [Fact]
    public async Task Arabic_headings_and_words_are_read_and_a_second_run_changes_nothing()
    {
        await using var store = await LoadStore.CreateAsync();
        const string csv = "الاسم,البريد الإلكتروني,تاريخ الاستلام,المصدر,الحالة,سبب الاستبعاد\nأحمد,ahmed@example.com,٢٠٢٦-٠١-٠٥,إحالة,مستبعد,لا توجد ميزانية\nريم,reem@example.com,2026-01-06,إحالة,مؤهل,\n";

        var first = await store.LoadAsync(_leads, csv);
        var second = await store.LoadAsync(_leads, csv);

        (first.Created, first.AlsoCreated["sources"], second.Created, second.Updated, second.Unchanged, second.AlsoCreated["contacts"]).ShouldBe((2, 0, 0, 0, 2, 0), first.FirstRefusal);
        var leads = await store.ReadAsync(db => db.Leads.OrderBy(lead => lead.ReceivedAt).Select(lead => new { lead.Status, lead.DisqualifiedReason }).ToListAsync());
        leads.Select(lead => (lead.Status, lead.DisqualifiedReason)).ShouldBe([(LeadStatus.Disqualified, DisqualifiedReason.NoBudget), (LeadStatus.Qualified, (DisqualifiedReason?)null)]);
    }

    [Fact]
    public async Task One_new_person_with_two_enquiries_is_one_contact()
    {
        await using var store = await LoadStore.CreateAsync();

        var outcome = await store.LoadAsync(_leads, Header + "1,Ann,ann@example.com,,2026-01-05,,,,,,,,,\n2,Ann,Ann@Example.com,,2026-02-05,,,,,,,,,\n");

        (outcome.Created, outcome.AlsoCreated["contacts"]).ShouldBe((2, 1));
    }

    [Theory]
    [InlineData("1,,,,2026-01-05,,,,,,,,,", LoadRefusal.ContactMissing, "row 2: there is no e-mail address, phone or name")]
    [InlineData("1,Nobody,,,2026-01-05,,,,,,,,,", LoadRefusal.ContactUnknown, "row 2: nobody is known by the name \"Nobody\", and a contact is made of an e-mail address only")]
    [InlineData("1,,,0509999999,2026-01-05,,,,,,,,,", LoadRefusal.ContactUnknown, "row 2: nobody is known by the phone 0509999999, and a contact is made of an e-mail address only")]
    [InlineData("1,,a@example.com,,,,,,,,,,,", LoadRefusal.DateMissing, "row 2: there is no date of receipt")]
    [InlineData("1,,a@example.com,,2026-01-05,,,,maybe,,,,,", LoadRefusal.WordUnknown, "row 2: \"maybe\" is no status; words for it are new, working, qualified, converted, disqualified")]
    [InlineData("1,,a@example.com,,2026-01-05,,,,qualified,spam,,,,", LoadRefusal.Contradictory, "row 2: a lead that is qualified has no reason \"spam\" to be disqualified")]
    [InlineData("1,,a@example.com,,2026-01-05,,,,,,,2026-01-04,,", LoadRefusal.DateWrong, "row 2: the first response on 2026-01-04 is before the receipt on 2026-01-05")]
    [InlineData("1,,a@example.com,,2026-01-05,,,,,,,,2026-01-04,", LoadRefusal.DateWrong, "row 2: the conversion on 2026-01-04 is before the receipt on 2026-01-05")]
    [InlineData("1,,a@example.com,,2026-01-05,,,,,,,,,D9", LoadRefusal.DealUnknown, "row 2: there is no deal with the id \"D9\"; load the deals first")]
    public async Task A_row_that_cannot_be_a_lead_is_refused_with_its_number_and_makes_nobody(string row, LoadRefusal reason, string sentence)
    {
        await using var store = await LoadStore.CreateAsync();

        var outcome = await store.LoadAsync(_leads, $"{Header}{row}\n2,,ok@example.com,,2026-01-05,,,,,,,,,\n");

        (outcome.Created, outcome.Rejected, outcome.FirstRefusal).ShouldBe((1, 1, sentence));
        outcome.RejectedByReason.Keys.ShouldBe([reason]);
        (await store.ReadAsync(db => db.Contacts.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Somebody_who_was_erased_does_not_come_back_and_stands_in_no_file_of_refused_rows()
    {
        await using var store = await LoadStore.CreateAsync();
        await store.LoadAsync(_leads, Header + "1,Ann Lee,ann@example.com,,2026-01-05,,,,,,,,,\n");
        var ann = await store.ReadAsync(db => db.Contacts.Select(contact => contact.Id).SingleAsync());
        (await store.ServeAsync(services => services.GetRequiredService<ErasePerson>().RunAsync(ann, "Ann Lee", "test", default))).Succeeded.ShouldBeTrue();

        var outcome = await store.LoadAsync(_leads, Header + "1,Ann Lee,ANN@example.com,,2026-01-05,,,,,,,,,\n");

        (outcome.Created, outcome.FirstRefusal).ShouldBe((0, "row 2: the person was erased on request"));
        (await store.ReadAsync(db => db.Contacts.CountAsync())).ShouldBe(0);
        (await File.ReadAllTextAsync(outcome.RejectsFile!)).ShouldNotContain("ann@", Case.Insensitive);
    }

    [Theory]
    [InlineData("🎉")]
    [InlineData("!!!")]
    public async Task A_name_that_nothing_can_be_known_by_is_refused(string name)
    {
        await using var store = await LoadStore.CreateAsync();

        var outcome = await store.LoadAsync(_leads, Header + $"1,Ann,ann@example.com,,2026-01-05,Radio,{name},,,,,,,\n");

        outcome.FirstRefusal.ShouldBe($"row 2: the campaign \"{name}\" has no letter or digit");
    }

    [Fact]
    public async Task Taking_a_load_back_removes_leads_with_the_people_it_made_but_not_those_whom_others_touched()
    {
        await using var store = await LoadStore.CreateAsync();
        var load = await store.LoadAsync(_leads, Header + "1,Ann,ann@example.com,,2026-01-05,Radio,,,,,,,,\n2,Bob,bob@example.com,,2026-01-05,,,,,,,,,\n");
        await store.EditAsync(async db => (await db.Contacts.SingleAsync(contact => contact.DisplayName == "Bob")).JobTitle = "Buyer");

        var undone = (await store.UndoAsync(load.ImportId)).Value!;

        undone.StayedByReason.ShouldBe(new Dictionary<Core.Audit.StayedReason, int> { [Core.Audit.StayedReason.ChangedSince] = 1 });
        (await store.ReadAsync(async db => (await db.Leads.CountAsync(), await db.Contacts.Select(contact => contact.DisplayName).SingleAsync()))).ShouldBe((0, "Bob"));
    }

    private static Contact Person(string name, string? email, string? phone)
    {
        var contact = new Contact { DisplayName = name };
        if (email is not null)
            contact.Emails.Add(ContactEmail.From(email, isPrimary: true));
        if (phone is not null)
            contact.Phones.Add(new ContactPhone { Raw = phone, E164 = phone });
        return contact;
    }

    private static DateTimeOffset Utc(int day, int hour, int minute) => new(2026, 1, day, hour, minute, 0, TimeSpan.Zero);
}
