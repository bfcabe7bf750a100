using CrmAddin.Web.Sheets;

namespace CrmAddin.Web.Tests.Sheets;

public sealed class MergeCellTests
{
    [Theory]
    [InlineData("1", "1", "1", CellFate.Same)]
    [InlineData("1", "2", "1", CellFate.Mine)]
    [InlineData("1", "1", "2", CellFate.Theirs)]
    [InlineData("1", "2", "2", CellFate.Same)]
    [InlineData("1", "2", "3", CellFate.Conflict)]
    [InlineData("1", null, "1", CellFate.Mine)]
    [InlineData(null, "2", "3", CellFate.Conflict)]
    [InlineData("1", null, "3", CellFate.Conflict)]
    public void A_cell_is_merged_by_what_was_given_what_stands_there_and_what_the_store_has(string? given, string? mine, string? theirs, CellFate fate) =>
        MergeCell.Decide(given, mine, theirs).ShouldBe(fate);
}
