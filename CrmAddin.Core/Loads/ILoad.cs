namespace CrmAddin.Core.Loads;

/// <summary>One kind of file: its columns, what its rows may say, and what they become in the store.</summary>
/// <typeparam name="TValues">What a row says.</typeparam>
/// <typeparam name="TEntity">What it becomes.</typeparam>
internal interface ILoad<TValues, TEntity>
    where TValues : class
    where TEntity : class
{
    /// <summary>Name of the command: "load-costs".</summary>
    string Name { get; }

    /// <summary>The fields with the headings by which they are known.</summary>
    IReadOnlyDictionary<string, string[]> Columns { get; }

    /// <summary>Fields that a file must have.</summary>
    string[] Needed { get; }

    /// <summary>What a row says, or why it is refused.</summary>
    (TValues? Values, RefusedRow? Refused) Read(FileRow row);

    /// <summary>What names a row within its file, as a refusal says it: "id "7""; null where equal rows may stand twice.</summary>
    string? IdentityOf(TValues values);

    /// <summary>Notes what a row names, before anything is written.</summary>
    void Note(TValues values);

    /// <summary>Finds or makes what the rows of the whole file name: owners, campaigns, products.</summary>
    Task PrepareAsync(CancellationToken cancel);

    /// <summary>Looks up what the rows of a batch are about.</summary>
    Task MeetAsync(IReadOnlyList<TValues> batch, CancellationToken cancel);

    /// <summary>Why a row is refused now that the store was asked; null where it is not.</summary>
    RefusedRow? Refusal(LoadedRow<TValues> row);

    /// <summary>Makes what the accepted rows of a batch are about and nobody knows, in the batch's transaction.</summary>
    Task MakeMissingAsync(IReadOnlyList<TValues> accepted, CancellationToken cancel);

    /// <summary>The row in the store; null where it is new.</summary>
    TEntity? Find(TValues values);

    /// <summary>A new row, remembered for <see cref="Find"/>.</summary>
    TEntity New(TValues values);

    /// <summary>Puts what a row of the file says into a row of the store; what the file does not say stays.</summary>
    void Fill(TEntity entity, TValues values);

    /// <summary>What came into being beside the rows, by kind.</summary>
    IReadOnlyDictionary<string, int> AlsoCreated { get; }
}
