using CrmAddin.Core.Consent;

namespace CrmAddin.Core.Tests.Consent;

public class ConsentRuleTests
{
    private static readonly DateTimeOffset Day = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void No_record_means_no() => Against([]).ShouldBe(SuppressedReason.NoConsent);

    [Fact]
    public void A_given_consent_allows() => Against([Record(ConsentState.Given, 0)]).ShouldBeNull();

    [Fact]
    public void The_latest_statement_holds_whatever_the_order_of_the_records()
    {
        Against([Record(ConsentState.Withdrawn, 2), Record(ConsentState.Given, 1)]).ShouldBe(SuppressedReason.Withdrawn);
        Against([Record(ConsentState.Given, 3), Record(ConsentState.Withdrawn, 2)]).ShouldBeNull();
    }

    [Fact]
    public void A_withdrawal_of_the_same_moment_wins() =>
        Against([Record(ConsentState.Withdrawn, 1), Record(ConsentState.Given, 1)]).ShouldBe(SuppressedReason.Withdrawn);

    [Fact]
    public void Consent_for_another_purpose_or_channel_does_not_count() => Against(
        [
            new ConsentRecord { Purpose = ConsentPurpose.Service, Channel = ConsentChannel.Email, At = Day, How = "form" },
            new ConsentRecord { Purpose = ConsentPurpose.Marketing, Channel = ConsentChannel.Phone, At = Day, How = "form" },
        ]).ShouldBe(SuppressedReason.NoConsent);

    [Fact]
    public void Do_not_contact_wins_over_every_consent() =>
        ConsentRule.Against(true, [Record(ConsentState.Given, 0)], ConsentPurpose.Marketing, ConsentChannel.Email).ShouldBe(SuppressedReason.DoNotContact);

    private static SuppressedReason? Against(ConsentRecord[] records) => ConsentRule.Against(false, records, ConsentPurpose.Marketing, ConsentChannel.Email);

    private static ConsentRecord Record(ConsentState state, int day) =>
        new() { Purpose = ConsentPurpose.Marketing, Channel = ConsentChannel.Email, State = state, At = Day.AddDays(day), How = "form" };
}
