using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace CrmAddin.Web.Demo;

/// <summary>A person who writes in the sample mailboxes.</summary>
/// <param name="Name">As in the mail's head.</param>
/// <param name="Address">E-mail address.</param>
/// <param name="Signature">Lines under their mails.</param>
/// <param name="IsArabic">Whether they write Arabic.</param>
internal sealed record DemoWriter(string Name, string Address, string Signature, bool IsArabic);

/// <summary>The mails of one sample mailbox in the shape of Graph's messages: customers, strangers, colleagues and newsletters; the same for the same moment.</summary>
internal sealed class DemoMail(string mailbox, string ownerName, DateTimeOffset anchor, int seed)
{
    private const int Conversations = 120;
    private const int Colleagues = 45;
    private const int Newsletters = 40;

    private static readonly (string Subject, string Text)[] English =
    [
        ("Quotation for {0}", "Thank you for the visit on Tuesday. Could you send us a quotation for {0}? We would like to decide this month."),
        ("Delivery date of {0}", "When can {0} be delivered? Our new floor opens soon and the rooms must be ready by then."),
        ("Question about {0}", "We compared {0} with another offer. The price is close; what about the warranty and the assembly?"),
        ("Next steps for {0}", "The board agreed to go on with {0}. Please let me know what you need from us for the order."),
    ];

    private static readonly (string Subject, string Text)[] Arabic =
    [
        ("طلب عرض سعر: {0}", "السلام عليكم، نشكركم على الزيارة. نرجو إرسال عرض سعر لـ{0} في أقرب وقت حتى نتخذ القرار هذا الشهر."),
        ("موعد تسليم {0}", "تحية طيبة، متى يمكن تسليم {0}؟ سيُفتتح الطابق الجديد قريبًا ويجب أن تكون القاعات جاهزة."),
        ("استفسار عن {0}", "قارنا {0} مع عرض آخر والسعر متقارب، فما مدة الضمان وهل يشمل السعر التركيب؟"),
        ("الخطوات التالية بشأن {0}", "وافقت الإدارة على المضي في {0}. نرجو إفادتنا بما تحتاجونه لإتمام الطلب."),
    ];

    private static readonly DemoWriter[] Strangers =
    [
        new("Dr. Marcus Weber", "marcus.weber@weber-clinics.example", "Kind regards\n\nDr. Marcus Weber\nMedical Director\nWeber Clinics GmbH\nHauptstraße 12, 10115 Berlin, Germany\nTel: +49 30 901820\nMobile: +49 151 23456789\nwww.weber-clinics.example", false),
        new("م. سلطان الرشيدي", "sultan.alrashidi@rawabi.example", "مع أطيب التحيات\n\nم. سلطان الرشيدي\nمدير المشاريع\nشركة الروابي للمقاولات\nطريق الملك فهد، الرياض 12271\nجوال: ٠٥٠١٢٣٤٥٦٧\nهاتف: 011 462 0000\nwww.rawabi.example", true),
        new("Hannah Price", "hannah.price@brightside.example", "Best regards,\n\nHannah Price\nHead of Procurement | Brightside Schools Ltd\nT: +44 20 7946 0321  M: +44 7700 900456\n14 King Street, London EC2V 8EA\nwww.brightside.example", false),
        new("نجلاء العمري", "najla@alamri-design.example", "تحياتي\nنجلاء العمري\nالمديرة التنفيذية\nمكتب العمري للتصميم\nجدة، حي الروضة\nجوال 0555987654", true),
        new("Kenji Watanabe", "k.watanabe@sakura-hotels.example", "Regards,\nKenji Watanabe\nRegional Facilities Manager\nSakura Hotels\nPhone: +81 3 4560 1234", false),
        new("Priya Nair", "priya.nair@lotus.example", "Thanks & regards\nPriya Nair\nOffice Manager\nLotus Software Pvt. Ltd.\nMob: +91 98200 12345\nwww.lotus.example", false),
    ];

    private readonly Random _random = new(seed);
    private int _number;

    /// <summary>The mails, as folder and message.</summary>
    public IEnumerable<(string Folder, JsonObject Message)> Write(IReadOnlyList<DemoWriter> customers, IReadOnlyList<DemoWriter> colleagues, IReadOnlyList<(string Name, string Arabic)> products) =>
        [.. FromCustomers(customers, products), .. FromColleagues(colleagues), .. FromNewsletters(), .. FromStrangers(), .. Latest(customers)];

    private IEnumerable<(string, JsonObject)> FromCustomers(IReadOnlyList<DemoWriter> customers, IReadOnlyList<(string Name, string Arabic)> products)
    {
        for (var i = 0; i < Conversations; i++)
        {
            var customer = customers[(i * 7) % customers.Count];
            var product = products[i % products.Count];
            var (subject, text) = (customer.IsArabic ? Arabic : English)[i % English.Length];
            var about = customer.IsArabic ? product.Arabic : product.Name.ToLowerInvariant();
            var heading = string.Format(CultureInfo.InvariantCulture, subject, about);
            var conversation = Hash($"conversation {i}");
            var at = anchor.AddDays(-1 - (i * 173) % 300).AddMinutes(-_random.Next(0, 600));
            var question = string.Format(CultureInfo.InvariantCulture, text, about);
            yield return Received(customer, heading, question, at, conversation);
            if (i % 4 == 3)
                continue;
            yield return Sent(customer, (customer.IsArabic ? "رد: " : "RE: ") + heading, $"{Answer(customer)}\n\n{Quoted(customer, heading, question, at)}", at.AddHours(3), conversation);
            if (i % 3 == 0)
                yield return Received(customer, (customer.IsArabic ? "رد: " : "RE: ") + heading, customer.IsArabic ? "شكرًا لكم، وصلنا ردكم." : "Thank you, that answers it.", at.AddHours(20), conversation);
        }
    }

    private IEnumerable<(string, JsonObject)> FromColleagues(IReadOnlyList<DemoWriter> colleagues)
    {
        for (var i = 0; i < Colleagues; i++)
        {
            var colleague = colleagues[i % colleagues.Count];
            var at = anchor.AddDays(-1 - (i * 31) % 200).AddMinutes(-i);
            yield return Received(colleague, i % 2 == 0 ? "Lunch on Thursday?" : "اجتماع الفريق", i % 2 == 0 ? "Shall we meet at one?" : "هل نجتمع الساعة العاشرة؟", at, Hash($"internal {i}"));
        }
    }

    private IEnumerable<(string, JsonObject)> FromNewsletters()
    {
        for (var i = 0; i < Newsletters; i++)
        {
            var writer = new DemoWriter("Office Trends", "news@office-trends.example", "", false);
            var (folder, message) = Received(writer, string.Create(CultureInfo.InvariantCulture, $"Office Trends, issue {Newsletters - i}"), "Read what is new in office design.", anchor.AddDays(-2 - i * 5), Hash($"news {i}"));
            message["internetMessageHeaders"]!.AsArray().Add(Header("List-Id", "<news.office-trends.example>"));
            message["internetMessageHeaders"]!.AsArray().Add(Header("List-Unsubscribe", "<https://office-trends.example/u>"));
            yield return (folder, message);
        }
    }

    private IEnumerable<(string, JsonObject)> FromStrangers()
    {
        for (var i = 2; i < Strangers.Length; i++)
            yield return FromStranger(Strangers[i], anchor.AddDays(-i).AddMinutes(-40 * i));
    }

    // What a newcomer sees first: a stranger of each language, then a customer.
    private IEnumerable<(string, JsonObject)> Latest(IReadOnlyList<DemoWriter> customers)
    {
        yield return FromStranger(Strangers[0], anchor.AddMinutes(-12));
        yield return FromStranger(Strangers[1], anchor.AddMinutes(-25));
        foreach (var (index, customer) in customers.Take(2).Index())
        {
            var text = customer.IsArabic ? "هل يمكننا تحديد موعد للزيارة هذا الأسبوع؟" : "Could we fix a date for the visit this week?";
            yield return Received(customer, customer.IsArabic ? "موعد الزيارة" : "Date of the visit", text, anchor.AddMinutes(-50 - 10 * index), Hash($"visit {index}"));
        }
    }

    private (string, JsonObject) FromStranger(DemoWriter stranger, DateTimeOffset at) => Received(
        stranger,
        stranger.IsArabic ? "طلب كتالوج وأسعار" : "Office furniture for our new building",
        stranger.IsArabic
            ? "السلام عليكم،\nاطلعنا على أعمالكم ونرغب في استلام الكتالوج وقائمة الأسعار لتجهيز مكاتبنا الجديدة."
            : "Hello,\n\na colleague recommended you. We are furnishing 40 workplaces and two meeting rooms in spring. Could you call me to talk about it?",
        at,
        Hash("stranger " + stranger.Address));

    private string Answer(DemoWriter customer) => customer.IsArabic
        ? $"شكرًا لرسالتكم. سنرسل التفاصيل اليوم.\n\nمع التحية\n{ownerName}"
        : $"Thank you for your message. You will have the details today.\n\nKind regards\n{ownerName}";

    // As Gmail quotes in English, and Outlook in Arabic.
    private string Quoted(DemoWriter customer, string heading, string question, DateTimeOffset at) => customer.IsArabic
        ? string.Create(CultureInfo.InvariantCulture, $"من: {customer.Name} <{customer.Address}>\nتاريخ الإرسال: {at:yyyy-MM-dd HH:mm}\nإلى: {ownerName}\nالموضوع: {heading}\n\n{question}")
        : string.Create(CultureInfo.InvariantCulture, $"On {at:ddd, d MMM yyyy} at {at:HH:mm}, {customer.Name} <{customer.Address}> wrote:\n> {question}");

    private (string, JsonObject) Received(DemoWriter from, string subject, string text, DateTimeOffset at, string conversation) =>
        ("inbox", Message(from.Name, from.Address, ownerName, mailbox, subject, from.Signature.Length > 0 ? $"{text}\n\n{from.Signature}" : text, at, conversation, at > anchor.AddDays(-1)));

    private (string, JsonObject) Sent(DemoWriter to, string subject, string text, DateTimeOffset at, string conversation)
    {
        var message = Message(ownerName, mailbox, to.Name, to.Address, subject, text, at, conversation, isUnread: false);
        message.Remove("internetMessageHeaders");
        return ("sentitems", message);
    }

    private JsonObject Message(string fromName, string from, string toName, string to, string subject, string text, DateTimeOffset at, string conversation, bool isUnread)
    {
        var id = Hash(string.Create(CultureInfo.InvariantCulture, $"message {_number++}"));
        var moment = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return new JsonObject
        {
            ["id"] = "AAMk" + id,
            ["internetMessageId"] = $"<{id}@{from[(from.IndexOf('@', StringComparison.Ordinal) + 1)..]}>",
            ["subject"] = subject,
            ["bodyPreview"] = text.Length > 255 ? text[..255] : text,
            ["body"] = new JsonObject { ["contentType"] = "text", ["content"] = text },
            ["from"] = Party(fromName, from),
            ["sender"] = Party(fromName, from),
            ["toRecipients"] = new JsonArray(Party(toName, to)),
            ["ccRecipients"] = new JsonArray(),
            ["sentDateTime"] = moment,
            ["receivedDateTime"] = moment,
            ["createdDateTime"] = moment,
            ["lastModifiedDateTime"] = moment,
            ["conversationId"] = "AAQk" + conversation,
            ["isRead"] = !isUnread,
            ["isDraft"] = false,
            ["hasAttachments"] = false,
            ["importance"] = "normal",
            ["categories"] = new JsonArray(),
            ["internetMessageHeaders"] = new JsonArray(Header("From", $"{fromName} <{from}>")),
        };
    }

    private static JsonObject Party(string name, string address) => new() { ["emailAddress"] = new JsonObject { ["name"] = name, ["address"] = address } };

    private static JsonObject Header(string name, string value) => new() { ["name"] = name, ["value"] = value };

    private string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{mailbox} {text}")))[..40];
}
