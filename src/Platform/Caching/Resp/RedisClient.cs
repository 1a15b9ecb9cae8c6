using System.Net.Sockets;

namespace Maru.Platform.Caching.Resp;

/// <summary>A connection to Redis that is opened when first needed and anew when it broke; after a failure callers are refused for a moment rather than made to wait.</summary>
internal sealed class RedisClient(RedisAddress address, TimeProvider time, TimeSpan? timeout = null) : IAsyncDisposable
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(500);

    private readonly TimeSpan _timeout = timeout ?? DefaultTimeout;
    private readonly SemaphoreSlim _opening = new(1, 1);
    private RespConnection? _connection;
    private long _failedAt;
    private bool _failed;
    private bool _disposed;

    /// <inheritdoc cref="RespConnection.ExecuteAsync" />
    public async Task<RespValue> ExecuteAsync(ReadOnlyMemory<byte>[] command, CancellationToken ct)
    {
        var connection = Volatile.Read(ref _connection) is { IsBroken: false } open ? open : await OpenAsync(ct);
        return await connection.ExecuteAsync(command, ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _opening.WaitAsync();
        _disposed = true;
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }

        _opening.Release();
    }

    private async Task<RespConnection> OpenAsync(CancellationToken ct)
    {
        await _opening.WaitAsync(ct);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_connection is { IsBroken: false })
            {
                return _connection;
            }

            if (_failed && time.GetElapsedTime(_failedAt) < Moment)
            {
                throw new IOException("Redis could not be reached a moment ago.");
            }

            _connection = await RespConnection.OpenAsync(address, _timeout, pushed: null, ct);
            _failed = false;
            return _connection;
        }
        catch (Exception e) when (e is IOException or SocketException or TimeoutException or RespErrorException)
        {
            _failed = true;
            _failedAt = time.GetTimestamp();
            throw;
        }
        finally
        {
            _opening.Release();
        }
    }
}
