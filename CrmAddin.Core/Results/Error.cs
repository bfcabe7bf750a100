namespace CrmAddin.Core.Results;

/// <summary>An expected "no": what is so, in a sentence that a user can read. The record's name is its code.</summary>
/// <param name="Sentence">What is so and what to do, in English; screens translate by <see cref="Code"/> and <see cref="Arguments"/>.</param>
public abstract record Error(string Sentence)
{
    /// <summary>Stable name of the error, for translations and callers.</summary>
    public string Code => GetType().Name;

    /// <summary>Values named in the sentence, in order, for its translation.</summary>
    public virtual IReadOnlyList<object> Arguments => [];
}

/// <summary>The thing asked for does not exist, or not for this reader. HTTP 404.</summary>
public abstract record NotFoundError(string Sentence) : Error(Sentence);

/// <summary>Somebody or something else got there first. HTTP 409.</summary>
public abstract record ConflictError(string Sentence) : Error(Sentence);

/// <summary>A rule says no to these values. HTTP 422.</summary>
public abstract record RuleError(string Sentence) : Error(Sentence);

/// <summary>The reader's role does not allow it. HTTP 403.</summary>
public abstract record ForbiddenError(string Sentence) : Error(Sentence);
