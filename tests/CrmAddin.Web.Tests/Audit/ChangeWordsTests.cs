using System.Globalization;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Store;
using CrmAddin.Web.Audit;

namespace CrmAddin.Web.Tests.Audit;

public sealed class ChangeWordsTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public void Every_field_and_value_of_the_journal_has_words(string language)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            var fields = ReadHistory.Fields(new SqliteDesign().CreateDbContext([]));
            var enums = fields.Select(f => Nullable.GetUnderlyingType(f.Property.ClrType) ?? f.Property.ClrType).Where(t => t.IsEnum).Append(typeof(ChangeOrigin)).Distinct();

            fields.Where(f => language == "ar" && ChangeWords.Field(f.Entity, f.Property.Name) == f.Property.Name)
                .Select(f => $"{f.Entity}.{f.Property.Name}").ShouldBeEmpty();
            fields.Select(f => f.Entity).Distinct().Where(e => !HasWords("audit.entity." + e)).ShouldBeEmpty();
            enums.SelectMany(e => Enum.GetValues(e).Cast<Enum>()).Where(v => v.GetType().Name != "ContactLevel" && language == "ar" && ChangeWords.EnumName(v) == v.ToString())
                .Select(v => $"{v.GetType().Name}.{v}").ShouldBeEmpty();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static bool HasWords(params string[] keys) => keys.Any(k => Web.Texts.UiTexts.Find(k) is not null);
}
