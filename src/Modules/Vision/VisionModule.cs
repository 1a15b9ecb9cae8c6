using Maru.Platform.Modules;

namespace Maru.Modules.Vision;

/// <summary>Finding goods by picture, similar goods, automatic categories.</summary>
public sealed class VisionModule : IModule
{
    public string Name => "vision";

    public IReadOnlyList<string> Needs => ["catalog"];

    public void Configure(ModuleBuilder module)
    {
    }
}
