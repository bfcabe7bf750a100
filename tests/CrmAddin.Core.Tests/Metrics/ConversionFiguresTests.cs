using CrmAddin.Core.Metrics;

namespace CrmAddin.Core.Tests.Metrics;

public sealed class ConversionFiguresTests
{
    private static readonly DateOnly _asked = new(2026, 3, 1);

    [Fact]
    public void Rates_follow_the_worked_example()
    {
        ConversionPerson[] people =
        [
            .. Enumerable.Range(0, 24).Select(_ => Asked() with { DealOn = _asked, BoughtOn = _asked.AddDays(9) }),
            .. Enumerable.Range(0, 36).Select(_ => Asked() with { DealOn = _asked }),
            .. Enumerable.Range(0, 140).Select(_ => Asked()),
        ];
        var figures = ConversionFigures.Compute(people).ToDictionary(figure => figure.Key);

        figures[FigureKeys.ConversionRate].Value.ShouldBe(0.12m);
        figures[FigureKeys.LeadToDealRate].Value.ShouldBe(0.30m);
        figures[FigureKeys.MedianDaysToPurchase].Value.ShouldBe(9);
        figures[FigureKeys.MedianDaysToAnswer].WhyEmpty.ShouldBe(EmptyReason.NoDaysKnown);
    }

    [Fact]
    public void Without_leads_rates_are_empty_with_their_reason()
    {
        var figures = ConversionFigures.Compute([]).ToDictionary(figure => figure.Key);

        figures[FigureKeys.ConversionRate].WhyEmpty.ShouldBe(EmptyReason.NoLeads);
        figures[FigureKeys.LeadToDealRate].WhyEmpty.ShouldBe(EmptyReason.NoLeads);
    }

    [Fact]
    public void Who_took_a_later_step_of_the_funnel_took_those_before_it()
    {
        ConversionPerson[] people =
        [
            Asked(),
            Asked() with { AnsweredOn = _asked.AddDays(1) },
            Asked() with { IsQualified = true },
            Asked() with { AnsweredOn = _asked.AddDays(4), DealOn = _asked.AddDays(10) },
            Asked() with { BoughtOn = _asked.AddDays(30) },
        ];

        ConversionFigures.Funnel(people).ShouldBe(
        [
            new(ConversionStep.Lead, 5, null, 1, null),
            new(ConversionStep.Answered, 4, 0.8m, 0.8m, 2.5m),
            new(ConversionStep.Qualified, 3, 0.75m, 0.6m, null),
            new(ConversionStep.Deal, 2, 2m / 3, 0.4m, 10),
            new(ConversionStep.Customer, 1, 0.5m, 0.2m, 30),
        ]);
    }

    [Fact]
    public void Cohorts_are_months_of_the_first_enquiry_and_names_are_grouped_without_case()
    {
        ConversionPerson[] people =
        [
            Asked() with { Source = "Fair", BoughtOn = _asked },
            Asked() with { Source = "fair", AskedOn = new(2026, 2, 28) },
            Asked() with { Source = "Web", DealOn = _asked },
            Asked(),
        ];

        ConversionFigures.ByMonth(people).ShouldBe([new("", new(2026, 2, 1), 1, 0, 0), new("", new(2026, 3, 1), 3, 1, 1)]);
        ConversionFigures.By(people, person => person.Source).ShouldBe([new("Fair", null, 2, 0, 1), new("Web", null, 1, 1, 0), new("", null, 1, 0, 0)]);
    }

    [Fact]
    public void A_person_of_several_types_counts_under_each_and_one_of_none_under_no_name()
    {
        ConversionPerson[] people = [Asked() with { Types = ["Buyer", "Investor"], BoughtOn = _asked }, Asked() with { Types = ["buyer"], DealOn = _asked }, Asked()];

        ConversionFigures.ByType(people).ShouldBe([new("Buyer", null, 2, 1, 1), new("Investor", null, 1, 0, 1), new("", null, 1, 0, 0)]);
    }

    private static ConversionPerson Asked() => new() { AskedOn = _asked };
}
