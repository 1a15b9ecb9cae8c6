namespace Maru.Contracts.Configuration;

/// <param name="Before">Null where the default was in force.</param>
/// <param name="After">Null where the default came back.</param>
[Event("platform.setting-changed")]
public sealed record SettingChanged(string Name, string? Before, string? After, string Reason, string Actor, DateTimeOffset At) : IEvent
{
    public string Key => Name;
}
