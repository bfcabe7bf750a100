using CrmAddin.Core.Activities;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Campaigns;
using CrmAddin.Core.Consent;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Documents;
using CrmAddin.Core.Duplicates;
using CrmAddin.Core.Leads;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Purchases;
using CrmAddin.Core.Results;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using CrmAddin.Core.Tests.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Tests.Duplicates;

public sealed class SqliteMergeContactsTests() : MergeContactsTests(StoreProvider.Sqlite);

public sealed class PostgresMergeContactsTests() : MergeContactsTests(StoreProvider.Postgres);

public abstract class MergeContactsTests(StoreProvider provider) : IAsyncLifetime
{
    private static readonly Dictionary<string, bool> NoChoice = [];
    private static readonly Dictionary<string, bool> HerTitle = new() { ["jobTitle"] = true };

    private long _text;
    private long _several;

    private TestedStore Store { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Store = await TestedStore.CreateAsync(provider);
        var text = new CustomField { Entity = FieldEntity.Contact, Kind = CustomFieldKind.Text, Key = "loan", Name = "Loan" };
        var several = new CustomField { Entity = FieldEntity.Contact, Kind = CustomFieldKind.MultiChoice, Key = "likes", Name = "Likes" };
        several.Choices.AddRange([new() { Name = "Villa" }, new() { Name = "Flat" }]);
        await Store.WriteAsync(db => db.AddRange(text, several));
        (_text, _several) = (text.Id, several.Id);
    }

    public async Task DisposeAsync() => await Store.DisposeAsync();

    [Fact]
    public async Task A_merge_unites_everything_that_hangs_on_the_two()
    {
        var (ann, anne) = (await AddWholeAsync("Ann Lee", "ann@firm.example", "+966501111111"), await AddWholeAsync("Anne Lee", "anne@home.example", "+966502222222"));

        await MergedAsync(ann, anne);

        var one = await WholeAsync(ann);
        one.Emails.Select(e => e.AddressKey).ShouldBe(["ann@firm.example", "shared@firm.example", "anne@home.example"]);
        one.Emails.Count(e => e.IsPrimary).ShouldBe(1);
        one.Phones.Select(p => p.E164).ShouldBe(["+966501111111", "+966502222222"]);
        one.Phones.Count(p => p.IsPrimary).ShouldBe(1);
        one.Addresses.Count.ShouldBe(2);
        one.Profiles.Count.ShouldBe(2);
        one.Children.Count.ShouldBe(2);
        one.Consents.Count.ShouldBe(2);
        one.Lookups.Count.ShouldBe(1);
        one.CustomValues.Count(v => v.CustomFieldId == _several).ShouldBe(1);
        one.CustomValues.Single(v => v.CustomFieldId == _text).Text.ShouldBe("of Ann Lee");
        one.CorrespondenceNotes.ShouldBe("Notes on Ann Lee\n\nNotes on Anne Lee");
        (await Store.ReadAsync(db => db.Leads.CountAsync(l => l.ContactId == ann))).ShouldBe(2);
        (await Store.ReadAsync(db => db.Purchases.CountAsync(p => p.ContactId == ann))).ShouldBe(2);
        (await Store.ReadAsync(db => db.CampaignMembers.CountAsync(m => m.ContactId == ann))).ShouldBe(2);
        (await Store.ReadAsync(db => db.Documents.CountAsync(d => d.ContactId == ann))).ShouldBe(2);
        (await Store.ReadAsync(db => db.DealContacts.CountAsync(d => d.ContactId == ann))).ShouldBe(2);
        (await Store.ReadAsync(db => db.MessageContacts.CountAsync(m => m.ContactId == ann))).ShouldBe(2);
        (await Store.ReadAsync(db => db.ActivityContacts.CountAsync(l => l.ContactId == ann))).ShouldBe(2);
    }

    [Fact]
    public async Task The_merged_contact_is_hidden_and_its_names_addresses_and_origin_lead_to_the_one_that_stays()
    {
        var (ann, anne) = (await AddWholeAsync("Ann Lee", "ann@firm.example", "+966501111111"), await AddWholeAsync("Anne Lee", "anne@home.example", "+966502222222"));

        await MergedAsync(ann, anne);

        (await Store.ReadAsync(db => db.Contacts.Select(c => c.Id).ToListAsync())).ShouldBe([ann]);
        (await Store.ReadAsync(db => FindSurvivor.OfAsync(db, anne, default))).ShouldBe(ann);
        (await Store.ReadAsync(db => FindSurvivor.OfOriginsAsync(db, ["id:Anne Lee", "id:Ann Lee"], default))).ShouldBe(
            new Dictionary<string, long> { ["id:Anne Lee"] = ann, ["id:Ann Lee"] = ann }, ignoreOrder: true);
        (await Store.ReadAsync(db => ContactQuery.WithEmail(db, "anne@home.example").Select(c => c.Id).ToListAsync())).ShouldBe([ann]);
        (await FoundAsync("anne@home")).ShouldBe([ann]);
        (await Store.ReadAsync(db => db.SearchKeys.AnyAsync(k => k.ContactId == anne))).ShouldBeFalse();
    }

    [Fact]
    public async Task Each_field_keeps_the_side_that_was_chosen_and_an_empty_one_is_filled()
    {
        var ann = await Store.AddContactAsync("Ann Lee", c => (c.JobTitle, c.DoNotContact) = ("Clerk", false));
        var anne = await Store.AddContactAsync("Anne Lee", c => (c.JobTitle, c.Hobbies, c.DoNotContact, c.BirthdayOn) = ("Director", "Chess", true, new DateOnly(1980, 1, 2)));

        await MergedAsync(ann, anne, HerTitle);

        var one = await WholeAsync(ann);
        (one.DisplayName, one.JobTitle, one.Hobbies, one.BirthdayOn, one.DoNotContact).ShouldBe(("Ann Lee", "Director", "Chess", new DateOnly(1980, 1, 2), true));
    }

    [Fact]
    public async Task A_chosen_value_of_an_own_field_changes_places_with_the_other()
    {
        var (ann, anne) = (await AddWholeAsync("Ann Lee", "a@firm.example", "+966501111111"), await AddWholeAsync("Anne Lee", "b@firm.example", "+966502222222"));

        var merge = await MergedAsync(ann, anne, new Dictionary<string, bool> { [$"custom:{_text}"] = true });
        (await WholeAsync(ann)).CustomValues.Single(v => v.CustomFieldId == _text).Text.ShouldBe("of Anne Lee");
        await SplitAsync(merge);

        (await WholeAsync(ann)).CustomValues.Single(v => v.CustomFieldId == _text).Text.ShouldBe("of Ann Lee");
        (await WholeAsync(anne)).CustomValues.Single(v => v.CustomFieldId == _text).Text.ShouldBe("of Anne Lee");
    }

    [Fact]
    public async Task A_merge_that_is_taken_back_leaves_the_same_content()
    {
        var (ann, anne) = (await AddWholeAsync("Ann Lee", "ann@firm.example", "+966501111111"), await AddWholeAsync("Anne Lee", "anne@home.example", "+966502222222"));
        await Store.UseAsync(s => s.GetRequiredService<FindDuplicates>().RunAsync(null, default));
        var (before, hash) = (await Store.ReadAsync(StoreContent.LinesAsync), await Store.ReadAsync(StoreContent.HashAsync));

        var merge = await MergedAsync(anne, ann, new Dictionary<string, bool> { ["jobTitle"] = true, ["displayName"] = true, [$"custom:{_text}"] = true, ["correspondenceNotes"] = true });
        (await Store.ReadAsync(StoreContent.HashAsync)).ShouldNotBe(hash);
        await SplitAsync(merge);

        (await Store.ReadAsync(StoreContent.LinesAsync)).ShouldBe(before);
        (await Store.ReadAsync(StoreContent.HashAsync)).ShouldBe(hash);
    }

    [Fact]
    public async Task A_chain_of_merges_comes_apart_in_any_order()
    {
        var (a, b, c) = (await AddWholeAsync("Ann Lee", "a@firm.example", "+966501111111"), await AddWholeAsync("Anne Lee", "b@firm.example", "+966502222222"), await AddWholeAsync("Anna Li", "c@firm.example", "+966503333333"));
        var before = await Store.ReadAsync(StoreContent.LinesAsync);
        var first = await MergedAsync(a, b, HerTitle);
        var second = await MergedAsync(c, a, HerTitle);
        (await Store.ReadAsync(db => FindSurvivor.OfAsync(db, b, default))).ShouldBe(c);

        var split = await SplitAsync(first);

        (split.SurvivorId, split.LoserId).ShouldBe((c, b));
        var (holder, back) = (await WholeAsync(c), await WholeAsync(b));
        holder.Phones.Select(p => p.E164).ShouldBe(["+966501111111", "+966503333333"], ignoreOrder: true);
        holder.JobTitle.ShouldBe("Title of Ann Lee");
        back.Phones.Select(p => p.E164).ShouldBe(["+966502222222"]);
        back.Emails.Select(e => e.AddressKey).ShouldBe(["b@firm.example", "shared@firm.example"], ignoreOrder: true);

        await SplitAsync(second);
        (await Store.ReadAsync(StoreContent.LinesAsync)).ShouldBe(before);
    }

    [Fact]
    public async Task What_two_merged_contacts_both_brought_stays_when_one_of_them_leaves()
    {
        var a = await Store.AddContactAsync("Ann Lee");
        var b = await Store.AddContactAsync("Anne Lee", c => c.Emails.Add(ContactEmail.From("both@firm.example", isPrimary: true)));
        var d = await Store.AddContactAsync("Anna Lee", c => c.Emails.Add(ContactEmail.From("both@firm.example", isPrimary: true)));
        var first = await MergedAsync(a, b);
        var second = await MergedAsync(a, d);

        await SplitAsync(first);
        (await WholeAsync(a)).Emails.Select(e => e.AddressKey).ShouldBe(["both@firm.example"]);
        (await WholeAsync(b)).Emails.Select(e => e.AddressKey).ShouldBe(["both@firm.example"]);

        await SplitAsync(second);
        (await WholeAsync(a)).Emails.ShouldBeEmpty();
        (await WholeAsync(d)).Emails.Select(e => e.AddressKey).ShouldBe(["both@firm.example"]);
    }

    [Theory]
    [InlineData(LaterEdits.Survivor)]
    [InlineData(LaterEdits.Loser)]
    public async Task Edits_after_the_merge_stay_with_the_stated_side(LaterEdits side)
    {
        var ann = await Store.AddContactAsync("Ann Lee", c => (c.JobTitle, c.Hobbies) = ("Clerk", "Go"));
        var anne = await Store.AddContactAsync("Anne Lee", c => (c.JobTitle, c.Hobbies, c.Interests) = ("Director", "Chess", "Art"));
        var merge = await MergedAsync(ann, anne, HerTitle);
        await ChangeAsync(ann, c =>
        {
            (c.JobTitle, c.Hobbies) = ("President", "Polo");
            c.Phones.Add(new ContactPhone { Raw = "0509999999", E164 = "+966509999999" });
        });

        await SplitAsync(merge, side);

        var (survivor, loser) = (await WholeAsync(ann), await WholeAsync(anne));
        var (edited, other) = side == LaterEdits.Survivor ? (survivor, loser) : (loser, survivor);
        (edited.JobTitle, edited.Hobbies, edited.Phones.Count).ShouldBe(("President", "Polo", 1));
        (other.JobTitle, other.Hobbies, other.Phones.Count).ShouldBe(side == LaterEdits.Survivor ? ("Director", "Chess", 0) : ("Clerk", "Go", 0));
        (survivor.Interests, loser.Interests).ShouldBe((null, "Art"));
    }

    [Theory]
    [InlineData(LaterEdits.Survivor, 1)]
    [InlineData(LaterEdits.Loser, 0)]
    public async Task A_phone_that_was_removed_after_the_merge_comes_back_unless_later_edits_go_along(LaterEdits side, int phones)
    {
        var ann = await Store.AddContactAsync("Ann Lee");
        var anne = await Store.AddContactAsync("Anne Lee", c => c.Phones.Add(new ContactPhone { Raw = "050 222 2222", E164 = "+966502222222", Kind = PhoneKind.Home, IsPrimary = true }));
        var merge = await MergedAsync(ann, anne);
        await ChangeAsync(ann, c => c.Phones.Clear());

        await SplitAsync(merge, side);

        (await WholeAsync(ann)).Phones.ShouldBeEmpty();
        var back = (await WholeAsync(anne)).Phones;
        back.Count.ShouldBe(phones);
        back.ShouldAllBe(p => p.Raw == "050 222 2222" && p.Kind == PhoneKind.Home && p.IsPrimary);
    }

    [Fact]
    public async Task Merging_two_that_changed_meanwhile_is_refused_and_tells_what_changed()
    {
        var (ann, anne) = (await Store.AddContactAsync("Ann Lee", c => c.JobTitle = "Clerk"), await Store.AddContactAsync("Anne Lee"));
        await ChangeAsync(ann, c => c.JobTitle = "Director");
        await ChangeAsync(anne, c => c.Hobbies = "Chess");

        var refused = await MergeAsync(new MergeRequest(ann, 0, anne, 0, NoChoice));

        var changes = refused.Error.ShouldBeOfType<PairChangedMeanwhile>().Changes;
        changes.Select(c => (c.Id, c.YourVersion, c.CurrentVersion)).ShouldBe([(ann, 0, 1), (anne, 0, 1)]);
        changes[0].Differences.ShouldBe([new FieldDifference("JobTitle", "Director", "Clerk")]);
        changes[1].Differences.ShouldBe([new FieldDifference("Hobbies", "Chess", null)]);
        (await Store.ReadAsync(db => db.Contacts.CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task Only_who_may_change_and_sees_both_may_merge_or_split()
    {
        var (agent, team) = await Store.AddUserAsync("agent");
        var (ann, anne) = (await Store.AddContactAsync("Ann Lee", c => c.TeamId = team), await Store.AddContactAsync("Anne Lee"));
        var request = new MergeRequest(ann, 0, anne, 0, NoChoice);

        (await MergeAsync(request, new Reader(agent, Role.Agent, [team]))).Error.ShouldBeOfType<PairUnknown>();
        (await MergeAsync(request, new Reader(agent, Role.ReadOnly, [team]))).Error.ShouldBeOfType<MayNotChange>();
        (await MergeAsync(request with { LoserId = ann })).Error.ShouldBeOfType<SameContact>();
        var merge = await MergedAsync(anne, ann);
        (await TrySplitAsync(new SplitRequest(merge), new Reader(agent, Role.Agent, [team]))).Error.ShouldBeOfType<MergeUnknown>();
    }

    [Fact]
    public async Task A_merge_is_taken_back_once_and_the_two_may_be_remembered_to_be_two()
    {
        var (ann, anne) = (await Store.AddContactAsync("Ann Lee"), await Store.AddContactAsync("Anne Lee"));
        var merge = await MergedAsync(ann, anne);
        (await Store.ReadAsync(db => DuplicateQuery.MergesInto(db, ann).Select(s => s.Id).ToListAsync())).ShouldBe([merge]);

        await Store.UseAsync(s => s.GetRequiredService<SplitContacts>().RunAsync(new SplitRequest(merge, RemembersNotSame: true), "test", default));

        (await TrySplitAsync(new SplitRequest(merge))).Error.ShouldBeOfType<MergeUnknown>();
        (await Store.ReadAsync(db => db.DuplicatePairs.SingleAsync())).State.ShouldBe(PairState.NotSame);
        (await Store.ReadAsync(db => DuplicateQuery.MergesInto(db, ann).CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Every_table_that_names_a_contact_is_known_to_the_merge()
    {
        var known = new[]
        {
            "Contact.MergedIntoId", "ContactChild.ContactId", "ContactEmail.ContactId", "ContactLookup.ContactId", "ContactPhone.ContactId", "ContactProfile.ContactId", "PostalAddress.ContactId",
            "CustomFieldValue.ContactId", "CustomFieldValue.LinkedContactId", "ConsentRecord.ContactId", "Document.ContactId", "DealContact.ContactId", "Lead.ContactId", "Purchase.ContactId", "CampaignMember.ContactId", "MessageContact.ContactId", "ActivityContact.ContactId",
            "SearchKey.ContactId", "DuplicatePair.AId", "DuplicatePair.BId",
        };

        var references = await Store.ReadAsync(db => Task.FromResult(db.Model.GetEntityTypes().SelectMany(t => t.GetForeignKeys()).Where(k => k.PrincipalEntityType.ClrType == typeof(Contact))
            .Select(k => $"{k.DeclaringEntityType.ClrType.Name}.{k.Properties[0].Name}").ToList()));

        references.ShouldBe(known, ignoreOrder: true);
    }

    private async Task<long> AddWholeAsync(string name, string email, string phone)
    {
        var stage = await Store.ReadAsync(db => db.Stages.OrderBy(s => s.Id).FirstAsync());
        var group = await Store.ReadAsync(db => db.LookupItems.FirstAsync(l => l.Kind == LookupKind.Group));
        var choice = await Store.ReadAsync(db => db.Set<CustomFieldChoice>().OrderBy(c => c.Id).FirstAsync());
        var id = await Store.AddContactAsync(name, c =>
        {
            (c.OriginKey, c.JobTitle, c.CorrespondenceNotes, c.LastContactedAt) = ("id:" + name, "Title of " + name, "Notes on " + name, Store.Clock.Now.AddDays(-name.Length));
            c.ProvenanceJson = new Provenance().Set(["emails"], new FieldProvenance(name, default)).ToJson();
            c.Emails.AddRange([ContactEmail.From(email, isPrimary: true), ContactEmail.From("shared@firm.example")]);
            c.Phones.Add(new ContactPhone { Raw = phone, E164 = phone, IsPrimary = true });
            c.Addresses.Add(new PostalAddress { Street = "Street of " + name, City = "Riyadh" });
            c.Profiles.Add(new ContactProfile { Kind = ProfileKind.LinkedIn, Url = "https://linkedin.example/" + email });
            c.Children.Add(new ContactChild { Name = "Child of " + name });
            c.Lookups.Add(new ContactLookup { LookupItemId = group.Id });
            c.CustomValues.Add(new CustomFieldValue { CustomFieldId = _text, Text = "of " + name });
            c.CustomValues.Add(new CustomFieldValue { CustomFieldId = _several, ChoiceId = choice.Id });
        });
        var message = new LoggedMessage { IdentityHash = "mail of " + name, KeptReason = nameof(KeepReason.KnownContact), Subject = "Hello" };
        var deal = new Deal { Title = "Deal of " + name, Currency = "SAR", PipelineId = stage.PipelineId, StageId = stage.Id };
        deal.Contacts.Add(new DealContact { ContactId = id });
        var meeting = new Activity { Kind = ActivityKind.Appointment, Subject = "Meeting with " + name };
        meeting.Contacts.Add(new ActivityContact { ContactId = id });
        await Store.WriteAsync(db => db.AddRange(
            deal, message, meeting, new Lead { ContactId = id, ReceivedAt = Store.Clock.Now },
            new Purchase { ContactId = id, BoughtOn = new(2026, 5, 1), Amount = 250, Currency = "SAR" },
            new CampaignMember { ContactId = id, AddedAt = Store.Clock.Now, Campaign = new Campaign { Name = "Fair of " + name, NameKey = "fair of " + name, Currency = "SAR" } },
            new Document { ContactId = id, FileName = name + ".pdf", ContentType = "application/pdf", Sha256 = name, Content = new DocumentContent { Bytes = [1, 2] } },
            new ConsentRecord { ContactId = id, How = "form", At = Store.Clock.Now }));
        await Store.WriteAsync(db => db.Add(new MessageContact { MessageId = message.Id, ContactId = id, SentAt = Store.Clock.Now }));
        return id;
    }

    private Task<Contact> WholeAsync(long id) =>
        Store.ReadAsync(db => db.Contacts.AsNoTracking().Include(c => c.Emails.OrderBy(e => e.Id)).Include(c => c.Phones.OrderBy(p => p.Id)).Include(c => c.Addresses)
            .Include(c => c.Profiles).Include(c => c.Children).Include(c => c.Lookups).Include(c => c.CustomValues).Include(c => c.Consents).SingleAsync(c => c.Id == id));

    private Task<List<long>> FoundAsync(string text) =>
        Store.UseAsync(async s => (await s.GetRequiredService<FindContacts>().RunAsync(text, 10, default)).Select(h => h.ContactId).Distinct().ToList());

    private Task ChangeAsync(long id, Action<Contact> change) => Store.UseAsync(async services =>
    {
        var db = services.GetRequiredService<CrmDb>();
        db.Begin(ChangeOrigin.Edit, "test");
        change(await db.Contacts.Include(c => c.Phones).SingleAsync(c => c.Id == id));
        await db.SaveChangesAsync();
    });

    private Task<Result<MergedContacts>> MergeAsync(MergeRequest request, Reader? reader = null) =>
        Store.UseAsync(s => s.GetRequiredService<MergeContacts>().RunAsync(request, "test", default), reader);

    private async Task<long> MergedAsync(long survivor, long loser, IReadOnlyDictionary<string, bool>? choices = null)
    {
        var versions = await Store.ReadAsync(db => db.Contacts.Where(c => c.Id == survivor || c.Id == loser).ToDictionaryAsync(c => c.Id, c => c.Version));
        var merged = await MergeAsync(new MergeRequest(survivor, versions[survivor], loser, versions[loser], choices ?? NoChoice));
        merged.Error.ShouldBeNull();
        return merged.Value!.ChangeSetId;
    }

    private Task<Result<SplitContact>> TrySplitAsync(SplitRequest request, Reader? reader = null) =>
        Store.UseAsync(s => s.GetRequiredService<SplitContacts>().RunAsync(request, "test", default), reader);

    private async Task<SplitContact> SplitAsync(long merge, LaterEdits side = LaterEdits.Survivor)
    {
        var split = await TrySplitAsync(new SplitRequest(merge, side));
        split.Error.ShouldBeNull();
        return split.Value!;
    }
}
