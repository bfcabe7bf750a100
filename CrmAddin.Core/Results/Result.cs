using System.Diagnostics.CodeAnalysis;

namespace CrmAddin.Core.Results;

/// <summary>A value, or the expected error that stood in its way.</summary>
public readonly record struct Result<T>
{
    private Result(T? value, Error? error)
    {
        Value = value;
        Error = error;
    }

    /// <summary>The value, when the action succeeded.</summary>
    public T? Value { get; }

    /// <summary>Why not, when it did not.</summary>
    public Error? Error { get; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Succeeded => Error is null;

    /// <summary>A success.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>An expected failure.</summary>
    public static implicit operator Result<T>(Error error) => new(default, error);
}
