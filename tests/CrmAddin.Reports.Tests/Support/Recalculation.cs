using System.Globalization;

namespace CrmAddin.Reports.Tests.Support;

/// <summary>Compares what a workbook has cached with what LibreOffice calculates.</summary>
internal static class Recalculation
{
    /// <summary>Fails on the first formula of a sheet whose value differs; gives the number of formulas compared.</summary>
    public static int ShouldAgree(OpenedWorkbook written, OpenedWorkbook recalculated, string sheet)
    {
        var cached = written.Values(sheet);
        var calculated = recalculated.Values(sheet);
        var formulas = written.Formulas(sheet);
        foreach (var address in formulas.Keys)
        {
            var actual = calculated.GetValueOrDefault(address, "");
            if (double.TryParse(cached[address], CultureInfo.InvariantCulture, out var expected))
                double.Parse(actual, CultureInfo.InvariantCulture).ShouldBe(expected, 1e-9 * Math.Max(1, Math.Abs(expected)), $"{sheet}!{address}: {formulas[address]}");
            else
                actual.ShouldBe(cached[address], $"{sheet}!{address}: {formulas[address]}");
        }

        return formulas.Count;
    }
}
