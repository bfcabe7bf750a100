using CrmAddin.Core.Contacts.Import;

namespace CrmAddin.Core.Contacts.Export;

/// <summary>What is read of contacts: nothing that nobody asked for, because the time goes with the columns.</summary>
public sealed class RecordFields
{
    private static readonly Dictionary<ImportField, string[]> ColumnsOfFields = new()
    {
        [ImportField.Id] = [nameof(ContactRow.OriginKey)],
        [ImportField.Account] = [nameof(ContactRow.AccountId)],
        [ImportField.Source] = [nameof(ContactRow.SourceId)],
        [ImportField.Owner] = [nameof(ContactRow.OwnerId)],
        [ImportField.Notes] = [nameof(ContactRow.CorrespondenceNotes)],
        [ImportField.Birthday] = [nameof(ContactRow.BirthdayOn)],
        [ImportField.Anniversary] = [nameof(ContactRow.AnniversaryOn)],
        [ImportField.Spouse] = [nameof(ContactRow.SpouseName)],
        [ImportField.SpouseBirthday] = [nameof(ContactRow.SpouseBirthdayOn)],
    };

    private readonly HashSet<ImportField> _fields;

    /// <summary>Only what is asked for.</summary>
    public RecordFields(IEnumerable<ImportField> fields)
    {
        _fields = [.. fields];
        RowColumns = [.. _fields.SelectMany(f => ColumnsOfFields.GetValueOrDefault(f) ?? [f.ToString()]).Append(nameof(ContactRow.DisplayName))];
        AddressColumns = [.. _fields.Select(f => f == ImportField.AddressKind ? nameof(AddressRow.Kind) : f.ToString())];
    }

    /// <summary>Everything.</summary>
    public static RecordFields All { get; } = new(Enum.GetValues<ImportField>());

    /// <summary>Properties of <see cref="ContactRow"/> that are read.</summary>
    public IReadOnlyCollection<string> RowColumns { get; }

    /// <summary>Properties of <see cref="AddressRow"/> that are read.</summary>
    public IReadOnlyCollection<string> AddressColumns { get; }

    /// <summary>Whether phones are read; likewise below.</summary>
    public bool HasPhones => HasAny(ImportField.Phone, ImportField.PhoneKind);

    /// <summary>Whether phones are read with their kind.</summary>
    public bool HasPhoneKinds => HasAny(ImportField.PhoneKind);

    /// <summary>Whether e-mail addresses are read with their kind.</summary>
    public bool HasEmailKinds => HasAny(ImportField.EmailKind);

    /// <inheritdoc cref="HasPhones"/>
    public bool HasEmails => HasAny(ImportField.Email, ImportField.EmailKind);

    /// <inheritdoc cref="HasPhones"/>
    public bool HasAddresses => _fields.Any(f => f is >= ImportField.AddressKind and <= ImportField.Longitude);

    /// <inheritdoc cref="HasPhones"/>
    public bool HasProfiles => HasAny(ImportField.Profile, ImportField.ProfileKind);

    /// <inheritdoc cref="HasPhones"/>
    public bool HasChildren => HasAny(ImportField.Child, ImportField.ChildBirthday);

    /// <inheritdoc cref="HasPhones"/>
    public bool HasLookups => HasAny(ImportField.Groups, ImportField.Types, ImportField.Tags);

    /// <inheritdoc cref="HasPhones"/>
    public bool HasCustom => HasAny(ImportField.Custom);

    /// <inheritdoc cref="HasPhones"/>
    public bool HasAccounts => HasAny(ImportField.Account);

    private bool HasAny(params ReadOnlySpan<ImportField> fields)
    {
        foreach (var field in fields)
        {
            if (_fields.Contains(field))
                return true;
        }
        return false;
    }
}
