using System.Globalization;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Results;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>Why a row or card of a file cannot come in: the end of a line that begins with where it stands.</summary>
public abstract record RowRefusal(string Sentence) : RuleError(Sentence)
{
    /// <summary>The name of a field for the sentence's translation.</summary>
    protected static string NameOf(ImportField field) => FieldHeaders.Of(new FieldTarget(field), isArabic: true);
}

/// <summary>Nothing in the row.</summary>
public sealed record RowIsEmpty() : RowRefusal("the row is empty");

/// <summary>Nothing in the card.</summary>
public sealed record CardIsEmpty() : RowRefusal("the card is empty");

/// <summary>Another card begins before this one ends.</summary>
public sealed record CardHasNoEnd() : RowRefusal("the card has no END:VCARD");

/// <summary>A card of more text than a person has.</summary>
public sealed record CardIsTooLarge() : RowRefusal("the card is larger than 4 MB without its pictures");

/// <summary>A value too many: a separator stands in a value without quotes.</summary>
public sealed record RowHasMoreThanHeader(int Values, int Columns)
    : RowRefusal(string.Create(CultureInfo.InvariantCulture, $"the row has {Values} values and the header only {Columns}"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Values, Columns];
}

/// <summary>Nothing to call the person by.</summary>
public sealed record RowNamesNobody() : RowRefusal("there is neither a name nor an e-mail address");

/// <summary>An e-mail address that is none.</summary>
public sealed record RowEmailMalformed(string Text) : RowRefusal($"\"{Text}\" is not an e-mail address")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Text];
}

/// <summary>A text longer than the field holds.</summary>
public sealed record RowValueTooLong(ImportField Field, string What, int Most)
    : RowRefusal(string.Create(CultureInfo.InvariantCulture, $"the {What} is longer than {Most} characters"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [NameOf(Field), Most];
}

/// <summary>A word that names none of the field's values.</summary>
public sealed record RowWordUnknown(ImportField Field, string What, string Text, string Expected) : RowRefusal($"the {What} \"{Text}\" is not {Expected}")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [NameOf(Field), Text];
}

/// <summary>A day that is none.</summary>
public sealed record RowDateUnreadable(ImportField Field, string What, string Text) : RowRefusal($"the {What} \"{Text}\" is no date like 1980-12-31")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [NameOf(Field), Text];
}

/// <summary>A score that is none.</summary>
public sealed record RowScoreWrong(string Text) : RowRefusal($"the score \"{Text}\" is no whole number from 0 to 10")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Text];
}

/// <summary>A latitude or longitude that is none.</summary>
public sealed record RowDegreesWrong(string Text) : RowRefusal($"\"{Text}\" is no number of degrees")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Text];
}

/// <summary>A budget that is no amount.</summary>
public sealed record RowBudgetUnreadable(string Text) : RowRefusal($"the budget \"{Text}\" is no amount")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Text];
}

/// <summary>A budget of more digits than the store keeps.</summary>
public sealed record RowBudgetTooLarge() : RowRefusal("the budget is larger than can be kept");

/// <summary>Characters that no engine keeps.</summary>
public sealed record RowIsNoText() : RowRefusal("it holds characters that are no text");

/// <summary>The file still names somebody who was erased.</summary>
public sealed record RowPersonWasErased() : RowRefusal("the person was erased on request");

/// <summary>A value that one of the firm's own fields cannot hold.</summary>
public sealed record RowOwnFieldWrong(CustomValueWrong Wrong) : RowRefusal(Wrong.Sentence.TrimEnd('.'))
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => Wrong.Arguments;
}
