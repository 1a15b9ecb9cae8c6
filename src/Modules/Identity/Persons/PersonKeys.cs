using System.Security.Cryptography;
using System.Text;
using Maru.Contracts;
using Maru.Platform.Auth;

namespace Maru.Modules.Identity.Persons;

/// <summary>Seals a person's data under a key of the person, which is itself sealed under the master key.</summary>
internal sealed class PersonKeys(MasterKey master)
{
    private readonly byte[] _lookupKey = master.Derive("lookup of e-mail addresses");

    public byte[] CreateSealedKey(UserId user) => master.Seal(RandomNumberGenerator.GetBytes(32), user.Value.ToByteArray());

    public PersonSeal Open(UserId user, byte[] sealedKey) => new(user, master.Open(sealedKey, user.Value.ToByteArray()));

    /// <summary>Finds an address without keeping it: HMAC-SHA256 over its normal form.</summary>
    public byte[] HashEmail(string email) => HMACSHA256.HashData(_lookupKey, Encoding.UTF8.GetBytes(Normalize(email)));

    /// <summary>Case and surrounding space do not make another address.</summary>
    public static string Normalize(string email) => email.Trim().Normalize(NormalizationForm.FormKC).ToLowerInvariant();
}

/// <summary>Seals and opens one person's values.</summary>
internal sealed class PersonSeal(UserId user, byte[] key)
{
    public byte[] Seal(string text) => MasterKey.Seal(key, Encoding.UTF8.GetBytes(text), user.Value.ToByteArray());

    public byte[]? SealOptional(string? text) => string.IsNullOrEmpty(text) ? null : Seal(text);

    public string Open(byte[] value) => Encoding.UTF8.GetString(MasterKey.Open(key, value, user.Value.ToByteArray()));

    public string? OpenOptional(byte[]? value) => value is null ? null : Open(value);
}
