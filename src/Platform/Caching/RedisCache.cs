using System.Globalization;
using System.Net.Sockets;
using Maru.Platform.Caching.Resp;
using Microsoft.Extensions.Logging;

namespace Maru.Platform.Caching;

/// <summary>Keeps values in a Redis that all processes share. While it cannot be reached there is nothing in it, and counts are this process's own.</summary>
internal sealed partial class RedisCache(RedisClient redis, TimeProvider time, ILogger<RedisCache> log) : ICache
{
    private const string Prefix = "maru:";
    private static readonly TimeSpan LongestMaking = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(15);

    private readonly SingleFlight _flight = new();
    private readonly MemoryCache _alone = new(time);

    public async Task<byte[]?> GetAsync(string key, CancellationToken ct) =>
        await TryAsync(ct, "GET", Prefix + key) is { Kind: RespKind.Bytes } value ? value.Bytes.ToArray() : null;

    public async Task SetAsync(string key, ReadOnlyMemory<byte> value, TimeSpan lifetime, CancellationToken ct)
    {
        ReadOnlyMemory<byte>[] command = [.. RespConnection.Command("SET", Prefix + key), value, .. RespConnection.Command("PX", Milliseconds(lifetime))];
        await TryAsync(command, ct);
    }

    public Task RemoveAsync(string key, CancellationToken ct) => TryAsync(ct, "DEL", Prefix + key);

    public async Task<long> CountAsync(string key, TimeSpan window, CancellationToken ct)
    {
        // The count and the end of its window must come together: a count without end would refuse somebody for ever.
        const string script = "local n = redis.call('INCR', KEYS[1]) if n == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end return n";
        return await TryAsync(ct, "EVAL", script, "1", Prefix + key, Milliseconds(window)) is { Kind: RespKind.Number } count
            ? count.Number
            : await _alone.CountAsync(key, window, ct);
    }

    public async Task<byte[]> GetOrMakeAsync(string key, TimeSpan lifetime, Func<CancellationToken, Task<byte[]>> make, CancellationToken ct) =>
        await GetAsync(key, ct) ?? await _flight.RunAsync(key, stop => MakeAsync(key, lifetime, make, stop), ct);

    /// <summary>One process makes it and the others look until it is there, or until he who makes it has taken too long.</summary>
    private async Task<byte[]> MakeAsync(string key, TimeSpan lifetime, Func<CancellationToken, Task<byte[]>> make, CancellationToken ct)
    {
        var turn = Prefix + "turn:" + key;
        var ticket = Guid.NewGuid().ToString("N");
        while (true)
        {
            if (await GetAsync(key, ct) is { } made)
            {
                return made;
            }

            var mine = await TryAsync(ct, "SET", turn, ticket, "NX", "PX", Milliseconds(LongestMaking));
            if (mine is null or { Kind: RespKind.Text })
            {
                break;
            }

            await Task.Delay(Glance, time, ct);
        }

        try
        {
            // Somebody's turn may have ended between the look and the ticket.
            if (await GetAsync(key, ct) is { } made)
            {
                return made;
            }

            var value = await make(ct);
            await SetAsync(key, value, lifetime, ct);
            return value;
        }
        finally
        {
            const string script = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0";
            await TryAsync(CancellationToken.None, "EVAL", script, "1", turn, ticket);
        }
    }

    private static string Milliseconds(TimeSpan span) => Math.Max(1, (long)span.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);

    private Task<RespValue?> TryAsync(CancellationToken ct, params ReadOnlySpan<string> words) => TryAsync(RespConnection.Command(words), ct);

    /// <returns>Null while Redis is away.</returns>
    private async Task<RespValue?> TryAsync(ReadOnlyMemory<byte>[] command, CancellationToken ct)
    {
        try
        {
            return await redis.ExecuteAsync(command, ct);
        }
        catch (Exception away) when (away is IOException or SocketException or TimeoutException or RespErrorException)
        {
            LogAway(log, away.Message);
            return null;
        }
    }

    [LoggerMessage(1401, LogLevel.Warning, "Redis is away; going on without it: {Reason}")]
    private static partial void LogAway(ILogger logger, string reason);
}
