using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;

namespace Maru.Platform.Caching.Resp;

/// <summary>
/// One connection to a Redis server. Commands of many callers go out as they come (pipelining) and are answered in order. A command that is not answered in
/// time breaks the connection: what would be read next belongs to nobody any more.
/// </summary>
internal sealed class RespConnection : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly Stream _stream;
    private readonly PipeWriter _writer;
    private readonly TimeSpan _timeout;
    private readonly Action<RespValue>? _pushed;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly ConcurrentQueue<TaskCompletionSource<RespValue>> _waiting = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _broken;

    private RespConnection(Socket socket, TimeSpan timeout, Action<RespValue>? pushed)
    {
        _socket = socket;
        _stream = new NetworkStream(socket);
        _writer = PipeWriter.Create(_stream);
        _timeout = timeout;
        _pushed = pushed;
        _ = ReadAsync();
    }

    /// <summary>Done when the connection broke or was closed.</summary>
    public Task Ended => _ended.Task;

    public bool IsBroken => Volatile.Read(ref _broken) is not null;

    /// <param name="pushed">Hears what the server says unasked.</param>
    /// <exception cref="Exception">The server cannot be reached, or refuses the credentials.</exception>
    public static async Task<RespConnection> OpenAsync(RedisAddress address, TimeSpan timeout, Action<RespValue>? pushed, CancellationToken ct)
    {
        var socket = new Socket(address.EndPoint.AddressFamily, SocketType.Stream, address.IsSocket ? ProtocolType.Unspecified : ProtocolType.Tcp);
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            patience.CancelAfter(timeout);
            await socket.ConnectAsync(address.EndPoint, patience.Token);
            if (!address.IsSocket)
            {
                socket.NoDelay = true;
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            socket.Dispose();
            throw new TimeoutException("Redis did not take the connection in time.");
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        var connection = new RespConnection(socket, timeout, pushed);
        try
        {
            await connection.GreetAsync(address, ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <exception cref="RespErrorException">The server refused the command.</exception>
    /// <exception cref="IOException">The connection broke; whether the command was carried out is not known.</exception>
    /// <exception cref="TimeoutException">The server did not answer.</exception>
    public async Task<RespValue> ExecuteAsync(ReadOnlyMemory<byte>[] command, CancellationToken ct)
    {
        var answer = new TaskCompletionSource<RespValue>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _writing.WaitAsync(ct);
        try
        {
            if (Volatile.Read(ref _broken) is { } broken)
            {
                throw new IOException("The connection to Redis is broken.", broken);
            }

            _waiting.Enqueue(answer);
            Write(command);
            await _writer.FlushAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            Break(e);
        }
        finally
        {
            _writing.Release();
        }

        RespValue value;
        try
        {
            value = await answer.Task.WaitAsync(_timeout, ct);
        }
        catch (TimeoutException late)
        {
            Break(late);
            throw;
        }

        return value.Kind == RespKind.Error ? throw new RespErrorException(value.Text) : value;
    }

    public ValueTask DisposeAsync()
    {
        Break(new ObjectDisposedException(nameof(RespConnection)));
        return ValueTask.CompletedTask;
    }

    public static ReadOnlyMemory<byte>[] Command(params ReadOnlySpan<string> words)
    {
        var command = new ReadOnlyMemory<byte>[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            command[i] = Encoding.UTF8.GetBytes(words[i]);
        }

        return command;
    }

    /// <summary>Speaks version 3 where the server can, so that published messages and answers share a connection.</summary>
    private async Task GreetAsync(RedisAddress address, CancellationToken ct)
    {
        try
        {
            await ExecuteAsync(address.Password is null ? Command("HELLO", "3") : Command("HELLO", "3", "AUTH", address.User ?? "default", address.Password), ct);
        }
        catch (RespErrorException e) when (e.Message.StartsWith("ERR unknown command", StringComparison.OrdinalIgnoreCase) || e.Message.StartsWith("NOPROTO", StringComparison.Ordinal))
        {
            if (address.Password is not null)
            {
                await ExecuteAsync(address.User is null ? Command("AUTH", address.Password) : Command("AUTH", address.User, address.Password), ct);
            }
        }

        if (address.Database != 0)
        {
            await ExecuteAsync(Command("SELECT", address.Database.ToString(CultureInfo.InvariantCulture)), ct);
        }
    }

    private void Write(ReadOnlyMemory<byte>[] command)
    {
        WriteLine('*', command.Length);
        foreach (var word in command)
        {
            WriteLine('$', word.Length);
            _writer.Write(word.Span);
            _writer.Write("\r\n"u8);
        }
    }

    private void WriteLine(char mark, int number)
    {
        Span<byte> line = stackalloc byte[16];
        line[0] = (byte)mark;
        System.Buffers.Text.Utf8Formatter.TryFormat(number, line[1..], out var digits);
        line[1 + digits] = (byte)'\r';
        line[2 + digits] = (byte)'\n';
        _writer.Write(line[..(3 + digits)]);
    }

    private async Task ReadAsync()
    {
        var reader = PipeReader.Create(_stream);
        try
        {
            while (true)
            {
                var result = await reader.ReadAsync();
                var buffer = result.Buffer;
                while (!buffer.IsEmpty && RespParser.Read(ref buffer) is { } value)
                {
                    Hand(value);
                }

                reader.AdvanceTo(buffer.Start, buffer.End);
                if (result.IsCompleted)
                {
                    throw new IOException("Redis closed the connection.");
                }
            }
        }
        catch (Exception e) when (e is IOException or SocketException or RespProtocolException or ObjectDisposedException)
        {
            Break(e);
        }
    }

    private void Hand(RespValue value)
    {
        if (value.Kind == RespKind.Push)
        {
            _pushed?.Invoke(value);
        }
        else if (_waiting.TryDequeue(out var waiting))
        {
            waiting.TrySetResult(value);
        }
        else
        {
            throw new RespProtocolException("An answer came that nobody asked for.");
        }
    }

    private void Break(Exception why)
    {
        Interlocked.CompareExchange(ref _broken, why, null);
        _socket.Dispose();
        while (_waiting.TryDequeue(out var waiting))
        {
            waiting.TrySetException(new IOException("The connection to Redis broke.", why));
        }

        _ended.TrySetResult();
    }
}
