using Maru.Platform.Modules;

namespace Maru.Platform;

/// <summary>The platform's own state: processes, jobs, configuration. Every process runs it.</summary>
public sealed class PlatformModule : IModule
{
    public string Name => "platform";

    public void Configure(ModuleBuilder module)
    {
    }
}
