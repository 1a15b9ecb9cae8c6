using Maru.Platform.Modules;

namespace Maru.Modules.Identity;

/// <summary>People and machines that sign in: accounts, sessions, roles, keys, the audit log.</summary>
public sealed class IdentityModule : IModule
{
    public string Name => "identity";

    public void Configure(ModuleBuilder module)
    {
    }
}
