using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using Maru.Contracts;
using Maru.Platform.Json;

namespace Maru.Platform.Events;

/// <summary>The name an event's type has in the log, and how it is written there.</summary>
internal sealed record EventType(string Name, string Source, Type Clr)
{
    public string Write(IEvent happened) => JsonSerializer.Serialize(happened, Clr, MaruJson.Internal);

    public IEvent Read(string data) => (IEvent)(JsonSerializer.Deserialize(data, Clr, MaruJson.Internal) ?? throw new JsonException($"{Name} is null in the log."));
}

internal static class EventTypes
{
    private static readonly ConcurrentDictionary<Type, EventType> Known = new();

    public static EventType Of(Type type) => Known.GetOrAdd(type, static t =>
    {
        var attribute = t.GetCustomAttribute<EventAttribute>() ?? throw new InvalidOperationException($"{t} lacks [Event(\"module.what-happened\")].");
        return new EventType(attribute.Name, attribute.Source, t);
    });
}
