using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Lists;
using CrmAddin.Reports.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Reports.Tests.Lists;

public sealed class ExportContactsTests : IAsyncLifetime
{
    private TestStore _store = null!;

    public async Task InitializeAsync()
    {
        _store = await TestStore.CreateAsync(new TempFolder());
        await AddAsync("Ann", c => c.Phones.Add(new() { Raw = "+966 50 123 4567", Kind = PhoneKind.Mobile, IsPrimary = true }));
        await AddAsync("=cmd|' /C calc'!A0", c => c.CorrespondenceNotes = "منى\nsecond line");
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _store.Folder.Dispose();
    }

    [Theory]
    [InlineData(ContactFileFormat.Csv)]
    [InlineData(ContactFileFormat.Xlsx)]
    [InlineData(ContactFileFormat.Vcf)]
    public async Task What_leaves_the_store_is_read_back_by_our_own_import_and_stands_in_the_journal(ContactFileFormat format)
    {
        var exported = (await ExportAsync(new(format, ReportLanguage.Arabic))).Value!;

        exported.Rows.ShouldBe(2);
        var people = (await ContactFiles.ReadAsync(_store, exported.File)).Value!.Select(r => r.Contact!).ToList();
        people.Select(p => p.DisplayName).ShouldBe(["Ann", "=cmd|' /C calc'!A0"]);
        people[0].Phones.ShouldBe([new PhoneValue("+966 50 123 4567", PhoneKind.Mobile)]);
        people[1].Notes.ShouldBe("منى\nsecond line");
        var noted = await _store.UseAsync(s => s.GetRequiredService<CrmDb>().ChangeSets.SingleAsync(c => c.Origin == ChangeOrigin.Export));
        (noted.About, noted.UserId).ShouldBe(($"{format.ToString().ToLowerInvariant()}: all contacts, 2 rows", null));
        noted.CompletedAt.ShouldNotBeNull();
        _store.Folder.Files.ShouldNotContain(f => f.EndsWith(".part", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Columns_and_contacts_are_those_that_were_chosen()
    {
        var exported = await _store.UseAsync(
            s => s.GetRequiredService<ExportContacts>().RunAsync(
                new(ContactFileFormat.Csv, ReportLanguage.English, s.GetRequiredService<CrmDb>().Contacts.Where(c => c.DisplayName == "Ann"), "filter Ann", ["displayName", "phone#1"]),
                _store.Folder.File("chosen.csv"), null, default),
            Reader.LocalAdministrator);

        exported.Value!.Rows.ShouldBe(1);
        (await File.ReadAllLinesAsync(exported.Value.File)).ShouldBe(["Display Name,Phone 1", "Ann,+966 50 123 4567"]);
    }

    [Fact]
    public async Task Other_roles_and_unknown_columns_are_refused_and_nothing_is_written_or_noted()
    {
        (await ExportAsync(new(ContactFileFormat.Csv, ReportLanguage.English), new Reader(1, Role.Marketing, [1]))).Error.ShouldBeOfType<MayNotExportRecords>();
        (await ExportAsync(new(ContactFileFormat.Csv, ReportLanguage.English), new Reader(1, Role.Agent, [1]))).Error.ShouldBeOfType<MayNotExportRecords>();
        (await ExportAsync(new(ContactFileFormat.Csv, ReportLanguage.English, Columns: ["shoeSize"]))).Error.ShouldBeOfType<ColumnUnknown>();

        _store.Folder.Files.ShouldNotContain("people.csv");
        (await _store.UseAsync(s => s.GetRequiredService<CrmDb>().ChangeSets.CountAsync(c => c.Origin == ChangeOrigin.Export))).ShouldBe(0);
    }

    [Fact]
    public async Task A_workbook_of_contacts_is_valid_and_its_days_are_days()
    {
        await AddAsync("Old", c => c.BirthdayOn = new(1899, 5, 1));
        await AddAsync("Young", c => c.BirthdayOn = new(1999, 5, 1));

        var exported = (await ExportAsync(new(ContactFileFormat.Xlsx, ReportLanguage.English, Columns: ["displayName", "birthday"]))).Value!;

        using var book = new OpenedWorkbook(exported.File);
        book.ValidatorErrors().ShouldBeEmpty();
        var people = (await ContactFiles.ReadAsync(_store, exported.File)).Value!.Select(r => r.Contact!.BirthdayOn);
        people.ShouldBe([null, null, new DateOnly(1899, 5, 1), new DateOnly(1999, 5, 1)]);
    }

    private Task<Result<ContactExport>> ExportAsync(ContactExportRequest request, Reader? reader = null) => _store.UseAsync(
        s => s.GetRequiredService<ExportContacts>().RunAsync(request, _store.Folder.File("people." + request.Format.ToString().ToLowerInvariant()), null, default), reader ?? Reader.LocalAdministrator);

    private Task<bool> AddAsync(string name, Action<Contact> with) => _store.UseAsync(async services =>
    {
        var db = services.GetRequiredService<CrmDb>();
        var contact = new Contact { DisplayName = name };
        with(contact);
        db.Begin(ChangeOrigin.Setup, "test");
        db.Contacts.Add(contact);
        await db.SaveChangesAsync();
        return true;
    });
}
