using System.Globalization;
using CrmAddin.Core.Contacts;

namespace CrmAddin.Core.Privacy;

/// <summary>Makes the keyed hashes that are left of erased people.</summary>
public sealed class ErasedHashes(PrivacySettings settings)
{
    private readonly Lazy<KeyedHash> _hash = new(() => KeyedHash.Load(settings.HashKey, "Crm:Privacy:HashKey", settings.HashKeyFile));

    /// <summary>The hash of an address in the form that addresses are compared in, a phone in E.164 form, or an origin key.</summary>
    public string Of(ErasedKeyKind kind, string value) => _hash.Value.Of($"{kind}\n{value}");

    /// <summary>The hash of a contact's row.</summary>
    public string OfRow(Contact contact) => OfRow(contact.Id, contact.CreatedAt);

    /// <summary>The hash of a contact's row by key and moment of creation.</summary>
    public string OfRow(long id, DateTimeOffset createdAt) =>
        Of(ErasedKeyKind.Row, string.Create(CultureInfo.InvariantCulture, $"{id}\n{createdAt.UtcTicks / TimeSpan.TicksPerMicrosecond}"));
}
