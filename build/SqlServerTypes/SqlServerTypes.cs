namespace Microsoft.SqlServer.Server;

/// <summary>Storage format of a SQL Server user-defined type. SqlClient names these four types when it builds parameters; their package cannot be restored here.</summary>
public enum Format
{
    /// <summary>Not known.</summary>
    Unknown,
    /// <summary>SQL Server's own binary form.</summary>
    Native,
    /// <summary>Written by the type through <see cref="IBinarySerialize"/>.</summary>
    UserDefined,
}

/// <summary>A user-defined type that writes itself.</summary>
public interface IBinarySerialize
{
    /// <summary>Reads the value.</summary>
    void Read(BinaryReader r);

    /// <summary>Writes the value.</summary>
    void Write(BinaryWriter w);
}

/// <summary>Marks a user-defined type with its storage format.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class SqlUserDefinedTypeAttribute(Format format) : Attribute
{
    /// <summary>Storage format.</summary>
    public Format Format { get; } = format;

    /// <summary>Largest size in bytes.</summary>
    public int MaxByteSize { get; set; }

    /// <summary>All values have the same size.</summary>
    public bool IsFixedLength { get; set; }

    /// <summary>Values order by their bytes.</summary>
    public bool IsByteOrdered { get; set; }

    /// <summary>Method that checks a value.</summary>
    public string? ValidationMethodName { get; set; }

    /// <summary>SQL name of the type.</summary>
    public string? Name { get; set; }
}

/// <summary>A type that does not follow the rules of user-defined types.</summary>
public sealed class InvalidUdtException : SystemException
{
    private InvalidUdtException(string message)
        : base(message)
    {
    }

    /// <summary>The exception for a type and the reason.</summary>
    public static InvalidUdtException Create(Type udtType, string resourceReason) =>
        new($"'{udtType?.FullName}' is not a user-defined type: {resourceReason}");
}
