using Maru.Platform.Events;

namespace Maru.Platform.Data;

/// <summary>The databases of the modules that run in this process, by name: for the parts of the platform that work on behalf of all of them.</summary>
internal sealed class ModuleDatabases(IEnumerable<string> modules, DataSources sources, LogSignal signal, TimeProvider time)
{
    private readonly Dictionary<string, Database> _byName = modules.ToDictionary(m => m, Database (m) => new NamedDatabase(m, sources.OfModule(m), signal, time));

    public IReadOnlyCollection<Database> All => _byName.Values;

    public Database Of(string module) => _byName[module];

    private sealed class NamedDatabase(string module, Npgsql.NpgsqlDataSource source, LogSignal signal, TimeProvider time) : Database(module, source, signal, time);
}
