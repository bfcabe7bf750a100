using CrmAddin.Core.Contacts.Phones;
using CrmAddin.Core.Tests.Capture;

namespace CrmAddin.Core.Tests.Contacts.Phones;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("0501234567", "SA", "+966501234567")]
    [InlineData("050 123 4567", "AE", "+971501234567")]
    [InlineData("٠٥٠١٢٣٤٥٦٧", "SA", "+966501234567")]
    [InlineData("۰۵۰-۱۲۳-۴۵۶۷", "SA", "+966501234567")]
    [InlineData("+966 (0)50 123 4567", "US", "+966501234567")]
    [InlineData("00966501234567", "SA", "+966501234567")]
    [InlineData("00 966 50 123 4567", "US", "+966501234567")]
    [InlineData("966501234567", "SA", "+966501234567")]
    [InlineData("966501234567+", "EG", "+966501234567")]
    [InlineData("\u202A+966 11 234 5678\u202C", "SA", "+966112345678")]
    [InlineData("(0)20 7946 0018", "GB", "+442079460018")]
    [InlineData("011 44 20 7946 0018", "US", "+442079460018")]
    [InlineData("(503) 880-5315", "US", "+15038805315")]
    [InlineData("1-503-880-5315", "us", "+15038805315")]
    [InlineData("011 15-2345-6789", "AR", "+5491123456789")]
    [InlineData("02 1234567", "IT", "+39021234567")]
    [InlineData("＋20 2 2735 0000", "SA", "+20227350000")]
    public void A_number_as_people_write_it_gets_its_international_form(string raw, string country, string e164)
    {
        PhoneNumber.TryParse(raw, country, out var number).ShouldBeTrue();
        number!.E164.ShouldBe(e164);
    }

    [Theory]
    [InlineData("", "SA")]
    [InlineData("hello", "SA")]
    [InlineData("12", "SA")]
    [InlineData("+", "SA")]
    [InlineData("+999 123 4567", "SA")]
    [InlineData("050123456789012", "SA")]
    [InlineData("0501234567", "")]
    [InlineData("0501234567", "ZZ")]
    [InlineData("A0501234567", "SA")]
    public void What_fits_no_plan_is_refused(string raw, string country) =>
        PhoneNumber.TryParse(raw, country, out _).ShouldBeFalse();

    [Theory]
    [InlineData("908.273.6960 Ext. 104", "US", "+19082736960", "104")]
    [InlineData("+966 11 234 5678 x22", "SA", "+966112345678", "22")]
    [InlineData("011 234 5678 تحويلة ٢٢", "SA", "+966112345678", "22")]
    public void An_extension_is_kept_beside_the_number(string raw, string country, string e164, string extension)
    {
        PhoneNumber.TryParse(raw, country, out var number).ShouldBeTrue();
        number!.E164.ShouldBe(e164);
        number.Extension.ShouldBe(extension);
    }

    [Theory]
    [InlineData("+966501234567", PhoneLine.Mobile)]
    [InlineData("+966112345678", PhoneLine.Fixed)]
    [InlineData("+9668001234567", PhoneLine.TollFree)]
    [InlineData("+15038805315", PhoneLine.FixedOrMobile)]
    public void The_plan_tells_the_line(string e164, PhoneLine line)
    {
        PhoneNumber.TryParse(e164, "SA", out var number).ShouldBeTrue();
        number!.Line.ShouldBe(line);
    }

    [Theory]
    [InlineData("+966501234567", "SA", "050 123 4567", "+966 50 123 4567")]
    [InlineData("+12042345678", "CA", "(204) 234-5678", "+1 204 234 5678")]
    [InlineData("+80012345678", "001", "1234 5678", "+800 1234 5678")]
    public void A_number_is_shown_in_its_own_countrys_grouping(string e164, string region, string national, string international)
    {
        PhoneNumber.TryParse(e164, "SA", out var number).ShouldBeTrue();
        number!.Region.ShouldBe(region);
        number.NationalFormat.ShouldBe(national);
        number.InternationalFormat.ShouldBe(international);
    }

    [Fact]
    public void Every_regions_example_survives_the_way_out_and_back()
    {
        if (SharedData.Find("phones/mobile_examples_e164.csv") is not { } file)
            return;

        var wrong = new List<string>();
        foreach (var line in File.ReadLines(file).Skip(1))
        {
            var columns = Columns(line);
            var (region, e164, national, international) = (columns[0], columns[4], columns[5], columns[6]);
            foreach (var written in new[] { e164, national, international, columns[3] })
            {
                var read = PhoneNumber.TryParse(written, region, out var number);
                if (!read || number!.E164 != e164 || number.NationalFormat != national || number.InternationalFormat != international)
                    wrong.Add($"{region}: {written} gave {number?.E164} {number?.NationalFormat} {number?.InternationalFormat} for {e164} {national} {international}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    private static string[] Columns(string line)
    {
        var columns = new List<string>();
        var isQuoted = false;
        var column = "";
        foreach (var c in line)
        {
            if (c == '"')
                isQuoted = !isQuoted;
            else if (c == ',' && !isQuoted)
                (columns, column) = ([.. columns, column], "");
            else
                column += c;
        }

        return [.. columns, column];
    }
}
