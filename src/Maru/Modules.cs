using Maru.Platform;
using Maru.Platform.Modules;

namespace Maru;

/// <summary>Every module of this binary, in the order in which they start. No scanning: what is not here does not exist.</summary>
public static class Modules
{
    public static IReadOnlyList<IModule> All { get; } =
    [
        new PlatformModule(),
    ];
}
