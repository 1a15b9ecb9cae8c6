using System.Security.Cryptography;
using Maru.Contracts.Vision;

namespace Maru.Modules.Vision.Searching;

/// <summary>What was seen in pictures of the last hour, by the digest of the file: sent again with other filters, a picture is not looked at again.</summary>
internal sealed class GlanceCache(TimeProvider time)
{
    private const int Most = 500;
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (Glance Glance, DateTimeOffset At)> _known = [];
    private readonly Queue<string> _order = new();

    public static string KeyOf(byte[] file, PictureArea? crop) => Convert.ToHexStringLower(SHA256.HashData(file)) + crop;

    public Glance? Find(string key, string model)
    {
        lock (_lock)
        {
            return _known.TryGetValue(key, out var found) && found.Glance.Model == model && time.GetUtcNow() - found.At < Lasts ? found.Glance : null;
        }
    }

    public void Keep(string key, Glance glance)
    {
        lock (_lock)
        {
            if (!_known.ContainsKey(key))
            {
                _order.Enqueue(key);
            }

            _known[key] = (glance, time.GetUtcNow());
            while (_order.TryPeek(out var oldest) && (_order.Count > Most || time.GetUtcNow() - _known[oldest].At >= Lasts))
            {
                _known.Remove(_order.Dequeue());
            }
        }
    }
}
