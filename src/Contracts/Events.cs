using System.Text.Json.Serialization;

namespace Maru.Contracts;

/// <summary>
/// Something that happened, told to whoever wants to know. A record with the attribute <see cref="EventAttribute"/>. Members may be added
/// (optional), never removed or renamed: the log keeps every event ever told.
/// </summary>
public interface IEvent
{
    /// <summary>Events with the same key are handled in the order they were committed; others may overtake one another.</summary>
    [JsonIgnore]
    string Key { get; }
}

/// <param name="name">"module.what-happened"; the part before the dot names the module whose log holds it.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EventAttribute(string name) : Attribute
{
    public string Name { get; } = name;

    public string Source => Name[..Name.IndexOf('.', StringComparison.Ordinal)];
}
