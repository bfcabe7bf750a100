using CrmAddin.Core.Audit;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Lookups;

/// <summary>The lists and the pipeline that a new store begins with, in both languages.</summary>
public sealed class ShippedLists(CrmDb db)
{
    private static readonly (LookupKind Kind, string Name, string Arabic)[] Items =
    [
        (LookupKind.Source, "Trade fair", "معرض تجاري"),
        (LookupKind.Source, "Web site", "الموقع الإلكتروني"),
        (LookupKind.Source, "Referral", "إحالة"),
        (LookupKind.Source, "Social media", "وسائل التواصل"),
        (LookupKind.Source, "Portal", "بوابة إلكترونية"),
        (LookupKind.Source, "Walk-in", "زيارة مباشرة"),
        (LookupKind.Source, "E-mail", "بريد إلكتروني"),
        (LookupKind.Group, "Leads", "عملاء محتملون"),
        (LookupKind.Group, "Customers", "عملاء"),
        (LookupKind.Group, "Partners", "شركاء"),
        (LookupKind.Group, "Mets", "من التقينا بهم"),
        (LookupKind.Group, "Haven't-Mets", "من لم نلتق بهم"),
        (LookupKind.Group, "Inner circle", "الدائرة المقربة"),
        (LookupKind.ContactType, "Buyer", "مشترٍ"),
        (LookupKind.ContactType, "Seller", "بائع"),
        (LookupKind.ContactType, "Investor", "مستثمر"),
        (LookupKind.ContactType, "Vendor", "مورّد"),
        (LookupKind.ContactType, "FSBO", "بيع من المالك"),
        (LookupKind.ContactType, "Expired", "عقد منتهٍ"),
        (LookupKind.ContactType, "PTA", "جهة محتملة"),
        (LookupKind.LossReason, "Price", "السعر"),
        (LookupKind.LossReason, "Competitor", "منافس"),
        (LookupKind.LossReason, "No budget", "لا ميزانية"),
        (LookupKind.LossReason, "No decision", "لا قرار"),
        (LookupKind.LossReason, "Timing", "التوقيت"),
        (LookupKind.Industry, "Trade", "التجارة"),
        (LookupKind.Industry, "Construction", "الإنشاءات"),
        (LookupKind.Industry, "Health", "الصحة"),
        (LookupKind.Industry, "Education", "التعليم"),
        (LookupKind.Industry, "Hospitality", "الضيافة"),
        (LookupKind.Industry, "Technology", "التقنية"),
    ];

    private static readonly (string Name, string Arabic, decimal Probability, StageKind Kind)[] Stages =
    [
        ("Initial", "المبدئية", 0.20m, StageKind.Open),
        ("Study & pricing", "الدراسة والتسعير", 0.45m, StageKind.Open),
        ("Negotiation", "التفاوض", 0.75m, StageKind.Open),
        ("Won", "كسب", 1m, StageKind.Won),
        ("Lost", "خسارة", 0m, StageKind.Lost),
    ];

    /// <summary>Fills an empty store; leaves lists that somebody has begun as they are.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        if (await db.Pipelines.AnyAsync(cancel) || await db.LookupItems.AnyAsync(cancel))
            return;
        db.Begin(ChangeOrigin.Setup, "set-up", "lists and pipeline");
        db.LookupItems.AddRange(Items.Select((item, position) =>
            new LookupItem { Kind = item.Kind, Name = item.Name, NameArabic = item.Arabic, NameKey = SearchText.Fold(item.Name), Position = position }));
        var pipeline = new Pipeline { Name = "Sales", NameArabic = "المبيعات", NameKey = "sales", IsDefault = true };
        pipeline.Stages.AddRange(Stages.Select((stage, position) => new Stage
        {
            Name = stage.Name,
            NameArabic = stage.Arabic,
            NameKey = SearchText.Fold(stage.Name),
            Probability = stage.Probability,
            Kind = stage.Kind,
            Position = position,
        }));
        db.Pipelines.Add(pipeline);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException e) when (db.IsDuplicate(e))
        {
            // Another host started on the same new store in the same moment and has filled it.
            db.ChangeTracker.Clear();
        }
    }
}
