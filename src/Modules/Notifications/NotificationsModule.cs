using Maru.Platform.Modules;

namespace Maru.Modules.Notifications;

/// <summary>Messages to people over all channels, templates, preferences, the mail box.</summary>
public sealed class NotificationsModule : IModule
{
    public string Name => "notifications";

    public void Configure(ModuleBuilder module)
    {
    }
}
