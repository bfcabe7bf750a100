using CrmAddin.Core.Search;

namespace CrmAddin.Core.Tests.Search;

public class SearchTextTests
{
    [Theory]
    [InlineData("أحمد", "احمد")]
    [InlineData("مُحَمَّد", "محمد")]
    [InlineData("مصطفى", "مصطفي")]
    [InlineData("فاطمة", "فاطمه")]
    [InlineData("عبـــد", "عبد")]
    [InlineData("مؤمن", "مومن")]
    [InlineData("  Müller-Lüdenscheidt ", "muller ludenscheidt")]
    [InlineData("O'Brien", "obrien")]
    [InlineData("Straße ٣٤", "strasse 34")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("—", "")]
    public void Text_is_folded_to_what_people_type(string text, string folded) => SearchText.Fold(text).ShouldBe(folded);

    [Theory]
    [InlineData("محمد", "Mohammed")]
    [InlineData("خالد", "khaled")]
    [InlineData("شريف", "Sherif")]
    [InlineData("خالدي", "Khalidi")]
    [InlineData("قحطاني", "Qahtani")]
    public void A_name_has_the_same_skeleton_in_both_scripts(string arabic, string latin) =>
        NameSkeleton.Of(SearchText.Fold(arabic)).ShouldBe(NameSkeleton.Of(SearchText.Fold(latin)));

    [Fact]
    public void Variants_of_a_name_are_found_from_either_script()
    {
        NameVariants.Of("محمد").ShouldContain("mohamed");
        NameVariants.Of("mohammad").ShouldContain("محمد");
        NameVariants.Of("xyz").ShouldBeEmpty();
    }

    [Fact]
    public void Digits_of_both_scripts_are_read() => SearchText.Digits("٠٥٠ 123-٤٥").ShouldBe("05012345");
}
