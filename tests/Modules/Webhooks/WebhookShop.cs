using Dapper;
using Maru.Contracts;
using Maru.Contracts.Ordering;
using Maru.Contracts.Webhooks;
using Maru.Platform.Json;
using Maru.Testing.Shop;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Maru.Modules.Webhooks.Tests;

/// <summary>A shop whose merchants' systems run on this machine, with a clock that can be put forward.</summary>
public class WebhookShop : ShopFixture
{
    internal ShiftedClock Clock { get; } = new();

    internal IWebhooksAdministration Webhooks => Get<IWebhooksAdministration>();

    protected override IReadOnlySet<string>? Modules => new HashSet<string> { "identity", "webhooks" };

    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?> { ["Webhooks:AllowPrivateNetworks"] = "true", ["Webhooks:TimeoutSeconds"] = "3" };

    protected override void Replace(IServiceCollection services) => services.AddSingleton<TimeProvider>(Clock);

    internal async Task<NewWebhookEndpoint> SubscribeAsync(Receiver receiver, params string[] events)
    {
        var created = await Webhooks.CreateAsync(new WebhookEndpointDraft(receiver.Url, "test", events), "test", CancellationToken.None);
        created.Failure.ShouldBeNull();
        return created.Value!;
    }

    /// <summary>Tells an event as the ordering module would.</summary>
    internal async Task<OrderId> PackAsync(OrderId? order = null)
    {
        var happened = new OrderPacked(order ?? OrderId.New(), "M-1", null, Clock.GetUtcNow());
        await TellAsync("ordering", "ordering.order-packed", happened);
        return happened.OrderId;
    }

    internal async Task TellAsync<TEvent>(string module, string type, TEvent happened) where TEvent : IEvent
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.ExecuteAsync(
            $"insert into {module}.outbox (id, type, key, data, at) values (@id, @type, @Key, @data::json, @at)",
            new { id = Guid.CreateVersion7(), type, happened.Key, data = MaruJson.Write(happened), at = Clock.GetUtcNow() });
    }

    internal async Task<T?> ScalarAsync<T>(string sql, object? args = null)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        return await connection.ExecuteScalarAsync<T>(sql, args);
    }

    internal async Task UntilDisabledAsync(NewWebhookEndpoint endpoint, string reason)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (await Webhooks.FindAsync(endpoint.Endpoint.Id, patience.Token) is not { Enabled: false } disabled || disabled.DisabledReason != reason)
        {
            await Task.Delay(20, patience.Token);
        }
    }

    internal Task<IReadOnlyList<WebhookDeliveryView>> UntilAsync(NewWebhookEndpoint endpoint, Func<IReadOnlyList<WebhookDeliveryView>, bool> there) => UntilAsync(endpoint.Endpoint.Id, there);

    internal async Task<IReadOnlyList<WebhookDeliveryView>> UntilAsync(WebhookEndpointId endpoint, Func<IReadOnlyList<WebhookDeliveryView>, bool> there)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (true)
        {
            var page = await Webhooks.ListDeliveriesAsync(new WebhookDeliveryQuery(new PageRequest(1, 100), endpoint), patience.Token);
            if (there(page.Items))
            {
                return page.Items;
            }

            await Task.Delay(20, patience.Token);
        }
    }
}

/// <summary>The real time and more: can be put forward.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private long _ahead;

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));
}
