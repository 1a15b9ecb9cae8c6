using System.Collections.Concurrent;
using Maru.Contracts.Webhooks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Maru.Modules.Webhooks.Delivery;

/// <summary>
/// Empties the queues: each endpoint has a task of its own with a few messages under way, so that one that hangs holds up nobody else. Several processes may do
/// it beside each other.
/// </summary>
internal sealed class DeliveryWorker(DeliveryStore store, Deliverer deliverer, TimeProvider time, ILogger<DeliveryWorker> log) : BackgroundService
{
    private const int AtOncePerEndpoint = 4;
    private const int AtOnce = 64;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<WebhookEndpointId, Task> _queues = new();
    private readonly SemaphoreSlim _places = new(AtOnce);

    public override void Dispose()
    {
        _places.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Poll, time);
        try
        {
            do
            {
                try
                {
                    foreach (var endpoint in await store.FindDueEndpointsAsync(stoppingToken))
                    {
                        if (!_queues.TryGetValue(endpoint, out var queue) || queue.IsCompleted)
                        {
                            _queues[endpoint] = EmptyAsync(endpoint, stoppingToken);
                        }
                    }
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    WebhooksLog.RoundFailed(log, e);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
        }

        await Task.WhenAll(_queues.Values);
    }

    /// <summary>As soon as one message is through the next is taken, until none is due.</summary>
    private async Task EmptyAsync(WebhookEndpointId endpoint, CancellationToken ct)
    {
        await Task.Yield();
        var underWay = new List<Task>();
        try
        {
            while (true)
            {
                var claimed = await store.ClaimAsync(endpoint, AtOncePerEndpoint - underWay.Count, ct);
                underWay.AddRange(claimed.Select(d => SendAsync(d, ct)));
                if (underWay.Count == 0)
                {
                    return;
                }

                // Not only when one is through: what comes meanwhile has its place beside one that hangs.
                await Task.WhenAny([.. underWay, Task.Delay(Poll, time, ct)]);
                underWay.RemoveAll(t => t.IsCompleted);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            WebhooksLog.QueueFailed(log, endpoint, e);
        }

        await Task.WhenAll(underWay);
    }

    private async Task SendAsync(ClaimedDelivery delivery, CancellationToken ct)
    {
        try
        {
            await _places.WaitAsync(ct);
            try
            {
                await deliverer.SendAsync(delivery, mayRetry: true, ct);
            }
            finally
            {
                _places.Release();
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Nobody knows whether it arrived: it is sent again, under the same id, by whoever runs next.
            await store.ReleaseAsync(delivery, CancellationToken.None);
        }
        catch (Exception e)
        {
            WebhooksLog.QueueFailed(log, delivery.EndpointId, e);
        }
    }
}
