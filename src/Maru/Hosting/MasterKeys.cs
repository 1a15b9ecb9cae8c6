using System.Security.Cryptography;
using System.Text;
using Maru.Platform.Auth;

namespace Maru.Hosting;

/// <summary>Where the master key comes from: MARU_MASTER_KEY, else a file of the data directory that only the owner can read.</summary>
internal static class MasterKeys
{
    public const string Variable = "MARU_MASTER_KEY";

    /// <param name="secret">
    /// Of the installation. Several processes over one database have no data directory in common: without the variable their key is derived from
    /// the secret in the database, and who reads the database whole can read the personal data in it.
    /// </param>
    public static MasterKey Read(ShopOptions options, string secret)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return new MasterKey(SHA256.HashData(Encoding.UTF8.GetBytes(given)));
        }

        if (options.Postgres is not null)
        {
            return new MasterKey(HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), 32, info: "master key"u8.ToArray()));
        }

        var file = Path.Combine(options.DataDirectory, "master.key");
        if (!File.Exists(file))
        {
            using var stream = new FileStream(file, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
            stream.Write(RandomNumberGenerator.GetBytes(32));
            stream.Flush(flushToDisk: true);
        }

        return new MasterKey(File.ReadAllBytes(file));
    }
}
