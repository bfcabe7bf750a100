using CrmAddin.Core.Search;

namespace CrmAddin.Core.Tests.Search;

public class NameVocabularyTests
{
    [Theory]
    [InlineData("khalid", "khald", true)]
    [InlineData("khalid", "khaalid", true)]
    [InlineData("khalid", "khalib", true)]
    [InlineData("khalid", "kahlid", true)]
    [InlineData("خالد", "خلاد", true)]
    [InlineData("khalid", "kahild", false)]
    [InlineData("khalid", "khalidxx", false)]
    [InlineData("khalid", "khalid", false)]
    public void Two_words_are_one_edit_apart_by_one_letter_or_two_neighbours(string a, string b, bool isOneEdit)
    {
        NameVocabulary.IsOneEdit(a, b).ShouldBe(isOneEdit);
        NameVocabulary.IsOneEdit(b, a).ShouldBe(isOneEdit);
    }

    [Fact]
    public void A_word_stands_in_the_vocabulary_whole_and_without_each_letter() =>
        NameVocabulary.RowsOf(["anna", "anna", "x", "two words", "a1b2"]).Select(r => (r.Deletion, r.Word)).Order()
            .ShouldBe([("ana", "anna"), ("ann", "anna"), ("anna", "anna"), ("nna", "anna")]);

    [Fact]
    public void Words_that_are_one_edit_apart_share_a_form()
    {
        foreach (var typed in new[] { "khald", "khaalid", "khalib", "kahlid" })
            NameVocabulary.Deletions(typed).Intersect(NameVocabulary.Deletions("khalid")).ShouldNotBeEmpty(typed);
    }
}
