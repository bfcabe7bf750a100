using CrmAddin.Core.Mail.Threads;

namespace CrmAddin.Core.Tests.Mail.Threads;

public sealed class BaseSubjectTests
{
    [Theory]
    [InlineData("Re: Quotation", "Quotation", false)]
    [InlineData("RE: FW: Fwd: Re: Quotation", "Quotation", false)]
    [InlineData("Re[2]: Quotation", "Quotation", false)]
    [InlineData("Re (3): Re^2: Quotation", "Quotation", false)]
    [InlineData("FW: RE: Quotation", "Quotation", true)]
    [InlineData("[Fwd: Re: Quotation]", "Quotation", true)]
    [InlineData("Quotation (fwd)", "Quotation", true)]
    [InlineData("رد: عرض السعر", "عرض السعر", false)]
    [InlineData("\u200Fرد: \u202Bإعادة توجيه: عرض السعر", "عرض السعر", false)]
    [InlineData("إعادة توجيه: رد: عرض السعر", "عرض السعر", true)]
    [InlineData("اعادة توجيه : عرض السعر", "عرض السعر", true)]
    [InlineData("תשובה: הצעת מחיר", "הצעת מחיר", false)]
    [InlineData("הועבר: הצעת מחיר", "הצעת מחיר", true)]
    [InlineData("AW: Angebot", "Angebot", false)]
    [InlineData("WG: AW: Angebot", "Angebot", true)]
    [InlineData("RE : Devis", "Devis", false)]
    [InlineData("TR : Devis", "Devis", true)]
    [InlineData("RV: Oferta", "Oferta", true)]
    [InlineData("RES: Proposta", "Proposta", false)]
    [InlineData("ENC: Proposta", "Proposta", true)]
    [InlineData("R: I: Offerta", "Offerta", false)]
    [InlineData("Antw: Offerte", "Offerte", false)]
    [InlineData("SV: Offert", "Offert", false)]
    [InlineData("VB: Offert", "Offert", true)]
    [InlineData("VS: Tarjous", "Tarjous", false)]
    [InlineData("VL: Tarjous", "Tarjous", true)]
    [InlineData("Odp: Oferta", "Oferta", false)]
    [InlineData("Ynt: Teklif", "Teklif", false)]
    [InlineData("İlt: Teklif", "Teklif", true)]
    [InlineData("ΑΠ: Προσφορά", "Προσφορά", false)]
    [InlineData("Отв: Предложение", "Предложение", false)]
    [InlineData("回复：报价", "报价", false)]
    [InlineData("转发: 回复: 报价", "报价", true)]
    [InlineData("답장: 견적", "견적", false)]
    public void Prefixes_of_mail_programs_fall_away(string subject, string text, bool isForward) =>
        BaseSubject.Of(subject).ShouldBe(new BaseSubject(text, isForward));

    [Theory]
    [InlineData("Reply: none needed")]
    [InlineData("Ref: 12345")]
    [InlineData("Agenda: Monday")]
    [InlineData("Invoice (3): paid")]
    [InlineData("تحويل: 500 ريال")]
    [InlineData("رد المبلغ")]
    [InlineData("[list] News")]
    [InlineData("12:30 lunch")]
    [InlineData("")]
    public void What_only_resembles_a_prefix_stays(string subject) => BaseSubject.Of(subject).ShouldBe(new BaseSubject(subject, false));

    [Theory]
    [InlineData("Re:")]
    [InlineData(" \u200FRe: رد: ")]
    public void A_subject_of_prefixes_alone_is_empty(string subject) => BaseSubject.Of(subject).Text.ShouldBe("");

    [Fact]
    public void A_subject_of_a_hundred_thousand_prefixes_is_read()
    {
        BaseSubject.Of(string.Concat(Enumerable.Repeat("Re: ", 100_000)) + "x").Text.ShouldBe("x");
        BaseSubject.Of(string.Concat(Enumerable.Repeat("[Fwd:", 100_000)) + "x" + new string(']', 100_000)).Text.ShouldBe("x");
    }
}
