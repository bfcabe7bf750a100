namespace CrmAddin.Core.Metrics;

/// <summary>Why a figure has no value.</summary>
public enum EmptyReason
{
    /// <summary>No deal was won or lost in the period.</summary>
    NoClosedDeals,

    /// <summary>Nothing that was won or lost in the period has an amount.</summary>
    NoClosedAmount,

    /// <summary>No deal that was won or lost in the period has both an opening and a closing day.</summary>
    NoClosedDealWithDates,

    /// <summary>No deal that was won in the period has both an opening and a closing day.</summary>
    NoWonDealWithDates,

    /// <summary>No deal's expected close was moved later.</summary>
    NoSlippedDeals,

    /// <summary>Of no lost deal the winner's price is known.</summary>
    NoWinnerPrice,

    /// <summary>No deal left a stage in the period.</summary>
    NoEndedStays,

    /// <summary>No deal is in a stage.</summary>
    NoOpenStays,

    /// <summary>There is no target in the period.</summary>
    NoTarget,

    /// <summary>The days of the targets have not begun.</summary>
    TargetNotBegun,

    /// <summary>There is no contact.</summary>
    NoContacts,

    /// <summary>Of a day in the past nobody can say.</summary>
    NotKeptForThePast,

    /// <summary>No lead that came in the period was answered.</summary>
    NoAnsweredLeads,

    /// <summary>Nobody was on the mailing lists when the period began.</summary>
    ListWasEmpty,

    /// <summary>No answers to surveys are recorded.</summary>
    NoAnswersRecorded,

    /// <summary>No requests are recorded.</summary>
    NoRequestsRecorded,

    /// <summary>Nobody bought anything.</summary>
    NoPurchases,

    /// <summary>No customer has been active for a day.</summary>
    NoActiveYears,

    /// <summary>There is no customer.</summary>
    NoCustomers,

    /// <summary>Nobody bought for the first time in the period.</summary>
    NoNewCustomers,

    /// <summary>The role does not read costs.</summary>
    CostsNotRead,

    /// <summary>No customer was active when the period began.</summary>
    NoCustomersAtStart,

    /// <summary>No enquiry came in the period.</summary>
    NoLeads,

    /// <summary>Nothing was spent in the period.</summary>
    NoCosts,

    /// <summary>Of nobody both days are known.</summary>
    NoDaysKnown,

    /// <summary>Nothing was delivered.</summary>
    NothingDelivered,

    /// <summary>No member interacted.</summary>
    NobodyInteracted,

    /// <summary>Fewer customers than a model needs have come back.</summary>
    TooFewRepeatCustomers,

    /// <summary>The purchases are too uniform or too few in kind to settle a model.</summary>
    HistorySettlesNoModel,

    /// <summary>Too few deals were closed, with both days known, to learn from.</summary>
    TooFewClosedDeals,

    /// <summary>There is no past month-end to test on.</summary>
    HistoryTooShortToTest,

    /// <summary>The model has not been fitted yet.</summary>
    NotComputedYet,

    /// <summary>Nobody bought a product that was new to them.</summary>
    NoNewProductBought,

    /// <summary>It is known of the whole firm alone, to whoever answers for it.</summary>
    OnlyOfTheWholeFirm,

    /// <summary>The store knew of no deal then what it was worth and when it was expected.</summary>
    NothingExpectedThen,
}
