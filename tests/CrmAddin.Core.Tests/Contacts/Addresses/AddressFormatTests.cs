using CrmAddin.Core.Contacts;
using CrmAddin.Core.Contacts.Addresses;
using CrmAddin.Core.Tests.Capture;

namespace CrmAddin.Core.Tests.Contacts.Addresses;

public sealed class AddressFormatTests
{
    [Theory]
    [InlineData("AE", "28th Street|Police Officers City|Abu Dhabi|United Arab Emirates")]
    [InlineData("Bahrain", "28th Street|Police Officers City|Abu Dhabi 277|Bahrain")]
    [InlineData("الكويت", "Police Officers City|28th Street|277 Abu Dhabi|Kuwait")]
    [InlineData("USA", "28th Street|Police Officers City|Abu Dhabi, The region 277|United States")]
    [InlineData("UK", "28th Street|Police Officers City|Abu Dhabi|The region|277|United Kingdom")]
    [InlineData("Atlantis", "28th Street|Police Officers City|277 Abu Dhabi|The region|Atlantis")]
    public void Each_country_has_its_own_order(string country, string lines)
    {
        var address = new PostalAddress { Street = "28th Street", District = "Police Officers City", City = "Abu Dhabi", Region = "The region", Postcode = "277", Country = country };

        string.Join('|', AddressFormat.Lines(address, "en")).ShouldBe(lines);
    }

    [Fact]
    public void The_country_is_named_in_the_readers_language_and_left_out_at_home()
    {
        var address = new PostalAddress { Street = "شارع الملك فهد", City = "الرياض", Postcode = "12271", Country = "SA" };

        AddressFormat.OneLine(address, "ar").ShouldBe("شارع الملك فهد، الرياض 12271، المملكة العربية السعودية");
        AddressFormat.OneLine(address, "en", homeCountry: "SA").ShouldBe("شارع الملك فهد, الرياض 12271");
    }

    [Fact]
    public void Missing_parts_leave_no_signs_behind() =>
        AddressFormat.OneLine(new PostalAddress { Region = "CA", Country = "US" }, "en").ShouldBe("CA, United States");

    [Theory]
    [InlineData("KSA", "SA")]
    [InlineData("السعوديه", "SA")]
    [InlineData("الأردن", "JO")]
    [InlineData("Deutschland", "DE")]
    [InlineData("germany", "DE")]
    [InlineData("are", "AE")]
    [InlineData("nowhere", null)]
    [InlineData("", null)]
    public void Countries_are_known_by_code_and_by_name(string text, string? code) => Countries.CodeOf(text).ShouldBe(code);

    public static TheoryData<string> CountriesWithCases => [.. "ae bh kw qa jo in tr".Split(' ')];

    [Theory]
    [MemberData(nameof(CountriesWithCases))]
    public void Real_addresses_come_out_in_the_published_order(string country)
    {
        if (SharedData.Find($"addresses/opencage/{country}.yaml") is not { } file)
            return;
        var cases = AddressCases.Read(file);

        cases.ShouldNotBeEmpty();
        foreach (var (address, expected) in cases)
        {
            var lines = AddressFormat.Lines(address, "en");
            // The cases hold the names of hotels and shops too; what we write must stand in their order.
            expected.Where(lines.Contains).ShouldBe(lines.Where(expected.Contains), customMessage: string.Join(" | ", expected));
            lines.Count(expected.Contains).ShouldBeGreaterThanOrEqualTo(Math.Min(2, lines.Count), customMessage: string.Join(" | ", lines) + " // " + string.Join(" | ", expected));
        }
    }
}
