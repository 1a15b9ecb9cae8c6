using Maru.Platform.Modules;

namespace Maru.Modules.Search;

/// <summary>Finding goods: full text, facets, suggestions, trends.</summary>
public sealed class SearchModule : IModule
{
    public string Name => "search";

    public IReadOnlyList<string> Needs => ["catalog"];

    public void Configure(ModuleBuilder module)
    {
    }
}
