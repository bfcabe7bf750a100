using CrmAddin.Core.Campaigns;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Loads;
using CrmAddin.Core.Tests.Loads;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Tests.Campaigns;

public sealed class LoadMembersTests
{
    private static readonly Load _members = (services, request, progress, cancel) => services.GetRequiredService<LoadMembers>().RunAsync(request, progress, cancel);

    [Fact]
    public async Task Members_come_in_with_the_moments_of_what_they_did_in_the_firms_time_zone()
    {
        await using var store = await StoreAsync();

        var outcome = await store.LoadAsync(_members,
            "campaign,email,added,delivered,opened,clicked\nSpring,ANN@example.com,2026-03-01 09:00,2026-03-01T09:05:30,2026-03-01T10:00:00Z,02/03/2026\nSpring,bob@example.com,,2026-03-01 09:05,,\n");

        (outcome.Created, outcome.AlsoCreated["campaigns"]).ShouldBe((2, 1), outcome.FirstRefusal);
        var ann = await store.ReadAsync(db => db.CampaignMembers.Include(member => member.Campaign).SingleAsync(member => member.Contact!.DisplayName == "Ann"));
        (ann.Campaign!.Name, ann.AddedAt, ann.DeliveredAt, ann.OpenedAt, ann.ClickedAt, ann.BouncedAt).ShouldBe(("Spring", Utc(1, 6, 0, 0), Utc(1, 6, 5, 30), Utc(1, 10, 0, 0), Utc(2, 9, 0, 0), null));
        (await store.ReadAsync(db => db.CampaignMembers.Where(member => member.Contact!.DisplayName == "Bob").Select(member => member.AddedAt).SingleAsync())).ShouldBe(Utc(1, 6, 5, 0));
    }

    [Fact]
    public async Task Arabic_headings_are_read_and_a_later_file_adds_what_happened_since()
    {
        await using var store = await StoreAsync();
        const string first = "الحملة,البريد الإلكتروني,تاريخ الإرسال,تاريخ الفتح\nالربيع,ann@example.com,2026-03-01,\n";
        await store.LoadAsync(_members, first);

        var again = await store.LoadAsync(_members, first);
        var later = await store.LoadAsync(_members, first.Replace("01,\n", "01,2026-03-04\n", StringComparison.Ordinal));

        (again.Created, again.Unchanged, later.Created, later.Updated).ShouldBe((0, 1, 0, 1));
        (await store.ReadAsync(db => db.CampaignMembers.Select(member => member.OpenedAt).SingleAsync())).ShouldBe(Utc(4, 9, 0, 0));
    }

    [Theory]
    [InlineData("Spring,nobody@example.com,,", LoadRefusal.ContactUnknown, "row 2: nobody has the e-mail address nobody@example.com; import the contacts first")]
    [InlineData("Spring,not an address,,", LoadRefusal.ContactUnknown, "row 2: \"not an address\" is no e-mail address like ann@example.com")]
    [InlineData("Spring,,,", LoadRefusal.ContactMissing, "row 2: there is no e-mail address")]
    [InlineData(",ann@example.com,,", LoadRefusal.CampaignMissing, "row 2: there is no campaign")]
    [InlineData("Spring,ann@example.com,2026-03-02,2026-03-01", LoadRefusal.DateWrong, "row 2: opened on 2026-03-01 is before the person was added on 2026-03-02")]
    [InlineData("Spring,ann@example.com,2026-03-02 25:00,", LoadRefusal.DateWrong, "row 2: \"2026-03-02 25:00\" is no moment like 2026-12-31 or 2026-12-31 14:30")]
    [InlineData("spring,Bob@Example.com,,", LoadRefusal.IdRepeated, "row 3: row 2 has the same member bob@example.com of \"spring\"")]
    public async Task A_row_that_cannot_be_a_member_is_refused_with_its_number_and_reason(string row, LoadRefusal reason, string sentence)
    {
        await using var store = await StoreAsync();

        var outcome = await store.LoadAsync(_members, $"campaign,email,added,opened\n{row}\nSpring,bob@example.com,,\n");

        (outcome.Created, outcome.Rejected, outcome.FirstRefusal).ShouldBe((1, 1, sentence));
        outcome.RejectedByReason.Keys.ShouldBe([reason]);
    }

    private static DateTimeOffset Utc(int day, int hour, int minute, int second) => new(2026, 3, day, hour, minute, second, TimeSpan.Zero);

    private static async Task<LoadStore> StoreAsync()
    {
        var store = await LoadStore.CreateAsync();
        await store.EditAsync(db =>
        {
            foreach (var name in new[] { "Ann", "Bob" })
            {
                var contact = new Contact { DisplayName = name };
                contact.Emails.Add(ContactEmail.From($"{name}@example.com", isPrimary: true));
                db.Contacts.Add(contact);
            }

            return Task.CompletedTask;
        });
        return store;
    }
}
