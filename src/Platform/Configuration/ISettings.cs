namespace Maru.Platform.Configuration;

/// <summary>The settings in force, from memory: cheap enough to ask on every request, so ask each time rather than keep the answer.</summary>
public interface ISettings
{
    /// <exception cref="InvalidOperationException">No module declares the setting.</exception>
    T Get<T>(Setting<T> setting) where T : notnull;
}
