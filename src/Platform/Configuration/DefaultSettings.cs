namespace Maru.Platform.Configuration;

/// <summary>Every setting at the code's own default: for rules that are tried without a shop.</summary>
public sealed class DefaultSettings : ISettings
{
    public T Get<T>(Setting<T> setting) where T : notnull => (T)setting.BuiltInDefault;
}
