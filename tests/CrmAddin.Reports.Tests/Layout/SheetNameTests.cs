using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Tests.Layout;

public sealed class SheetNameTests
{
    [Theory]
    [InlineData("Deals 2026/11: [open]?*", "Deals 2026 11   open")]
    [InlineData("'quoted'", "quoted")]
    [InlineData("::", "Sheet")]
    [InlineData("A name that is far too long for a sheet", "A name that is far too long for")]
    public void Forbidden_characters_and_excess_length_are_taken_out(string wanted, string name) => SheetName.Valid(wanted, []).ShouldBe(name);

    [Fact]
    public void A_taken_name_gets_a_number() => SheetName.Valid("Deals", ["deals", "Deals 2"]).ShouldBe("Deals 3");
}
