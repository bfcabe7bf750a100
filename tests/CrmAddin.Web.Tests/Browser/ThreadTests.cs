using CrmAddin.Core.Contacts;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Mail;
using Microsoft.Playwright;

namespace CrmAddin.Web.Tests.Browser;

[Collection(nameof(BrowserWorld))]
public sealed class ThreadTests(BrowserWorld world)
{
    private const string English = """
        Thank you, the second offer fits. Please note the new address: شارع التحلية، الرياض.

        Kind regards
        Carla Weiss
        Head of Procurement
        Tel +49 30 901820

        On Mon, 2 Nov 2026 at 18:26, Sara Mitchell <sara.mitchell@oasis.example> wrote:
        > Here is the second offer.
        >
        > On Sun, 1 Nov 2026 at 09:12, Carla Weiss <carla@weiss.example> wrote:
        > > Could you send us another offer?
        """;

    private const string Arabic = """
        شكرًا لكم، وصلنا العرض Offer-2026-17 وسنعود إليكم غدًا.

        مع أطيب التحيات
        كارلا وايس
        مديرة المشتريات
        جوال: ٠٥٠١٢٣٤٥٦٧

        من: سارة ميتشل <sara.mitchell@oasis.example>
        تاريخ الإرسال: الاثنين، ٢ نوفمبر ٢٠٢٦ ٦:٢٦ م
        إلى: كارلا وايس
        الموضوع: عرض السعر

        تجدون العرض في المرفق.
        """;

    [Theory]
    [InlineData("en", "Offer", "Signature", "Earlier messages", "chosen by hand")]
    [InlineData("ar", "عرض السعر", "التوقيع", "الرسائل السابقة", "اختيرت يدويًا")]
    public async Task A_conversation_is_opened_by_keyboard_unfolded_put_into_a_deal_and_printed(string language, string subject, string signature, string earlier, string chosen)
    {
        var contact = await AddConversationAsync(language);
        await using var page = await world.OpenAsync($"/app/contacts/{contact}", language);
        var row = page.Page.Locator("[data-thread]").First;
        await Assertions.Expect(row.Locator(".mail-subject")).ToHaveTextAsync(subject);

        await row.Locator("summary").First.FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        var newest = row.Locator(".thread-mail").First;
        await Assertions.Expect(newest.Locator(":scope > .mail-text")).ToBeVisibleAsync();
        await Assertions.Expect(newest.Locator(":scope > .mail-text")).Not.ToContainTextAsync(language == "ar" ? "كارلا" : "Carla");
        foreach (var fold in new[] { signature, earlier })
        {
            await newest.Locator("summary", new() { HasText = fold }).First.FocusAsync();
            await page.Page.Keyboard.PressAsync("Enter");
        }
        await Assertions.Expect(newest.GetByText(language == "ar" ? "تجدون العرض في المرفق." : "Here is the second offer.")).ToBeVisibleAsync();
        (await page.AccessibilityFaultsAsync()).ShouldBeEmpty();
        await PictureAsync(page, $"conversation-{language}.png");

        await row.Locator("select[name=deal]").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await row.Locator(".thread-deal fluent-button").ClickAsync();
        await Assertions.Expect(row.Locator(".thread-bar")).ToContainTextAsync(chosen);

        await row.Locator(".thread-bar a[href*='/app/mail/threads/']").ClickAsync();
        await Assertions.Expect(page.Page.Locator("h1")).ToHaveTextAsync(subject);
        await page.Page.EvaluateAsync("() => { window.print = () => document.body.setAttribute('data-printed', ''); }");
        await page.Page.Locator("[data-print]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("body")).ToHaveAttributeAsync("data-printed", "");
        (await page.AccessibilityFaultsAsync()).ShouldBeEmpty();
        await PictureAsync(page, $"conversation-page-{language}.png");

        await page.Page.Locator(".thread-bar a[href*='/app/deals/']").ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-thread] .mail-subject")).ToHaveTextAsync(subject);
        (await page.AccessibilityFaultsAsync()).ShouldBeEmpty();
        await PictureAsync(page, $"conversation-deal-{language}.png");
        page.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task A_conversation_fits_a_width_of_320_pixels(string language)
    {
        var contact = await AddConversationAsync(language);
        await using var page = await world.OpenAsync($"/app/contacts/{contact}", language);
        await page.Page.SetViewportSizeAsync(320, 900);

        await page.Page.Locator("[data-thread] summary").First.ClickAsync();
        await Assertions.Expect(page.Page.Locator(".thread-mail").First).ToBeVisibleAsync();
        foreach (var fold in await page.Page.Locator(".thread-mail .mail-fold > summary").AllAsync())
            await fold.EvaluateAsync("fold => fold.parentElement.open = true");

        (await page.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(320);
        await PictureAsync(page, $"conversation-narrow-{language}.png", page.Page.Locator(".timeline-box"));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task The_pane_shows_conversations_of_a_known_sender(string language)
    {
        await using var preview = await world.OpenAsync("/preview/outlook", language);
        await preview.Page.Locator("[data-mail]", new() { HasText = language == "ar" ? "موعد الزيارة" : "Date of the visit" }).First.ClickAsync();
        var row = preview.Pane.Locator("[data-thread]").First;

        await row.Locator("summary").First.ClickAsync();

        await Assertions.Expect(row.Locator(".thread-mail .why").First).ToBeVisibleAsync();
        await Assertions.Expect(row.Locator(".thread-mail").First.Locator(":scope > .mail-text").First).ToBeVisibleAsync();
        (await row.Locator(".thread-bar a[href*='/app/mail/threads/']").GetAttributeAsync("target")).ShouldBe("_blank");
        (await preview.AccessibilityFaultsAsync()).ShouldBeEmpty();
        await PictureAsync(preview, $"conversation-pane-{language}.png");
        preview.Errors.ShouldBeEmpty();
    }

    private async Task<long> AddConversationAsync(string language)
    {
        var contact = new Contact { DisplayName = language == "ar" ? "كارلا وايس" : "Carla Weiss" };
        var about = language == "ar" ? "عرض السعر" : "Offer";
        await world.WriteAsync(db =>
        {
            var stage = db.Stages.Where(s => s.Kind == StageKind.Open).OrderBy(s => s.Id).First();
            var deal = new Deal { Title = language == "ar" ? "كراسي المكتب الجديد" : "Chairs for the new office", Currency = "SAR", PipelineId = stage.PipelineId, StageId = stage.Id };
            deal.Contacts.Add(new DealContact { Contact = contact });
            var mailbox = db.Mailboxes.OrderBy(m => m.Id).First();
            var conversation = Guid.NewGuid().ToString("N");
            string[] subjects = [about, (language == "ar" ? "رد: " : "RE: ") + about];
            foreach (var (index, subject) in subjects.Index())
            {
                var message = new LoggedMessage
                {
                    IdentityHash = Guid.NewGuid().ToString("N"),
                    ConversationId = conversation,
                    Subject = subject,
                    Preview = (language == "ar" ? Arabic : English)[..60],
                    SentAt = new DateTimeOffset(2026, 11, 1 + index, 9, 0, 0, TimeSpan.Zero),
                    LoggedAt = DateTimeOffset.UtcNow,
                    KeptReason = nameof(KeepReason.KnownContact),
                    KeptDetail = "carla@weiss.example",
                    HasAttachments = index == 1,
                };
                message.Participants.AddRange([new() { Role = ParticipantRole.From, AddressKey = "carla@weiss.example", Name = contact.DisplayName }, new() { Role = ParticipantRole.To, AddressKey = "sara.mitchell@oasis.example", Name = "Sara Mitchell" }]);
                message.Contacts.Add(new MessageContact { Contact = contact, SentAt = message.SentAt });
                var body = index == 1 ? language == "ar" ? Arabic : English : language == "ar" ? "نرجو إرسال عرض آخر." : "Could you send us another offer?";
                message.Copies.Add(new MessageCopy { MailboxId = mailbox.Id, GraphId = message.IdentityHash, OwnerId = mailbox.OwnerId, TeamId = mailbox.TeamId, BodyText = body });
                db.Messages.Add(message);
            }
            db.AddRange(contact, deal);
        });
        return contact.Id;
    }

    private static async Task PictureAsync(BrowserPage page, string name, ILocator? part = null)
    {
        if (Environment.GetEnvironmentVariable("CRM_PICTURES") is not { } folder)
            return;
        var file = Path.Combine(folder, name);
        if (part is null)
            await page.Page.ScreenshotAsync(new() { Path = file, FullPage = true, Animations = ScreenshotAnimations.Disabled });
        else
            await part.ScreenshotAsync(new() { Path = file, Animations = ScreenshotAnimations.Disabled });
    }
}
