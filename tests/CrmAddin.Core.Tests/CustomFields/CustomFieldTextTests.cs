using CrmAddin.Core.CustomFields;

namespace CrmAddin.Core.Tests.CustomFields;

public sealed class CustomFieldTextTests
{
    [Theory]
    [InlineData(CustomFieldKind.Text, " villa by the sea ", "villa by the sea")]
    [InlineData(CustomFieldKind.Number, "٤٫٧٥", "4.75")]
    [InlineData(CustomFieldKind.Money, "1,250,000.50", "1250000.5")]
    [InlineData(CustomFieldKind.Date, "31/12/2026", "2026-12-31")]
    [InlineData(CustomFieldKind.Date, "٢٠٢٦-١٢-٣١", "2026-12-31")]
    [InlineData(CustomFieldKind.YesNo, "نعم", "yes")]
    [InlineData(CustomFieldKind.YesNo, "FALSE", "no")]
    [InlineData(CustomFieldKind.Choice, "مرابحة", "Murabaha")]
    [InlineData(CustomFieldKind.MultiChoice, "Murabaha; fixed", "Murabaha; Fixed")]
    [InlineData(CustomFieldKind.ContactLink, "17", "17")]
    public void A_value_of_every_kind_is_read_from_text_and_written_back(CustomFieldKind kind, string text, string written)
    {
        var field = Field(kind);

        var rows = CustomFieldText.Read(field, [text]);

        rows.Error.ShouldBeNull();
        CustomFieldText.Write(field, rows.Value!).ShouldBe(written);
    }

    [Theory]
    [InlineData(CustomFieldKind.Number, "many")]
    [InlineData(CustomFieldKind.Money, "99999999999999999")]
    [InlineData(CustomFieldKind.Date, "2026-02-30")]
    [InlineData(CustomFieldKind.YesNo, "maybe")]
    [InlineData(CustomFieldKind.Choice, "Gold")]
    [InlineData(CustomFieldKind.MultiChoice, "Fixed; Gold")]
    [InlineData(CustomFieldKind.ContactLink, "Ann")]
    public void A_text_that_the_field_cannot_hold_is_refused_by_name(CustomFieldKind kind, string text)
    {
        var wrong = CustomFieldText.Read(Field(kind), [text]).Error.ShouldBeOfType<CustomValueWrong>();

        wrong.Field.ShouldBe("Loan");
        wrong.Sentence.ShouldContain(wrong.Value);
    }

    [Fact]
    public void Nothing_typed_is_no_value() => CustomFieldText.Read(Field(CustomFieldKind.Number), ["", "  "]).Value.ShouldBeEmpty();

    [Fact]
    public void An_item_that_is_chosen_twice_stands_once() =>
        CustomFieldText.Read(Field(CustomFieldKind.MultiChoice), ["Fixed", "fixed", "ثابت"]).Value!.Count.ShouldBe(1);

    private static CustomField Field(CustomFieldKind kind)
    {
        var field = new CustomField { Id = 1, Key = "loan", Name = "Loan", Kind = kind };
        field.Choices.Add(new CustomFieldChoice { Id = 11, Name = "Fixed", NameArabic = "ثابت" });
        field.Choices.Add(new CustomFieldChoice { Id = 12, Name = "Murabaha", NameArabic = "مرابحة" });
        return field;
    }
}
