namespace Maru.Platform.Modules;

/// <summary>
/// One bounded context: the only public type of its project. It has a schema, a role in the database and a log of its own, all named for it.
/// Constructing a module does nothing; <see cref="Configure"/> is its table of contents.
/// </summary>
public interface IModule
{
    /// <summary>Lower-case letters: also the schema, and the first part of the names of its events.</summary>
    string Name { get; }

    /// <summary>Names of modules that must be reachable for this one to be ready.</summary>
    IReadOnlyList<string> Needs => [];

    /// <summary>Lists what the module offers, handles and runs, and registers its services. Reads configuration, opens nothing.</summary>
    void Configure(ModuleBuilder module);

    void Map(ModuleRoutes routes)
    {
    }
}
