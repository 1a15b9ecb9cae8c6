using Maru.Contracts;
using Maru.Platform.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Maru.Platform.Events;

internal delegate Task EventHandling(IServiceProvider services, IReadOnlyList<ReceivedEvent> events, Transaction transaction, CancellationToken ct);

/// <summary>A named reader of logs: which events it handles, with what, on how many lanes.</summary>
internal sealed record Subscription(string Module, string Name, int Lanes, IReadOnlyDictionary<string, SubscribedType> Types)
{
    public IReadOnlyList<string> Sources { get; } = [.. Types.Values.Select(t => t.Type.Source).Distinct().Order(StringComparer.Ordinal)];

    public IReadOnlyList<string> TypesOf(string source) => [.. Types.Values.Where(t => t.Type.Source == source).Select(t => t.Type.Name)];

    /// <summary>All events of a key go through one lane, in every process and version alike.</summary>
    public int LaneOf(string key) => Lanes == 1 ? 0 : (int)(StableHash.Of(key) % (uint)Lanes);

    public override string ToString() => $"{Module}/{Name}";
}

internal sealed record SubscribedType(EventType Type, EventHandling Handle);

/// <summary>Says what a subscription handles.</summary>
public sealed class SubscriptionBuilder
{
    private readonly Dictionary<string, SubscribedType> _types = [];
    private readonly string _module;
    private readonly string _name;
    private readonly int _lanes;
    private readonly IServiceCollection _services;

    internal SubscriptionBuilder(string module, string name, int lanes, IServiceCollection services)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lanes, 1);
        _module = module;
        _name = name;
        _lanes = lanes;
        _services = services;
    }

    public SubscriptionBuilder On<TEvent, THandler>() where TEvent : class, IEvent where THandler : class, IEventHandler<TEvent>
    {
        _services.TryAddSingleton<THandler>();
        return Add(typeof(TEvent), static async (services, events, transaction, ct) =>
        {
            var handler = services.GetRequiredService<THandler>();
            foreach (var received in events)
            {
                await handler.HandleAsync((TEvent)received.Event, new EventContext(transaction, received), ct);
            }
        });
    }

    /// <summary>The batch handler gets the events of all its types in one list, in order.</summary>
    public SubscriptionBuilder OnBatch<THandler>(params ReadOnlySpan<Type> events) where THandler : class, IEventBatchHandler
    {
        _services.TryAddSingleton<THandler>();
        EventHandling handle = static (services, batch, transaction, ct) => services.GetRequiredService<THandler>().HandleAsync(batch, transaction, ct);
        foreach (var type in events)
        {
            Add(type, handle);
        }

        return this;
    }

    internal Subscription Build() => new(_module, _name, _lanes, _types);

    private SubscriptionBuilder Add(Type clr, EventHandling handle)
    {
        var type = EventTypes.Of(clr);
        return _types.TryAdd(type.Name, new SubscribedType(type, handle))
            ? this
            : throw new InvalidOperationException($"{_module}/{_name} handles {type.Name} twice.");
    }
}
