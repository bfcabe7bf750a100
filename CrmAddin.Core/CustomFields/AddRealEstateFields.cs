using CrmAddin.Core.Audit;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.CustomFields;

/// <summary>Adds the fields that a real-estate office works with, in both languages; those that are there already stay as they are.</summary>
public sealed class AddRealEstateFields(CrmDb db)
{
    private static readonly (FieldEntity Entity, CustomFieldKind Kind, string Name, string Arabic, string[] Choices)[] Set =
    [
        (FieldEntity.Contact, CustomFieldKind.Choice, "Buyer or seller specialist", "متخصص مشترين أو بائعين", ["Buyer specialist | متخصص مشترين", "Seller specialist | متخصص بائعين"]),
        (FieldEntity.Contact, CustomFieldKind.Number, "Closing year", "سنة الإغلاق", []),
        (FieldEntity.Contact, CustomFieldKind.ContactLink, "Cooperating agent", "الوسيط المتعاون", []),
        (FieldEntity.Contact, CustomFieldKind.ContactLink, "Referring agent", "الوسيط المُحيل", []),
        (FieldEntity.Contact, CustomFieldKind.YesNo, "Investor", "مستثمر", []),
        (FieldEntity.Contact, CustomFieldKind.YesNo, "Adopted buyer", "مشترٍ متبنّى", []),
        (FieldEntity.Deal, CustomFieldKind.Money, "Sale price", "سعر البيع", []),
        (FieldEntity.Deal, CustomFieldKind.Text, "Home description", "وصف العقار", []),
        (FieldEntity.Deal, CustomFieldKind.Number, "Interest rate", "معدل الفائدة", []),
        (FieldEntity.Deal, CustomFieldKind.Choice, "Loan type", "نوع القرض", ["Fixed rate | ثابت", "Variable rate | متغير", "Murabaha | مرابحة", "Ijara | إجارة", "Cash | نقدًا"]),
    ];

    /// <summary>Adds what is missing; how many. Errors: <see cref="MayNotAdminister"/>.</summary>
    public async Task<Result<int>> RunAsync(string from, CancellationToken cancel)
    {
        if (!db.Reader.MayAdminister)
            return new MayNotAdminister();
        var known = (await db.CustomFields.Select(f => new { f.Entity, f.Key }).ToListAsync(cancel)).Select(f => (f.Entity, f.Key)).ToHashSet();
        db.Begin(ChangeOrigin.Administer, from, "real-estate fields");
        var missing = Set.Where(s => !known.Contains((s.Entity, SaveCustomField.KeyOf(s.Name)))).ToList();
        db.CustomFields.AddRange(missing.Select((s, position) => Field(s.Entity, s.Kind, s.Name, s.Arabic, s.Choices, known.Count + position)));
        await db.SaveChangesAsync(cancel);
        return missing.Count;
    }

    private static CustomField Field(FieldEntity entity, CustomFieldKind kind, string name, string arabic, string[] choices, int position)
    {
        var field = new CustomField { Entity = entity, Kind = kind, Key = SaveCustomField.KeyOf(name), Name = name, NameArabic = arabic, Position = position };
        field.Choices.AddRange(choices.Select((c, i) =>
        {
            var names = c.Split(" | ");
            return new CustomFieldChoice { Name = names[0], NameArabic = names[1], Position = i };
        }));
        return field;
    }
}
