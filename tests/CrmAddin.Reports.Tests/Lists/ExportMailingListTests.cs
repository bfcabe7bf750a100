using CrmAddin.Core.Audit;
using CrmAddin.Core.Consent;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Lists;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Lists;
using CrmAddin.Reports.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Reports.Tests.Lists;

public sealed class ExportMailingListTests
{
    [Fact]
    public async Task Only_people_with_recorded_consent_are_on_the_list_and_the_cover_says_who_was_left_out_and_why()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        await AddAsync(store, "Layla", contact => contact.Consents.Add(Consent(ConsentState.Given)));
        await AddAsync(store, "Omar", contact => contact.Consents.Add(Consent(ConsentState.Withdrawn)));
        await AddAsync(store, "Sara", _ => { });

        var export = (await ExportAsync(store, "inner circle", MailingListFormat.Xlsx, ReportLanguage.Arabic)).Value!;

        (export.Rows, export.Suppressed).ShouldBe((1, 2));
        export.SuppressedByReason.ShouldBe(new Dictionary<SuppressedReason, int> { [SuppressedReason.Withdrawn] = 1, [SuppressedReason.NoConsent] = 1 }, ignoreOrder: true);
        using var book = new OpenedWorkbook(export.File);
        book.ValidatorErrors().ShouldBeEmpty();
        book.Text("الغلاف", "A1").ShouldBe("الدائرة المقربة");
        book.Text("الأشخاص", "E2").ShouldBe("layla@example.org");
        book.Values("الغلاف").Values.ShouldContain("سحبوا موافقتهم.");
    }

    [Fact]
    public async Task An_unknown_group_and_a_role_without_the_right_are_refused_and_write_nothing()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);

        (await ExportAsync(store, "nobody", MailingListFormat.Csv, ReportLanguage.English)).Error.ShouldBeOfType<GroupUnknown>();
        (await ExportAsync(store, "Customers", MailingListFormat.Csv, ReportLanguage.English, new Reader(1, Role.Agent, [1]))).Error.ShouldBeOfType<MayNotExportLists>();
        folder.Files.ShouldNotContain("list.csv");
    }

    private static Task<Result<MailingListExport>> ExportAsync(TestStore store, string group, MailingListFormat format, ReportLanguage language, Reader? reader = null) =>
        store.UseAsync(
            services => services.GetRequiredService<ExportMailingList>().RunAsync(group, format, language, store.Folder.File("list." + format.ToString().ToLowerInvariant()), default),
            reader ?? Reader.LocalAdministrator);

    private static ConsentRecord Consent(ConsentState state) => new()
    {
        Purpose = ConsentPurpose.Marketing,
        Channel = ConsentChannel.Email,
        State = state,
        At = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        How = "web form",
    };

    private static Task<bool> AddAsync(TestStore store, string name, Action<Contact> change) => store.UseAsync(async services =>
    {
        var db = services.GetRequiredService<CrmDb>();
        db.Begin(ChangeOrigin.Setup, "test");
        var group = await db.LookupItems.SingleAsync(item => item.Kind == LookupKind.Group && item.Name == "Inner circle");
        var contact = new Contact { DisplayName = name };
        contact.Emails.Add(ContactEmail.From(name.ToLowerInvariant() + "@example.org", isPrimary: true));
        contact.Lookups.Add(new() { LookupItem = group });
        change(contact);
        db.Contacts.Add(contact);
        await db.SaveChangesAsync();
        return true;
    });
}
