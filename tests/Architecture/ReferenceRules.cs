using System.Reflection;

namespace Maru.Architecture.Tests;

/// <summary>Who may reference whom. A rule is a function over names, so that it can be shown to fail.</summary>
internal static class ReferenceRules
{
    /// <returns>What is wrong with the reference, or null.</returns>
    public static string? Check(string from, string to) => (KindOf(from), KindOf(to)) switch
    {
        (_, Kind.Outside) => null,
        (Kind.Engine, _) => $"{from} is an engine and references nothing of Maru, but references {to}.",
        (Kind.Contracts, _) => $"{from} stands below everything, but references {to}.",
        (Kind.Platform, Kind.Contracts) => null,
        (Kind.Platform, _) => $"{from} may reference Contracts only, but references {to}.",
        (Kind.Module, Kind.Platform or Kind.Contracts or Kind.Engine) => null,
        (Kind.Module, _) => $"{from} is a module and must not know {to}.",
        (Kind.Pages, Kind.Platform or Kind.Contracts) => null,
        (Kind.Pages, _) => $"{from} shows pages and must not know {to}.",
        _ => null,
    };

    public static IReadOnlyList<Assembly> All() => [.. References(Assembly.Load("maru")).Append(Assembly.Load("maru"))];

    private static IEnumerable<Assembly> References(Assembly root) => root.GetReferencedAssemblies()
        .Where(a => a.Name!.StartsWith("Maru.", StringComparison.Ordinal)).Select(Assembly.Load);

    private static Kind KindOf(string name) => name switch
    {
        "Maru.Contracts" => Kind.Contracts,
        "Maru.Platform" => Kind.Platform,
        "Maru.Storefront" or "Maru.Admin" => Kind.Pages,
        _ when name.StartsWith("Maru.Engines.", StringComparison.Ordinal) => Kind.Engine,
        _ when name.StartsWith("Maru.Modules.", StringComparison.Ordinal) => Kind.Module,
        _ when name.StartsWith("Maru.", StringComparison.Ordinal) || name == "maru" => Kind.Host,
        _ => Kind.Outside,
    };

    private enum Kind
    {
        Outside,
        Engine,
        Contracts,
        Platform,
        Module,
        Pages,
        Host,
    }
}
