using System.Threading.Channels;

namespace Maru.Platform.Realtime;

/// <summary>A viewer's place for the newest state: a queue of one, in which a newer state takes the place of an older one.</summary>
internal sealed class LiveViewer(string? lastSeen, Action<LiveViewer> leave) : IDisposable
{
    private readonly Channel<LiveMessage> _next = Channel.CreateBounded<LiveMessage>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
    private string? _lastSeen = lastSeen;

    public void Offer(LiveMessage message) => _next.Writer.TryWrite(message);

    /// <returns>The next state this viewer has not seen, or null when it took longer than it should.</returns>
    public async Task<LiveMessage?> NextAsync(CancellationToken patience, CancellationToken ct)
    {
        try
        {
            while (true)
            {
                var message = await _next.Reader.ReadAsync(patience);
                if (message.Id != _lastSeen)
                {
                    _lastSeen = message.Id;
                    return message;
                }
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Dispose() => leave(this);
}
