using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using AngleSharp.Html.Parser;
using CrmAddin.Core.Accounts;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Web.Documents;
using CrmAddin.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.Documents;

public sealed class DocumentEndpointsTests : IAsyncLifetime
{
    private static readonly byte[] Pdf = "%PDF-1.7 a contract"u8.ToArray();

    private RunningCrm Crm { get; set; } = null!;

    private HttpClient Pane { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Crm = await RunningCrm.StartAsync();
        await Crm.AddUserAsync("boss", Role.Administrator);
        Pane = await Crm.PaneAsync("boss");
    }

    public async Task DisposeAsync()
    {
        Pane.Dispose();
        await Crm.DisposeAsync();
    }

    [Fact]
    public async Task A_document_comes_back_byte_for_byte_as_a_download()
    {
        var id = await Crm.AddContactAsync(new Contact { DisplayName = "Ann" });

        var kept = await KeepAsync($"/app/contacts/{id}/documents", "عقد 2026.pdf", Pdf);
        using var download = await Pane.GetAsync($"/app/documents/{kept.Id}");

        (kept.FileName, kept.ContentType, kept.SizeBytes).ShouldBe(("عقد 2026.pdf", "application/pdf", Pdf.Length));
        (await download.Content.ReadAsByteArrayAsync()).ShouldBe(Pdf);
        download.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        download.Content.Headers.ContentDisposition.FileNameStar.ShouldBe("عقد 2026.pdf");
        download.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd.pdf")]
    [InlineData("C:\\Users\\x\\contract.PDF", "contract.pdf")]
    [InlineData("invoice.pdf.exe", "invoice.pdf.exe.pdf")]
    [InlineData("a\u202Efdp.exe", "afdp.exe.pdf")]
    [InlineData("..", "document.pdf")]
    [InlineData("a<b>:c?.pdf", "a_b__c_.pdf")]
    public async Task A_name_is_made_safe_and_ends_as_its_content_is(string given, string kept)
    {
        var id = await Crm.AddContactAsync(new Contact { DisplayName = "Ann" });

        (await KeepAsync($"/app/contacts/{id}/documents", given, Pdf)).FileName.ShouldBe(kept);
    }

    [Fact]
    public async Task The_content_decides_what_is_kept()
    {
        var id = await Crm.AddContactAsync(new Contact { DisplayName = "Ann" });
        var path = $"/app/contacts/{id}/documents";

        (await KeepAsync(path, "book.xlsx", Office("xl/workbook.xml"))).ContentType.ShouldEndWith("spreadsheetml.sheet");
        (await KeepAsync(path, "note.txt", Encoding.UTF8.GetBytes("ملاحظة"))).ContentType.ShouldBe("text/plain");
        foreach (var (name, content) in new (string, byte[])[]
        {
            ("page.pdf", "<html><script>alert(1)</script>"u8.ToArray()), ("tool.pdf", [0x4D, 0x5A, 0x90, 0x00]), ("picture.svg", "<svg onload='x'/>"u8.ToArray()),
            ("macro.xlsx", Office("xl/workbook.xml", "xl/vbaProject.bin")), ("any.zip", Office("readme.txt")), ("run.sh", "#!/bin/sh"u8.ToArray()), ("empty.pdf", []),
        })
        {
            using var refused = await Pane.PostAsync(path, Form(name, content));
            refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, customMessage: name);
        }
        using var large = await Pane.PostAsync(path, Form("large.pdf", [.. Pdf, .. new byte[25 * 1_048_576]]));
        (await large.Content.ReadAsStringAsync()).ShouldContain("DocumentTooLarge");
    }

    [Fact]
    public async Task A_removed_document_is_gone_until_the_removal_is_taken_back()
    {
        var id = await Crm.AddContactAsync(new Contact { DisplayName = "Ann" });
        var kept = await KeepAsync($"/app/contacts/{id}/documents", "a.pdf", Pdf);

        using var removed = await Pane.PostAsync($"/app/documents/{kept.Id}/remove", null);
        var gone = (await Pane.GetAsync($"/app/documents/{kept.Id}")).StatusCode;
        using var restored = await Pane.PostAsync($"/app/documents/{kept.Id}/restore", null);

        (removed.StatusCode, gone, restored.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.OK));
        (await Pane.GetByteArrayAsync($"/app/documents/{kept.Id}")).ShouldBe(Pdf);
        var fragment = await new HtmlParser().ParseDocumentAsync(await Pane.GetStringAsync($"/app/contacts/{id}/documents"));
        fragment.QuerySelector("[data-document] a")!.TextContent.ShouldBe("a.pdf");
    }

    [Fact]
    public async Task Accounts_have_documents_too_and_another_team_sees_none_of_them()
    {
        var account = new Account { Name = "Acme" };
        await Crm.UseAsync(async services =>
        {
            var db = services.GetRequiredService<CrmDb>();
            db.Begin(ChangeOrigin.Setup, "test");
            db.Add(account);
            await db.SaveChangesAsync();
        });
        var kept = await KeepAsync($"/app/accounts/{account.Id}/documents", "register.pdf", Pdf);
        await Crm.AddUserAsync("agent");
        using var agent = await Crm.PaneAsync("agent");

        foreach (var path in new[] { $"/app/documents/{kept.Id}", $"/app/accounts/{account.Id}/documents", "/app/deals/1/documents" })
            (await agent.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound, customMessage: path);
        (await agent.PostAsync($"/app/documents/{kept.Id}/remove", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await agent.PostAsync($"/app/accounts/{account.Id}/documents", Form("x.pdf", Pdf))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Crm.ReadAsync(db => db.Documents.CountAsync(d => d.RemovedAt == null))).ShouldBe(1);
    }

    private async Task<KeptDocument> KeepAsync(string path, string name, byte[] content)
    {
        using var answer = await Pane.PostAsync(path, Form(name, content));
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, customMessage: await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<KeptDocument>())!;
    }

    private static MultipartFormDataContent Form(string name, byte[] content)
    {
        var file = new ByteArrayContent(content);
        file.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "file", FileNameStar = name, FileName = "x" };
        file.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        return new MultipartFormDataContent { file, { new StringContent("Contract"), "kind" } };
    }

    private static byte[] Office(params string[] parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in parts)
                zip.CreateEntry(part);
        }
        return stream.ToArray();
    }
}
