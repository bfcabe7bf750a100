using System.Globalization;
using System.Text.Json;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Tests.Sheets;

public sealed class SheetFieldsTests(SheetWorld world) : IClassFixture<SheetWorld>
{
    private const string AnnName = "ann@firm.example";

    [Fact]
    public async Task Fields_of_the_firm_of_every_kind_are_columns_that_can_be_edited()
    {
        var id = await world.AddDealAsync(AnnName, "Every kind", 100);
        var friend = await world.AddContactAsync(AnnName, "Noor Broker");
        var friendText = $"{friend.ToString(CultureInfo.InvariantCulture)} · Noor Broker";
        (CustomFieldKind Kind, string Name, object Cell, object Shown)[] kinds =
        [
            (CustomFieldKind.Text, "Plot", "'=12/B", "'=12/B"),
            (CustomFieldKind.Number, "Floors", "1,250", 1250m),
            (CustomFieldKind.Money, "Fee", 99.5m, 99.5m),
            (CustomFieldKind.Date, "Handover", 46_388, 46_388m),
            (CustomFieldKind.YesNo, "Furnished", "no", "No"),
            (CustomFieldKind.Choice, "View", "SEA", "Sea"),
            (CustomFieldKind.MultiChoice, "Extras", "Pool; garage", "Garage; Pool"),
            (CustomFieldKind.ContactLink, "Broker", friend, friendText),
        ];
        foreach (var (kind, name, _, _) in kinds)
        {
            await world.AddFieldAsync(FieldEntity.Deal, kind, name, null, kind switch
            {
                CustomFieldKind.Choice => [("City", "المدينة"), ("Sea", "البحر")],
                CustomFieldKind.MultiChoice => [("Garage", "مرآب"), ("Pool", "مسبح")],
                _ => [],
            });
        }

        var before = await SheetWorld.PostAsync(world.Ann, "/panes/excel/sheets/deals", new { });
        var outcome = await SheetWorld.SendAsync(world.Ann, "deals", id, [.. kinds.Select(k => (KeyOf(k.Name), (object?)null, (object?)k.Cell))]);
        var after = await SheetWorld.PostAsync(world.Ann, "/panes/excel/sheets/deals", new { });

        outcome.GetProperty("refused").ToString().ShouldBe("[]");
        outcome.GetProperty("saved").GetInt32().ShouldBe(kinds.Length);
        var columns = Columns(before);
        columns.TakeLast(kinds.Length).Select(c => c.GetProperty("heading").GetString()).ShouldBe(kinds.Select(k => k.Name));
        columns.TakeLast(kinds.Length).ShouldAllBe(c => c.GetProperty("isEditable").GetBoolean());
        Choices(columns, "Furnished").ShouldBe(["Yes", "No"]);
        Choices(columns, "View").ShouldBe(["City", "Sea"]);
        Cells(before, id).TakeLast(kinds.Length).ShouldAllBe(cell => cell.ValueKind == JsonValueKind.Null);
        Cells(after, id).TakeLast(kinds.Length).Select(cell => cell.ValueKind == JsonValueKind.Number ? cell.GetDecimal() : (object?)cell.GetString()).ShouldBe(kinds.Select(k => k.Shown));
    }

    [Theory]
    [InlineData(CustomFieldKind.Number, "many", "a number belongs here")]
    [InlineData(CustomFieldKind.Money, 2e12, "write a number")]
    [InlineData(CustomFieldKind.Date, "31 in the month", "a date belongs here")]
    [InlineData(CustomFieldKind.YesNo, "perhaps", "Yes, No")]
    [InlineData(CustomFieldKind.Choice, "Moon", "City, Sea")]
    [InlineData(CustomFieldKind.MultiChoice, "City; Moon", "choose one of City, Sea")]
    [InlineData(CustomFieldKind.ContactLink, "somebody", "number of a contact")]
    [InlineData(CustomFieldKind.ContactLink, 999_999, "no such contact")]
    public async Task A_value_that_a_field_of_the_firm_cannot_hold_is_refused_with_the_reason_and_takes_no_good_value_with_it(CustomFieldKind kind, object mine, string reason)
    {
        var name = $"Strict {kind} {mine}";
        var field = await world.AddFieldAsync(FieldEntity.Contact, kind, name, null, kind is CustomFieldKind.Choice or CustomFieldKind.MultiChoice ? [("City", "المدينة"), ("Sea", "البحر")] : []);
        var id = await world.AddContactAsync(AnnName, "Strict person");

        var outcome = await SheetWorld.SendAsync(world.Ann, "contacts", id, (KeyOf(name), null, mine), ("job-title", null, "Buyer"));

        var refused = outcome.GetProperty("refused").EnumerateArray().ShouldHaveSingleItem();
        (refused.GetProperty("column").GetString(), refused.GetProperty("at").GetInt32()).ShouldBe((KeyOf(name), 0));
        refused.GetProperty("reason").GetString()!.ShouldContain(reason);
        outcome.GetProperty("saved").GetInt32().ShouldBe(1);
        (await world.UseAsync(db => db.CustomFieldValues.CountAsync(v => v.CustomFieldId == field.Id))).ShouldBe(0);
        (await world.UseAsync(db => db.Contacts.Where(c => c.Id == id).Select(c => c.JobTitle).FirstAsync())).ShouldBe("Buyer");
    }

    [Fact]
    public async Task A_field_of_the_firm_that_others_changed_too_is_a_conflict_and_an_emptied_cell_empties_it()
    {
        await world.AddFieldAsync(FieldEntity.Deal, CustomFieldKind.Text, "Note");
        var id = await world.AddDealAsync(AnnName, "Merged field", 100);
        await SheetWorld.SendAsync(world.Ann, "deals", id, (KeyOf("Note"), null, "theirs"));

        var outcome = await SheetWorld.SendAsync(world.Ann, "deals", id, (KeyOf("Note"), null, "mine"));
        var conflict = outcome.GetProperty("conflicts").EnumerateArray().ShouldHaveSingleItem();
        (conflict.GetProperty("heading").GetString(), conflict.GetProperty("mine").GetString(), conflict.GetProperty("theirs").GetString()).ShouldBe(("Note", "mine", "theirs"));
        (await world.UseAsync(db => db.CustomFieldValues.Where(v => v.DealId == id).Select(v => v.Text).SingleAsync())).ShouldBe("theirs");

        await SheetWorld.SendAsync(world.Ann, "deals", id, (KeyOf("Note"), "theirs", null));
        (await world.UseAsync(db => db.CustomFieldValues.CountAsync(v => v.DealId == id))).ShouldBe(0);
    }

    [Fact]
    public async Task A_changed_field_of_the_firm_can_be_taken_back_with_the_rest_of_its_row()
    {
        await world.AddFieldAsync(FieldEntity.Deal, CustomFieldKind.Number, "Rooms");
        var id = await world.AddDealAsync(AnnName, "Undone field", 100);

        var outcome = await SheetWorld.SendAsync(world.Ann, "deals", id, (KeyOf("Rooms"), null, 7), ("amount", 100, 120));
        using var undone = await world.Ann.PostAsync(new Uri($"/app/audit/{outcome.GetProperty("changeSetId").GetInt64()}/undo", UriKind.Relative), new FormUrlEncodedContent([]));

        undone.IsSuccessStatusCode.ShouldBeTrue();
        (await world.DealAsync(id)).Amount.ShouldBe(100);
        (await world.UseAsync(db => db.CustomFieldValues.CountAsync(v => v.DealId == id))).ShouldBe(0);
    }

    [Fact]
    public async Task Headings_and_choices_are_in_the_readers_language_and_no_two_columns_have_the_same_heading()
    {
        await world.AddFieldAsync(FieldEntity.Contact, CustomFieldKind.Choice, "Status", "الحالة", ("Gold", "ذهبي"), ("Silver", "فضي"));
        var id = await world.AddContactAsync(AnnName, "Arabic reader");

        var english = Columns(await SheetWorld.PostAsync(world.Ann, "/panes/excel/sheets/contacts", new { segment = "" }));
        using var arabicAnn = await world.Crm.PaneAsync(AnnName);
        arabicAnn.DefaultRequestHeaders.Add("X-Crm-Language", "ar");
        var arabic = Columns(await SheetWorld.PostAsync(arabicAnn, "/panes/excel/sheets/contacts", new { segment = "" }));
        var outcome = await SheetWorld.SendAsync(arabicAnn, "contacts", id, (KeyOf("Status"), null, "فضي"));

        Choices(english, "Status 2").ShouldBe(["Gold", "Silver"]);
        Choices(arabic, "الحالة 2").ShouldBe(["ذهبي", "فضي"]);
        arabic.Select(c => c.GetProperty("heading").GetString()).ShouldBeUnique();
        outcome.GetProperty("saved").GetInt32().ShouldBe(1);
        (await world.UseAsync(db => db.CustomFieldValues.Where(v => v.ContactId == id).Select(v => v.Choice!.Name).SingleAsync())).ShouldBe("Silver");
    }

    [Fact]
    public async Task A_manager_gives_records_to_people_of_the_team_and_the_record_goes_with_them()
    {
        var (colleague, team) = await AddColleagueAsync("Carla Colleague");
        var deal = await world.AddDealAsync(AnnName, "Handed over", 100);
        var contact = await world.AddContactAsync(AnnName, "Handed person");

        var sheet = await SheetWorld.PostAsync(world.Ann, "/panes/excel/sheets/deals", new { });
        await SheetWorld.SendAsync(world.Ann, "deals", deal, ("owner", AnnName, "Carla Colleague"));
        await SheetWorld.SendAsync(world.Ann, "contacts", contact, ("owner", AnnName, null));

        Choices(Columns(sheet), "Owner").ShouldBe([AnnName, "Carla Colleague"], ignoreOrder: true);
        var given = await world.DealAsync(deal);
        (given.OwnerId, given.TeamId).ShouldBe((colleague, team));
        (await world.UseAsync(db => db.Contacts.Where(c => c.Id == contact).Select(c => c.OwnerId).FirstAsync())).ShouldBeNull();
    }

    [Fact]
    public async Task Who_may_not_give_records_away_sees_the_owner_and_cannot_change_it()
    {
        await world.Crm.AddUserAsync("agent@firm.example", Role.Agent);
        using var agent = await world.Crm.PaneAsync("agent@firm.example");
        var id = await world.AddDealAsync("agent@firm.example", "Kept", 100);

        var columns = Columns(await SheetWorld.PostAsync(agent, "/panes/excel/sheets/deals", new { }));
        var outcome = await SheetWorld.SendAsync(agent, "deals", id, ("owner", "agent@firm.example", null));

        columns.Single(c => c.GetProperty("key").GetString() == "owner").GetProperty("isEditable").GetBoolean().ShouldBeFalse();
        outcome.GetProperty("refused")[0].GetProperty("reason").GetString()!.ShouldContain("only shown");
        (await world.DealAsync(id)).OwnerId.ShouldNotBeNull();
    }

    private Task<(long? Id, long? Team)> AddColleagueAsync(string name) => world.UseAsync(async db =>
    {
        var team = await db.Users.Where(u => u.UserName == AnnName).Select(u => u.Teams[0].TeamId).FirstAsync();
        var user = new User { UserName = "carla@firm.example", DisplayName = name, Role = Role.Agent };
        user.Teams.Add(new TeamMember { TeamId = team });
        db.Users.Add(user);
        await db.SaveChangesAsync();
        return ((long?)user.Id, (long?)team);
    });

    private static string KeyOf(string name) => RequiredFieldCheck.CustomPrefix + SaveCustomField.KeyOf(name);

    private static List<JsonElement> Columns(JsonElement sheet) => [.. sheet.GetProperty("columns").EnumerateArray()];

    private static IEnumerable<string?> Choices(List<JsonElement> columns, string heading) =>
        columns.Single(c => c.GetProperty("heading").GetString() == heading).GetProperty("choices").EnumerateArray().Select(c => c.GetString());

    private static List<JsonElement> Cells(JsonElement sheet, long id) => [.. sheet.GetProperty("rows").EnumerateArray().Single(r => r[0].GetInt64() == id).EnumerateArray()];
}
