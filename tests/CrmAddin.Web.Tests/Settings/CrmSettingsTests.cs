using CrmAddin.Core.Firm;
using CrmAddin.Web.Settings;
using Microsoft.Extensions.Configuration;

namespace CrmAddin.Web.Tests.Settings;

public sealed class CrmSettingsTests
{
    [Fact]
    public void What_a_firm_sets_in_its_figures_is_read_and_the_rest_stays_as_defined()
    {
        var firm = Read(("ActiveMonths", "6"), ("CommitProbability", "0.65"), ("Margin", "0.4"), ("Attribution", "even"), ("LevelAFrom", "7.5")).Value!.Firm.Figures;

        firm.ShouldBe(new() { ActiveMonths = 6, CommitProbability = 0.65m, Margin = 0.4m, Attribution = AttributionRule.Even, LevelAFrom = 7.5m });
        firm.MinLostCustomers.ShouldBe(30);
    }

    [Theory]
    [InlineData("ActiveMonths", "0", "a whole number from 1 to 120")]
    [InlineData("ActiveMonths", "twelve", "a whole number from 1 to 120")]
    [InlineData("MinLostCustomers", "", "a whole number from 1 to 1000000")]
    [InlineData("MinCampaignCustomers", "2.5", "a whole number from 1 to 1000000")]
    [InlineData("CommitProbability", "70", "a number from 0 to 1 such as 0.7")]
    [InlineData("BestCaseProbability", "-0.1", "a number from 0 to 1 such as 0.4")]
    [InlineData("BestCaseProbability", "0.8", "at most 0.7, the probability of a commitment")]
    [InlineData("DiscountPerMonth", "1 %", "a number from 0 to 1 such as 0.01")]
    [InlineData("Margin", "35", "a number from 0 to 1 such as 0.35")]
    [InlineData("Attribution", "1", "first or even")]
    [InlineData("LevelAFrom", "11", "a number from 0 to 10 such as 7")]
    [InlineData("LevelBFrom", "four", "a number from 0 to 10 such as 4")]
    [InlineData("LevelBFrom", "7.5", "at most 7, the mean of an A")]
    public void A_value_that_no_figure_can_be_computed_with_is_refused_by_name(string setting, string value, string expected) =>
        Read((setting, value)).Error.ShouldBe(new SettingWrong("Crm:Firm:Figures:" + setting, value, expected));

    private static Core.Results.Result<CrmSettings> Read(params (string Setting, string Value)[] figures) => CrmSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(figures.Select(one => KeyValuePair.Create("Crm:Firm:Figures:" + one.Setting, (string?)one.Value))).Build());
}
