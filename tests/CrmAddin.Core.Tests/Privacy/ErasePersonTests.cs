using System.Text;
using CrmAddin.Core.Activities;
using CrmAddin.Core.Activities.Calendar;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Consent;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Contacts.Outlook;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Documents;
using CrmAddin.Core.Duplicates;
using CrmAddin.Core.Leads;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Privacy;
using CrmAddin.Core.Store;
using CrmAddin.Core.Tests.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Tests.Privacy;

public sealed class SqliteErasePersonTests() : ErasePersonTests(StoreProvider.Sqlite)
{
    [Fact]
    public async Task Not_one_byte_of_the_person_is_left_in_the_files()
    {
        var id = await PlantAsync();

        (await EraseAsync(id)).Error.ShouldBeNull();

        var folder = Path.GetDirectoryName(Store.File("crm.db"))!;
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var bytes = await File.ReadAllBytesAsync(file);
            foreach (var canary in Canaries.SelectMany(c => new[] { Encoding.UTF8.GetBytes(c), Encoding.UTF8.GetBytes(c.ToLowerInvariant()) }))
                bytes.AsSpan().IndexOf(canary).ShouldBe(-1, customMessage: $"{Path.GetFileName(file)} holds {Encoding.UTF8.GetString(canary)}");
        }
    }

    [Fact]
    public async Task A_restored_backup_does_not_bring_the_person_back()
    {
        var id = await PlantAsync();
        var backup = await File.ReadAllBytesAsync(Store.File("crm.db"));
        (await EraseAsync(id)).Error.ShouldBeNull();

        await File.WriteAllBytesAsync(Store.File("crm.db"), backup);
        (await CountAsync(id)).ShouldBe(1);
        var again = await Store.UseAsync(s => s.GetRequiredService<ReapplyErasures>().RunAsync(default));
        var third = await Store.UseAsync(s => s.GetRequiredService<ReapplyErasures>().RunAsync(default));

        (again, third).ShouldBe((1, 0));
        await ShouldHoldNothingAsync();
        (await FindErasedAsync()).Emails.ShouldBe(["zorblax@quimby.example"]);
    }
}

public sealed class PostgresErasePersonTests() : ErasePersonTests(StoreProvider.Postgres);

public abstract class ErasePersonTests(StoreProvider provider) : IAsyncLifetime
{
    protected static readonly string[] Canaries =
        ["Zorblax", "Quimby", "Vexilon", "زربلاكس", "zorblax@quimby.example", "558877661", "Trubshaw", "canarybytes", "canarynote", "canarylead", "canarydeal", "canaryjournal"];

    protected TestedStore Store { get; private set; } = null!;

    private long Bystander { get; set; }

    public async Task InitializeAsync() => Store = await TestedStore.CreateAsync(provider);

    public async Task DisposeAsync() => await Store.DisposeAsync();

    [Fact]
    public async Task Erasing_reaches_every_table_and_file_and_leaves_others_alone()
    {
        var id = await PlantAsync();
        var preview = (await Store.UseAsync(s => s.GetRequiredService<ErasePerson>().PreviewAsync(id, default))).Value!;

        var outcome = (await EraseAsync(id)).Value!;

        (preview.Rows, preview.Emails, preview.Phones, preview.Consents, preview.Leads, preview.Deals, preview.Documents).ShouldBe((2, 2, 1, 1, 1, 1, 1));
        (preview.MessagesRemoved, preview.MessagesMasked).ShouldBe((1, 1));
        (outcome.Rows, outcome.MessagesRemoved, outcome.MessagesMasked, outcome.FilesChanged).ShouldBe((2, 1, 1, 2));
        await ShouldHoldNothingAsync();
        (await CountAsync(Bystander)).ShouldBe(1);
        (await Store.ReadAsync(db => db.Deals.CountAsync())).ShouldBe(1);
        (await Store.ReadAsync(db => db.NameWords.Select(w => w.Word).Distinct().ToListAsync())).ShouldBe(["bob", "other"], ignoreOrder: true);
        var shared = await Store.ReadAsync(db => db.Messages.IgnoreQueryFilters().Include(m => m.Participants).Include(m => m.Copies).Include(m => m.Contacts).SingleAsync());
        shared.Contacts.ShouldHaveSingleItem().ContactId.ShouldBe(Bystander);
        var meeting = await Store.ReadAsync(db => db.Activities.Include(a => a.Contacts).Include(a => a.Meeting).SingleAsync());
        (meeting.Subject, meeting.Result, meeting.Meeting!.KeptDetail).ShouldBe(($"Lunch with {ErasedText.Mark}", $"Ring {ErasedText.Mark}", ErasedText.Address));
        meeting.Contacts.ShouldHaveSingleItem().ContactId.ShouldBe(Bystander);
        (await Store.ReadAsync(db => db.OutlookOffers.Select(o => o.GraphId).ToListAsync())).ShouldBe(["third"]);
        // The card's ids stay, until the card is out of the folder.
        (await Store.ReadAsync(db => db.OutlookContacts.SingleAsync())).ContactId.ShouldBe(id);
        shared.Participants.Select(p => p.AddressKey).Order(StringComparer.Ordinal).ShouldBe(["bob@other.example", ErasedText.Address]);
        shared.Copies.Single().BodyText.ShouldBe($"Dear Bob, ring {ErasedText.Mark} at {ErasedText.Mark} or write to {ErasedText.Mark}. Bob");
        (await File.ReadAllTextAsync(Store.File("rejects/people-rejects.csv"))).ShouldContain("Other Row");
        (await File.ReadAllLinesAsync(Store.File("queued.csv"))).Length.ShouldBe(3);
    }

    [Fact]
    public async Task The_audit_trail_stays_whole_and_a_feigned_erasure_is_found()
    {
        var id = await PlantAsync();
        (await EraseAsync(id)).Error.ShouldBeNull();

        (await VerifyAsync()).Faults.ShouldBeEmpty();
        await Store.ReadAsync(db => db.AuditLinks.Take(0).ToListAsync());
        await Store.UseAsync(async services =>
        {
            var db = services.GetRequiredService<CrmDb>();
            db.Begin(ChangeOrigin.Edit, "test");
            (await db.Contacts.SingleAsync(c => c.Id == Bystander)).JobTitle = "Clerk";
            await db.SaveChangesAsync();
            await db.AuditValues.Where(v => v.Field == "JobTitle" && v.Salt != null).ExecuteUpdateAsync(u =>
                u.SetProperty(v => v.OldValue, (string?)null).SetProperty(v => v.NewValue, (string?)null).SetProperty(v => v.Salt, (string?)null));
        });
        (await VerifyAsync()).Faults.ShouldHaveSingleItem().ShouldContain("no erasure stands");
    }

    [Fact]
    public async Task The_person_is_known_again_by_keyed_hashes_and_comes_back_only_with_a_new_consent()
    {
        var id = await PlantAsync();
        (await EraseAsync(id)).Error.ShouldBeNull();

        var found = await FindErasedAsync();
        var refused = await SaveAsync(null);
        var saved = await SaveAsync("signed a new form");

        found.Emails.ShouldBe(["zorblax@quimby.example"]);
        found.Phones.ShouldBe(["+966558877661"]);
        found.Origins.ShouldBe(["mail:zorblax@quimby.example"]);
        refused.Error.ShouldBeOfType<PersonWasErased>();
        saved.Error.ShouldBeNull();
        (await Store.ReadAsync(db => db.Consents.SingleAsync(c => c.ContactId == saved.Value!.Id))).How.ShouldBe("signed a new form");
        (await FindErasedAsync()).Emails.ShouldBeEmpty();
        (await Store.UseAsync(s => s.GetRequiredService<ReapplyErasures>().RunAsync(default))).ShouldBe(0);
        (await CountAsync(saved.Value!.Id)).ShouldBe(1);
    }

    [Fact]
    public async Task A_shared_switchboard_is_not_the_person_s_alone()
    {
        var id = await PlantAsync();
        await Store.AddContactAsync("Colleague", c => c.Phones.Add(new ContactPhone { Raw = "0558877661", E164 = "+966558877661" }));

        (await EraseAsync(id)).Error.ShouldBeNull();

        (await FindErasedAsync()).Phones.ShouldBeEmpty();
    }

    [Fact]
    public async Task It_needs_an_administrator_and_the_name_typed()
    {
        var id = await PlantAsync();

        (await Store.UseAsync(s => s.GetRequiredService<ErasePerson>().RunAsync(id, "Bob", "test", default))).Error.ShouldBeOfType<ErasureNotConfirmed>();
        (await Store.UseAsync(s => s.GetRequiredService<ErasePerson>().RunAsync(id, "Zorblax Quimby", "test", default), new Reader(1, Role.Manager, [1]))).Error.ShouldBeOfType<MayNotAdminister>();
        (await CountAsync(id)).ShouldBe(1);
    }

    [Fact]
    public async Task Mail_of_an_erased_person_is_dropped_and_their_name_in_others_mail_is_not_brought_back()
    {
        var mail = new MailboxMessage { Id = "1", From = new("zorblax@quimby.example", "Zorblax"), To = [new("us@firm.example", null)] };
        var rules = new MailRules(["firm.example"], new HashSet<string>(), []);
        var byDomain = new KnownParties { AccountsByDomain = new Dictionary<string, long> { ["quimby.example"] = 1 }, Erased = new HashSet<string> { "zorblax@quimby.example" } };

        DecideMail.Run(mail, rules, byDomain).ShouldBe(new DropMail(DropReason.Erased));
        DecideMail.Run(mail with { Cc = [new("other@quimby.example", null)] }, rules, byDomain).ShouldBeOfType<KeepMail>();
        await Task.CompletedTask;
    }

    protected async Task<long> PlantAsync()
    {
        Bystander = await Store.AddContactAsync("Bob Other", c => c.Emails.Add(ContactEmail.From("bob@other.example")));
        var id = await Store.AddContactAsync("Zorblax Quimby", c =>
        {
            (c.GivenName, c.FamilyName, c.NameOtherScript, c.CorrespondenceNotes, c.OriginKey) = ("Zorblax", "Quimby", "زربلاكس", "canarynote", "mail:zorblax@quimby.example");
            c.Emails.Add(ContactEmail.From("zorblax@quimby.example", isPrimary: true));
            c.Phones.Add(new ContactPhone { Raw = "055 887 7661", E164 = "+966558877661" });
            c.Addresses.Add(new PostalAddress { Street = "12 Trubshaw Lane" });
            c.Children.Add(new ContactChild { Name = "Little Quimby" });
            c.ProvenanceJson = """[{"from":"signature of Zorblax","at":"2026-01-01T00:00:00Z","fields":["name"]}]""";
        });
        var merged = await Store.AddContactAsync("Vexilon Quimby", c => c.Emails.Add(ContactEmail.From("zorblax@quimby.example")));
        await Store.UseAsync(async services =>
        {
            var db = services.GetRequiredService<CrmDb>();
            db.Begin(ChangeOrigin.Edit, "test", "Zorblax Quimby");
            var contact = await db.Contacts.SingleAsync(c => c.Id == id);
            contact.Hobbies = "canaryjournal";
            (await db.Contacts.SingleAsync(c => c.Id == merged)).MergedIntoId = id;
            await db.SaveChangesAsync();
            contact.Hobbies = null;
            await db.SaveChangesAsync();
            await PlantWorkAsync(db, id);
        });
        await Store.UseAsync(s => s.GetRequiredService<RecordConsent>().RunAsync(id, ConsentPurpose.Marketing, ConsentChannel.Email, ConsentState.Given, "Zorblax said so", "en", default));
        await PlantFilesAsync();
        return id;
    }

    private async Task PlantWorkAsync(CrmDb db, long id)
    {
        var stage = await db.Stages.FirstAsync();
        var deal = new Deal { Title = "Office", Currency = "SAR", StageId = stage.Id, PipelineId = stage.PipelineId };
        deal.Contacts.Add(new DealContact { ContactId = id, Role = "canarydeal" });
        var field = new CustomField { Entity = FieldEntity.Contact, Key = "referrer", Name = "Referrer", Kind = CustomFieldKind.ContactLink };
        var mailbox = new Mailbox { Address = "agent@firm.example", DisplayName = "Agent" };
        db.AddRange(deal, field, mailbox, new Lead { ContactId = id, Message = "canarylead" });
        db.Documents.Add(new Document { ContactId = id, FileName = "Quimby passport.pdf", ContentType = "application/pdf", SizeBytes = 11, Sha256 = new string('a', 64), Content = new DocumentContent { Bytes = "canarybytes"u8.ToArray() } });
        db.DuplicatePairs.Add(new DuplicatePair { AId = Bystander, BId = id, ReasonsJson = """["name Zorblax"]""", Score = 0.9, FoundAt = Store.Clock.Now });
        await db.SaveChangesAsync();
        db.CustomFieldValues.Add(new CustomFieldValue { CustomFieldId = field.Id, ContactId = Bystander, LinkedContactId = id });
        PlantMeetings(db, mailbox, id);
        db.AddRange(Message("sole", [id], "Private words of Zorblax canarynote"), Message("shared", [id, Bystander], "Dear Bob, ring Zorblax Quimby at +966 55-887-7661 or write to zorblax@quimby.example. Bob"));
        await db.SaveChangesAsync();
    }

    private void PlantMeetings(CrmDb db, Mailbox mailbox, long id)
    {
        foreach (var people in new long[][] { [id], [id, Bystander] })
        {
            var activity = new Activity { Kind = ActivityKind.Appointment, Subject = "Lunch with Zorblax Quimby", Place = "at Zorblax Quimby's", Result = "Ring 055 887 7661" };
            activity.Contacts.AddRange(people.Select(p => new ActivityContact { ContactId = p }));
            activity.Meeting = new LoggedMeeting { IdentityHash = $"meeting {people.Length}", KeptReason = nameof(KeepReason.KnownContact), KeptDetail = "zorblax@quimby.example" };
            db.Activities.Add(activity);
        }
        db.OutlookContacts.Add(new OutlookContact { MailboxId = mailbox.Id, ContactId = id, GraphId = "card", State = OutlookCardState.There, KnownJson = """{"displayName":"Zorblax Quimby"}""" });
        db.OutlookOffers.Add(new OutlookOffer { MailboxId = mailbox.Id, Kind = OutlookOfferKind.Field, ContactId = id, GraphId = "card", Field = "jobTitle", Theirs = "canarynote" });
        db.OutlookOffers.Add(new OutlookOffer { MailboxId = mailbox.Id, Kind = OutlookOfferKind.NewContact, GraphId = "other", Theirs = """{"emails":"zorblax@quimby.example"}""" });
        db.OutlookOffers.Add(new OutlookOffer { MailboxId = mailbox.Id, Kind = OutlookOfferKind.NewContact, GraphId = "third", Theirs = """{"emails":"somebody@else.example"}""" });
    }

    private static LoggedMessage Message(string identity, long[] contacts, string body)
    {
        var message = new LoggedMessage { IdentityHash = identity, KeptReason = nameof(KeepReason.KnownContact), KeptDetail = "zorblax@quimby.example", Subject = "From Zorblax Quimby" };
        message.Participants.Add(new MessageParticipant { Role = ParticipantRole.From, AddressKey = "zorblax@quimby.example", Name = "Zorblax Quimby" });
        if (contacts.Length > 1)
            message.Participants.Add(new MessageParticipant { Role = ParticipantRole.To, AddressKey = "bob@other.example", Name = "Bob" });
        message.Contacts.AddRange(contacts.Select(c => new MessageContact { ContactId = c }));
        message.Copies.Add(new MessageCopy { GraphId = identity, Visibility = MailVisibility.OwnerOnly, BodyText = body, Mailbox = new Mailbox { Address = identity + "@firm.example", DisplayName = identity } });
        return message;
    }

    private async Task PlantFilesAsync()
    {
        Directory.CreateDirectory(Store.File("rejects"));
        var rejects = Store.Write("rejects/people-rejects.csv", "Name,Mobile,reason\nZorblax Quimby,,no\nOther Row,0500000000,no\n,00966558877661,Trubshaw\n");
        var queued = Store.Write("queued.csv", "Given,Family,Email\nZorblax,Quimby,x\nAnn,Lee,ann@example.com\n");
        await Store.WriteAsync(db => db.ImportRuns.Add(new ImportRun { FileName = "of Zorblax Quimby.csv", FilePath = queued, Format = "csv", RejectsFile = rejects, State = ImportState.Queued, Error = "row 1: zorblax@quimby.example" }));
    }

    protected Task<Core.Results.Result<ErasureOutcome>> EraseAsync(long id) =>
        Store.UseAsync(s => s.GetRequiredService<ErasePerson>().RunAsync(id, "zorblax  quimby", "test", default));

    protected Task<int> CountAsync(long id) => Store.ReadAsync(db => db.Contacts.CountAsync(c => c.Id == id));

    protected Task<ErasedMatches> FindErasedAsync() =>
        Store.UseAsync(s => s.GetRequiredService<FindErased>().RunAsync(["zorblax@quimby.example", "bob@other.example"], ["+966558877661"], ["mail:zorblax@quimby.example"], default));

    /// <summary>Reads every column of every table as text.</summary>
    protected Task ShouldHoldNothingAsync() => Store.ReadAsync(async db =>
    {
        await db.Database.OpenConnectionAsync();
        foreach (var type in db.Model.GetEntityTypes())
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value.Name}\"";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                for (var i = 0; i < reader.FieldCount; i++)
                {
                    var text = reader.GetValue(i) is byte[] bytes ? Encoding.UTF8.GetString(bytes) : reader.GetValue(i).ToString()!;
                    Canaries.ShouldAllBe(c => !text.Contains(c, StringComparison.OrdinalIgnoreCase), customMessage: $"{type.ClrType.Name}.{reader.GetName(i)}: {text}");
                }
            }
        }
        return true;
    });

    private Task<AuditVerification> VerifyAsync() => Store.UseAsync(s => s.GetRequiredService<VerifyAudit>().RunAsync(null, default));

    private Task<Core.Results.Result<Contact>> SaveAsync(string? newConsent) => Store.UseAsync(s => s.GetRequiredService<SaveContact>().RunAsync(
        new ContactDraft { DisplayName = "Zorblax Quimby", Emails = [new EmailValue("Zorblax@quimby.example")], NewConsent = newConsent }, new DraftOrigin(ChangeOrigin.Edit, "test"), default));
}
