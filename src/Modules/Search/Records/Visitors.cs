using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Maru.Contracts;
using Maru.Contracts.Search;
using Maru.Platform.Auth;

namespace Maru.Modules.Search.Records;

/// <summary>
/// Makes of a visitor what tells one from another and nothing more: a keyed hash. A guest's changes with the day, so that nobody's searches can be
/// followed from one day to the next.
/// </summary>
internal sealed partial class Visitors(MasterKey key)
{
    private readonly byte[] _key = key.Derive("search visitors");

    /// <summary>Null: a program, or somebody who does not want to be followed. Their searches are counted as searches and for nothing else.</summary>
    public byte[]? Of(SearchVisitor visitor, DateTimeOffset at) =>
        visitor.User is { } user ? Of(user)
        : visitor.Untracked || Bot().IsMatch(visitor.Agent) ? null
        : Hash(visitor.ApiKey is { } apiKey ? "key " + apiKey : string.Create(CultureInfo.InvariantCulture, $"guest {at.UtcDateTime:yyyyMMdd} {visitor.Address} {visitor.Agent}"));

    public byte[] Of(UserId user) => Hash("user " + user);

    private byte[] Hash(string text) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text))[..16];

    [GeneratedRegex("bot|crawl|spider|slurp|preview|monitor", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Bot();
}
