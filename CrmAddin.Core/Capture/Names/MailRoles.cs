using CrmAddin.Core.Capture.Text;

namespace CrmAddin.Core.Capture.Names;

/// <summary>Addresses that belong to a program, a list or an office rather than to one person.</summary>
internal static class MailRoles
{
    private static readonly HashSet<string> MachineNames = TextFolding.WordSet(
    [
        "noreply", "no-reply", "no_reply", "no.reply", "donotreply", "do-not-reply", "do_not_reply", "do.not.reply", "mailer-daemon", "postmaster", "bounce", "bounces", "notification", "notifications", "notify", "alert", "alerts",
        "automated", "auto-reply", "autoreply", "daemon", "system", "mailer", "newsletter", "newsletters", "news", "list", "listserv", "majordomo", "digest", "updates", "unsubscribe", "robot", "bot", "root", "nobody", "abuse", "return",
    ]);

    private static readonly HashSet<string> RoleNames = TextFolding.WordSet(
    [
        "info", "sales", "support", "help", "helpdesk", "contact", "contactus", "admin", "administrator", "office", "hr", "jobs", "careers", "billing", "accounts", "accounting", "invoice", "invoices", "orders", "marketing", "press", "media",
        "team", "hello", "service", "services", "customerservice", "customercare", "care", "webmaster", "enquiries", "enquiry", "inquiry", "reception", "feedback", "procurement", "purchasing", "security", "legal", "booking", "reservations", "mail", "email",
    ]);

    private static readonly HashSet<string> FreeDomains = TextFolding.WordSet(
    [
        "gmail.com", "googlemail.com", "hotmail.com", "outlook.com", "outlook.sa", "live.com", "msn.com", "yahoo.com", "ymail.com", "rocketmail.com", "aol.com", "icloud.com", "me.com", "mac.com", "gmx.com", "gmx.de", "gmx.net", "web.de", "mail.com",
        "mail.ru", "yandex.ru", "yandex.com", "protonmail.com", "proton.me", "zoho.com", "qq.com", "163.com", "126.com", "maktoob.com", "t-online.de", "orange.fr", "wanadoo.fr", "free.fr", "laposte.net", "comcast.net", "verizon.net", "att.net",
        "sbcglobal.net", "cox.net", "earthlink.net", "cs.com", "compuserve.com", "juno.com", "libero.it", "tutanota.com", "fastmail.com", "hey.com", "rediffmail.com", "naver.com", "emirates.net.ae", "eim.ae", "btinternet.com", "bellsouth.net", "charter.net", "windowslive.com",
    ]);

    private static readonly string[] FreeFamilies = ["yahoo.", "hotmail.", "outlook.", "live.", "gmail.", "aol.", "ymail."];

    /// <summary>Folded words that show a display name to be an office or a program.</summary>
    internal static readonly HashSet<string> Words = TextFolding.WordSet(
    [
        "team", "support", "newsletter", "notifications", "notification", "noreply", "no-reply", "helpdesk", "department", "dept", "benefits", "resources", "billing", "info", "sales", "marketing", "customer", "service", "services", "admin",
        "administrator", "mailer-daemon", "postmaster", "daemon", "system", "alerts", "office", "tests", "unittests", "accounts", "careers", "committee", "announcements", "list", "mailing", "webmaster",
        "فريق", "خدمه", "العملاء", "المبيعات", "الدعم", "اداره", "قسم", "اشعارات", "النشره", "نشره", "بريد", "لا", "ترد", "تنبيهات", "الموارد", "التسويق", "المحاسبه", "الاستفسارات",
    ]);

    /// <summary>Whether nobody reads this address: no-reply, list, bounce.</summary>
    internal static bool IsMachine(string address)
    {
        var local = Local(address);
        if (MachineNames.Contains(local))
            return true;
        var parts = local.Split('.', '_', '-', '+');
        return local.Contains("noreply", StringComparison.Ordinal) || local.Contains("no-reply", StringComparison.Ordinal) || local.Contains("donotreply", StringComparison.Ordinal)
            || local.Contains("do-not-reply", StringComparison.Ordinal) || parts.Length > 1 && parts[^1] is "bounces" or "request" or "owner" or "list" or "announce" or "users" or "dev" or "bounce"
            || local.StartsWith("bounce", StringComparison.Ordinal) || local.StartsWith("prvs=", StringComparison.Ordinal) || local.StartsWith("mailer-daemon", StringComparison.Ordinal);
    }

    /// <summary>Whether an office rather than one person reads this address.</summary>
    internal static bool IsRole(string address) => IsMachine(address) || RoleNames.Contains(Local(address));

    /// <summary>Whether anybody can have an address there.</summary>
    internal static bool IsFreeDomain(string domain) =>
        FreeDomains.Contains(domain) || Array.Exists(FreeFamilies, family => domain.StartsWith(family, StringComparison.Ordinal) && domain.Split('.').Length <= 3);

    private static string Local(string address)
    {
        var at = address.IndexOf('@', StringComparison.Ordinal);
        return at < 0 ? address : address[..at];
    }
}
