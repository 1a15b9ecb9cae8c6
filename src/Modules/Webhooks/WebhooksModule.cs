using Maru.Platform.Modules;

namespace Maru.Modules.Webhooks;

/// <summary>Tells merchants' own systems what happened.</summary>
public sealed class WebhooksModule : IModule
{
    public string Name => "webhooks";

    public void Configure(ModuleBuilder module)
    {
    }
}
