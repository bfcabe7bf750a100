using CrmAddin.Core.Activities;
using CrmAddin.Core.Activities.Calendar;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Contacts.Outlook;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace CrmAddin.Web.Tests.Browser;

[Collection(nameof(BrowserWorld))]
public sealed class AppointmentTests(BrowserWorld world)
{
    [Theory]
    [InlineData("en", "Coming up", "Saved.", "It took place")]
    [InlineData("ar", "القادمة", "تم الحفظ.", "تم اللقاء")]
    public async Task An_appointment_is_found_on_the_contact_and_its_result_is_noted(string language, string ahead, string saved, string done)
    {
        var contact = await world.AddContactAsync(new Contact { DisplayName = language == "ar" ? "منى الموعد" : "Mona Appointment" });
        await AddAppointmentAsync(contact, language == "ar" ? "زيارة الفيلا" : "Visit of the villa", 3);
        await AddAppointmentAsync(contact, language == "ar" ? "لقاء أول" : "First talk", -5);
        await using var page = await world.OpenAsync($"/app/contacts/{contact}", language);
        var list = page.Page.Locator(".appointments");
        await Assertions.Expect(list.Locator("h3").First).ToHaveTextAsync(ahead);
        await Assertions.Expect(list.Locator("li")).ToHaveCountAsync(2);
        (await page.AccessibilityFaultsAsync()).ShouldBeEmpty();
        await PictureAsync(page, $"appointments-{language}");

        await list.Locator("li a").Last.ClickAsync();
        await page.Page.WaitForURLAsync(new System.Text.RegularExpressions.Regex(@"/app/activities/\d+$"));
        (await page.Page.Locator("html").GetAttributeAsync("dir")).ShouldBe(language == "ar" ? "rtl" : "ltr");
        await page.Page.Locator("[name=result]").FillAsync("A villa with a garden");
        await page.Page.GetByLabel(done).CheckAsync();
        await page.Page.Locator("#activity-card fluent-button[type=submit]").ClickAsync();

        await Assertions.Expect(page.Page.Locator("#activity-card [role=status]")).ToHaveTextAsync(saved);
        await Assertions.Expect(page.Page.Locator("[name=result]")).ToHaveValueAsync("A villa with a garden");
        (await page.AccessibilityFaultsAsync()).ShouldBeEmpty();
        await PictureAsync(page, $"activity-{language}");
        page.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en", "Taken over.", "Left as it is here.")]
    [InlineData("ar", "اعتُمد.", "بقي كما هو هنا.")]
    public async Task Changes_in_Outlook_are_decided_one_by_one(string language, string accepted, string refused)
    {
        var contact = await world.AddContactAsync(new Contact { DisplayName = language == "ar" ? "سامي التغيير" : "Sami Change", JobTitle = "Clerk" });
        var offers = await AddOffersAsync(contact, language);
        await using var page = await world.OpenAsync("/app/contacts/outlook", language);
        var rows = page.Page.Locator("#outlook-offers");
        (await page.Page.Locator("html").GetAttributeAsync("dir")).ShouldBe(language == "ar" ? "rtl" : "ltr");
        (await page.AccessibilityFaultsAsync()).ShouldBeEmpty();
        await PictureAsync(page, $"outlook-{language}");

        await rows.Locator($"[data-offer='{offers[0]}'] button[hx-post$='/accept']").ClickAsync();
        await Assertions.Expect(rows.Locator($"[data-offer='{offers[0]}'] [role=status]")).ToContainTextAsync(accepted);
        await rows.Locator($"[data-offer='{offers[1]}'] button[hx-post$='/refuse']").ClickAsync();
        await Assertions.Expect(rows.Locator($"[data-offer='{offers[1]}'] [role=status]")).ToContainTextAsync(refused);

        (await world.UseAsync(db => db.Contacts.Where(c => c.Id == contact).Select(c => c.JobTitle).SingleAsync())).ShouldBe("Director");
        var use = page.Page.Locator(".mailbox-use").First;
        await use.Locator("[name=logsCalendar]").CheckAsync();
        await use.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(page.Page.Locator(".mailbox-use [role=status]")).ToBeVisibleAsync();
        await page.Page.Locator(".mailbox-use").First.Locator("[name=logsCalendar]").UncheckAsync();
        await page.Page.Locator(".mailbox-use").First.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(page.Page.Locator(".mailbox-use").First.Locator("[name=logsCalendar]")).Not.ToBeCheckedAsync();
        page.Errors.ShouldBeEmpty();
    }

    private Task<long> AddAppointmentAsync(long contact, string subject, int day) => world.UseAsync(async db =>
    {
        var start = DateTimeOffset.UtcNow.Date.AddDays(day).AddHours(9);
        var mailbox = await db.Mailboxes.OrderBy(m => m.Id).FirstAsync();
        var activity = new Activity { Kind = ActivityKind.Appointment, Subject = subject, Place = "Olaya Street 12", StartsAt = start, EndsAt = start.AddHours(1) };
        activity.Contacts.Add(new ActivityContact { ContactId = contact });
        activity.Meeting = new LoggedMeeting { IdentityHash = Guid.NewGuid().ToString("N"), KeptReason = nameof(KeepReason.KnownContact), KeptDetail = "mona@client.example" };
        activity.Meeting.Copies.Add(new MeetingCopy { MailboxId = mailbox.Id, EventId = Guid.NewGuid().ToString("N"), OwnerId = mailbox.OwnerId });
        db.Activities.Add(activity);
        await db.SaveChangesAsync();
        return activity.Id;
    });

    private Task<List<long>> AddOffersAsync(long contact, string language) => world.UseAsync(async db =>
    {
        var owner = await db.Users.Where(u => u.Role == Role.Administrator).OrderBy(u => u.Id).Select(u => u.Id).FirstAsync();
        var mailbox = await db.Mailboxes.OrderBy(m => m.Id).Select(m => m.Id).FirstAsync();
        db.OutlookContacts.Add(new OutlookContact { MailboxId = mailbox, ContactId = contact, GraphId = "card " + language, State = OutlookCardState.There });
        var offers = new[]
        {
            new OutlookOffer { Kind = OutlookOfferKind.Field, ContactId = contact, GraphId = "card " + language, Field = "jobTitle", Ours = "Clerk", Theirs = "Director" },
            new OutlookOffer { Kind = OutlookOfferKind.NewContact, GraphId = "new " + language, Theirs = """{"displayName":"Zoe New","emails":"zoe@new.example","mobilePhone":"+966 50 111 2222"}""" },
            new OutlookOffer { Kind = OutlookOfferKind.Removed, ContactId = contact, GraphId = "gone " + language },
        };
        foreach (var offer in offers)
            (offer.MailboxId, offer.OwnerId, offer.OfferedAt) = (mailbox, owner, DateTimeOffset.UtcNow);
        db.OutlookOffers.AddRange(offers);
        await db.SaveChangesAsync();
        return offers.Select(o => o.Id).ToList();
    });

    private static async Task PictureAsync(BrowserPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("CRM_PICTURES") is { Length: > 0 } folder)
            await page.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }
}
