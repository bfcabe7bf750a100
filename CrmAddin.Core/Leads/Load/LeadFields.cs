using CrmAddin.Core.Loads;

namespace CrmAddin.Core.Leads.Load;

/// <summary>Our names of the fields that files of leads can fill, with their headings and words.</summary>
internal static class LeadFields
{
    public const string Id = "id";
    public const string Email = "email";
    public const string Phone = "phone";
    public const string Name = "name";
    public const string ReceivedAt = "receivedAt";
    public const string Source = "source";
    public const string Campaign = "campaign";
    public const string Channel = "channel";
    public const string Status = "status";
    public const string Reason = "disqualifiedReason";
    public const string Owner = "owner";
    public const string FirstResponseAt = "firstResponseAt";
    public const string ConvertedAt = "convertedAt";
    public const string Deal = "deal";

    /// <summary>The fields with their headings.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Columns = new Dictionary<string, string[]>
    {
        [Id] = ["lead id", "id", "record id", "external id", "enquiry id", "رقم العميل المحتمل", "رقم الاستفسار", "الرقم"],
        [Email] = ["email", "e mail", "email address", "contact email", "البريد", "البريد الإلكتروني"],
        [Phone] = ["phone", "mobile", "phone number", "mobile phone", "telephone", "الهاتف", "الجوال", "رقم الجوال", "رقم الهاتف"],
        [Name] = ["name", "full name", "contact", "contact name", "lead name", "الاسم", "اسم العميل", "الاسم الكامل"],
        [ReceivedAt] = ["received at", "received", "created at", "create date", "created date", "created", "lead date", "date", "تاريخ الاستلام", "تاريخ الاستفسار", "التاريخ"],
        [Source] = ["source", "lead source", "original source", "المصدر", "مصدر العميل"],
        [Campaign] = ["campaign", "campaign name", "الحملة", "اسم الحملة"],
        [Channel] = ["channel", "medium", "القناة"],
        [Status] = ["status", "lead status", "state", "الحالة", "حالة العميل"],
        [Reason] = ["disqualified reason", "reason", "lost reason", "unqualified reason", "سبب الاستبعاد", "السبب"],
        [Owner] = ["owner", "lead owner", "sales agent", "agent", "assigned to", "المسؤول", "المندوب"],
        [FirstResponseAt] = ["first response at", "first response", "responded at", "first contacted", "أول رد", "تاريخ أول رد", "الرد الأول"],
        [ConvertedAt] = ["converted at", "converted", "conversion date", "converted date", "تاريخ التحويل", "تاريخ التحول"],
        [Deal] = ["deal id", "deal", "opportunity id", "opportunity", "رقم الصفقة", "الصفقة"],
    };

    /// <summary>Words for how far a lead has come.</summary>
    public static readonly RowWords<LeadStatus> States = new(
        (LeadStatus.New, ["new", "open", "not contacted", "جديد"]),
        (LeadStatus.Working, ["working", "in progress", "contacted", "attempted", "قيد العمل", "قيد المتابعة", "تم التواصل"]),
        (LeadStatus.Qualified, ["qualified", "مؤهل"]),
        (LeadStatus.Converted, ["converted", "won", "customer", "محول", "تم التحويل"]),
        (LeadStatus.Disqualified, ["disqualified", "unqualified", "closed", "lost", "rejected", "مستبعد", "غير مؤهل", "مغلق"]));

    /// <summary>Words for why a lead was closed.</summary>
    public static readonly RowWords<DisqualifiedReason> Reasons = new(
        (DisqualifiedReason.NotInterested, ["not interested", "no interest", "غير مهتم", "لا يرغب"]),
        (DisqualifiedReason.NoBudget, ["no budget", "price", "too expensive", "لا ميزانية", "لا توجد ميزانية", "السعر"]),
        (DisqualifiedReason.Unreachable, ["unreachable", "no answer", "no response", "لا يرد", "تعذر الوصول", "تعذر التواصل"]),
        (DisqualifiedReason.Spam, ["spam", "junk", "مزعج", "بريد مزعج"]),
        (DisqualifiedReason.Duplicate, ["duplicate", "مكرر"]),
        (DisqualifiedReason.Other, ["other", "أخرى", "غير ذلك"]));
}
