using System.Text;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Web.Commands;
using CrmAddin.Web.Graph;
using CrmAddin.Web.Settings;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Demo;

/// <summary>The store holds somebody's own data.</summary>
public sealed record DemoNeedsEmptyStore(string Where)
    : ConflictError($"The store at {Where} holds contacts already, and the sample firm is not mixed with them. Leave out --demo, or set Crm:DataFolder to an empty folder.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Where];
}

/// <summary>Sets up the sample firm, and gives its mails to the simulated Graph.</summary>
public sealed class DemoSetup(CrmDb db, CrmSettings settings, GraphSettings graph, MigrateStore migrate, IHttpClientFactory clients, ILogger<DemoSetup> log)
{
    /// <summary>The sample firm's configuration, where nothing else was configured.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Settings(IConfiguration configured)
    {
        var defaults = new Dictionary<string, string?>
        {
            ["Crm:Firm:Name"] = "Oasis Office Interiors",
            ["Crm:Firm:NameArabic"] = "الواحة لتجهيز المكاتب",
            ["Crm:Firm:Currency"] = "SAR",
            ["Crm:Firm:TimeZone"] = "Asia/Riyadh",
            ["Crm:Firm:Country"] = "SA",
            ["Crm:Firm:Domains:0"] = DemoFirm.Domain,
            ["Crm:Graph:BaseUrl"] = "http://127.0.0.1:5099/v1.0",
            ["Crm:Mail:PollSeconds"] = "10",
        };
        return defaults.Where(d => configured[d.Key] is null);
    }

    /// <summary>Adds what is missing. Errors: <see cref="DemoNeedsEmptyStore"/>. A simulator that does not answer is a warning: the rest works without it.</summary>
    public async Task<Error?> RunAsync(CancellationToken cancel)
    {
        var isThere = await db.ChangeSets.AnyAsync(s => s.About == DemoFirm.About, cancel);
        if (!isThere && await db.Contacts.AnyAsync(cancel))
            return new DemoNeedsEmptyStore(migrate.Where);
        await new DemoFirm(db, settings.Firm).RunAsync(cancel);
        DemoMarker.Set(settings);
        if (new Uri(graph.BaseUrl) is { IsLoopback: true } simulator)
            await FillMailboxesAsync(new Uri(simulator, "/simulator/"), cancel);
        return null;
    }

    private async Task FillMailboxesAsync(Uri simulator, CancellationToken cancel)
    {
        using var http = clients.CreateClient();
        http.BaseAddress = simulator;
        try
        {
            var known = await http.GetFromJsonAsync<List<SimulatedMailbox>>("mailboxes", cancel) ?? [];
            var anchor = await db.ChangeSets.Where(s => s.About == DemoFirm.About).Select(s => s.At).FirstAsync(cancel);
            var mailboxes = await db.Mailboxes.Include(m => m.Owner).OrderBy(m => m.Id).ToListAsync(cancel);
            foreach (var (index, mailbox) in mailboxes.Index())
            {
                if (!known.Exists(k => string.Equals(k.Upn, mailbox.Address, StringComparison.OrdinalIgnoreCase)))
                    await FillAsync(http, mailbox, mailboxes, anchor, index, cancel);
            }
        }
        catch (HttpRequestException)
        {
            log.LogWarning("The simulated Graph at {Address} does not answer, so the sample mailboxes stay empty. Start it with scripts/run.", graph.BaseUrl);
        }
    }

    private async Task FillAsync(HttpClient http, Mailbox mailbox, List<Mailbox> mailboxes, DateTimeOffset anchor, int index, CancellationToken cancel)
    {
        using var made = await http.PostAsJsonAsync("mailboxes", new { upn = mailbox.Address, displayName = mailbox.DisplayName }, cancel);
        made.EnsureSuccessStatusCode();
        var colleagues = mailboxes.Where(m => m.Id != mailbox.Id).Select(m => new DemoWriter(m.DisplayName, m.Address, "", false)).ToList();
        var products = DemoNames.Products.Select(p => (p.Name, p.Arabic)).ToList();
        var mails = new DemoMail(mailbox.Address, mailbox.DisplayName, anchor, seed: index + 1).Write(await CustomersAsync(mailbox, cancel), colleagues, products);
        foreach (var folder in mails.GroupBy(m => m.Folder))
        {
            var lines = string.Concat(folder.Select(m => m.Message.ToJsonString() + "\n"));
            using var content = new StringContent(lines, Encoding.UTF8, "application/x-ndjson");
            using var loaded = await http.PostAsync($"mailboxes/{mailbox.Address}/folders/{folder.Key}/messages", content, cancel);
            loaded.EnsureSuccessStatusCode();
        }
    }

    private async Task<List<DemoWriter>> CustomersAsync(Mailbox mailbox, CancellationToken cancel)
    {
        var contacts = await db.Contacts.AsNoTracking().Where(c => c.OwnerId == mailbox.OwnerId && c.OriginKey != null && c.OriginKey.StartsWith("id:demo-") && c.Emails.Count > 0)
            .Include(c => c.Emails).Include(c => c.Account).Include(c => c.Phones).OrderBy(c => c.Id).Take(60).ToListAsync(cancel);
        return [.. contacts.Select(Writer)];
    }

    private static DemoWriter Writer(Contact contact)
    {
        var isArabic = contact.Language == "ar";
        var firm = isArabic ? contact.Account!.NameOtherScript : contact.Account!.Name;
        var signature = $"{(isArabic ? "مع التحية" : "Kind regards")}\n\n{contact.DisplayName}\n{contact.JobTitle}\n{firm}\n{(isArabic ? "جوال" : "Mobile")}: {contact.Phones[0].Raw}";
        return new DemoWriter(contact.DisplayName, contact.Emails[0].Address, signature, isArabic);
    }

    private sealed record SimulatedMailbox(string Upn);
}
