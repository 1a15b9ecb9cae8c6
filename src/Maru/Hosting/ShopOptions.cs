namespace Maru.Hosting;

/// <param name="DataDirectory">Where everything lives that must survive: the database, media, keys.</param>
/// <param name="Port">0 takes a free one.</param>
/// <param name="Modules">Names of the modules to run; null for all.</param>
/// <param name="Postgres">A connection string to a PostgreSQL that is already there; null starts a private one.</param>
public sealed record ShopOptions(string DataDirectory, int Port, IReadOnlySet<string>? Modules, string? Postgres, bool Demo)
{
    /// <summary>The address to listen on. Only an operator who says so opens it to the network.</summary>
    public string Host { get; init; } = "localhost";

    /// <summary>Configuration laid over all other sources; for tests and the command line.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>The last word on services; lets a test put an outside party it scripts, or a clock, in the place of the real one.</summary>
    public Action<IServiceCollection>? Services { get; init; }
}
