using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.Graph;

public sealed class LinkEarlierMailTests
{
    private const string Ann = "ann@client.example";
    private const string Bob = "bob@client.example";

    [Fact]
    public async Task Whoever_is_saved_has_the_mails_that_were_kept_for_others_without_the_mail_server_being_asked()
    {
        await using var world = await WithMailAsync();
        var before = world.Simulator.Board.Requests;

        var saved = await world.UseAsync(Reader.LocalAdministrator, s => s.GetRequiredService<SaveContact>().RunAsync(
            new ContactDraft { DisplayName = "Bob", Emails = [new(Bob)] }, new DraftOrigin(ChangeOrigin.Edit, "test"), CancellationToken.None));

        (await world.TimelineAsync(saved.Value!.Id)).ShouldBe(["With Bob in copy"]);
        (await world.ReadAsync(db => db.Contacts.Where(c => c.Id == saved.Value!.Id).Select(c => c.LastContactedAt).SingleAsync())).ShouldBe(SampleMail.Start.AddMinutes(1));
        world.Simulator.Board.Requests.ShouldBe(before);
    }

    [Fact]
    public async Task A_new_address_of_a_known_contact_brings_its_earlier_mails()
    {
        await using var world = await WithMailAsync();
        var contact = await world.AddContactAsync("bob.private@elsewhere.example");

        var saved = await world.UseAsync(Reader.LocalAdministrator, s => s.GetRequiredService<SaveContact>().RunAsync(
            new ContactDraft { Id = contact, Version = 0, Emails = [new("bob.private@elsewhere.example"), new(Bob)] }, new DraftOrigin(ChangeOrigin.Edit, "test"), CancellationToken.None));

        saved.Error.ShouldBeNull();
        (await world.TimelineAsync(contact)).ShouldBe(["With Bob in copy"]);
    }

    [Fact]
    public async Task Imported_people_have_their_earlier_mails()
    {
        await using var world = await WithMailAsync();
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");
        await File.WriteAllTextAsync(file, $"Name,Email\nBob,{Bob}\nCid,cid@client.example\n");

        var imported = await world.UseAsync(Reader.LocalAdministrator, s => s.GetRequiredService<ImportContacts>().RunAsync(new ImportRequest(file, null, null, false, Path.GetTempPath()), null, CancellationToken.None));

        imported.Value!.Created.ShouldBe(2);
        var bob = await world.ReadAsync(db => db.ContactEmails.Where(e => e.AddressKey == Bob).Select(e => e.ContactId).SingleAsync());
        (await world.TimelineAsync(bob)).ShouldBe(["With Bob in copy"]);
        File.Delete(file);
    }

    private static async Task<SyncWorld> WithMailAsync()
    {
        var world = await SyncWorld.StartAsync();
        await world.AddContactAsync(Ann);
        world.Deliver(SampleMail.From(Ann, "With Bob in copy", 1, to: $"agent@firm.example,{Bob}"));
        world.Deliver(SampleMail.From(Ann, "To us alone", 2));
        await world.SyncAsync();
        return world;
    }
}
