using System.Globalization;
using CrmAddin.Core.Metrics;

namespace CrmAddin.Reports.Acquisition;

/// <summary>One customer as the workbook shows them.</summary>
/// <param name="Name">The name; empty for one whom the reader does not see.</param>
/// <param name="Figures">What the figures need to know.</param>
public sealed record CustomerLine(string Name, AcquiredCustomer Figures)
{
    /// <summary>A for an account or C for a contact, with the number in the store.</summary>
    public string Number => string.Create(CultureInfo.InvariantCulture, $"{(Figures.History.Customer.IsAccount ? 'A' : 'C')}{Figures.History.Customer.Id}");
}

/// <summary>A part of a customer as the workbook shows it.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Share">The source or campaign with the part that belongs to it.</param>
public sealed record ShareLine(CustomerLine Customer, CustomerShare Share);

/// <summary>One cost as the workbook shows it.</summary>
/// <param name="Id">Its number in the store.</param>
/// <param name="Figures">What the figures need to know.</param>
/// <param name="Note">What it was.</param>
/// <param name="OwnAmount">The amount in its own currency.</param>
/// <param name="Currency">That currency, ISO 4217.</param>
public sealed record CostLine(long Id, SpentCost Figures, string? Note, decimal OwnAmount, string Currency);

/// <summary>One enquiry as the workbook shows it.</summary>
/// <param name="Id">Its number in the store.</param>
/// <param name="Person">Who asked; empty for one whom the reader does not see.</param>
/// <param name="Owner">Who looks after it; null for nobody.</param>
/// <param name="Figures">What the figures need to know.</param>
public sealed record LeadLine(long Id, string Person, string? Owner, ReceivedLead Figures);

/// <summary>One deal as the workbook shows it.</summary>
/// <param name="Id">Its number in the store.</param>
/// <param name="Title">Its title.</param>
/// <param name="OpenedOn">The day it was opened.</param>
/// <param name="ClosedOn">The day it was closed.</param>
/// <param name="Figures">What the figures need to know.</param>
public sealed record DealLine(long Id, string Title, DateOnly? OpenedOn, DateOnly? ClosedOn, SourcedDeal Figures);

/// <summary>One member of a campaign as the workbook shows them.</summary>
/// <param name="Id">The number of the membership in the store.</param>
/// <param name="Person">Who; empty for one whom the reader does not see.</param>
/// <param name="Day">The day of delivery, else of becoming a member.</param>
/// <param name="Figures">What the figures need to know.</param>
public sealed record MemberLine(long Id, string Person, DateOnly Day, CampaignResponse Figures);

/// <summary>Totals of the same rows as the store itself computes them.</summary>
/// <param name="Leads">Enquiries of the period.</param>
/// <param name="Costs">Marketing and sales costs of the period, in the report's currency.</param>
/// <param name="Sales">Amount of all sales by the day of reporting, in the report's currency.</param>
public sealed record AcquisitionTotals(int Leads, decimal Costs, decimal Sales);

/// <summary>All that the workbooks about winning customers see.</summary>
public sealed record AcquisitionRows
{
    /// <summary>All customers by the day of reporting.</summary>
    public required IReadOnlyList<CustomerLine> Customers { get; init; }

    /// <summary>Marketing and sales costs of the period; null where the reader does not read costs.</summary>
    public required IReadOnlyList<CostLine>? Costs { get; init; }

    /// <summary>Enquiries of the period.</summary>
    public required IReadOnlyList<LeadLine> Leads { get; init; }

    /// <summary>Deals opened or won in the period.</summary>
    public required IReadOnlyList<DealLine> Deals { get; init; }

    /// <summary>Members of campaigns in the period.</summary>
    public IReadOnlyList<MemberLine> Members { get; init; } = [];

    /// <summary>Amount of sales that name no customer.</summary>
    public decimal SoldToNobody { get; init; }

    /// <summary>Period, day of reporting, currency and language.</summary>
    public required ReportFrame Frame { get; init; }

    /// <summary>The store's own totals.</summary>
    public required AcquisitionTotals Store { get; init; }

    /// <summary>What the figures are computed for.</summary>
    public CustomerSettings Settings => Frame.CustomerSettings;

    /// <summary>The parts of customers by source or campaign.</summary>
    public IEnumerable<ShareLine> Shares(string dimension) =>
        Customers.SelectMany(line => dimension == "Source" ? line.Figures.Sources : line.Figures.Campaigns, (line, share) => new ShareLine(line, share));

    /// <summary>The same as plain rows.</summary>
    public Core.Metrics.Acquisition Figures => new(
        [.. Customers.Select(line => line.Figures)],
        Costs is null ? null : [.. Costs.Select(line => line.Figures)],
        [.. Leads.Select(line => line.Figures)],
        [.. Deals.Select(line => line.Figures)]);
}
