using System.Runtime.CompilerServices;
using Maru.Platform.Transports;

namespace Maru.Platform.Tests.Transports;

/// <summary>A carrier that loses parcels before it says yes, loses its yes, says things twice and breaks off; after a few times it behaves.</summary>
internal sealed class Mischief(IEventTransport inner, int seed) : IEventTransport
{
    private const int Most = 4;
    private readonly Random _random = new(seed);
    private readonly Lock _lock = new();
    private int _sendsFailed;
    private int _breaks;

    public async Task SendAsync(string source, ReadOnlyMemory<byte> parcel, CancellationToken ct)
    {
        var act = Interlocked.Increment(ref _sendsFailed) <= Most ? Draw(4) : 3;
        if (act == 0)
        {
            throw new IOException("Lost on the way.");
        }

        await inner.SendAsync(source, parcel, ct);
        if (act == 1)
        {
            throw new IOException("The yes was lost.");
        }

        if (act == 2)
        {
            await inner.SendAsync(source, parcel, ct);
        }
    }

    public async IAsyncEnumerable<Parcel> ReceiveAsync(string source, long? from, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var parcel in inner.ReceiveAsync(source, from, ct))
        {
            yield return parcel;
            if (Draw(3) == 0)
            {
                yield return parcel;
            }

            if (Draw(3) == 0 && Interlocked.Increment(ref _breaks) <= Most)
            {
                throw new IOException("Broken off.");
            }
        }
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private int Draw(int sides)
    {
        lock (_lock)
        {
            return _random.Next(sides);
        }
    }
}
